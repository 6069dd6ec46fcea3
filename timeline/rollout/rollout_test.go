package rollout

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/podlife/podlife/timeline"
)

var now = time.Date(2026, 11, 30, 3, 0, 0, 0, time.UTC)

func ago(d time.Duration) timeline.Edge { return timeline.ExactEdge(now.Add(-d)) }

// pod returns a pod of web, of a revision, in a state.
func pod(revision string, i int, state timeline.State) timeline.Life {
	l := timeline.Life{
		Pod:     timeline.Pod{Namespace: "shop", Name: fmt.Sprintf("web-%s-%d", revision, i), Owner: "ReplicaSet/web-" + revision, Revision: revision, Phase: "Running"},
		Verdict: timeline.Verdict{State: state, Headline: "it is " + string(state), Since: now.Add(-time.Minute)},
		Lanes:   []timeline.Lane{{ID: "pod", Kind: timeline.LanePod}, {ID: "container/app", Kind: timeline.LaneContainer, Name: "app", Container: &timeline.Container{Image: "registry/app:v2"}}},
	}
	if state == timeline.StateReady {
		l.Lanes[0].Spans = []timeline.Span{{Track: timeline.TrackPod, Phase: timeline.Ready, Start: ago(time.Minute)}}
	}
	return l
}

// crashing returns a pod whose container exits n times after a while.
func crashing(i, n int, after time.Duration) timeline.Life {
	l, code := pod("bbb", i, timeline.StateCrashLoopBackOff), int32(1)
	l.Verdict.Blocking = &timeline.Blocking{Lane: "container/app"}
	for k := range n {
		l.Lanes[1].Attempts = append(l.Lanes[1].Attempts, timeline.Attempt{
			Number: k + 1, Started: ago(time.Minute), Exited: ago(time.Minute - after), ExitCode: &code, Message: "config missing",
		})
	}
	return l
}

// twoContainers returns a pod with another container than the one that crashes.
func twoContainers(l timeline.Life) timeline.Life {
	l.Lanes = append(l.Lanes, timeline.Lane{ID: "container/proxy", Kind: timeline.LaneContainer, Name: "proxy"})
	return l
}

// restarted returns a ready pod whose container runs again after a crash, for a time.
func restarted(d time.Duration) timeline.Life {
	l, code := pod("bbb", 0, timeline.StateReady), int32(1)
	l.Lanes[1].Attempts = []timeline.Attempt{
		{Number: 1, Started: ago(time.Minute), Exited: ago(50 * time.Second), ExitCode: &code}, {Number: 2, Started: ago(d)},
	}
	return l
}

// runsAgain returns a pod whose container has been started again, for a time.
func runsAgain(l timeline.Life, d time.Duration) timeline.Life {
	l.Verdict = timeline.Verdict{State: timeline.StateStarting, Headline: "it is Starting"}
	l.Lanes[1].Attempts = append(l.Lanes[1].Attempts, timeline.Attempt{Number: len(l.Lanes[1].Attempts) + 1, Started: ago(d)})
	return l
}

// exitsWith gives the runs of a pod another exit code.
func exitsWith(code int32, l timeline.Life) timeline.Life {
	for i := range l.Lanes[1].Attempts {
		if a := &l.Lanes[1].Attempts[i]; a.ExitCode != nil {
			a.ExitCode, a.Message = &code, ""
		}
	}
	return l
}

// initAgain makes the container of a pod an init container.
func initAgain(l timeline.Life) timeline.Life {
	l.Lanes[1].Kind = timeline.LaneInit
	return l
}

// readyFor makes a pod ready, for a time.
func readyFor(l timeline.Life, d time.Duration) timeline.Life {
	l.Lanes[0].Spans = append(l.Lanes[0].Spans, timeline.Span{Track: timeline.TrackPod, Phase: timeline.Ready, Start: ago(d)})
	return l
}

// probed gives the container of a pod a readiness probe.
func probed(l timeline.Life) timeline.Life {
	l.Lanes[1].Probes = []timeline.ProbeInfo{{Probe: "readiness"}}
	return l
}

// stoppedFor returns a pod of which a run ended for a cause.
func stoppedFor(cause timeline.Cause, l timeline.Life) timeline.Life {
	l.Lanes[1].Attempts[0].Cause = cause
	return l
}

// repulled returns a pod that pulls its image once more after it could not pull one.
func repulled(failed string) timeline.Life {
	l := pod("bbb", 0, timeline.StatePullingImage)
	l.Lanes[1].Container.PullFailures = 2
	l.Lanes[1].Spans = []timeline.Span{
		{Track: timeline.TrackImage, Phase: timeline.Pulling, Outcome: timeline.Failed, Start: ago(time.Minute), End: ago(59 * time.Second), Message: `Failed to pull image "` + failed + `": not found`},
		{Track: timeline.TrackImage, Phase: timeline.PullBackOff, Outcome: timeline.Succeeded, Start: ago(59 * time.Second), End: ago(time.Second)},
		{Track: timeline.TrackImage, Phase: timeline.Pulling, Outcome: timeline.Ongoing, Start: ago(time.Second)},
	}
	return l
}

