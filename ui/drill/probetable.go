package drill

import (
	"slices"
	"strings"
	"sync"
	"time"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// probeTable returns the pane of a container's probes.
func probeTable(pg *page.Page, l *timeline.Lane) []drillLine {
	if len(l.Probes) == 0 {
		return nil
	}
	note := pg.G.OK + " inferred from status, " + pg.G.Fail + " from Unhealthy events"
	for i := range l.Probes {
		if l.Probes[i].SuccessesKnown {
			note = "counted by the kubelet"
		}
	}
	out := []drillLine{{title: "probes", note: note}}
	lines := sync.OnceValue(func() []string { return strings.Split(probeRows(pg, l), "\n") }) // when they are drawn, not when they are counted
	for i := range len(l.Probes) + 1 {
		out = append(out, drillLine{draw: func(c *draw.Canvas, y int) { c.Styled(draw.Area{X: 1, Y: y, W: pg.W - 2, H: 1}, lines()[i]) }})
	}
	return out
}

// The columns of the probes.
const (
	probeName = iota
	probeCheck
	probeEvery
	probeStatus
	probeFails
	probeOK
	probeNext
	probeLast
)

// probeRows returns the table of a container's probes: a line with the names of
// the columns, and one for each.
func probeRows(pg *page.Page, l *timeline.Lane) string {
	narrow := pg.W < 100 // no room for when each runs next
	cells := func(all ...string) []string {
		if narrow {
			return slices.Delete(all, probeNext, probeNext+1)
		}
		return all
	}
	rows, states := [][]string{}, make([]draw.Style, len(l.Probes))
	for i := range l.Probes {
		p := &l.Probes[i]
		state, st := probeState(pg, l, p)
		states[i] = st
		ok := "?"
		if p.SuccessesKnown {
			ok = page.Itoa(p.Successes)
		}
		rows = append(rows, cells(
			p.Probe, draw.Cut(p.Check, max(pg.W/4, 16)), length.Setting(page.Seconds(p.PeriodSeconds))+pg.G.Times+page.Itoa(int(p.FailureThreshold)),
			state, page.Itoa(p.Failures), ok, nextProbe(pg, p), lastFailure(pg, p),
		))
	}
	return table.New().BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).BorderColumn(false).BorderHeader(false).Wrap(false).
		Headers(cells("probe", "check", "every"+pg.G.Times+"fail", "state", "fails", "ok", "next", "last failure")...).Rows(rows...).
		StyleFunc(func(row, col int) lipgloss.Style {
			if narrow && col == probeNext {
				col = probeLast
			}
			st := draw.Plain.Lipgloss()
			switch {
			case row == table.HeaderRow, col == probeEvery, col == probeNext:
				st = draw.Muted.Lipgloss()
			case col == probeStatus:
				st = states[row].Lipgloss()
			}
			if col != probeLast {
				st = st.PaddingRight(2)
			}
			switch col { // those that change keep their width, so that nothing beside them moves
			case probeStatus:
				return st.Width(11)
			case probeFails, probeOK:
				return st.Width(7).Align(lipgloss.Right)
			case probeNext:
				return st.Width(9)
			}
			return st
		}).String()
}

// nextProbe returns when a probe runs next, "-" if that is not known.
func nextProbe(pg *page.Page, p *timeline.ProbeInfo) string {
	at := p.Next(pg.Now)
	if at.IsZero() || page.Over(pg.Life) {
		return "-"
	}
	return "in " + length.Whole(at.Sub(pg.Now)+time.Second-1)
}

// lastFailure returns when a probe failed last and with what, "-" if it never
// did.
func lastFailure(pg *page.Page, p *timeline.ProbeInfo) string {
	if p.LastFailure.IsZero() {
		return "-"
	}
	when := page.Moment(pg, p.LastFailure.Time)
	if ago := pg.Now.Sub(p.LastFailure.Time); !page.Over(pg.Life) && ago < time.Hour {
		when = page.Lasting(pg, p.LastFailure.Time) + " ago"
	}
	return when + "  " + message.ProbeOutput(p.LastMessage)
}

// probeState returns what the probe table calls a probe's state.
func probeState(pg *page.Page, l *timeline.Lane, p *timeline.ProbeInfo) (string, draw.Style) {
	last := page.LastAttempt(l)
	runs := !page.Over(pg.Life) && last != nil && last.Exited.IsZero()
	switch {
	case p.Passed && p.Probe == "startup":
		return pg.G.OK + " passed", draw.Ready
	case p.Probe != string(timeline.TrackStartup) && value.Down(pg, l):
		return pg.G.Dot + " not running", draw.Muted
	case p.Passing(pg.Now) && !value.Unprobed(l, p), value.PassedToEnd(page.LastOf(l, timeline.Track(p.Probe))):
		return pg.G.OK + " ok", draw.Ready
	case page.Over(pg.Life) && p.Failures == 0:
		return pg.G.Dot + " not run", draw.Muted
	case p.Failures == 0, value.Held(pg, l, p):
		return pg.G.Dot + " pending", draw.Muted
	case runs:
		return pg.G.Fail + " failing", draw.Failed
	}
	return pg.G.Fail + " failed", draw.Failed
}
