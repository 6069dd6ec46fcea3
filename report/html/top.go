package html

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// The bounds of a page: pods that are drawn, and that are listed.
const (
	maxDrawn  = 40
	maxListed = 2000
)

// severityRank sorts trouble to the top.
var severityRank = map[timeline.Severity]int{timeline.Bad: 0, timeline.Warning: 1, timeline.Progress: 2, timeline.OK: 3}

// chosen returns the indexes of the lives that are drawn, in order: all, or those
// in the most trouble.
func chosen(s *timeline.Snapshot) []int {
	all := make([]int, len(s.Lives))
	for i := range all {
		all[i] = i
	}
	if len(all) <= maxDrawn {
		return all
	}
	slices.SortStableFunc(all, func(a, b int) int {
		return cmp.Compare(severityRank[s.Lives[a].Verdict.Severity], severityRank[s.Lives[b].Verdict.Severity])
	})
	return all[:maxDrawn]
}

// top writes what the page is of, the verdicts of workloads, and the toolbar.
func (p *page) top(s *timeline.Snapshot) {
	p.printf("<header>\n<h1>%s</h1>\n", text(heading(s)))
	o := s.Observed
	seen := words.Number(o.Observations, "observation")
	if !o.From.IsZero() && !s.Undated() {
		seen += ", " + words.Date(o.From) + " to " + length.ClockOn(o.To, o.From) + " UTC"
	}
	p.printf("<p class=\"muted\">%s · by podlife</p>\n", text(seen))
	for _, g := range o.Gaps {
		p.printf("<p class=\"s-warning\">not watched from %s to %s: %s</p>\n", length.ClockOn(g.From, o.From), length.ClockOn(g.To, g.From), text(g.Reason))
	}
	for _, m := range o.Missing {
		p.printf("<p class=\"s-warning\">not seen: %s</p>\n", text(m))
	}
	for _, w := range s.Judged() {
		p.printf("<p><span class=\"pill %s\">%s</span> <strong>%s</strong> %s</p>\n", w.Rollout.Severity, text(string(w.Rollout.State)), text(w.String()), text(w.Rollout.Headline))
	}
	p.print(`<div class="bar js-only" role="toolbar" aria-label="Timelines">
<input id="filter" type="search" placeholder="Filter (/)" aria-label="Filter pods, lanes, runs and events">
<span id="found" class="muted" role="status"></span>
<button id="in" type="button">Zoom in</button>
<button id="out" type="button">Zoom out</button>
<button id="fit" type="button">Fit</button>
<button id="tracks" type="button">Probes and hooks</button>
<button id="fold" type="button">Fold or open</button>
<button id="theme" type="button">Light or dark</button>
</div>
</header>
`)
}

func heading(s *timeline.Snapshot) string {
	if len(s.Lives) == 1 {
		return "Life of " + words.FullName(s.Lives[0])
	}
	return fmt.Sprintf("Lives of %d pods", len(s.Lives))
}

// list writes a row a pod, with links to those that are drawn.
func (p *page) list(s *timeline.Snapshot, drawn []int) {
	p.printf("<nav aria-label=\"Pods\"><details open><summary><h2>Pods</h2> <span class=\"muted\">%d</span></summary>\n<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"List of pods\"><table>\n", len(s.Lives))
	p.print("<thead><tr><th scope=\"col\">pod</th><th scope=\"col\">state</th><th scope=\"col\" class=\"n\">to ready</th><th scope=\"col\" class=\"n\">restarts</th><th scope=\"col\">verdict</th></tr></thead>\n<tbody>\n")
	for i := range s.Lives {
		if i == maxListed {
			break
		}
		l := &s.Lives[i]
		name := text(words.FullName(*l))
		if slices.Contains(drawn, i) {
			name = fmt.Sprintf(`<a href="#l%d">%s</a>`, i, name)
		}
		toReady := ""
		if l.Startup.Complete {
			toReady = length.Total(time.Duration(l.Startup.Total))
		}
		p.printf("<tr data-find=\"%s\"><td>%s</td><td class=\"t s-%s\">%s</td><td class=\"n took\">%s</td><td class=\"n again\">%d</td><td>%s</td></tr>\n",
			text(words.FullName(*l)+" "+string(l.Verdict.State)), name, l.Verdict.Severity, text(string(l.Verdict.State)), toReady, l.Pod.Restarts, text(l.Verdict.Headline))
	}
	p.print("</tbody></table></div>\n")
	if n := len(s.Lives) - maxListed; n > 0 {
		p.printf("<p class=\"muted\">… and %d more.</p>\n", n)
	}
	if len(drawn) < len(s.Lives) {
		p.printf("<p class=\"muted\">The %d in the most trouble are drawn below.</p>\n", len(drawn))
	}
	p.print("</details></nav>\n")
}
