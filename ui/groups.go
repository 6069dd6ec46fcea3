package ui

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// groupText is the verdict on all pods of the list together: how many are
// ready, what the others are, how long the start-ups took, and which pod is
// the slowest of those that are still on the way.
func (a *app) groupText(s *scene) string {
	here, gone := 0, 0
	states := map[timeline.State]int{}
	var order []timeline.State
	var starts []time.Duration
	var slowest *timeline.Life
	for _, g := range a.shot.everyone().groups {
		l := g.newest()
		if l.Startup.Complete {
			starts = append(starts, time.Duration(l.Startup.Total))
		}
		if over(l) {
			gone++
			continue
		}
		here++
		if states[l.Verdict.State]++; states[l.Verdict.State] == 1 && l.Verdict.State != timeline.StateReady {
			order = append(order, l.Verdict.State)
		}
		if len(l.Startup.Path) > 0 && !l.Startup.Complete && (slowest == nil || l.Startup.Total > slowest.Startup.Total) {
			slowest = l
		}
	}
	parts := []string{itoa(states[timeline.StateReady]) + " of " + plural(here, "pod") + " ready"}
	for _, st := range order {
		parts = append(parts, itoa(states[st])+" "+string(st))
	}
	if gone > 0 {
		parts = append(parts, itoa(gone)+" gone")
	}
	if len(starts) > 0 {
		slices.Sort(starts)
		parts = append(parts, "start-up p50 "+short(starts[len(starts)/2]))
	}
	if slowest != nil {
		parts = append(parts, "slowest: "+slowest.Pod.Name+" "+short(time.Duration(slowest.Startup.Total)))
	}
	return strings.Join(parts, " "+a.g.dot+" ")
}
