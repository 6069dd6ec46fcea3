package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/rollout"
)

// defaultTimeout is how long a workload is waited for where --timeout does not say.
const defaultTimeout = 10 * time.Minute

// workloadAwaiter judges whether workloads meet a condition.
type workloadAwaiter struct {
	until     string
	wait      bool // what was deleted may come again
	targets   []kube.Pods
	tolerance rollout.Tolerance
	missing   func() []string // what the server refuses

	first   map[string]string // by UID: the revision that was wanted at first
	failure *rollout.Failure  // why it was given up, where a workload was
}

// newWorkloadAwaiter returns what judges the targets if they are workloads, and
// the condition is one of theirs; nil if pods are waited for.
func newWorkloadAwaiter(o *watchOptions, pods following, missing func() []string) *workloadAwaiter {
	if o.until == whenSucceeded || o.until == "" || !pods.workloads() {
		return nil
	}
	return &workloadAwaiter{
		until: o.until, wait: o.wait, targets: pods, missing: missing, first: map[string]string{},
		tolerance: rollout.Tolerance{Restarts: o.restarts, Pending: o.pending},
	}
}

// workloads reports whether every target is a workload.
func (f following) workloads() bool {
	pods := func(p kube.Pods) bool { return p.Workload.Name == "" && p.Workload.Owner == "" }
	return len(f) > 0 && !slices.ContainsFunc(f, pods)
}

// judge says whether the condition is decided for all targets, and with which
// error if it can no longer be met for one of them.
func (a *workloadAwaiter) judge(s timeline.Snapshot) (decided bool, err error) {
	met := 0
	for _, t := range a.targets {
		w := newest(&s, t)
		if w == nil {
			if why := a.refused(t.Workload.Permission()); why != "" {
				return true, fmt.Errorf("cannot wait for %s to be %s: %s\nAsk for list and watch on %s, or wait for its pods: -l with its labels, --until ready", t, a.until, why, t.Workload.Permission())
			}
			continue
		}
		switch done, err := a.one(&s, t, w); {
		case err != nil:
			return true, err
		case done:
			met++
		}
	}
	return met == len(a.targets), nil
}

// one judges one workload.
func (a *workloadAwaiter) one(s *timeline.Snapshot, t kube.Pods, w *timeline.Workload) (met bool, err error) {
	gone := !w.Gone.IsZero()
	switch {
	case a.until == whenGone:
		return gone && w.Rollout.New.Pods+w.Rollout.Old.Pods == 0, nil
	case w.Ended(): // it may be deleted by now, as by its TTL
	case gone && a.wait:
		return false, nil
	case gone || !w.Deleted.IsZero():
		return false, notMet("%s was deleted before it was %s", t, a.until)
	case w.UID == t.Workload.UID && w.Generation < t.Workload.Generation:
		return false, nil // older than what there was when podlife asked for it
	}
	if err := a.rolledBack(t, w); err != nil {
		return false, err
	}
	if a.met(s, w) {
		return true, nil
	}
	if f := rollout.Hopeless(s, w, a.tolerance); f != nil {
		a.failure = f
		return false, notMet("%s cannot be %s: %s", t, a.until, f.Cause)
	}
	return false, nil
}

func (a *workloadAwaiter) met(s *timeline.Snapshot, w *timeline.Workload) bool {
	if a.until == whenReady {
		return rollout.Ready(s, w)
	}
	return rollout.Complete(s, w)
}

// rolledBack returns an error where the revision that was waited for at first is
// not wanted any more, and an older one is again. A newer one is waited for.
func (a *workloadAwaiter) rolledBack(t kube.Pods, w *timeline.Workload) error {
	if w.PodRevision == "" || w.Observed < w.Generation {
		return nil
	}
	first, known := a.first[w.UID]
	if !known {
		a.first[w.UID] = w.PodRevision
		return nil
	}
	if first == w.PodRevision || len(w.Earlier) == 0 {
		return nil
	}
	return notMet("%s was rolled back before it was %s: revision %s is revision %s again", t, a.until, w.Template, w.Earlier[len(w.Earlier)-1])
}

// timedOut returns the error for a condition that is not decided in time.
func (a *workloadAwaiter) timedOut(s timeline.Snapshot, timeout time.Duration) error {
	for _, t := range a.targets {
		w := newest(&s, t)
		switch {
		case w == nil:
			return notMet("not %s after %s: there is no %s yet", a.until, timeout, t)
		case a.until == whenGone && !w.Gone.IsZero() && w.Rollout.New.Pods+w.Rollout.Old.Pods > 0:
			return notMet("%s is not gone after %s: %d of its pods are left", t, timeout, w.Rollout.New.Pods+w.Rollout.Old.Pods)
		}
		if met, err := a.one(&s, t, w); !met && err == nil {
			return notMet("%s is not %s after %s: %s", t, a.until, timeout, w.Rollout.Headline)
		}
	}
	return notMet("%s is not %s after %s", following(a.targets), a.until, timeout)
}

// refused returns what the server says to who wants to watch a resource, or "".
func (a *workloadAwaiter) refused(resource string) string {
	for _, m := range a.missing() {
		if strings.HasPrefix(m, resource+": ") {
			return m
		}
	}
	return ""
}

// newest returns the workload of a target that is there, or was there last, or nil.
func newest(s *timeline.Snapshot, t kube.Pods) *timeline.Workload {
	var found *timeline.Workload
	for i := range s.Workloads {
		w := &s.Workloads[i]
		kind := w.Kind == t.Workload.Kind || t.Workload.Kind == "" && strings.ToLower(w.Kind)+"s" == t.Workload.Resource
		named := w.Name == t.Workload.Name || t.Workload.Owner != "" && w.Owner == t.Workload.Owner
		if w.Namespace != t.Namespace || !named || !kind {
			continue
		}
		if found == nil || w.Gone.IsZero() || !found.Gone.IsZero() && w.Created.Time.After(found.Created.Time) {
			found = w
		}
	}
	return found
}
