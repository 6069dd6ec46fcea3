package list

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/page"
)

// together is how long after the ones before it a pod may be created and still
// belong to the same rollout.
const together = 2 * time.Minute

// rollout is the pods of the newest owner (a ReplicaSet is made anew for every
// change of a Deployment) that were created one after another.
type rollout struct {
	pods     []*timeline.Life // in the order of their creation
	from, to time.Time        // first creation to last first Ready, or to now
	done     bool             // all have been ready
}

// rolloutOf finds the newest rollout among pods; without two pods of one owner
// there is none.
func rolloutOf(groups []Group, now time.Time) (r rollout, ok bool) {
	var newest *timeline.Life
	for _, g := range groups {
		if l := g.Newest(); newest == nil || l.Pod.Created.After(newest.Pod.Created) {
			newest = l
		}
	}
	if newest == nil {
		return r, false
	}
	switch kind, _, _ := strings.Cut(newest.Pod.Owner, "/"); kind {
	case "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController":
	default:
		return r, false
	}
	for _, g := range groups {
		if l := g.Newest(); l.Pod.Owner == newest.Pod.Owner && l.Pod.Namespace == newest.Pod.Namespace {
			r.pods = append(r.pods, l)
		}
	}
	slices.SortStableFunc(r.pods, func(a, b *timeline.Life) int { return visual.Born(a).Compare(visual.Born(b)) })
	first := len(r.pods) - 1
	for first > 0 && visual.Born(r.pods[first]).Sub(readyAt(r.pods[first-1], now)) < together {
		first--
	}
	r.pods = r.pods[first:]
	r.from, r.to, r.done = visual.Born(r.pods[0]), visual.Born(r.pods[0]), true
	for _, l := range r.pods {
		r.done = r.done && l.Startup.Complete
		if t := readyAt(l, now); t.After(r.to) {
			r.to = t
		}
	}
	return r, len(r.pods) > 1
}

// readyAt returns when a pod was first ready, or else now (or when it was
// gone).
func readyAt(l *timeline.Life, now time.Time) time.Time {
	switch {
	case l.Startup.Complete:
		return visual.Born(l).Add(time.Duration(l.Startup.Total))
	case page.Over(l):
		return l.Pod.Gone
	}
	return now
}

// tookText returns "rollout 7s so far".
func (r rollout) tookText() string {
	text := "rollout " + length.Whole(r.to.Sub(r.from))
	if !r.done {
		text += " so far"
	}
	return text
}

// slowest returns the pod that takes longest among those still on the way, or
// among all when they are done.
func (r rollout) slowest() *timeline.Life {
	var worst *timeline.Life
	for _, l := range r.pods {
		if !page.Over(l) && l.Startup.Complete == r.done && (worst == nil || l.Startup.Total > worst.Startup.Total) {
			worst = l
		}
	}
	return worst
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
	word := stageWords[step.Phase]
	if word == "" {
		word = page.DoingWord(step.Phase)
	}
	return word + " " + length.Running(time.Duration(step.Duration))
}
