package model_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// A stage builds the observations of one pod, one quirk of Kubernetes at a time.
type stage struct {
	model *model.Model
	pod   *corev1.Pod
	rv    int
	now   time.Time

	kubelet string // the version of the pod that it saw first
}

// epoch is a whole second; "s(1.5)" is 1.5 s later.
var epoch = time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)

func s(sec float64) time.Time { return epoch.Add(time.Duration(sec * float64(time.Second))) }

// second returns s as the API server writes it.
func second(sec float64) metav1.Time { return metav1.NewTime(s(sec).Truncate(time.Second)) }

// newStage returns a pod with one container "app", scheduled at 0.1 s.
func newStage() *stage {
	st := &stage{model: model.New(), pod: &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "p", UID: "uid-1", CreationTimestamp: second(0), Generation: 1},
		Spec:       corev1.PodSpec{Containers: []corev1.Container{{Name: "app", Image: "img"}}, RestartPolicy: corev1.RestartPolicyAlways},
		Status:     corev1.PodStatus{Phase: corev1.PodPending},
	}}
	st.publish(0.01)
	st.pod.Spec.NodeName = "node"
	st.publish(0.1)
	return st
}

// publish applies the pod as it stands, arriving at sec.
func (st *stage) publish(sec float64) { st.watch(timeline.Modified, sec) }

func (st *stage) watch(typ timeline.ObservationType, sec float64) {
	st.rv++
	if st.rv == 1 {
		typ = timeline.Added
	}
	st.pod.ResourceVersion = fmt.Sprint(st.rv)
	st.now = s(sec)
	st.model.Apply(timeline.Observation{At: st.now, Type: typ, Object: st.pod.DeepCopy()})
}

// app sets the container's published status.
func (st *stage) app(id string, restarts int32, state corev1.ContainerState, last *corev1.ContainerStateTerminated) *corev1.ContainerStatus {
	running := state.Running != nil
	st.pod.Status.ContainerStatuses = []corev1.ContainerStatus{{
		Name: "app", ContainerID: id, RestartCount: restarts, State: state, Ready: running, Started: &running,
		LastTerminationState: corev1.ContainerState{Terminated: last},
	}}
	return &st.pod.Status.ContainerStatuses[0]
}

func runningAt(sec float64) corev1.ContainerState {
	return corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: second(sec)}}
}

func waitingFor(reason, message string) corev1.ContainerState {
	return corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: reason, Message: message}}
}

func ended(id string, from, to float64, code int32) *corev1.ContainerStateTerminated {
	return &corev1.ContainerStateTerminated{ContainerID: id, StartedAt: second(from), FinishedAt: second(to), ExitCode: code, Reason: "Error"}
}

// event applies a kubelet Event of the container, first at `first`, now seen `count` times, last at `last`.
func (st *stage) event(reason, message string, count int32, first, last float64) *corev1.Event {
	return st.eventOf("spec.containers{app}", reason, message, count, first, last)
}

// eventOf applies an event for what the field path names.
func (st *stage) eventOf(fieldPath, reason, message string, count int32, first, last float64) *corev1.Event {
	typ := corev1.EventTypeNormal
	if strings.HasPrefix(reason, "Fail") || reason == "Unhealthy" || reason == "BackOff" && strings.HasPrefix(message, "Back-off restarting") {
		typ = corev1.EventTypeWarning
	}
	st.rv++
	e := &corev1.Event{
		ObjectMeta: metav1.ObjectMeta{
			Namespace: "ns", Name: fmt.Sprintf("p.%016x", s(first).UnixNano()), ResourceVersion: fmt.Sprint(st.rv),
			UID: types.UID(fmt.Sprintf("ev-%s-%x", reason, s(first).UnixNano())),
		},
		InvolvedObject: corev1.ObjectReference{Kind: "Pod", Namespace: "ns", Name: "p", UID: "uid-1", ResourceVersion: st.kubelet, FieldPath: fieldPath},
		Reason:         reason, Message: message, Type: typ, Count: count,
		FirstTimestamp: second(first), LastTimestamp: second(last),
	}
	st.apply(e, last+0.01)
	return e
}

func (st *stage) apply(e *corev1.Event, sec float64) {
	typ := timeline.Added
	if e.Count > 1 {
		typ = timeline.Modified
	}
	st.now = s(sec)
	st.model.Apply(timeline.Observation{At: st.now, Type: typ, Object: e})
}

// listed applies Events as a watcher finds them that comes later.
func (st *stage) listed(sec float64, events ...*corev1.Event) {
	for _, e := range events {
		st.model.Apply(timeline.Observation{At: s(sec), Type: timeline.Added, Object: e})
	}
}

func (st *stage) life(t *testing.T) timeline.Life {
	t.Helper()
	snap := st.model.Snapshot(st.now)
	if len(snap.Lives) == 0 {
		t.Fatal("no life")
	}
	return snap.Lives[len(snap.Lives)-1]
}

// spans returns what a track of the container's lane shows, as "Phase", in order.
func (st *stage) spans(t *testing.T, track timeline.Track, phase timeline.Phase) []timeline.Span {
	t.Helper()
	life := st.life(t)
	var out []timeline.Span
	for _, lane := range life.Lanes {
		if lane.Name == "app" || lane.Kind == timeline.LanePod && track == timeline.TrackPod {
			for _, sp := range lane.Spans {
				if sp.Track == track && (phase == "" || sp.Phase == phase) {
					out = append(out, sp)
				}
			}
		}
	}
	return out
}

func within(t *testing.T, what string, e timeline.Edge, from, to float64) {
	t.Helper()
	if e.IsZero() || e.Earliest.Before(s(from)) || e.Latest.After(s(to)) {
		t.Errorf("%s: [%v, %v] (%s), want inside [%v, %v]", what, e.Earliest, e.Latest, e.Basis, s(from), s(to))
	}
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// behind returns an Event of the container by the clock of its node, which says
// sec.
func (st *stage) behind(reason, message string, sec float64) *corev1.Event {
	st.rv++
	return &corev1.Event{
		ObjectMeta: metav1.ObjectMeta{
			Namespace: "ns", Name: fmt.Sprintf("p.%016x", s(sec).UnixNano()), ResourceVersion: fmt.Sprint(st.rv),
			UID: types.UID(fmt.Sprintf("ev-%s-%x", reason, s(sec).UnixNano())),
		},
		InvolvedObject: corev1.ObjectReference{Kind: "Pod", Namespace: "ns", Name: "p", UID: "uid-1", FieldPath: "spec.containers{app}"},
		Reason:         reason, Message: message, Type: corev1.EventTypeNormal, Count: 1,
		FirstTimestamp: second(sec), LastTimestamp: second(sec), Source: corev1.EventSource{Component: "kubelet"},
	}
}
