package timeline_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	eventsv1 "k8s.io/api/events/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// A stage builds the observations of one pod, one quirk of Kubernetes at a time.
type stage struct {
	model *timeline.Model
	pod   *corev1.Pod
	rv    int
	now   time.Time
}

// epoch is a whole second; "s(1.5)" is 1.5 s later.
var epoch = time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)

func s(sec float64) time.Time { return epoch.Add(time.Duration(sec * float64(time.Second))) }

// second is s as the API server writes it.
func second(sec float64) metav1.Time { return metav1.NewTime(s(sec).Truncate(time.Second)) }

// newStage is a pod with one container "app", scheduled at 0.1 s.
func newStage() *stage {
	st := &stage{model: timeline.New(), pod: &corev1.Pod{
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
		InvolvedObject: corev1.ObjectReference{Kind: "Pod", Namespace: "ns", Name: "p", UID: "uid-1", FieldPath: "spec.containers{app}"},
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

// The kubelet withholds Running while a postStart hook or another container's
// pull is under way; the Started event tells anyway.
func TestStartedWhileStatusSaysWaiting(t *testing.T) {
	st := newStage()
	st.app("", 0, waitingFor("ContainerCreating", ""), nil)
	st.publish(0.2)
	st.event("Created", "Container created", 1, 1.1, 1.1)
	st.event("Started", "Container started", 1, 1.2, 1.2)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 1)
	within(t, "start", runs[0].Start, 1.1, 1.2)
	want(t, "open", runs[0].Open(), true)
}

// Waiting → Terminated in one update: the run's own times are in it.
func TestWaitingToTerminatedInOneUpdate(t *testing.T) {
	st := newStage()
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 3, 2)}, nil)
	st.publish(3.5)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 1)
	within(t, "start", runs[0].Start, 0.7, 2)
	within(t, "end", runs[0].End, 3, 3.5)
	want(t, "exit code", *runs[0].ExitCode, int32(2))
}

// While Waiting, lastState is the current instance's own end (same containerID),
// not its predecessor's.
func TestLastStateOfTheSameInstance(t *testing.T) {
	st := newStage()
	st.app("a", 0, waitingFor("PostStartHookError", ""), ended("a", 1, 2, 0))
	st.publish(2.5)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 1)
	want(t, "attempt", runs[0].Attempt, 1)
}

// startedAt 1970: created, never started.
func TestNeverStartedHasNoRun(t *testing.T) {
	st := newStage()
	st.event("Created", "Container created", 1, 1.1, 1.1)
	st.event("Failed", "Error: exec: no such file", 1, 1.3, 1.3)
	st.app("a", 0, waitingFor("RunContainerError", "no such file"), &corev1.ContainerStateTerminated{
		ContainerID: "a", StartedAt: metav1.NewTime(time.Unix(0, 0)), FinishedAt: second(1), ExitCode: 128, Reason: "StartError",
	})
	st.publish(1.5)
	want(t, "runs", len(st.spans(t, timeline.TrackProcess, timeline.Running)), 0)
	creating := st.spans(t, timeline.TrackProcess, timeline.Creating)
	want(t, "creating", len(creating), 1)
	want(t, "outcome", creating[0].Outcome, timeline.Failed)
	within(t, "end", creating[0].End, 1.3, 1.3)
}

// ContainerStatusUnknown has code 137 and no times: no evidence of a SIGKILL,
// and an end somewhere after it was last seen running.
func TestLostInstance(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.publish(5)
	st.app("a", 0, corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ContainerID: "a", ExitCode: 137, Reason: "ContainerStatusUnknown"}}, nil)
	st.publish(60)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 1)
	within(t, "end", runs[0].End, 5, 60)
	want(t, "outcome", runs[0].Outcome, timeline.Unknown)
	if runs[0].ExitCode != nil {
		t.Errorf("exit code %d, nobody saw one", *runs[0].ExitCode)
	}
}

