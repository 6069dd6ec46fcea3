package model_test

import (
	"fmt"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	eventsv1 "k8s.io/api/events/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestPullErrorIsOneLine makes one fact of the two Warning Events for one
// failed pull.
func TestPullErrorIsOneLine(t *testing.T) {
	st := newStage()
	st.event("Pulling", `Pulling image "img"`, 1, 1.0, 1.0)
	st.event("Failed", `Failed to pull image "img": not found`, 1, 1.5, 1.5)
	st.event("Failed", "Error: ErrImagePull", 1, 1.51, 1.51)
	st.event("BackOff", `Back-off pulling image "img"`, 1, 2.5, 2.5)
	st.event("Failed", "Error: ImagePullBackOff", 1, 2.51, 2.51)
	life := st.life(t)
	failed := 0
	for _, e := range life.Events {
		if e.Reason == "Failed" {
			failed++
		}
	}
	want(t, "lines", failed, 1)
	back := st.spans(t, timeline.TrackImage, timeline.PullBackOff)
	want(t, "back-offs", len(back), 1)
	want(t, "runs", len(st.spans(t, timeline.TrackProcess, timeline.BackOff)), 0)
}

// TestPresentImageHasNoPull reads Pulled without Pulling, in the two wordings
// for an image that is present.
func TestPresentImageHasNoPull(t *testing.T) {
	for _, message := range []string{
		`Container image "img" already present on machine`,
		`Container image "img" already present on machine and can be accessed by the pod`,
	} {
		st := newStage()
		st.event("Pulled", message, 1, 1.0, 1.0)
		want(t, "pulls", len(st.spans(t, timeline.TrackImage, timeline.Pulling)), 0)
	}
}

// TestWaitAfterTheTransferIsNoQueue covers a busy kubelet that gets its result
// late: what it waited for after the transfer was no queue.
func TestWaitAfterTheTransferIsNoQueue(t *testing.T) {
	st := newStage()
	st.event("Pulling", `Pulling image "img"`, 1, 1, 1)
	st.event("Pulled", `Successfully pulled image "img" in 8s (8.15s including waiting). Image size: 100 bytes.`, 1, 9.00002, 9.00002)
	pulls := st.spans(t, timeline.TrackImage, timeline.Pulling)
	want(t, "spans", len(pulls), 1)
	within(t, "start", pulls[0].Start, 1, 1)
	within(t, "end", pulls[0].End, 9, 9.1)
}

// TestPullWaitsInQueue reads "in 2s (5s including waiting)": three seconds were
// spent in the kubelet's queue.
func TestPullWaitsInQueue(t *testing.T) {
	st := newStage()
	st.event("Pulling", `Pulling image "img"`, 1, 1.0, 1.0)
	st.event("Pulled", `Successfully pulled image "img" in 2s (5s including waiting). Image size: 10000000 bytes.`, 1, 6.0, 6.0)
	pulls := st.spans(t, timeline.TrackImage, timeline.Pulling)
	want(t, "spans", len(pulls), 2)
	want(t, "queue", pulls[0].Reason, "Queued")
	within(t, "transfer", pulls[1].Start, 3.9, 4.1)
}

// TestCombinedEventIsNotTrusted checks that Events merged from similar ones do
// not belong to the container they name.
func TestCombinedEventIsNotTrusted(t *testing.T) {
	st := newStage()
	st.event("Unhealthy", "(combined from similar events): Readiness probe failed: 500", 1, 3.0, 3.0)
	life := st.life(t)
	for _, m := range life.Lane("container/app").Marks {
		t.Errorf("mark %s on the container", m.Kind)
	}
	want(t, "message", strings.HasPrefix(life.Events[len(life.Events)-1].Message, "Readiness probe failed"), true)
}

// TestCombinedEventOfTheOnlyProbe covers probe output that is new each time, and
// merged after nine; the tenth is still the failure of the only container that
// has such a probe, and of neither of two.
func TestCombinedEventOfTheOnlyProbe(t *testing.T) {
	for _, x := range []struct{ containers, failures int }{{1, 14}, {2, 9}} {
		st := newStage()
		if x.containers == 2 {
			st.pod.Spec.Containers = append(st.pod.Spec.Containers, corev1.Container{Name: "b"})
		}
		for i := range st.pod.Spec.Containers {
			st.pod.Spec.Containers[i].ReadinessProbe = &corev1.Probe{PeriodSeconds: 5}
		}
		st.pod.Generation = 2
		st.app("a", 0, runningAt(1), nil).Ready = false
		st.publish(2)
		for i := range 14 {
			sec, message := 5+float64(i)*5, fmt.Sprintf("Readiness probe failed: at %d", i)
			if i < 9 {
				st.event("Unhealthy", message, 1, sec, sec)
			} else {
				st.event("Unhealthy", "(combined from similar events): "+message, int32(i-8), 50, sec)
			}
		}
		life := st.life(t)
		want(t, "failures", life.Lane("container/app").Probes[0].Failures, x.failures)
	}
}

// TestPullWithoutItsEnd starts a container of which, after many Events, only the Pulling
// was not dropped: the pull is over when its status says that it runs.
func TestPullWithoutItsEnd(t *testing.T) {
	st := newStage()
	st.event("Pulling", `Pulling image "img"`, 1, 2, 2)
	st.verdict(t, timeline.StatePullingImage)
	st.app("a", 0, runningAt(4), nil).Ready = true
	st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue, LastTransitionTime: second(5)}}
	st.publish(5.2)
	st.verdict(t, timeline.StateReady)
	pull := st.spans(t, timeline.TrackImage, timeline.Pulling)[0]
	within(t, "pulled", pull.End, 2, 5)
	want(t, "outcome", pull.Outcome, timeline.Unknown)
}

