package rollout

import (
	"slices"

	"github.com/podlife/podlife/timeline"
)

func always(*view) bool { return true }

func isGone(v *view) bool { return !v.Gone.IsZero() }

func isTerminating(v *view) bool { return !v.Deleted.IsZero() }

// isComplete holds where kubectl rollout status says so (its
// polymorphichelpers/rollout_status.go), and no pod of an older revision is left.
func isComplete(v *view) bool {
	switch {
	case v.Job != nil: // what it came to is not undone by its deletion, as by its TTL
		return v.jobDone()
	case !v.present() || !v.observed():
		return false
	case v.Reconciled != nil:
		return v.current() && v.restartedNow() == nil
	case v.Updated < v.updates(), v.Available < max(v.Wanted, v.Updated), v.left() > 0:
		return false
	case v.down(): // what the controller counts is older than what the pod says
		return false
	case v.restartedNow() != nil: // kubectl calls this done; without a readiness probe it may be a crash loop
		return false
	case v.Partition > 0:
		return true
	case v.Current != "" && v.Current != v.Template && !v.OnDelete: // a StatefulSet takes note at the end of a rolling update
		return false
	}
	return v.Replicas <= v.Updated
}

func isRolledBack(v *view) bool { return len(v.Earlier) > 0 && isComplete(v) }

func isUnobserved(v *view) bool { return !v.observed() }

// isFailing holds where pods of the wanted revision need more than time. How many
// pods of a Job may fail is for the Job to say, but not of one that cannot even start.
func isFailing(v *view) bool {
	t := v.worst()
	if t == nil || v.Job != nil && !slices.Contains(unstarted, t.state) {
		return false
	}
	return v.sorted() && !v.wasReady(t.life) // it was there before: then the rollout is not what failed
}

func isRefused(v *view) bool { return v.refused() != nil }

// isOverdue holds where the controller has given up: there was no progress for
// as long as the Deployment allows.
func isOverdue(v *view) bool {
	c := v.Condition("Progressing")
	return c != nil && c.Status == "False" && c.Reason == "ProgressDeadlineExceeded"
}

func isPaused(v *view) bool { return v.Paused }

// isDegraded holds where all pods are of the wanted revision, and one that was
// ready is not any more.
func isDegraded(v *view) bool {
	if v.Job != nil || v.wantsNone() || v.Updated < v.updates() || v.left() > 0 || !v.blames() {
		return false
	}
	return slices.ContainsFunc(v.new, func(l *timeline.Life) bool { return !leaving(l) && v.wasReady(l) })
}

// stages counts the pods of the wanted revision that are not ready by what they
// do, the most frequent first.
func (v *view) stages() []stage {
	var out []stage
	for _, l := range v.new {
		if ready(l) || leaving(l) {
			continue
		}
		out = add(out, l.Verdict.State)
	}
	return out
}

type stage struct {
	state timeline.State
	pods  int
}

func add(stages []stage, state timeline.State) []stage {
	for i := range stages {
		if stages[i].state == state {
			stages[i].pods++
			return stages
		}
	}
	return append(stages, stage{state, 1})
}