// probedToDeath returns a pod whose container was killed for its startup probe, and
// ended well.
func probedToDeath() timeline.Life {
	l := crashing(0, 1, 8*time.Second)
	a := &l.Lanes[1].Attempts[0]
	a.ExitCode, a.Cause, a.Message = new(int32), timeline.CauseStartup, ""
	l.Lanes[1].Marks = []timeline.Mark{{Kind: "ProbeFailed", Attempt: 1, Message: "Startup probe failed: connection refused"}}
	return l
}

// wasReadyFor returns a pod that had been ready for a time.
func wasReadyFor(l timeline.Life, d time.Duration) timeline.Life {
	l.Lanes[0].Spans = []timeline.Span{
		{Track: timeline.TrackPod, Phase: timeline.Ready, Start: ago(time.Minute), End: ago(time.Minute - d)},
		{Track: timeline.TrackPod, Phase: timeline.NotReady, Start: ago(time.Minute - d)},
	}
	return l
}

func blocked(i int, state timeline.State, reason, message string) timeline.Life {
	l := pod("bbb", i, state)
	l.Verdict.Blocking = &timeline.Blocking{Lane: "container/app", Reason: reason, Message: message}
	return l
}

func unschedulable(i int, since string) timeline.Life {
	l := blocked(i, timeline.StateUnschedulable, "Unschedulable", "no cpu")
	l.Verdict.Headline = "unschedulable for " + since + ": no cpu"
	return l
}

// scheduling returns a pod that is to be scheduled since a second that was over some
// time ago.
func scheduling(l timeline.Life, d time.Duration) timeline.Life {
	l.Lanes[0].Spans = []timeline.Span{{Track: timeline.TrackPod, Phase: timeline.Scheduling, Start: timeline.ReportedEdge(now.Add(-d - time.Second))}}
	return l
}

// undated returns a pod of an input that does not say when it was made.
func undated(l timeline.Life) timeline.Life {
	l.NowUnknown = true
	return l
}

func ofJob(l timeline.Life) timeline.Life {
	l.Pod.Owner = "Job/web-bbb"
	return l
}

func stopping(l timeline.Life) timeline.Life {
	l.Pod.DeletionRequested = now.Add(-time.Second)
	return l
}

// web returns a Deployment of three pods that is at its second revision.
func web() timeline.Workload {
	return timeline.Workload{
		Namespace: "shop", Kind: "Deployment", Name: "web", UID: "web", Generation: 2, Observed: 2, Template: "2", PodRevision: "bbb",
		Changed: ago(time.Minute), Wanted: 3, Replicas: 3, Deadline: 10 * time.Minute,
	}
}

func snapshot(w timeline.Workload, lives ...timeline.Life) (*timeline.Snapshot, *timeline.Workload) {
	s := &timeline.Snapshot{Now: now, Lives: lives, Workloads: []timeline.Workload{
		w, {Namespace: "shop", Kind: "ReplicaSet", Name: "web-aaa", Owner: "Deployment/web", Template: "1", PodRevision: "aaa"},
	}}
	return s, &s.Workloads[0]
}

func with(w timeline.Workload, change func(*timeline.Workload)) timeline.Workload {
	change(&w)
	return w
}

func done(w *timeline.Workload) { w.Updated, w.Ready, w.Available = 3, 3, 3 }

func condition(kind, status, reason, message string) func(*timeline.Workload) {
	return func(w *timeline.Workload) {
		w.Conditions = []timeline.Condition{{Type: kind, Status: status, Reason: reason, Message: message, Since: now.Add(-10 * time.Second)}}
	}
}