// When a pod is over the kubelet writes an end without ID and times for every
// container it cannot find: one that waits to be restarted has not run again,
// and one that never ran has not run at all.
func TestNotLocatedWhenThePodWasTerminated(t *testing.T) {
	unknown := corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: 137, Reason: "ContainerStatusUnknown"}}
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.app("a", 0, waitingFor("CrashLoopBackOff", "back-off 10s restarting failed container"), ended("a", 1, 4, 4))
	st.publish(6)
	st.pod.Status.Phase = corev1.PodFailed
	st.app("a", 0, unknown, ended("a", 1, 4, 4))
	st.publish(15)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 1)
	want(t, "exit code", *runs[0].ExitCode, int32(4))
	within(t, "exit", runs[0].End, 4, 5)

	st = newStage()
	st.app("", 0, waitingFor("ContainerCreating", ""), nil)
	st.publish(2)
	st.pod.Status.Phase = corev1.PodFailed
	st.app("", 0, unknown, nil)
	st.publish(15)
	want(t, "runs of a container that never ran", len(st.spans(t, timeline.TrackProcess, timeline.Running)), 0)
}

// The kubelet looks for exits once a second: what it stops may have ended before.
func TestExitNoticedAfterKilling(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.event("Killing", "Stopping container app", 1, 10.3, 10.3)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 10, 1)}, nil)
	st.publish(10.6)
	exit := st.spans(t, timeline.TrackProcess, timeline.Running)[0].End
	if exit.Earliest.After(s(10)) || exit.Time.Before(s(10.3)) {
		t.Errorf("exit %v, at the earliest %v: want after Killing, but possibly before", exit.Time, exit.Earliest)
	}
}

// A probe may give the container it kills a grace of its own.
func TestProbeGrace(t *testing.T) {
	pods, own := int64(30), int64(4)
	st := newStage()
	st.pod.Spec.TerminationGracePeriodSeconds = &pods
	st.pod.Spec.Containers[0].LivenessProbe = &corev1.Probe{TerminationGracePeriodSeconds: &own}
	st.pod.Generation = 2
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.event("Killing", "Container app failed liveness probe, will be restarted", 1, 10.4, 10.4)
	within(t, "SIGKILL due", st.life(t).Future[0].Edge, 14.4, 16.41)
	st.app("b", 1, runningAt(14.5), ended("a", 1, 14, 137))
	st.publish(15)
	stop := st.spans(t, timeline.TrackStop, timeline.Stopping)
	want(t, "stops", len(stop), 1)
	want(t, "reason", stop[0].Reason, "SIGKILL")
}

// A count that jumps by n stands for n occurrences, n−1 of them unseen: counted, not drawn.
func TestCountJumpIsCountedNotDrawn(t *testing.T) {
	st := newStage()
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.app("d", 3, runningAt(30), ended("c", 20, 21, 1))
	st.event("Started", "Container started", 4, 1.2, 30.5)
	st.publish(31)
	life := st.life(t)
	lane := life.Lane("container/app")
	want(t, "restarts", lane.Restarts, 3)
	want(t, "attempts", len(lane.Attempts), 3)
	want(t, "missed", lane.Missed, 1)
	want(t, "last attempt", lane.Attempts[2].Number, 4)
}

// restartCount may fall when dead containers are gone; instances are told apart by containerID.
func TestRestartCountFalls(t *testing.T) {
	st := newStage()
	for i, x := range []struct {
		id       string
		restarts int32
		at       float64
	}{{"a", 0, 1}, {"b", 1, 10}, {"c", 0, 20}} {
		st.app(x.id, x.restarts, runningAt(x.at), nil)
		st.publish(x.at + 0.5)
		want(t, "runs", len(st.spans(t, timeline.TrackProcess, timeline.Running)), i+1)
	}
	life := st.life(t)
	numbers := life.Lane("container/app").Attempts
	for i, a := range numbers {
		want(t, "number", a.Number, i+1)
	}
}

// A container can start twice within one second: both instances have the same
// startedAt, and only the counts tell the Started events apart.
func TestTwoStartsInOneSecond(t *testing.T) {
	st := newStage()
	st.event("Started", "Container started", 1, 3.5, 3.5)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 3, 3, 0)}, nil)
	st.publish(3.7)
	st.event("Started", "Container started", 2, 3.5, 3.8)
	st.app("b", 1, corev1.ContainerState{Terminated: ended("b", 3, 3, 0)}, ended("a", 3, 3, 0))
	st.publish(4.7)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 2)
	within(t, "first start", runs[0].Start, 3, 3.5)
	within(t, "second start", runs[1].Start, 3.2, 3.9)
	if runs[1].Start.Time.Before(runs[0].End.Time) {
		t.Error("the runs overlap")
	}
}

