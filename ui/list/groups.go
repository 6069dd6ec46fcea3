package list

import (
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
	states := map[timeline.State]int{}
	var order []timeline.State
	for _, g := range groups {
		l := g.Newest()
		if page.Over(l) {
			gone++
			continue
		}
		if !completing(&l.Pod) {
			wanted++
			if l.Verdict.State == timeline.StateReady {
				ready++
			}
		}
		if states[l.Verdict.State]++; states[l.Verdict.State] == 1 && l.Verdict.State != timeline.StateReady {
			order = append(order, l.Verdict.State)
		}
	}
	var parts []string
	if wanted > 0 {
		parts = append(parts, page.Itoa(ready)+" of "+page.Itoa(wanted)+" ready")
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
		add(c.worstText(r.to))
		add(r.tookText())
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
		switch l := g.Newest(); {
		case l.Pod.Phase == "Succeeded":
			done++
		case l.Pod.Phase == "Failed":
			failed++
		case !page.Over(l):
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