func TestRules(t *testing.T) {
	reached := map[timeline.RolloutState]bool{}
	const ready = timeline.StateReady
	old := pod("aaa", 0, ready)
	quota := `pods "web-bbb-x" is forbidden: exceeded quota: small, requested: pods=1, used: pods=3, limited: pods=3`
	for _, c := range []struct {
		name     string
		workload timeline.Workload
		lives    []timeline.Life
		state    timeline.RolloutState
		says     string
		hopeless string // part of why it is; "" for not
	}{
		{"complete by a count that is older than a crash", with(web(), done), []timeline.Life{crashing(0, 2, time.Second), pod("bbb", 1, ready), pod("bbb", 2, ready)}, timeline.RolloutFailing, "1 of 3 pods (web-bbb-0): exit 1 after 1s: config missing", ""},
		{"one of two containers", web(), []timeline.Life{twoContainers(crashing(0, 2, time.Second))}, timeline.RolloutFailing, "the pod: app: exit 1 after 1s", ""},
		{"complete", with(web(), done), []timeline.Life{pod("bbb", 0, ready), pod("bbb", 1, ready), pod("bbb", 2, ready)}, timeline.RolloutComplete, "revision 2: 3 of 3 pods available", ""},
		{"an old one left", with(web(), done), []timeline.Life{stopping(old), pod("bbb", 0, ready)}, timeline.RolloutProgressing, "1 pod of revision 1 stopping", ""},
		{"rolled back", with(web(), func(w *timeline.Workload) { done(w); w.Template, w.Earlier = "3", []string{"1"} }), nil, timeline.RolloutRolledBack, "revision 3 is revision 1 again", ""},
		{"all ready, one after a crash", with(web(), done), []timeline.Life{restarted(4 * time.Second), pod("bbb", 1, ready), pod("bbb", 2, ready)}, timeline.RolloutProgressing, "web-bbb-0 only just again", ""},
		{"all ready, one crashed before", with(web(), done), []timeline.Life{restarted(40 * time.Second), pod("bbb", 1, ready), pod("bbb", 2, ready)}, timeline.RolloutComplete, "revision 2: 3 of 3 pods available", ""},
		{"scaled to nothing", with(web(), func(w *timeline.Workload) { w.Wanted, w.Replicas = 0, 0 }), nil, timeline.RolloutComplete, "no pods are wanted (0 replicas)", ""},
		{"scaled to nothing, not there yet", with(web(), func(w *timeline.Workload) { w.Wanted, w.Updated = 0, 2 }), []timeline.Life{stopping(old), stopping(pod("bbb", 0, ready)), wasReadyFor(pod("bbb", 1, timeline.StateNotReady), time.Hour)}, timeline.RolloutProgressing, "revision 2: no pods are wanted (0 replicas); 2 pods left, 1 stopping; 1 pod of revision 1 stopping", ""},
		{"scaled to nothing, all stop", with(web(), func(w *timeline.Workload) { w.Wanted, w.Updated = 0, 1 }), []timeline.Life{stopping(pod("bbb", 0, ready))}, timeline.RolloutProgressing, "revision 2: no pods are wanted (0 replicas); 1 pod stopping", ""},
		{"scaled to nothing, the API counts none", with(web(), func(w *timeline.Workload) { w.Wanted, w.Replicas = 0, 0 }), []timeline.Life{stopping(pod("bbb", 0, ready)), stopping(pod("bbb", 1, ready))}, timeline.RolloutComplete, "revision 2: no pods are wanted (0 replicas); 2 pods stopping", ""},
		{"scaled to nothing as it crashed", with(web(), func(w *timeline.Workload) {
			w.Wanted, w.Updated = 0, 2
			condition("ReplicaFailure", "True", "FailedCreate", quota)(w)
		}), []timeline.Life{crashing(0, 3, time.Second), crashing(1, 3, time.Second)}, timeline.RolloutProgressing, "revision 2: no pods are wanted (0 replicas); 2 pods left", ""},
		{"scaled to nothing in a pause", with(web(), func(w *timeline.Workload) { w.Wanted, w.Replicas, w.Paused = 0, 1, true }), []timeline.Life{old}, timeline.RolloutPaused, "paused: no pods are wanted (0 replicas); revision 1 still has 1 of 1 pod ready", ""},
		{"rolled back and scaled to nothing", with(web(), func(w *timeline.Workload) { w.Wanted, w.Replicas, w.Template, w.Earlier = 0, 0, "3", []string{"1"} }), nil, timeline.RolloutRolledBack, "revision 3 is revision 1 again; no pods are wanted (0 replicas)", ""},
		{"not seen for long", with(web(), func(w *timeline.Workload) { w.Generation = 3 }), nil, timeline.RolloutProgressing, "not acted on generation 3 for at least 1m00s (2 was the last)", ""},
		{"not seen yet", with(web(), func(w *timeline.Workload) { done(w); w.Generation, w.Changed = 3, ago(time.Second) }), []timeline.Life{old}, timeline.RolloutProgressing, "not acted on generation 3 yet", ""},
		{"on its way", web(), []timeline.Life{old, pod("bbb", 0, timeline.StatePullingImage), pod("bbb", 1, timeline.StateStarting)}, timeline.RolloutProgressing, "1 PullingImage, 1 Starting, the slowest web-bbb-0: it is PullingImage; revision 1 still has 1 of 1 pod ready", ""},
		{"crashing", web(), []timeline.Life{old, crashing(0, 3, 2*time.Second), crashing(1, 2, 2100*time.Millisecond)}, timeline.RolloutFailing, "2 of 2 new pods: exit 1 after 2s: config missing; revision 1", "2 of 2 new pods: exit 1 after 2s: config missing; failed 3 times"},
		{"crashed twice", web(), []timeline.Life{crashing(0, 2, time.Second)}, timeline.RolloutFailing, "the pod: exit 1", ""},
		{"crashing, ready in passing", with(web(), func(w *timeline.Workload) { w.Updated = 3 }), []timeline.Life{wasReadyFor(crashing(0, 3, time.Second), time.Second)}, timeline.RolloutFailing, "exit 1", "failed 3 times"},
		{"crashing after it was healthy", with(web(), func(w *timeline.Workload) { w.Updated = 3 }), []timeline.Life{wasReadyFor(crashing(0, 1, 40*time.Second), 30*time.Second)}, timeline.RolloutDegraded, "0 of 3 pods available; the pod: exit 1 after 40s: config missing", ""},
		{"crashing after the rollout", with(web(), func(w *timeline.Workload) { w.Updated, w.Available, w.RolledOut = 3, 2, now }), []timeline.Life{crashing(0, 1, time.Second), pod("bbb", 1, ready), pod("bbb", 2, ready)}, timeline.RolloutDegraded, "revision 2: 2 of 3 pods available; 1 of 3 pods (web-bbb-0): exit 1 after 1s", ""},
		{"running again for a moment, never healthy", web(), []timeline.Life{runsAgain(crashing(0, 3, time.Second), 4*time.Second)}, timeline.RolloutFailing, "the pod: exit 1 after 1s: config missing", ""},
		{"running again for a while", web(), []timeline.Life{runsAgain(crashing(0, 3, time.Second), 40*time.Second)}, timeline.RolloutProgressing, "0 of 3 pods ready", ""},
		{"running again for less than the failed runs lasted", web(), []timeline.Life{runsAgain(crashing(0, 2, 40*time.Second), 30*time.Second)}, timeline.RolloutFailing, "the pod: exit 1 after 40s: config missing", ""},
		{"running again for about as long as the failed runs", web(), []timeline.Life{runsAgain(crashing(0, 2, 40*time.Second), 49*time.Second)}, timeline.RolloutFailing, "the pod: exit 1 after 40s: config missing", ""},
		{"running again for clearly longer than the failed runs", web(), []timeline.Life{runsAgain(crashing(0, 2, 40*time.Second), 51*time.Second)}, timeline.RolloutProgressing, "0 of 3 pods ready", ""},
		{"completes again and again", web(), []timeline.Life{exitsWith(0, crashing(0, 2, time.Second))}, timeline.RolloutFailing, "the pod: completes (exit 0) after 1s", ""},
		{"completed too often", web(), []timeline.Life{exitsWith(0, crashing(0, 3, time.Second))}, timeline.RolloutFailing, "the pod: completes (exit 0) after 1s", "completes (exit 0) after 1s; ended 3 times"},
		{"completed, and running again", web(), []timeline.Life{exitsWith(0, runsAgain(crashing(0, 2, time.Second), 4*time.Second))}, timeline.RolloutFailing, "the pod: completes (exit 0) after 1s", ""},
		{"stopped for a resize, and running again", web(), []timeline.Life{stoppedFor(timeline.CauseResize, exitsWith(0, runsAgain(crashing(0, 1, time.Second), 4*time.Second)))}, timeline.RolloutProgressing, "0 of 3 pods ready", ""},
		{"an init container runs again", web(), []timeline.Life{initAgain(runsAgain(crashing(0, 2, 40*time.Second), 30*time.Second))}, timeline.RolloutFailing, "the pod: init container app: exit 1 after 40s", ""},
		{"running again, ready without a probe", web(), []timeline.Life{readyFor(runsAgain(crashing(0, 2, time.Second), 4*time.Second), 3*time.Second)}, timeline.RolloutFailing, "the pod: exit 1 after 1s", ""},
		{"running again, ready by its probe", web(), []timeline.Life{probed(readyFor(runsAgain(crashing(0, 2, time.Second), 4*time.Second), 3*time.Second))}, timeline.RolloutProgressing, "1 of 3 pods ready", ""},
		{"running again, ready by its probe as in a run that failed", web(), []timeline.Life{readyFor(wasReadyFor(probed(runsAgain(crashing(0, 2, time.Second), 4*time.Second)), time.Second), 3*time.Second)}, timeline.RolloutFailing, "the pod: exit 1 after 1s", ""},
		{"stopped for its sandbox, and running again", web(), []timeline.Life{stoppedFor(timeline.CauseSandbox, runsAgain(crashing(0, 1, time.Second), 4*time.Second))}, timeline.RolloutProgressing, "0 of 3 pods ready", ""},
		{"no node at the first try", web(), []timeline.Life{scheduling(unschedulable(0, "<1s"), 900*time.Millisecond)}, timeline.RolloutProgressing, "0 of 3 pods ready; web-bbb-0: unschedulable for <1s: no cpu", ""},
		{"no node for a moment", web(), []timeline.Life{scheduling(unschedulable(0, "2s"), 1100*time.Millisecond)}, timeline.RolloutFailing, "the pod: unschedulable for 2s: no cpu", ""},
		{"no node, and the present is not known", web(), []timeline.Life{undated(scheduling(unschedulable(0, "<1s"), 0))}, timeline.RolloutFailing, "the pod: unschedulable for <1s: no cpu", ""},
		{"pulling again what is not there", web(), []timeline.Life{repulled("registry/app:v2")}, timeline.RolloutFailing, "the pod: cannot pull app:v2: not found", ""},
		{"one pulls again, one waits for it", web(), []timeline.Life{repulled("registry/app:v2"), blocked(1, timeline.StateImagePullBackOff, "ErrImagePull", `Failed to pull image "registry/app:v2": not found`)}, timeline.RolloutFailing, "2 of 2 pods: cannot pull app:v2: not found", "2 of 2 pods: cannot pull app:v2: not found"},
		{"pulling another image than the one that failed", web(), []timeline.Life{repulled("registry/app:v1")}, timeline.RolloutProgressing, "it is PullingImage", ""},
		{"killed for its probe, with exit 0", web(), []timeline.Life{runsAgain(probedToDeath(), 4*time.Second)}, timeline.RolloutFailing, "the pod: startup probe failed → killed after 8s: connection refused", ""},
		{"several causes", web(), []timeline.Life{old, unschedulable(2, "1m00s"), crashing(0, 1, time.Second), unschedulable(1, "1m01s")}, timeline.RolloutFailing, "1 of 3 new pods (web-bbb-0): exit 1 after 1s: config missing; 2 pods: unschedulable for 1m00s: no cpu; revision 1 still", ""},
		{"ready, not available yet", with(web(), func(w *timeline.Workload) { w.Updated, w.Ready, w.Available, w.MinReady = 1, 4, 3, 2*time.Minute }), []timeline.Life{old, pod("bbb", 0, ready)}, timeline.RolloutProgressing, "1 of 3 pods ready, available when ready for 2m00s; revision 1", ""},
		{"a Job is suspended", timeline.Workload{Namespace: "shop", Kind: "Job", Name: "import", Paused: true, Wanted: 5, Job: &timeline.Job{Completions: 10}}, nil, timeline.RolloutPaused, "suspended: 0 of 10 pods succeeded", ""},
		{"a Job with limits of its indexes", timeline.Workload{Namespace: "shop", Kind: "Job", Name: "web-bbb", PodRevision: "bbb", Job: &timeline.Job{Completions: 8, Succeeded: 5, Active: 2, Failed: 3, BackoffLimit: math.MaxInt32}}, []timeline.Life{ofJob(crashing(0, 1, time.Second))}, timeline.RolloutProgressing, "5 of 8 pods succeeded, 2 running; 3 pods failed: exit 1 after 1s", ""},
		{"a Job of no such image", timeline.Workload{Namespace: "shop", Kind: "Job", Name: "web-bbb", PodRevision: "bbb", Job: &timeline.Job{Completions: 2, Active: 1, BackoffLimit: 6}}, []timeline.Life{ofJob(blocked(0, timeline.StateImagePullBackOff, "ErrImagePull", `failed to resolve reference "registry/app:v2": not found`))}, timeline.RolloutFailing, "the pod: cannot pull app:v2: not found; 0 of 2 pods succeeded, 1 running", "not found"},
		{"a Job that no node has room for", timeline.Workload{Namespace: "shop", Kind: "Job", Name: "web-bbb", PodRevision: "bbb", Job: &timeline.Job{Completions: 2, Active: 1, BackoffLimit: 6}}, []timeline.Life{ofJob(scheduling(unschedulable(0, "2m"), 2*time.Minute))}, timeline.RolloutProgressing, "0 of 2 pods succeeded, 1 running", ""},
		{"no such image", web(), []timeline.Life{blocked(0, timeline.StateImagePullBackOff, "ErrImagePull", `failed to resolve reference "registry/app:v2": not found`)}, timeline.RolloutFailing, "the pod: cannot pull app:v2: not found", "not found"},
		{"registry away", web(), []timeline.Life{blocked(0, timeline.StateImagePullBackOff, "ErrImagePull", "dial tcp: i/o timeout")}, timeline.RolloutFailing, "does not answer in time", ""},
		{"no config", web(), []timeline.Life{blocked(0, timeline.StateConfigError, "CreateContainerConfigError", `configmap "web" not found`)}, timeline.RolloutFailing, `configmap "web" not found`, `configmap "web" not found`},
		{"config not synced", web(), []timeline.Life{blocked(0, timeline.StateConfigError, "CreateContainerConfigError", "failed to sync configmap cache: timed out waiting for the condition")}, timeline.RolloutFailing, "failed to sync", ""},
		{"old ones crash, which cannot matter", web(), []timeline.Life{func() timeline.Life {
			l := crashing(0, 9, time.Second)
			l.Pod.Revision, l.Pod.Owner = "aaa", "ReplicaSet/web-aaa"
			return l
		}(), pod("bbb", 0, timeline.StateStarting)}, timeline.RolloutProgressing, "0 of 3 pods ready; web-bbb-0", ""},
		{"revision not known yet", with(web(), func(w *timeline.Workload) { w.PodRevision = "" }), []timeline.Life{crashing(0, 9, time.Second)}, timeline.RolloutProgressing, "", ""},
		{"quota", with(web(), condition("ReplicaFailure", "True", "FailedCreate", quota)), []timeline.Life{old}, timeline.RolloutStalled, "3 pods cannot be created: exceeded quota: small", "exceeded quota"},
		{"quota, one goes", with(web(), condition("ReplicaFailure", "True", "FailedCreate", quota)), []timeline.Life{stopping(old)}, timeline.RolloutStalled, "exceeded quota", ""},
		{"webhook away", with(web(), condition("ReplicaFailure", "True", "FailedCreate", `Internal error occurred: failed calling webhook "x"`)), nil, timeline.RolloutStalled, "failed calling webhook", ""},
		{"policy", with(web(), condition("ReplicaFailure", "True", "FailedCreate", `pods "a" is forbidden: violates PodSecurity "restricted:latest": privileged`)), nil, timeline.RolloutStalled, "violates PodSecurity", "violates PodSecurity"},
		{"deadline", with(web(), condition("Progressing", "False", "ProgressDeadlineExceeded", "")), []timeline.Life{pod("bbb", 0, timeline.StateNotReady)}, timeline.RolloutStalled, "no progress for 10m00s, the progress deadline; web-bbb-0: it is NotReady", "progress deadline"},
		{"paused", with(web(), func(w *timeline.Workload) { w.Paused, w.Updated = true, 1 }), nil, timeline.RolloutPaused, "paused: 1 of 3 pods updated", ""},
		{"being deleted", with(web(), func(w *timeline.Workload) { w.Deleted = ago(time.Second) }), []timeline.Life{stopping(old)}, timeline.RolloutTerminating, "deployment/web is being deleted; 1 pod left", ""},
		{"deleted", with(web(), func(w *timeline.Workload) { w.Gone = ago(0) }), nil, timeline.RolloutGone, "deployment/web was deleted", ""},
		{"unschedulable", web(), []timeline.Life{pod("bbb", 0, timeline.StateUnschedulable)}, timeline.RolloutFailing, "the pod: it is Unschedulable", ""},
		{"job past its limit", with(timeline.Workload{Namespace: "shop", Kind: "Job", Name: "import", Job: &timeline.Job{BackoffLimit: 2, Failed: 3}}, condition("Failed", "True", "BackoffLimitExceeded", "")), nil, timeline.RolloutFailing, "past its back-off limit of 2: 3 pods failed", "back-off limit of 2"},
		{"job done", with(timeline.Workload{Namespace: "shop", Kind: "Job", Name: "import", Job: &timeline.Job{Completions: 1, Succeeded: 1}}, condition("Complete", "True", "", "")), nil, timeline.RolloutComplete, "1 of 1 pod succeeded", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, w := snapshot(c.workload, c.lives...)
			r := Judge(s, w)
			reached[r.State] = true
			if r.State != c.state || !strings.Contains(r.Headline, c.says) {
				t.Errorf("%s: %s\nwant %s: …%s…", r.State, r.Headline, c.state, c.says)
			}
			f := Hopeless(s, w, DefaultTolerance())
			if (f != nil) != (c.hopeless != "") || f != nil && !strings.Contains(f.Cause, c.hopeless) {
				t.Errorf("hopeless: %+v, want %q", f, c.hopeless)
			}
		})
	}
	for _, r := range rules {
		if !reached[r.state] {
			t.Errorf("no case for %s", r.state)
		}
	}
}