// An attempt that status never showed comes from the Started event alone.
func TestAttemptOnlyEventsTell(t *testing.T) {
	st := newStage()
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.event("Started", "Container started", 2, 1.2, 5.2)
	st.app("b", 1, runningAt(5), nil)
	st.publish(6)
	runs := st.spans(t, timeline.TrackProcess, timeline.Running)
	want(t, "runs", len(runs), 2)
	want(t, "outcome", runs[0].Outcome, timeline.Unknown)
	within(t, "end of the unseen run", runs[0].End, 0.9, 5.3)
}

// A restart's first publication can carry the old instance's started=true.
func TestStaleStarted(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].StartupProbe = &corev1.Probe{ProbeHandler: corev1.ProbeHandler{Exec: &corev1.ExecAction{Command: []string{"ok"}}}, PeriodSeconds: 2}
	st.pod.Generation = 2
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 20, 1)}, nil)
	st.publish(20.5)
	st.app("b", 1, runningAt(21), ended("a", 1, 20, 1)) // started=true is the old one's
	st.publish(22)
	for _, sp := range st.spans(t, timeline.TrackStartup, timeline.Probing) {
		if sp.Attempt == 2 && !sp.Open() {
			t.Error("the startup probe of run 2 cannot have passed before the run was published")
		}
	}
}

// Events may arrive after the pod's DELETED; they are put at their own time.
func TestEventAfterDeleted(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.watch(timeline.Deleted, 5)
	st.event("Killing", "Stopping container app", 1, 4.5, 4.5)
	stops := st.spans(t, timeline.TrackStop, timeline.Stopping)
	want(t, "stops", len(stops), 1)
	within(t, "SIGTERM", stops[0].Start, 4.5, 4.5)
}

// The kubelet's final grace-0 write moves deletionTimestamp; the request stays the first one.
func TestDeletionTimestampMoves(t *testing.T) {
	st := newStage()
	grace, zero := int64(30), int64(0)
	at := second(40)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds, st.pod.Generation = &at, &grace, 2
	st.publish(10.2)
	at2 := second(25)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds = &at2, &zero
	st.publish(25.3)
	life := st.life(t)
	want(t, "requested", life.Pod.DeletionRequested, s(10))
	within(t, "request", life.Termination.Requested, 10, 10.2)
	want(t, "grace", life.Termination.Grace, 30*time.Second)
}

// A node that is lost: Ready alone turns False, and comes back with its old transition time.
func TestNodeLostAndBack(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	conditions := func(ready corev1.ConditionStatus, since float64) {
		st.pod.Status.Conditions = []corev1.PodCondition{
			{Type: corev1.ContainersReady, Status: corev1.ConditionTrue, LastTransitionTime: second(2)},
			{Type: corev1.PodReady, Status: ready, LastTransitionTime: second(since)},
		}
	}
	kubelet := func(sec float64) {
		at := second(sec)
		st.pod.ManagedFields = []metav1.ManagedFieldsEntry{{Manager: "kubelet", Subresource: "status", Time: &at}}
	}
	conditions(corev1.ConditionTrue, 2)
	kubelet(2)
	st.publish(2.1)
	conditions(corev1.ConditionFalse, 60)
	st.publish(60.2)
	conditions(corev1.ConditionTrue, 2)
	kubelet(90)
	st.publish(90.3)
	spans := st.spans(t, timeline.TrackPod, "")
	last, lost := spans[len(spans)-1], spans[len(spans)-2]
	want(t, "lost", lost.Reason, "NodeLost")
	want(t, "back", last.Phase, timeline.Ready)
	within(t, "back", last.Start, 90, 90.3)
}

// Two Warning events for one failed pull are one fact.
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

// An image that is present leaves Pulled without Pulling, in two wordings.
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

// "in 2s (5s including waiting)": three seconds were spent in the kubelet's queue.
func TestPullWaitsInQueue(t *testing.T) {
	st := newStage()
	st.event("Pulling", `Pulling image "img"`, 1, 1.0, 1.0)
	st.event("Pulled", `Successfully pulled image "img" in 2s (5s including waiting). Image size: 10000000 bytes.`, 1, 6.0, 6.0)
	pulls := st.spans(t, timeline.TrackImage, timeline.Pulling)
	want(t, "spans", len(pulls), 2)
	want(t, "queue", pulls[0].Reason, "Queued")
	within(t, "transfer", pulls[1].Start, 3.9, 4.1)
}

