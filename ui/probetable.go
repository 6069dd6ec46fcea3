package ui

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

// probeCols are the columns of the probe table.
type probeCols struct{ check, every, state, fails, ok, next, last int }

// probeColumns fit the columns to the checks, within limits.
func (a *app) probeColumns(l *timeline.Lane) probeCols {
	checkW := 5
	for i := range l.Probes {
		checkW = max(checkW, width(l.Probes[i].Check))
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
	note := a.g.ok + " inferred from status, " + a.g.fail + " from Unhealthy events"
	for i := range l.Probes {
		if l.Probes[i].SuccessesKnown {
			note = "counted by the kubelet"
		}
	}
	v := a.probeColumns(l)
	out := []drillLine{{title: "probes", note: note}, {draw: func(c *canvas, y int) {
		for _, h := range []struct {
			x    int
			text string
		}{{1, "probe"}, {v.check, "check"}, {v.every, "every" + a.g.times + "fail"}, {v.state, "state"}, {v.fails, "fails"}, {v.ok + 2, "ok"}, {v.next, "next"}, {v.last, "last failure"}} {
			if h.x == 0 {
				continue
			}
			c.text(h.x, y, a.w-h.x-1, h.text, muted)
		}
	}}}
	for i := range l.Probes {
		p := &l.Probes[i]
		out = append(out, drillLine{draw: func(c *canvas, y int) { a.drawProbe(c, s, y, v, l, p) }})
	}
	return out
}

func (a *app) drawProbe(c *canvas, s *scene, y int, v probeCols, l *timeline.Lane, p *timeline.ProbeInfo) {
	c.text(1, y, 10, p.Probe, plain)
	c.text(v.check, y, v.every-v.check-1, p.Check, plain)
	c.text(v.every, y, 10, whole(seconds(p.PeriodSeconds))+a.g.times+itoa(int(p.FailureThreshold)), muted)
	state, st := a.probeState(s, l, p)
	c.text(v.state, y, 12, state, st)
	c.right(v.fails+5, y, 5, itoa(p.Failures), plain)
	ok := "?"
	if p.SuccessesKnown {
		ok = itoa(p.Successes)
	}
	c.right(v.ok+4, y, 4, ok, plain)
	if v.next > 0 {
		next := "-"
		if at := p.Next(s.now); !at.IsZero() && !over(s.life) {
			next = "in " + whole(at.Sub(s.now)+time.Second-1)
		}
		c.text(v.next, y, 7, next, muted)
	}
	if p.LastFailure.IsZero() {
		c.text(v.last, y, 3, "-", rule)
		return
	}
	text := a.moment(s, p.LastFailure.Time) + "  " + probeOutput(p.LastMessage)
	if !over(s.life) && s.now.Sub(p.LastFailure.Time) < time.Hour {
		text = whole(max(s.now.Sub(p.LastFailure.Time), 0)) + " ago  " + probeOutput(p.LastMessage)
	}
	c.text(v.last, y, a.w-v.last-1, text, plain)
}

// probeState is what the probe table calls a probe's state.
func (a *app) probeState(s *scene, l *timeline.Lane, p *timeline.ProbeInfo) (string, style) {
	last := lastAttempt(l)
	runs := !over(s.life) && last != nil && last.Exited.IsZero()
	switch {
	case p.Passed && p.Probe == "startup":
		return a.g.ok + " passed", ready
	case p.Passing(s.now) && !unprobed(l, p), passedToEnd(lastOf(l, timeline.Track(p.Probe))):
		return a.g.ok + " ok", ready
	case over(s.life) && p.Failures == 0:
		return a.g.dot + " not run", muted
	case p.Failures == 0, a.held(s, l, p):
		return a.g.dot + " pending", muted
	case runs:
		return a.g.fail + " failing", failed
	}
	return a.g.fail + " failed", failed
}