// TestRefusedByTheReplicaSet checks that no more pods are refused than are asked for.
func TestRefusedByTheReplicaSet(t *testing.T) {
	quota := condition("ReplicaFailure", "True", "FailedCreate", `pods "web-bbb-x" is forbidden: exceeded quota: small`)
	s, _ := snapshot(with(web(), quota), pod("aaa", 0, timeline.StateReady))
	s.Workloads = append(s.Workloads, timeline.Workload{Namespace: "shop", Kind: "ReplicaSet", Name: "web-bbb", Owner: "Deployment/web", Template: "2", PodRevision: "bbb", Wanted: 1})
	if r := Judge(s, &s.Workloads[0]); !strings.HasPrefix(r.Headline, "1 pod cannot be created: exceeded quota") {
		t.Error(r.Headline)
	}
}

// TestReplicaSetNotYetThere checks what is said while the ReplicaSet of the wanted revision
// has not arrived: the pods of another one are of an older revision; and where none is
// known, no pod is said to be of either, unless the API server says that there is only one.
func TestReplicaSetNotYetThere(t *testing.T) {
	mended := with(web(), func(w *timeline.Workload) { w.PodRevision = "" })
	old := crashing(0, 3, time.Second)
	old.Pod.Name, old.Pod.Owner, old.Pod.Revision = "web-aaa-0", "ReplicaSet/web-aaa", "aaa"
	s, w := snapshot(mended, old, pod("bbb", 0, timeline.StateStarting))
	if r := Judge(s, w); r.Cause != "" || r.Old.Pods != 1 || r.New.Pods != 1 || !strings.Contains(r.Headline, "web-bbb-0: it is Starting; revision 1 still has 0 of 1 pod ready") {
		t.Errorf("%+v", r)
	}
	s, w = snapshot(mended, old)
	s.Workloads = s.Workloads[:1]
	if r := Judge(s, w); r.Cause != "" || !strings.HasPrefix(r.Headline, "revision 2: 0 of 3 pods updated") {
		t.Errorf("no ReplicaSet is known: %+v", r)
	}
	s, w = snapshot(with(mended, done), old)
	s.Workloads = s.Workloads[:1]
	if r := Judge(s, w); !strings.HasPrefix(r.Cause, "exit 1") {
		t.Errorf("all pods are updated: %+v", r)
	}
	s, w = snapshot(with(mended, done), wasReadyFor(old, 40*time.Second), pod("bbb", 0, timeline.StateReady))
	s.Workloads = s.Workloads[:1]
	if r := Judge(s, w); r.Cause != "" || r.State == timeline.RolloutDegraded {
		t.Errorf("all pods are updated, and of two revisions: that the old one goes is still to be seen: %+v", r)
	}
}