// Events merged from similar ones do not belong to the container they name.
func TestCombinedEventIsNotTrusted(t *testing.T) {
	st := newStage()
	st.event("Unhealthy", "(combined from similar events): Readiness probe failed: 500", 1, 3.0, 3.0)
	life := st.life(t)
	for _, m := range life.Lane("container/app").Marks {
		t.Errorf("mark %s on the container", m.Kind)
	}
	want(t, "message", strings.HasPrefix(life.Events[len(life.Events)-1].Message, "Readiness probe failed"), true)
}

// Errored probes are discarded by the kubelet and warnings count as success.
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

// The taint manager's Events carry no UID: name and time tell whose they are.
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

// A static pod's Events carry the manifest's UID, which the mirror pod names in
// an annotation; they may come before the mirror pod.
func TestStaticPodEvents(t *testing.T) {
	st := &stage{model: timeline.New(), pod: &corev1.Pod{
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

// The same name with a new UID is a new life.
func TestSameNameNewUID(t *testing.T) {
	st := newStage()
	st.watch(timeline.Deleted, 5)
	st.pod.UID, st.pod.CreationTimestamp = "uid-2", second(6)
	st.watch(timeline.Added, 6.1)
	snap := st.model.Snapshot(st.now)
	want(t, "lives", len(snap.Lives), 2)
	want(t, "first is gone", snap.Lives[0].Pod.Gone.IsZero(), false)
	want(t, "second is not", snap.Lives[1].Pod.Gone.IsZero(), true)
}

// After a relist, what changed in the gap is only known to lie inside it.
func TestGapWidensEdges(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil).Ready = false
	st.publish(2)
	st.model.Apply(timeline.Observation{At: s(100), Type: timeline.GapType, Object: &timeline.Gap{From: s(10), To: s(100), Reason: "expired"}})
	st.app("a", 0, runningAt(1), nil)
	at := second(99)
	st.pod.ManagedFields = []metav1.ManagedFieldsEntry{{Manager: "kubelet", Subresource: "status", Time: &at}}
	st.publish(100.1)
	ready := st.spans(t, timeline.TrackReadiness, timeline.Ready)
	want(t, "ready", len(ready), 1)
	want(t, "earliest", ready[0].Start.Earliest, s(10))
}

// A client whose clock is ten minutes off sees the same life.
func TestClientClockIsOff(t *testing.T) {
	for _, off := range []float64{-600, 600} {
		st := newStage()
		st.model = timeline.New()
		st.rv = 0
		st.app("a", 0, runningAt(1), nil).Ready = false
		for i, sec := range []float64{0.1, 2, 3} {
			at := second(sec)
			st.pod.ManagedFields = []metav1.ManagedFieldsEntry{{Manager: "kubelet", Subresource: "status", Time: &at}}
			st.pod.Status.ContainerStatuses[0].Ready = i == 2
			st.publish(sec + 0.01 + off)
		}
		ready := st.spans(t, timeline.TrackReadiness, timeline.Ready)
		want(t, "ready", len(ready), 1)
		if d := ready[0].Start.Time.Sub(s(3)).Abs(); d > 2*time.Second {
			t.Errorf("client %vs off: ready %v from the truth", off, d)
		}
	}
}

// A sidecar's Killing comes with the others', but SIGTERM only after them.
func TestSidecarWaitsForMains(t *testing.T) {
	st := newStage()
	always := corev1.ContainerRestartPolicyAlways
	st.pod.Spec.InitContainers = []corev1.Container{{Name: "proxy", RestartPolicy: &always}}
	st.pod.Generation = 2
	st.app("a", 0, runningAt(1), nil)
	yes := true
	st.pod.Status.InitContainerStatuses = []corev1.ContainerStatus{{Name: "proxy", ContainerID: "p", State: runningAt(1), Ready: true, Started: &yes}}
	st.publish(2)
	grace := int64(30)
	until := second(40)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds = &until, &grace
	st.publish(10.1)
	st.event("Killing", "Stopping container app", 1, 10.2, 10.2)
	e := st.event("Killing", "Stopping container proxy", 1, 10.21, 10.21)
	e.UID, e.ResourceVersion, e.InvolvedObject.FieldPath, e.Name = "ev-proxy", "901", "spec.initContainers{proxy}", fmt.Sprintf("p.%016x", s(10.21).UnixNano())
	st.apply(e, 10.22)
	life := st.life(t)
	for _, sp := range life.Lane("sidecar/proxy").Spans {
		if sp.Track == timeline.TrackStop {
			t.Errorf("SIGTERM of the sidecar at %v, the main container still runs", sp.Start.Time)
		}
	}
	want(t, "main gets SIGTERM", len(st.spans(t, timeline.TrackStop, timeline.Stopping)), 1)
}

// A hook that outlives the grace: SIGTERM when it is spent, SIGKILL 2 s later.
func TestHangingPreStop(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers[0].Lifecycle = &corev1.Lifecycle{PreStop: &corev1.LifecycleHandler{Exec: &corev1.ExecAction{Command: []string{"sleep", "60"}}}}
	st.pod.Generation = 2
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	grace := int64(5)
	until := second(15)
	st.pod.DeletionTimestamp, st.pod.DeletionGracePeriodSeconds, st.pod.Generation = &until, &grace, 3
	st.publish(10.1)
	st.event("Killing", "Stopping container app", 1, 10.2, 10.2)
	want(t, "hook", len(st.spans(t, timeline.TrackHooks, timeline.PreStop)), 1)
	want(t, "no SIGTERM yet", len(st.spans(t, timeline.TrackStop, timeline.Stopping)), 0)
	st.event("FailedPreStopHook", "PreStopHook failed", 1, 17.21, 17.21)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 17, 137)}, nil)
	st.publish(17.4)
	stop := st.spans(t, timeline.TrackStop, timeline.Stopping)
	want(t, "stops", len(stop), 1)
	within(t, "SIGTERM", stop[0].Start, 15.2, 15.2)
	want(t, "reason", stop[0].Reason, "SIGKILL")
	if d := stop[0].End.Time.Sub(s(17.2)).Abs(); d > 10*time.Millisecond {
		t.Errorf("killed %v from the deadline", d)
	}
}

