package model_test

import (
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestStartupPassedBeforeAnybodyLooked joins when all is ready and only
// started=true is to be seen. The startup probes had passed by the second of
// ContainersReady, and a sidecar's before the next container was begun.
func TestStartupPassedBeforeAnybodyLooked(t *testing.T) {
	always := corev1.ContainerRestartPolicyAlways
	probe := &corev1.Probe{ProbeHandler: corev1.ProbeHandler{Exec: &corev1.ExecAction{Command: []string{"true"}}}, PeriodSeconds: 1, FailureThreshold: 30}
	started := true
	running := func(name string, since float64) corev1.ContainerStatus {
		return corev1.ContainerStatus{Name: name, ContainerID: "c://" + name, State: runningAt(since), Ready: true, Started: &started}
	}
	for name, tt := range map[string]struct {
		restarts       int32 // of the sidecar, which is then in its second run
		condition      corev1.ConditionStatus
		sidecar, inApp [2]float64
	}{
		"all are ready":           {condition: corev1.ConditionTrue, sidecar: [2]float64{6, 8.01}, inApp: [2]float64{9, 13}},
		"not all are ready":       {condition: corev1.ConditionFalse, sidecar: [2]float64{6, 8.01}, inApp: [2]float64{9, 60}},
		"the sidecar had another": {restarts: 1, condition: corev1.ConditionTrue, sidecar: [2]float64{6, 13}, inApp: [2]float64{9, 13}},
	} {
		t.Run(name, func(t *testing.T) {
			st := newStage()
			st.model = model.New() // which has seen nothing so far
			st.pod.Spec.InitContainers = []corev1.Container{{Name: "proxy", Image: "img", RestartPolicy: &always, StartupProbe: probe}}
			st.pod.Spec.Containers[0].StartupProbe = probe
			st.pod.Status.Phase, st.pod.Status.StartTime = corev1.PodRunning, new(second(0))
			st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.ContainersReady, Status: tt.condition, LastTransitionTime: second(12)}}
			st.pod.Status.InitContainerStatuses = []corev1.ContainerStatus{running("proxy", 5)}
			st.pod.Status.InitContainerStatuses[0].RestartCount = tt.restarts
			st.pod.Status.ContainerStatuses = []corev1.ContainerStatus{running("app", 8)}
			st.publish(60)
			st.eventOf("spec.initContainers{proxy}", "Started", "Container started", 1, 5.2, 5.2)
			st.eventOf("spec.initContainers{proxy}", "Unhealthy", "Startup probe failed: no", 1, 6, 6)
			st.event("Pulled", `Container image "img" already present on machine`, 1, 8, 8)
			st.event("Started", "Container started", 1, 8.2, 8.2)
			st.event("Unhealthy", "Startup probe failed: no", 1, 9, 9)
			st.now = s(60.2)
			life := st.life(t)
			for lane, bounds := range map[string][2]float64{"sidecar/proxy": tt.sidecar, "container/app": tt.inApp} {
				var found bool
				for _, sp := range life.Lane(lane).Spans {
					if sp.Track == timeline.TrackStartup {
						found = true
						within(t, lane+" passed", sp.End, bounds[0], bounds[1])
					}
				}
				want(t, lane+" was probed", found, true)
			}
		})
	}
}

// TestReadinessFailureOfTheRunBefore lets a readiness probe fail because its
// container has just died, in the second in which the next run starts; that
// run's own startup probe fails later, so it had not passed by then.
func TestReadinessFailureOfTheRunBefore(t *testing.T) {
	st := newStage()
	st.model = model.New()
	st.pod.Spec.Containers[0].StartupProbe = &corev1.Probe{ProbeHandler: corev1.ProbeHandler{Exec: &corev1.ExecAction{Command: []string{"true"}}}, PeriodSeconds: 1, FailureThreshold: 30}
	st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.ContainersReady, Status: corev1.ConditionTrue, LastTransitionTime: second(12)}}
	st.app("b", 1, runningAt(8), ended("a", 1, 8, 1))
	st.publish(60)
	st.event("Started", "Container started", 2, 1.1, 8.1)
	st.event("Unhealthy", "Readiness probe failed: no", 1, 8.3, 8.3)
	st.event("Unhealthy", "Startup probe failed: no", 1, 10, 10)
	spans := st.spans(t, timeline.TrackStartup, timeline.Probing)
	want(t, "startup probes", len(spans), 1)
	within(t, "passed", spans[0].End, 10, 13)
}

// TestStreakOfTheLastRunAlone finds an Event whose count has been growing since
// the first run; the failures of this one fit between its start and the last of
// them.
func TestStreakOfTheLastRunAlone(t *testing.T) {
	st := newStage()
	st.model = model.New()
	st.pod.Spec.Containers[0].StartupProbe = &corev1.Probe{ProbeHandler: corev1.ProbeHandler{Exec: &corev1.ExecAction{Command: []string{"true"}}}, PeriodSeconds: 1, FailureThreshold: 30}
	st.app("e", 4, runningAt(60), ended("d", 40, 50, 1)).Started = new(false)
	st.publish(64)
	st.event("Started", "Container started", 5, 1.1, 60.1)
	st.event("Unhealthy", "Startup probe failed: no", 12, 2.5, 63.5)
	p := st.probe(t)
	want(t, "failures of all runs", p.Failures, 12)
	want(t, "in a row now", p.Streak, 4)
}