// TestCombinedPulls covers a crash loop that pulls each time: the lengths of the
// pulls differ.
func TestCombinedPulls(t *testing.T) {
	st := newStage()
	st.event("Pulling", `Pulling image "img"`, 1, 1, 1)
	st.event("Pulled", `(combined from similar events): Successfully pulled image "img" in 251ms (251ms including waiting). Image size: 7 bytes.`, 1, 2, 2)
	pull := st.spans(t, timeline.TrackImage, timeline.Pulling)
	want(t, "pulls", len(pull), 1)
	want(t, "outcome", pull[0].Outcome, timeline.Succeeded)
}

// TestErroredProbeIsNoFailure checks that errored probes, which the kubelet
// discards, are no failures, and warnings count as success.
func TestErroredProbeIsNoFailure(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].ReadinessProbe = &corev1.Probe{}
	st.pod.Generation = 2
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.event("Unhealthy", "Readiness probe errored and resulted in unknown state: rpc error", 1, 3.0, 3.0)
	st.event("ProbeWarning", "Readiness probe warning: redirect", 1, 4.0, 4.0)
	st.event("Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 500", 1, 5.0, 5.0)
	life := st.life(t)
	want(t, "failures", life.Lane("container/app").Probes[0].Failures, 1)
}

// TestEventWithoutUID assigns the taint manager's Events, which carry no UID,
// by name and time.
func TestEventWithoutUID(t *testing.T) {
	st := newStage()
	e := st.event("TaintManagerEviction", "Marking for deletion Pod ns/p", 1, 7.0, 7.0)
	e.InvolvedObject.UID, e.InvolvedObject.FieldPath, e.UID = "", "", "orphan"
	e.ResourceVersion = "900"
	st.apply(e, 7.1)
	found := false
	for _, m := range st.life(t).Lanes[0].Marks {
		found = found || m.Kind == "TaintManagerEviction"
	}
	want(t, "found", found, true)
}

// TestEventWithoutUIDOfAClientBehind does so whatever the client's clock says
// of when the pod went.
func TestEventWithoutUIDOfAClientBehind(t *testing.T) {
	st := newStage()
	st.model, st.rv = model.New(), 0
	const behind = 600
	for _, sec := range []float64{0.1, 1, 2} {
		at := second(sec)
		st.pod.ManagedFields = []metav1.ManagedFieldsEntry{{Manager: "kubelet", Subresource: "status", Time: &at}}
		st.publish(sec + 0.01 - behind)
	}
	st.watch(timeline.Deleted, 9-behind)
	e := st.event("TaintManagerEviction", "Marking for deletion Pod ns/p", 1, 7.0, 7.0)
	e.InvolvedObject.UID, e.InvolvedObject.FieldPath, e.UID, e.ResourceVersion = "", "", "orphan", "900"
	st.apply(e, 7.1-behind)
	found := false
	for _, m := range st.life(t).Lanes[0].Marks {
		found = found || m.Kind == "TaintManagerEviction"
	}
	want(t, "found", found, true)
}