// events.k8s.io/v1 with a series tells the same as core/v1.
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

// restartPolicyRules come before the container's policy, and that before the pod's.
func TestContainerRestartRules(t *testing.T) {
	never := corev1.ContainerRestartPolicyNever
	rule := []corev1.ContainerRestartRule{{
		Action:    corev1.ContainerRestartRuleActionRestart,
		ExitCodes: &corev1.ContainerRestartRuleOnExitCodes{Operator: corev1.ContainerRestartRuleOnExitCodesOpIn, Values: []int32{42}},
	}}
	for _, x := range []struct {
		code     int32
		policy   *corev1.ContainerRestartPolicy
		rules    []corev1.ContainerRestartRule
		restarts bool
	}{{1, nil, nil, true}, {1, &never, nil, false}, {1, &never, rule, false}, {42, &never, rule, true}} {
		st := newStage()
		st.pod.Spec.Containers[0].RestartPolicy, st.pod.Spec.Containers[0].RestartPolicyRules = x.policy, x.rules
		st.pod.Generation = 2
		st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 2, x.code)}, nil)
		st.publish(2.5)
		spans := st.spans(t, timeline.TrackProcess, "")
		waits := spans[len(spans)-1].Open()
		want(t, fmt.Sprintf("exit %d waits for a restart", x.code), waits, x.restarts)
	}
}

