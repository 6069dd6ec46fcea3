package list

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/page"
)

// verdictOn returns the verdict on all pods of the list together: how many are
// ready, what the others are, how long the rollout takes, and which pod of it
// is the slowest. forgotten are those that went and are kept no longer.
func verdictOn(groups []Group, forgotten int, now time.Time) string {
	here, gone := 0, 0
	states := map[timeline.State]int{}
	var order []timeline.State
	for _, g := range groups {
		l := g.Newest()
		if page.Over(l) {
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
		parts = append(parts, page.Itoa(states[timeline.StateReady])+" of "+page.Itoa(here)+" ready")
	}
	for _, st := range order {
		parts = append(parts, page.Itoa(states[st])+" "+string(st))
	}
	switch {
	case forgotten > 0:
		parts = append(parts, page.Itoa(gone+forgotten)+" gone (the last "+page.Itoa(gone)+" are listed)")
	case gone > 0:
		parts = append(parts, page.Itoa(gone)+" gone")
	}
	if r, ok := rolloutOf(groups, now); ok {
		took := "rollout " + length.Whole(r.to.Sub(r.from))
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

// worst returns the severity of the list: that of its first pod, for trouble is
// on top.
func (c *Pods) worst() timeline.Severity {
	if len(c.Groups) == 0 {
		return timeline.OK
	}
	return c.Groups[0].Newest().Verdict.Severity
}
