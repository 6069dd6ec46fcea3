package rollout

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// Tolerance is how much a rollout may suffer before it is given up.
type Tolerance struct {
	Restarts int           // failed runs of one container that may be followed by a good one
	Pending  time.Duration // how long no node may have room
}

// DefaultTolerance returns what no slow but healthy start exceeds: a program that
// waits for another by failing twice, a node that is added for a pod.
func DefaultTolerance() Tolerance { return Tolerance{Restarts: 2, Pending: 5 * time.Minute} }

// quotaPatience is how long a quota may refuse pods while none is on its way or
// goes: the controller may be about to stop one.
const quotaPatience = 3 * time.Second

// Failure is why a rollout cannot succeed unless something is changed.
type Failure struct {
	Cause string         // in a sentence
	Life  *timeline.Life // the pod that shows it; nil where there is none
	Lane  *timeline.Lane // … the container
	Run   int            // … its run that failed, from 1; 0: none did
}

// hopelessPod says when a pod in a state cannot become ready by itself.
type hopelessPod struct {
	state timeline.State
	is    func(*view, *trouble, Tolerance) bool
}

// hopelessPods are the states of which one pod is enough to give a rollout up.
// Everything else may heal: a registry that does not answer, a volume that is
// attached elsewhere.
var hopelessPods = []hopelessPod{
	{timeline.StateConfigError, configMissing},
	{timeline.StateImagePullBackOff, imageMissing},
	{timeline.StateStartError, cannotStart},
	{timeline.StateInitError, failsAgain},
	{timeline.StateCrashLoopBackOff, failsAgain},
	{timeline.StatePostStartError, failsAgain},
	{timeline.StateUnschedulable, pendsTooLong},
}

// Hopeless returns why a workload of a snapshot cannot get what it asks for
// unless something is changed, or nil.
func Hopeless(s *timeline.Snapshot, w *timeline.Workload, tolerance Tolerance) *Failure {
	v := newView(s, w)
	switch {
	case isComplete(v):
		return nil
	case isJobFailed(v):
		return v.failure(sayJobFailed(v))
	case !v.present(), !v.observed():
		return nil
	case isDoomed(v):
		return v.failure(sayDoomed(v))
	}
	if f := v.hopelessPod(tolerance); f != nil {
		return f
	}
	if isStuck(v) {
		return v.failure(sayStuck(v))
	}
	switch r := v.refused(); {
	case r != nil && v.denied(r):
		return &Failure{Cause: sayRefused(v)}
	case isOverdue(v):
		return v.failure(sayOverdue(v))
	}
	return nil
}

// hopelessPod returns the worst pod that cannot become ready by itself, or nil.
func (v *view) hopelessPod(tolerance Tolerance) *Failure {
	if !v.sorted() || v.wantsNone() {
		return nil
	}
	for _, row := range hopelessPods {
		for _, l := range v.new {
			if t := troubleOf(l); t != nil && l.Verdict.State == row.state && row.is(v, t, tolerance) {
				return t.failure(sayTrouble(v, t))
			}
		}
	}
	return nil
}

// failure returns why the workload itself gives up, with the pod that shows it.
func (v *view) failure(cause string) *Failure {
	if t := v.worst(); t != nil {
		return t.failure(cause)
	}
	return &Failure{Cause: cause, Life: v.slowest()}
}

func (t *trouble) failure(cause string) *Failure {
	f := &Failure{Cause: cause, Life: t.life, Lane: t.lane}
	if t.exit != nil {
		f.Run = t.exit.Number
	}
	return f
}

// configMissing reports whether a container needs what does not exist: a
// ConfigMap, a Secret, a key, a user that is not root. A kubelet that has not
// yet got it says something else (message.Syncing).
func configMissing(_ *view, t *trouble, _ Tolerance) bool {
	b := t.life.Verdict.Blocking
	return b != nil && b.Reason == "CreateContainerConfigError" && !message.Syncing(b.Message)
}

func imageMissing(_ *view, t *trouble, _ Tolerance) bool {
	b := t.life.Verdict.Blocking
	return b != nil && (b.Reason == "InvalidImageName" || b.Reason == "ErrImageNeverPull" || message.ImageMissing(b.Message))
}

func cannotStart(*view, *trouble, Tolerance) bool { return true }

// failsAgain reports whether a container has failed more often than is
// tolerated. How often pods of a Job may is for the Job to say.
func failsAgain(v *view, t *trouble, tolerance Tolerance) bool {
	return v.Job == nil && t.failures() > tolerance.Restarts
}

func pendsTooLong(v *view, t *trouble, tolerance Tolerance) bool {
	return !t.life.Verdict.Since.IsZero() && v.elapsed(t.life.Verdict.Since) >= tolerance.Pending
}

// denied reports whether a refusal is one for good: admission, or a quota that
// nothing of this rollout is about to make room in.
func (v *view) denied(r *refusal) bool {
	switch {
	case r.passes():
		return false
	case !r.quota():
		return true
	}
	if slices.ContainsFunc(v.new, func(l *timeline.Life) bool { return leaving(l) || !ready(l) }) {
		return false
	}
	return v.old.count().Leaving == 0 && v.elapsed(r.since) >= quotaPatience
}