// TestOrphans checks that the pods of a ReplicaSet that is named like a Deployment's, and
// has no owner, are not the Deployment's: kubectl delete --cascade=orphan leaves one.
func TestOrphans(t *testing.T) {
	s, _ := snapshot(with(web(), done), pod("bbb", 0, timeline.StateReady), pod("ccc", 0, timeline.StateNotReady))
	s.Workloads = append(s.Workloads, timeline.Workload{Namespace: "shop", Kind: "ReplicaSet", Name: "web-ccc", Template: "9", PodRevision: "ccc"})
	if r := Judge(s, &s.Workloads[0]); r.State != timeline.RolloutComplete || r.Old.Pods != 0 {
		t.Errorf("%s: %s", r.State, r.Headline)
	}
}

// TestMadeAgain checks that what pods suffer from that a Deployment left behind is not
// said of the one of its name that was made after it (kubectl replace --force), whose
// revisions are counted from 1 again.
func TestMadeAgain(t *testing.T) {
	again := with(web(), func(w *timeline.Workload) { w.UID, w.Template = "web-2", "1" })
	s, w := snapshot(again, crashing(0, 5, time.Second))
	s.Workloads[1] = timeline.Workload{Namespace: "shop", Kind: "ReplicaSet", Name: "web-bbb", Owner: "Deployment/web", OwnerUID: "web", Template: "1", PodRevision: "bbb"}
	if r, f := Judge(s, w), Hopeless(s, w, DefaultTolerance()); r.Cause != "" || r.New.Pods+r.Old.Pods != 0 || f != nil {
		t.Errorf("%+v; hopeless: %+v", r, f)
	}
	s.Workloads = append(s.Workloads, s.Workloads[1])
	s.Workloads[2].OwnerUID = "web-2"
	if r := Judge(s, w); r.New.Pods != 1 {
		t.Errorf("a ReplicaSet of the same name is its own: %+v", r)
	}
	s.Workloads[2].UID, s.Lives[0].Pod.OwnerUID = "web-bbb-2", "web-bbb-1"
	if r := Judge(s, w); r.New.Pods+r.Old.Pods != 0 {
		t.Errorf("a pod of the one before of the same template: %+v", r)
	}
	s.Lives[0].Pod.OwnerUID = "web-bbb-2"
	if r := Judge(s, w); r.New.Pods != 1 {
		t.Errorf("a pod of its own: %+v", r)
	}
}

