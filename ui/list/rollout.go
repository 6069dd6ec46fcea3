package list

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/page"
)

// together is how long after the ones before it a pod may be created and still
// belong to the same rollout.
const together = 2 * time.Minute

// rollout is the pods of the newest owner (a ReplicaSet is made anew for every
// change of a Deployment) that were created one after another.
type rollout struct {
	pods     []*summary // in the order of their creation
	from, to time.Time  // first creation to last first Ready, or to now
	done     bool       // all have been ready
}

// rolloutOf finds the newest rollout among pods; without two pods of one owner
// there is none.
func rolloutOf(groups []Group, now time.Time) (r rollout, ok bool) {
	var newest *summary
	for i := range groups {
		if p := groups[i].sum; newest == nil || p.created.After(newest.created) {
			newest = p
		}
	}
	if newest == nil {
		return r, false
	}
	switch kind, _, _ := strings.Cut(newest.owner, "/"); kind {
	case "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController":
	default:
		return r, false
	}
	for i := range groups {
		if p := groups[i].sum; p.owner == newest.owner && p.namespace == newest.namespace {
			r.pods = append(r.pods, p)
		}
	}
	slices.SortStableFunc(r.pods, func(a, b *summary) int { return a.born.Compare(b.born) })
	first := len(r.pods) - 1
	for first > 0 && r.pods[first].born.Sub(r.pods[first-1].readyAt(now)) < together {
		first--
	}
	r.pods = r.pods[first:]
	r.from, r.to, r.done = r.pods[0].born, r.pods[0].born, true
	for _, p := range r.pods {
		r.done, r.to = r.done && p.started, timeline.LaterTime(r.to, p.readyAt(now))
	}
	return r, len(r.pods) > 1
}

// tookText returns "rollout 7s so far".
func (r rollout) tookText() string {
	text := "rollout " + length.Whole(r.to.Sub(r.from))
	if !r.done {
		text += " so far"
	}
	return text
}

// rolloutState returns "Rolling out 7s", and "Rolled out in 8s" while pods of a
// workload go on; "" where nothing is known of a rollout.
func (c *Pods) rolloutState(s *timeline.Snapshot) string {
	if len(c.revisions) == 0 || c.job() || !slices.ContainsFunc(c.Groups, func(g Group) bool { return !g.sum.over }) {
		return ""
	}
	r, ok := rolloutOf(c.Groups, s.Now)
	switch took := length.Whole(r.to.Sub(r.from)); {
	case !ok:
		return ""
	case r.done:
		return "Rolled out in " + took
	default:
		return "Rolling out " + took
	}
}

// slowest returns the pod that takes longest among those still on the way, or
// among all when they are done.
func (r rollout) slowest() *timeline.Life {
	var worst *summary
	for _, p := range r.pods {
		if !p.over && p.started == r.done && (worst == nil || p.startup > worst.startup) {
			worst = p
		}
	}
	if worst == nil {
		return nil
	}
	return worst.newest
}

// slowestText returns "slowest: krjfk pulling 12s".
func (r rollout) slowestText() string {
	l := r.slowest()
	if l == nil || len(l.Startup.Path) == 0 {
		return ""
	}
	text := "slowest: " + shortName(&l.Pod) + " "
	if r.done {
		text += length.Total(time.Duration(l.Startup.Total))
	} else {
		text += stageText(l)
	}
	return text
}

// stageWords name what a pod that starts waits for, where the phase alone does not.
var stageWords = map[timeline.Phase]string{timeline.NotReady: "readiness probe", timeline.Probing: "startup probe"}

// stageText returns the stage in which a pod that starts is, and since when:
// "readiness probe 2s".
func stageText(l *timeline.Life) string {
	if len(l.Startup.Path) == 0 {
		return ""
	}
	step := l.Startup.Path[len(l.Startup.Path)-1]
	return cmp.Or(stageWords[step.Phase], page.DoingWord(step.Phase)) + " " + length.Running(time.Duration(step.Duration))
}