// The first restart is immediate, then 10 s, doubling; the kubelet's own words win.
func TestBackOffSequence(t *testing.T) {
	st := newStage()
	at := 1.0
	for i, delay := range []float64{0, 10, 20, 40} {
		id := string(rune('a' + i))
		st.event("Started", "Container started", int32(i+1), 1.2, at+0.2)
		st.app(id, int32(i), corev1.ContainerState{Terminated: ended(id, at, at+1, 3)}, nil)
		st.publish(at + 1.9)
		life := st.life(t)
		if delay == 0 {
			want(t, "deadlines", len(life.Future), 0)
		} else {
			want(t, "deadlines", len(life.Future), 1)
			within(t, fmt.Sprintf("restart %d", i+1), life.Future[0].Edge, at+1+delay, at+2+delay*1.5+2)
		}
		at += delay + 2
	}
	last := st.pod.Status.ContainerStatuses[0].State.Terminated
	st.app("d", 3, waitingFor("CrashLoopBackOff", "back-off 2m40s restarting failed container=app pod=p_ns(uid-1)"), last)
	st.publish(at)
	life := st.life(t)
	within(t, "said", life.Future[0].Edge, s(0).Sub(epoch).Seconds()+last.FinishedAt.Sub(epoch).Seconds()+160, last.FinishedAt.Sub(epoch).Seconds()+161+62)
}

// delays lets runs of the given lengths end and returns the restart that is
// predicted after each, in seconds after its exit; a run killed by its startup
// probe is negative.
func delays(t *testing.T, lengths ...float64) []float64 {
	t.Helper()
	st := newStage()
	st.pod.Spec.Containers[0].StartupProbe = &corev1.Probe{ProbeHandler: corev1.ProbeHandler{Exec: &corev1.ExecAction{}}}
	st.pod.Generation = 2
	var got []float64
	at, before := 1.0, (*corev1.ContainerStateTerminated)(nil)
	for i, n := range lengths {
		id, long := fmt.Sprint("run", i), max(n, -n)
		st.event("Started", "Container started", int32(i+1), 1.2, at+0.2)
		st.app(id, int32(i), runningAt(at), before)
		st.publish(at + 0.5)
		if n < 0 {
			st.event("Killing", "Container app failed startup probe, will be restarted", int32(i+1), 2.2, at+long-0.5)
		}
		before = ended(id, at, at+long, 3)
		st.app(id, int32(i), corev1.ContainerState{Terminated: before}, nil)
		st.publish(at + long + 0.9)
		wait := 0.0
		for _, d := range st.life(t).Future {
			if d.Kind == timeline.DeadlineRestart {
				wait = d.Edge.Earliest.Sub(s(at + long)).Round(time.Second).Seconds()
			}
		}
		got = append(got, wait)
		at += long + wait + 2
	}
	return got
}

// The kubelet doubles its back-off to 5 minutes, forgets it after a run of 10,
// and judges a run that a probe killed by the one that was dead before it.
func TestBackOffTable(t *testing.T) {
	for _, x := range []struct {
		name          string
		lengths, want []float64
	}{
		{"crashes", []float64{1, 1, 1, 1, 1, 1, 1, 1}, []float64{0, 10, 20, 40, 80, 160, 300, 300}},
		{"a run of more than ten minutes", []float64{1, 1, 1, 700, 1}, []float64{0, 10, 20, 0, 10}},
		{"killed by a startup probe", []float64{-6, -6, -6, -6}, []float64{0, 0, 10, 20}},
		{"killed by a probe after a long run", []float64{-8, -8, -60, -60}, []float64{0, 0, 0, 0}},
	} {
		if got := delays(t, x.lengths...); fmt.Sprint(got) != fmt.Sprint(x.want) {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
}

// What a pod says cannot steer the terminal.
func TestHostileText(t *testing.T) {
	st := newStage()
	st.event("Unhealthy", "Liveness probe failed: \x1b]0;owned\x07\x1b[2J\u202egnp.exe\u0000", 1, 3, 3)
	for _, e := range st.life(t).Events {
		if strings.ContainsAny(e.Message, "\x1b\x07\u202e\x00") {
			t.Errorf("%q", e.Message)
		}
	}
}

// A pod that restarts for a month stays small, and keeps its counts.
func TestMemoryIsBounded(t *testing.T) {
	st := newStage()
	const restarts = 3000
	for i := range restarts {
		at := float64(10 * (i + 1))
		st.event("Started", "Container started", int32(i+1), 10.2, at+0.2)
		st.app(fmt.Sprint("c", i), int32(i), runningAt(at), nil)
		st.publish(at + 1)
	}
	life := st.life(t)
	lane := life.Lane("container/app")
	want(t, "restarts", lane.Restarts, restarts-1)
	if n := len(lane.Spans); n > 4000 {
		t.Errorf("%d spans kept", n)
	}
}