// TestImageThatWasCorrected checks that another image is not blamed for what the kubelet
// said of the one before: of a pod whose image is corrected in place, as of a StatefulSet,
// the status says it until the next pull.
func TestImageThatWasCorrected(t *testing.T) {
	l := blocked(0, timeline.StateImagePullBackOff, "ImagePullBackOff", `Back-off pulling image "registry/app:v1": ErrImagePull: not found`)
	s, w := snapshot(web(), l)
	if r, f := Judge(s, w), Hopeless(s, w, DefaultTolerance()); r.State != timeline.RolloutProgressing || r.Cause != "" || f != nil || !strings.Contains(r.Headline, l.Verdict.Headline) {
		t.Errorf("%+v; hopeless: %+v", r, f)
	}
}

// TestImageOfAVolume checks that what cannot be pulled for a volume is named, also while
// it is pulled again.
func TestImageOfAVolume(t *testing.T) {
	const why = `Failed to pull image "registry/model:v1": connection refused`
	failed, again := blocked(0, timeline.StateImagePullBackOff, "ErrImagePull", why), blocked(0, timeline.StatePullingImage, "", "")
	again.Lanes[0].Marks = []timeline.Mark{{Kind: "Failed", Message: why}, {Kind: "Failed", Message: "Error: ErrImagePull"}, {Kind: "Pulling", Message: `Pulling image "registry/model:v1"`}}
	for _, l := range []timeline.Life{failed, again} {
		l.Verdict.Blocking.Lane = "pod"
		s, w := snapshot(web(), l)
		if r := Judge(s, w); r.State != timeline.RolloutFailing || r.Cause != "cannot pull model:v1, the image of a volume: the registry refuses the connection" {
			t.Errorf("%+v", r)
		}
	}
	again.Lanes[0].Marks[2].Message = `Pulling image "registry/other:v1"`
	s, w := snapshot(web(), again)
	if r := Judge(s, w); r.Cause != "" {
		t.Errorf("of another volume: %+v", r)
	}
}

