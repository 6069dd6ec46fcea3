package ui

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/list"
	"github.com/podlife/podlife/ui/page"
)

// problem is an event that says that something is wrong, of one pod.
type problem struct {
	pod string // namespace/name
	*timeline.EventLine
}

// nextProblem goes to the next problem in time, over all lanes; after the last one
// to the next pod that has any, and after the last pod to the first again.
func (a *app) nextProblem() {
	s := a.layout()
	all := problems(a.list.All.Groups)
	if len(all) == 0 {
		a.message = "no problem in any lane"
		if len(a.list.All.Groups) > 1 {
			a.message = "no problem in any pod"
		}
		return
	}
	i := nextOf(all, a.list.Key(), problemTime(s))
	p := all[i]
	if p.pod != a.list.Key() || s.Kind == page.List {
		a.openPod(p.pod)
		a.laid = nil
	}
	if a.page == page.Container && a.lane != p.Lane {
		a.page = page.Pod
	}
	a.uid = ""
	a.closeSheet()
	a.laid = nil
	a.goTo(placeOf(p.EventLine))
	a.message = "problem " + page.Itoa(i+1) + " of " + page.Itoa(len(all)) + ": " + p.Reason + " " + page.LaneLabel(a.layout().Page, p.Lane) + " " + timeline.Clean(p.Message)
}

// problemTime returns the moment from which the next problem is looked for: the
// cursor's, or the beginning.
func problemTime(s *layout) time.Time {
	if s.Kind == page.List {
		return time.Time{}
	}
	return s.Cursor
}

// problems returns the problems of all pods in the order of the list, which has the
// worst first, and of each pod in the order of time.
func problems(pods []list.Group) []problem {
	var out []problem
	for _, g := range pods {
		life := g.Newest()
		for i := range life.Events {
			if e := &life.Events[i]; page.Bad(e.Severity) && e.Reason != "DeletionRequested" { // which is what someone wants
				out = append(out, problem{g.Key(), e})
			}
		}
	}
	return out
}

// nextOf returns the index of the first problem of a pod after a moment, or else of
// the first of the next pod that has any.
func nextOf(all []problem, pod string, after time.Time) int {
	last := -1
	for i, p := range all {
		if p.pod == pod {
			if p.Time.Time.After(after) {
				return i
			}
			last = i
		}
	}
	return (last + 1) % len(all)
}
