package ui

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/ui/draw"
)

// probeCols are the columns of the probe table.
type probeCols struct{ check, every, state, fails, ok, next, last int }

// probeColumns fit the columns to the checks, within limits.
func (a *app) probeColumns(l *timeline.Lane) probeCols {
	checkW := 5
	for i := range l.Probes {
		checkW = max(checkW, draw.Width(l.Probes[i].Check))
	}
	c := probeCols{check: 12}
	c.every = c.check + min(checkW, max(a.w/4, 16)) + 2
	c.state = c.every + 11
	c.fails = c.state + 11
	c.ok = c.fails + 7
	c.last = c.ok + 6
	if a.w >= 100 {
		c.next = c.last
		c.last += 8
	}
	return c
}

func (a *app) probeTable(s *scene, l *timeline.Lane) []drillLine {
	if len(l.Probes) == 0 {
		return nil
	}
	note := a.g.Ok + " inferred from status, " + a.g.Fail + " from Unhealthy events"
	for i := range l.Probes {
		if l.Probes[i].SuccessesKnown {
			note = "counted by the kubelet"
		}
	}
	v := a.probeColumns(l)
	out := []drillLine{{title: "probes", note: note}, {draw: func(c *draw.Canvas, y int) {
		for _, h := range []struct {
			x    int
			text string
		}{{1, "probe"}, {v.check, "check"}, {v.every, "every" + a.g.Times + "fail"}, {v.state, "state"}, {v.fails, "fails"}, {v.ok + 2, "ok"}, {v.next, "next"}, {v.last, "last failure"}} {
			if h.x == 0 {
				continue
			}
			c.Text(h.x, y, a.w-h.x-1, h.text, draw.Muted)
		}
	}}}
	for i := range l.Probes {
		p := &l.Probes[i]
		out = append(out, drillLine{draw: func(c *draw.Canvas, y int) { a.drawProbe(c, s, y, v, l, p) }})
	}
	return out
}

func (a *app) drawProbe(c *draw.Canvas, s *scene, y int, v probeCols, l *timeline.Lane, p *timeline.ProbeInfo) {
	c.Text(1, y, 10, p.Probe, draw.Plain)
	c.Text(v.check, y, v.every-v.check-1, p.Check, draw.Plain)
	c.Text(v.every, y, 10, whole(seconds(p.PeriodSeconds))+a.g.Times+itoa(int(p.FailureThreshold)), draw.Muted)
	state, st := a.probeState(s, l, p)
	c.Text(v.state, y, 12, state, st)
	c.Right(v.fails+5, y, 5, itoa(p.Failures), draw.Plain)
	ok := "?"
	if p.SuccessesKnown {
		ok = itoa(p.Successes)
	}
	c.Right(v.ok+4, y, 4, ok, draw.Plain)
	if v.next > 0 {
		next := "-"
		if at := p.Next(s.now); !at.IsZero() && !over(s.life) {
			next = "in " + whole(at.Sub(s.now)+time.Second-1)
		}
		c.Text(v.next, y, 7, next, draw.Muted)
	}
	if p.LastFailure.IsZero() {
		c.Text(v.last, y, 3, "-", draw.Rule)
		return
	}
	text := a.moment(s, p.LastFailure.Time) + "  " + message.ProbeOutput(p.LastMessage)
	if !over(s.life) && s.now.Sub(p.LastFailure.Time) < time.Hour {
		text = whole(max(s.now.Sub(p.LastFailure.Time), 0)) + " ago  " + message.ProbeOutput(p.LastMessage)
	}
	c.Text(v.last, y, a.w-v.last-1, text, draw.Plain)
}

// probeState is what the probe table calls a probe's state.
func (a *app) probeState(s *scene, l *timeline.Lane, p *timeline.ProbeInfo) (string, draw.Style) {
	last := lastAttempt(l)
	runs := !over(s.life) && last != nil && last.Exited.IsZero()
	switch {
	case p.Passed && p.Probe == "startup":
		return a.g.Ok + " passed", draw.Ready
	case p.Passing(s.now) && !unprobed(l, p), passedToEnd(lastOf(l, timeline.Track(p.Probe))):
		return a.g.Ok + " ok", draw.Ready
	case over(s.life) && p.Failures == 0:
		return a.g.Dot + " not run", draw.Muted
	case p.Failures == 0, a.held(s, l, p):
		return a.g.Dot + " pending", draw.Muted
	case runs:
		return a.g.Fail + " failing", draw.Failed
	}
	return a.g.Fail + " failed", draw.Failed
}