// TestStaticPodEvents assigns a static pod's Events, which carry the manifest's
// UID, by the annotation of the mirror pod, which may come after them.
func TestStaticPodEvents(t *testing.T) {
	st := &stage{model: model.New(), pod: &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "p", UID: "mirror", CreationTimestamp: second(0), Annotations: map[string]string{"kubernetes.io/config.mirror": "uid-1"}},
		Spec:       corev1.PodSpec{NodeName: "node", Containers: []corev1.Container{{Name: "app"}}},
	}}
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.publish(2)
	st.event("Killing", "Stopping container app", 1, 3.2, 3.2)
	want(t, "runs", len(st.spans(t, timeline.TrackProcess, timeline.Running)), 1)
	want(t, "kills", len(st.spans(t, timeline.TrackStop, "")), 1)
	want(t, "lives", len(st.model.Snapshot(st.now).Lives), 1)
}

// TestNewEventAPI reads an events.k8s.io/v1 Event with a series like one of
// core/v1.
func TestNewEventAPI(t *testing.T) {
	st := newStage()
	apply := func(rv string, count int32, last float64) {
		e := &eventsv1.Event{
			ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "p.x", UID: "ev", ResourceVersion: rv},
			EventTime:  metav1.NewMicroTime(s(1.25)), Regarding: corev1.ObjectReference{Kind: "Pod", Namespace: "ns", Name: "p", UID: "uid-1"},
			Reason: "FailedScheduling", Note: "0/1 nodes are available", Type: corev1.EventTypeWarning,
		}
		if count > 1 {
			e.Series = &eventsv1.EventSeries{Count: count, LastObservedTime: metav1.NewMicroTime(s(last))}
		}
		st.model.Apply(timeline.Observation{At: s(last + 0.01), Type: timeline.Added, Object: e})
	}
	apply("800", 1, 1.25)
	apply("801", 4, 9.5)
	life := st.life(t)
	total, last := 0, timeline.Edge{}
	for _, m := range life.Lanes[0].Marks {
		if m.Kind == "FailedScheduling" {
			total, last = total+m.Count, m.Time
		}
	}
	want(t, "attempts", total, 4)
	within(t, "last", last, 9.5, 9.5)
}

// TestHostileText checks that what a pod says cannot steer the terminal.
func TestHostileText(t *testing.T) {
	st := newStage()
	st.event("Unhealthy", "Liveness probe failed: \x1b]0;owned\x07\x1b[2J\u202egnp.exe\u0000", 1, 3, 3)
	for _, e := range st.life(t).Events {
		if strings.ContainsAny(e.Message, "\x1b\x07\u202e\x00") {
			t.Errorf("%q", e.Message)
		}
	}
}

// TestErrorEvents checks that an image error, which comes as what is wrong and
// as "Error: " with the waiting reason, counts once; only the creation's own
// errors are failed creations.
func TestErrorEvents(t *testing.T) {
	for message, failed := range map[string]int{
		"Error: ErrImagePull": 0, "Error: ImagePullBackOff: Back-off pulling image": 0, "Error: ErrImageNeverPull": 0,
		"Error: InvalidImageName": 0, "Error: ImageInspectError": 0, "Error: RegistryUnavailable": 0, "Error: SignatureValidationFailed": 0,
		`Error: configmap "c" not found`: 1, "Internal PreStartContainer hook failed: no": 1,
	} {
		st := newStage()
		st.event("Failed", message, 1, 1.5, 1.5)
		life := st.life(t)
		marks := 0
		for _, m := range life.Lane("container/app").Marks {
			marks += m.Count
		}
		want(t, message, marks, failed)
	}
}

// TestProbeOutputQuotesTheKubelet covers a probe whose output quotes the kubelet's
// own words.
func TestProbeOutputQuotesTheKubelet(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].ReadinessProbe = &corev1.Probe{}
	st.pod.Generation = 2
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.event("Unhealthy", "Readiness probe failed: upstream: Liveness probe errored: EOF", 1, 3.0, 3.0)
	life := st.life(t)
	want(t, "failures", life.Lane("container/app").Probes[0].Failures, 1)
}
