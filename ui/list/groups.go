package list

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/page"
)

// verdictOn returns the verdict on all pods of the list together: how many are
// ready, what the others are, how long the rollout takes, and which pod of it
// is the slowest. forgotten are those that went and are kept no longer.
func verdictOn(groups []Group, forgotten int, now time.Time) []string {
	wanted, ready, gone := 0, 0, 0
	var states []stateCount // few, in the order of the list
	for i := range groups {
		sum := groups[i].sum
		if sum.over {
			gone++
			continue
		}
		if !sum.completing {
			wanted++
			if sum.state == timeline.StateReady {
				ready++
			}
		}
		if sum.state == timeline.StateReady {
			continue
		}
		n := slices.IndexFunc(states, func(c stateCount) bool { return c.state == sum.state })
		if n < 0 {
			n, states = len(states), append(states, stateCount{state: sum.state})
		}
		states[n].pods++
	}
	var parts []string
	if wanted > 0 {
		parts = append(parts, page.Itoa(ready)+" of "+page.Itoa(wanted)+" ready")
	}
	for _, c := range states {
		parts = append(parts, page.Itoa(c.pods)+" "+string(c.state))
	}
	switch {
	case forgotten > 0:
		parts = append(parts, page.Itoa(gone+forgotten)+" gone (the last "+page.Itoa(gone)+" are listed)")
	case gone > 0:
		parts = append(parts, page.Itoa(gone)+" gone")
	}
	if r, ok := rolloutOf(groups, now); ok {
		parts = append(parts, r.tookText())
		if t := r.slowestText(); t != "" {
			parts = append(parts, t)
		}
	}
	return parts
}

// completing reports whether a pod is to complete, and not to be ready.
func completing(p *timeline.Pod) bool {
	kind, _, _ := strings.Cut(p.Owner, "/")
	return kind == "Job" || p.Phase == "Succeeded" || p.Phase == "Failed"
}

// stateCount is how many pods are in a state.
type stateCount struct {
	state timeline.State
	pods  int
}

// verdictParts returns the verdict on all pods in parts: of a workload by its
// revisions, of others by state.
func (c *Pods) verdictParts(s *timeline.Snapshot) []string {
	if len(c.revisions) == 0 {
		return verdictOn(c.Groups, s.Forgotten, s.Now)
	}
	if c.job() {
		return c.jobText()
	}
	var parts []string
	if c.object != nil && c.object.Rollout.Headline != "" {
		parts = append(parts, c.object.Rollout.Headline)
	}
	parts = append(parts, c.revisionsText()...)
	add := func(text string) {
		if text != "" {
			parts = append(parts, text)
		}
	}
	if r, ok := rolloutOf(c.Groups, s.Now); ok {
		add(c.worstText(r.to)) // how long it took stands in the title
		add(r.slowestText())
	}
	add(c.toReadyText())
	return parts
}

// jobText says how many pods of a Job completed, and what the others do; of a
// Job that failed, why.
func (c *Pods) jobText() []string {
	done, failed, running := 0, 0, 0
	for _, g := range c.Groups {
		switch {
		case g.sum.phase == "Succeeded":
			done++
		case g.sum.phase == "Failed":
			failed++
		case !g.sum.over:
			running++
		}
	}
	text := page.Itoa(done) + " completed"
	if c.object != nil && c.object.Job != nil {
		text = page.Itoa(c.object.Job.Succeeded) + " of " + page.Itoa(c.object.Job.Completions) + " completed"
	}
	parts := []string{text}
	if c.object != nil && c.object.Rollout.Severity == timeline.Bad {
		parts = []string{c.object.Rollout.Headline, text}
	}
	if running > 0 {
		parts = append(parts, page.Itoa(running)+" active")
	}
	if failed > 0 {
		parts = append(parts, page.Itoa(failed)+" failed")
	}
	return parts
}

// worst returns the severity of the list: that of its first pod, for trouble is
// on top.
func (c *Pods) worst() timeline.Severity {
	switch {
	case len(c.Groups) == 0:
		return timeline.OK
	case c.object != nil && c.object.Rollout.Severity != "":
		return c.object.Rollout.Severity
	}
	return c.Groups[0].Newest().Verdict.Severity
}
