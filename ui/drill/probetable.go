package drill

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// probeCols are the columns of the probe table.
type probeCols struct{ check, every, state, fails, ok, next, last int }

// probeColumns fit the columns to the checks, within limits.
func probeColumns(pg *page.Page, l *timeline.Lane) probeCols {
	checkW := 5
	for i := range l.Probes {
		checkW = max(checkW, draw.Width(l.Probes[i].Check))
	}
	c := probeCols{check: 12}
	c.every = c.check + min(checkW, max(pg.W/4, 16)) + 2
	c.state = c.every + 11
	c.fails = c.state + 11
	c.ok = c.fails + 7
	c.last = c.ok + 6
	if pg.W >= 100 {
		c.next = c.last
		c.last += 8
	}
	return c
}

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
	v := probeColumns(pg, l)
	out := []drillLine{{title: "probes", note: note}, {draw: func(c *draw.Canvas, y int) {
		for _, h := range []struct {
			x    int
			text string
		}{{1, "probe"}, {v.check, "check"}, {v.every, "every" + pg.G.Times + "fail"}, {v.state, "state"}, {v.fails, "fails"}, {v.ok + 2, "ok"}, {v.next, "next"}, {v.last, "last failure"}} {
			if h.x == 0 {
				continue
			}
			c.Text(h.x, y, pg.W-h.x-1, h.text, draw.Muted)
		}
	}}}
	for i := range l.Probes {
		p := &l.Probes[i]
		out = append(out, drillLine{draw: func(c *draw.Canvas, y int) { drawProbe(pg, c, y, v, l, p) }})
	}
	return out
}

func drawProbe(pg *page.Page, c *draw.Canvas, y int, v probeCols, l *timeline.Lane, p *timeline.ProbeInfo) {
	c.Text(1, y, 10, p.Probe, draw.Plain)
	c.Text(v.check, y, v.every-v.check-1, p.Check, draw.Plain)
	c.Text(v.every, y, 10, length.Setting(page.Seconds(p.PeriodSeconds))+pg.G.Times+page.Itoa(int(p.FailureThreshold)), draw.Muted)
	state, st := probeState(pg, l, p)
	c.Text(v.state, y, 12, state, st)
	c.Right(v.fails+5, y, 5, page.Itoa(p.Failures), draw.Plain)
	ok := "?"
	if p.SuccessesKnown {
		ok = page.Itoa(p.Successes)
	}
	c.Right(v.ok+4, y, 4, ok, draw.Plain)
	if v.next > 0 {
		next := "-"
		if at := p.Next(pg.Now); !at.IsZero() && !page.Over(pg.Life) {
			next = "in " + length.Whole(at.Sub(pg.Now)+time.Second-1)
		}
		c.Text(v.next, y, 7, next, draw.Muted)
	}
	if p.LastFailure.IsZero() {
		c.Text(v.last, y, 3, "-", draw.Rule)
		return
	}
	text := page.Moment(pg, p.LastFailure.Time) + "  " + message.ProbeOutput(p.LastMessage)
	if !page.Over(pg.Life) && pg.Now.Sub(p.LastFailure.Time) < time.Hour {
		text = length.Running(pg.Now.Sub(p.LastFailure.Time)) + " ago  " + message.ProbeOutput(p.LastMessage)
	}
	c.Text(v.last, y, pg.W-v.last-1, text, draw.Plain)
}

// probeState returns what the probe table calls a probe's state.
func probeState(pg *page.Page, l *timeline.Lane, p *timeline.ProbeInfo) (string, draw.Style) {
	last := page.LastAttempt(l)
	runs := !page.Over(pg.Life) && last != nil && last.Exited.IsZero()
	switch {
	case p.Passed && p.Probe == "startup":
		return pg.G.OK + " passed", draw.Ready
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