// TestNoPullSecret checks that a secret that the kubelet could not find is named beside
// the registry's refusal.
func TestNoPullSecret(t *testing.T) {
	l := blocked(0, timeline.StateImagePullBackOff, "ErrImagePull", "failed to authorize: 401 Unauthorized")
	l.Lanes[0].Marks = []timeline.Mark{{Kind: "FailedToRetrieveImagePullSecret", Message: "Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed."}}
	s, w := snapshot(web(), l)
	if r := Judge(s, w); !strings.Contains(r.Headline, "access denied (401); no pull secret regcred") {
		t.Error(r.Headline)
	}
}

func TestTolerance(t *testing.T) {
	s, w := snapshot(web(), pod("bbb", 0, timeline.StateUnschedulable), crashing(1, 2, time.Second))
	for _, c := range []struct {
		tolerance Tolerance
		want      string
	}{
		{Tolerance{Restarts: 2, Pending: time.Hour}, ""},
		{Tolerance{Restarts: 1, Pending: time.Hour}, "exit 1"},
		{Tolerance{Restarts: 9, Pending: time.Minute}, "Unschedulable"},
	} {
		f := Hopeless(s, w, c.tolerance)
		if (f != nil) != (c.want != "") || f != nil && !strings.Contains(f.Cause, c.want) {
			t.Errorf("%+v: %+v, want %q", c.tolerance, f, c.want)
		}
	}
}

