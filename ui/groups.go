package ui

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// groupVerdict is the verdict on all pods of the list together: how many are
// ready, what the others are, how long the rollout takes, and which pod of it
// is the slowest. forgotten are those that went and are kept no longer.
func groupVerdict(groups []podGroup, forgotten int, now time.Time) string {
	here, gone := 0, 0
	states := map[timeline.State]int{}
	var order []timeline.State
	for _, g := range groups {
		l := g.newest()
		if over(l) {
			gone++
			continue
		}
		here++
		if states[l.Verdict.State]++; states[l.Verdict.State] == 1 && l.Verdict.State != timeline.StateReady {
			order = append(order, l.Verdict.State)
		}
	}
	var parts []string
	if here > 0 {
		parts = append(parts, itoa(states[timeline.StateReady])+" of "+itoa(here)+" ready")
	}
	for _, st := range order {
		parts = append(parts, itoa(states[st])+" "+string(st))
	}
	switch {
	case forgotten > 0:
		parts = append(parts, itoa(gone+forgotten)+" gone (the last "+itoa(gone)+" are listed)")
	case gone > 0:
		parts = append(parts, itoa(gone)+" gone")
	}
	if r, ok := rolloutOf(groups, now); ok {
		took := "rollout " + whole(r.to.Sub(r.from))
		if !r.done {
			took += " so far"
		}
		parts = append(parts, took)
		if t := r.slowestText(); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, " · ")
}

// worst is the severity of the list: that of its first pod, for trouble is on
// top.
func (c *crowd) worst() timeline.Severity {
	if len(c.groups) == 0 {
		return timeline.OK
	}
	return c.groups[0].newest().Verdict.Severity
}
