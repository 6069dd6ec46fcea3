// Package rollout says how a workload and its pods are doing: whether the
// revision that is wanted is there, what it waits for, and what is common to the
// pods that fail. It reads finished lives and what the controller reports, by
// the first of a table of rules that holds, and must not know how either was
// folded, nor what anyone waits for.
package rollout

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

// rule is one row: when holds does, the workload is in this state, and say words
// it.
type rule struct {
	state    timeline.RolloutState
	severity timeline.Severity
	holds    func(*view) bool
	say      func(*view) string
}

// rules are evaluated from the top; the first that holds is the verdict. What is
// complete by the API's own status is so whatever its pods do; a cause that a pod
// shows explains more than a deadline that passed because of it.
var rules = []rule{
	{timeline.RolloutGone, timeline.OK, isGone, sayGone},
	{timeline.RolloutTerminating, timeline.Progress, isTerminating, sayTerminating},
	{timeline.RolloutFailing, timeline.Bad, isJobFailed, sayJobFailed},
	{timeline.RolloutFailing, timeline.Bad, isDoomed, sayDoomed},
	{timeline.RolloutRolledBack, timeline.OK, isRolledBack, sayRolledBack},
	{timeline.RolloutComplete, timeline.OK, isComplete, sayComplete},
	{timeline.RolloutProgressing, timeline.Progress, isUnobserved, sayUnobserved},
	{timeline.RolloutFailing, timeline.Bad, isFailing, sayFailing},
	{timeline.RolloutFailing, timeline.Bad, isStuck, sayStuck},
	{timeline.RolloutStalled, timeline.Bad, isRefused, sayRefused},
	{timeline.RolloutStalled, timeline.Bad, isOverdue, sayOverdue},
	{timeline.RolloutPaused, timeline.Warning, isPaused, sayPaused},
	{timeline.RolloutDegraded, timeline.Warning, isDegraded, sayDegraded},
	{timeline.RolloutProgressing, timeline.Progress, always, sayProgressing},
}

// Judge returns the verdict of a workload of a snapshot.
func Judge(s *timeline.Snapshot, w *timeline.Workload) timeline.Rollout {
	v := newView(s, w)
	r := timeline.Rollout{Since: w.Changed.Time, New: v.new.count(), Old: v.old.count()}
	if v.observed() && !v.unmade {
		r.Revision = w.Template
	}
	if t := v.worst(); t != nil && v.blames() {
		r.Cause, r.Worst = t.cause(), t.life.Pod.Name
	} else if l := v.slowest(); l != nil {
		r.Worst = l.Pod.Name
	}
	for i := range rules {
		if row := &rules[i]; row.holds(v) {
			r.State, r.Severity, r.Headline = row.state, row.severity, row.say(v)
			if row.settled() {
				r.Headline = join(r.Headline, v.sayHeld(s.Budgets))
			}
			break
		}
	}
	return r
}

// Ready reports whether all pods that are wanted are of the revision that is
// wanted, and ready; pods of an older one may still be there, and never count.
func Ready(s *timeline.Snapshot, w *timeline.Workload) bool {
	v := newView(s, w)
	if w.Reconciled != nil {
		return isComplete(v)
	}
	if !v.present() || !v.observed() || w.Updated < v.updates() {
		return v.jobDone()
	}
	if w.PodRevision == "" && w.Job == nil { // the ReplicaSets are not known: no older ones
		return w.Replicas <= w.Updated && w.Ready >= w.Wanted
	}
	return v.new.count().Ready+v.kept() >= w.Wanted || v.jobDone()
}

// Complete reports whether the revision that is wanted is rolled out, and
// nothing is left of older ones; of a Job, whether it has succeeded. It is never
// true before kubectl rollout status would say so.
func Complete(s *timeline.Snapshot, w *timeline.Workload) bool {
	return isComplete(newView(s, w))
}

// elapsed returns how long ago a moment was.
func (v *view) elapsed(since time.Time) time.Duration { return v.now.Sub(since) }