// TestReady checks that pods of an older revision never count.
func TestReady(t *testing.T) {
	const ready = timeline.StateReady
	old := []timeline.Life{pod("aaa", 0, ready), pod("aaa", 1, ready), pod("aaa", 2, ready)}
	s, w := snapshot(with(web(), func(w *timeline.Workload) { w.Ready, w.Available = 3, 3 }), old...)
	if Ready(s, w) || Complete(s, w) {
		t.Error("the pods of the old revision count")
	}
	s, w = snapshot(with(web(), done), append(old, pod("bbb", 0, ready), pod("bbb", 1, ready), pod("bbb", 2, ready))...)
	if !Ready(s, w) || Complete(s, w) {
		t.Error("the new ones are ready, and old ones are left")
	}
	s, w = snapshot(with(web(), func(w *timeline.Workload) { done(w); w.Observed = 1 }), append(old, pod("bbb", 0, ready), pod("bbb", 1, ready), pod("bbb", 2, ready))...)
	if Ready(s, w) {
		t.Error("what the controller reports is about an older generation")
	}
}

func TestStatefulSet(t *testing.T) {
	db := timeline.Workload{Namespace: "shop", Kind: "StatefulSet", Name: "db", Template: "db-2", Current: "db-1", PodRevision: "db-2", Wanted: 3, Updated: 3, Replicas: 3, Ready: 3, Available: 3}
	s, w := snapshot(db)
	if Complete(s, w) {
		t.Error("its current revision is the old one")
	}
	w.Current = "db-2"
	if !Complete(s, w) {
		t.Error("it is complete")
	}
	w.Current, w.Partition, w.Updated = "db-1", 2, 1
	if r := Judge(s, w); !r.Done() || !strings.Contains(r.Headline, "2 kept by the partition") {
		t.Errorf("%s: %s", r.State, r.Headline)
	}
	w.Updated = 0
	if Complete(s, w) {
		t.Error("one pod is above the partition")
	}
	w.Partition, w.OnDelete, w.Updated = 0, true, 3
	if !Complete(s, w) {
		t.Error("its pods were deleted one by one: then it takes no note of the revision that is current")
	}
}

// TestNeverBeforeTheAPI checks that, whatever the pods look like, Complete is
// never said before what kubectl rollout status asks for is there.
func TestNeverBeforeTheAPI(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := func(name string) int { return rapid.IntRange(0, 3).Draw(t, name) }
		w := timeline.Workload{
			Namespace: "shop", Kind: "Deployment", Name: "web", Generation: int64(n("generation")), Observed: int64(n("observed")),
			Template: "2", PodRevision: rapid.SampledFrom([]string{"", "aaa", "bbb"}).Draw(t, "revision"),
			Wanted: n("wanted"), Updated: n("updated"), Replicas: n("replicas"), Ready: n("ready"), Available: n("available"), Paused: rapid.Bool().Draw(t, "paused"),
		}
		var lives []timeline.Life
		for i := range n("pods") {
			l := pod(rapid.SampledFrom([]string{"aaa", "bbb"}).Draw(t, "of"), i, rapid.SampledFrom([]timeline.State{timeline.StateReady, timeline.StateStarting, timeline.StateCrashLoopBackOff}).Draw(t, "state"))
			lives = append(lives, l)
		}
		s, ours := snapshot(w, lives...)
		r := Judge(s, ours)
		rolledOut := w.Generation <= w.Observed && w.Updated >= w.Wanted && w.Replicas <= w.Updated && w.Available >= w.Updated
		if (r.Done() || Complete(s, ours)) && !rolledOut {
			t.Fatalf("complete: %+v", w)
		}
		if r.Headline == "" {
			t.Fatal("no headline")
		}
	})
}

// TestBudget checks when it is said that a drain would wait.
func TestBudget(t *testing.T) {
	guarded := func(l timeline.Life) timeline.Life { l.Pod.Budgets = []string{"web"}; return l }
	pods := []timeline.Life{guarded(pod("bbb", 0, timeline.StateReady)), guarded(pod("bbb", 1, timeline.StateReady)), pod("bbb", 2, timeline.StateReady)}
	const waits = "a drain would wait: PodDisruptionBudget web allows 0 disruptions, 2 of 2 healthy, 2 wanted"
	for _, c := range []struct {
		name   string
		w      timeline.Workload
		budget timeline.Budget
		want   bool
	}{
		{"none allowed", with(web(), done), timeline.Budget{Namespace: "shop", Name: "web", Healthy: 2, Desired: 2, Expected: 2}, true},
		{"one allowed", with(web(), done), timeline.Budget{Namespace: "shop", Name: "web", Allowed: 1, Healthy: 2, Desired: 1, Expected: 2}, false},
		{"it lags behind", with(web(), done), timeline.Budget{Namespace: "shop", Name: "web", Healthy: 1, Desired: 2, Expected: 2}, false},
		{"of other pods", with(web(), done), timeline.Budget{Namespace: "shop", Name: "other", Healthy: 2, Desired: 2, Expected: 2}, false},
		{"of another namespace", with(web(), done), timeline.Budget{Namespace: "test", Name: "web", Healthy: 2, Desired: 2, Expected: 2}, false},
		{"a rollout is never held by it", web(), timeline.Budget{Namespace: "shop", Name: "web", Healthy: 2, Desired: 2, Expected: 2}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, w := snapshot(c.w, pods...)
			s.Budgets = []timeline.Budget{c.budget}
			if r := Judge(s, w); strings.Contains(r.Headline, waits) != c.want {
				t.Errorf("%s: %s", r.State, r.Headline)
			}
		})
	}
}
