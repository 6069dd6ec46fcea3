package rollout

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
)

// view is a workload with its pods, by whether they are of the revision that is
// wanted.
type view struct {
	*timeline.Workload
	now      time.Time
	new, old pods
	sets     []*timeline.Workload // a Deployment's ReplicaSets, as far as they are known
	unmade   bool                 // the ReplicaSet of what is wanted: Template is still the one before
}

// pods are lives that are not gone.
type pods []*timeline.Life

func newView(s *timeline.Snapshot, w *timeline.Workload) *view {
	v := &view{Workload: w, now: s.Now}
	named := map[string][]*timeline.Workload{} // the ReplicaSets of a name: the Deployment's, and those that are only named like one
	for i := range s.Workloads {
		rs := &s.Workloads[i]
		if rs.OwnedBy(w) {
			v.sets = append(v.sets, rs)
		}
		if rs.Kind == "ReplicaSet" && rs.Namespace == w.Namespace {
			named["ReplicaSet/"+rs.Name] = append(named["ReplicaSet/"+rs.Name], rs)
		}
	}
	v.unmade = v.waitsForOld()
	for i := range s.Lives {
		l := &s.Lives[i]
		switch {
		case !w.Has(&l.Pod), w.Kind == "Deployment" && ofAnother(w, &l.Pod, named[l.Pod.Owner]), !l.Pod.Gone.IsZero(), w.Job == nil && finished(l):
		case v.wants(&l.Pod):
			v.new = append(v.new, l)
		default:
			v.old = append(v.old, l)
		}
	}
	return v
}

// ofAnother reports whether none of the ReplicaSets that have the name of a pod's is the
// Deployment's and has the pod. Without any, the name has to do.
func ofAnother(w *timeline.Workload, p *timeline.Pod, named []*timeline.Workload) bool {
	return len(named) > 0 && !slices.ContainsFunc(named, func(rs *timeline.Workload) bool { return rs.OwnedBy(w) && rs.Has(p) })
}

// wants is Wants with what the ReplicaSets say: an update of a Deployment may come before
// the ReplicaSet that it made, and the pods of the others are of older revisions then.
func (v *view) wants(p *timeline.Pod) bool {
	if v.unmade {
		return false
	}
	if rs := v.set(p.Revision); rs != nil && v.PodRevision == "" {
		return rs.Template == v.Template
	}
	return Wants(v.Workload, p)
}

// waitsForOld reports whether a Deployment that starts pods only when the old ones have
// stopped has not made a ReplicaSet for them yet. Until then it goes by the number of the
// one before, though it has acted on what is wanted
// (pkg/controller/deployment/recreate.go).
func (v *view) waitsForOld() bool {
	rs := v.set(v.PodRevision)
	if !v.Recreate || !v.observed() || v.Updated > 0 || v.Wanted == 0 || rs == nil {
		return false
	}
	return rs.Wanted == 0 || rs.Replicas > 0 && rs.Created.Time.Before(v.Changed.Earliest)
}

// set returns the ReplicaSet of a revision of pods, or nil.
func (v *view) set(revision string) *timeline.Workload {
	for _, rs := range v.sets {
		if rs.PodRevision == revision && revision != "" {
			return rs
		}
	}
	return nil
}

// finished reports whether a pod has ended for good: one that was evicted stays
// in the API, and its controller counts it no longer.
func finished(l *timeline.Life) bool { return l.Pod.Phase == "Failed" || l.Pod.Phase == "Succeeded" }

// present reports whether the object is there, and meant to stay.
func (v *view) present() bool { return v.Gone.IsZero() && v.Deleted.IsZero() }

// observed reports whether what the controller reports is about what is wanted.
func (v *view) observed() bool { return v.Observed >= v.Generation }

// sorted reports whether pods of older revisions are known from the others: of a
// Deployment, by the ReplicaSet of the wanted one.
func (v *view) sorted() bool { return v.PodRevision != "" || v.Kind != "Deployment" }

// blames reports whether what pods suffer from is known to be of the revision that is
// wanted: their revisions are known, or the API server says that there is no other, and
// there is none. It says so before it is seen that the last of the older ones goes.
func (v *view) blames() bool {
	return v.observed() && (v.sorted() || v.Updated >= v.Replicas && !v.new.mixed())
}

// wantsNone reports whether no pods are wanted: then nothing that happens to those that
// are still there, or to ones that were to be made, holds anything up.
func (v *view) wantsNone() bool {
	return v.Wanted == 0 && v.Job == nil && (v.Reconciled == nil || v.Reconciled.Counted)
}

// updates returns how many pods are to be of the wanted revision: of a
// StatefulSet with a partition, only those from there on.
func (v *view) updates() int {
	if v.Job != nil {
		return 0
	}
	return max(v.Wanted-v.Partition, 0)
}

// kept returns how many pods of older revisions stay and are ready: those below
// a partition.
func (v *view) kept() int {
	if v.Partition == 0 {
		return 0
	}
	return min(v.Partition, v.old.count().Ready)
}

// left returns how many pods of older revisions have yet to go.
func (v *view) left() int {
	if v.Partition > 0 {
		return max(len(v.old)-v.Partition, 0)
	}
	return len(v.old)
}

func (p pods) count() timeline.PodCount {
	var c timeline.PodCount
	for _, l := range p {
		c.Pods++
		switch {
		case leaving(l):
			c.Leaving++
		case ready(l):
			c.Ready++
		}
	}
	return c
}

// mixed reports whether pods that stay are of more than one revision.
func (p pods) mixed() bool {
	of := map[string]bool{}
	for _, l := range p {
		if !leaving(l) {
			of[l.Pod.Revision] = true
		}
	}
	return len(of) > 1
}

func leaving(l *timeline.Life) bool { return !l.Pod.DeletionRequested.IsZero() }

func ready(l *timeline.Life) bool {
	sp := last(l, func(*timeline.Span) bool { return true })
	return sp != nil && sp.Phase == timeline.Ready && sp.Open()
}

// down reports whether a pod of the wanted revision is not ready because a run of it
// failed, which the controller may not have noticed.
func (v *view) down() bool {
	return slices.ContainsFunc(v.new, func(l *timeline.Life) bool {
		t := troubleOf(l)
		return t != nil && t.exit != nil
	})
}

// last returns the last span of the pod itself that fits.
func last(l *timeline.Life, fits func(*timeline.Span) bool) *timeline.Span {
	lane := l.Lane("pod")
	if lane == nil {
		return nil
	}
	return timeline.FindLast(lane.Spans, func(sp *timeline.Span) bool { return sp.Track == timeline.TrackPod && fits(sp) })
}

// holder returns a pod of an older revision that the rollout may wait for: one that
// cannot go, and one that is not ready, which takes up what may be unavailable. (Of a
// Deployment these go first.)
func (v *view) holder() *timeline.Life {
	for _, l := range v.old {
		switch l.Verdict.State {
		case timeline.StateNodeLost, timeline.StateTerminationOverdue, timeline.StateFinalizing:
			return l
		}
		if v.Kind != "Deployment" && !leaving(l) && !ready(l) {
			return l
		}
	}
	return nil
}

// slowest returns the pod of the wanted revision that was created first of those
// that are not ready.
func (v *view) slowest() *timeline.Life {
	for _, l := range v.new {
		if !ready(l) && !leaving(l) && l.Verdict.State != timeline.StateSucceeded {
			return l
		}
	}
	return nil
}

// Wants reports whether a pod of a workload is of the revision that is wanted; of
// a Job, or where revisions are not known, each is.
func Wants(w *timeline.Workload, p *timeline.Pod) bool {
	return w.PodRevision == "" || w.Job != nil || p.Revision == w.PodRevision
}
