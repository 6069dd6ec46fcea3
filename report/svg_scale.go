package report

import (
	"fmt"
	"time"

	"github.com/podlife/podlife/timeline"
)

// svgScale maps time to x. All windows share one scale, so that lengths can be
// compared; the gaps between them have the same width whatever their length.
type svgScale struct {
	parts     []svgPart
	perSecond float64
}

// svgPart is a window or the gap between two.
type svgPart struct {
	from, to time.Time
	x, w     float64
	name     string // of a gap: how long it is
	gap      bool
}

const (
	svgGapW  = 46.0
	svgLeast = 40.0 // of a window, which may be a moment
)

func newSVGScale(l *timeline.Life, now time.Time) svgScale {
	all := windowsOf(l, now)
	if last := &all[len(all)-1]; l.Pod.Gone.IsZero() && !last.to.Before(now) {
		last.to = latest(last.to, horizon(l, now))
	}
	head, folded, tail := foldedWindows(all, 2, 2)
	var s svgScale
	add := func(w window) {
		if n := len(s.parts); n > 0 {
			from := s.parts[n-1].to
			s.parts = append(s.parts, svgPart{from: from, to: w.from, w: svgGapW, gap: true, name: bandText(w.from.Sub(from))})
		}
		s.parts = append(s.parts, svgPart{from: w.from, to: w.to, name: w.name})
	}
	for _, w := range head {
		add(w)
	}
	for i, w := range tail {
		add(w)
		if i == 0 && folded > 0 {
			gap := &s.parts[len(s.parts)-2]
			gap.name = fmt.Sprintf("+%d more", folded)
		}
	}
	s.layout()
	return s
}

// horizon is the last moment that is expected soon: hours ahead of a pod that
// has just begun would squeeze everything that was seen.
func horizon(l *timeline.Life, now time.Time) time.Time {
	to := now
	from, _ := extentOf(l, now)
	for _, f := range l.Future {
		if t := f.Edge.Time; t.After(to) && (t.Sub(now) <= now.Sub(from) || t.Sub(now) <= 2*time.Minute) {
			to = t
		}
	}
	return to
}

// bandText is the length of a gap in a few characters.
func bandText(d time.Duration) string { return inUnit(d, max(unitFor(d, 0), time.Second)) }

// layout finds the scale at which the windows fill the axis; windows that
// would be too small get their least width first.
func (s *svgScale) layout() {
	room, seconds := svgRight-svgLeft, 0.0
	for i := range s.parts {
		if s.parts[i].gap {
			room -= svgGapW
		} else {
			s.parts[i].w = 0
			seconds += s.parts[i].to.Sub(s.parts[i].from).Seconds()
		}
	}
	for changed := true; changed && seconds > 0; {
		changed = false
		s.perSecond = room / seconds
		for i := range s.parts {
			p := &s.parts[i]
			if sec := p.to.Sub(p.from).Seconds(); !p.gap && p.w == 0 && sec*s.perSecond < svgLeast {
				p.w, changed = svgLeast, true
				room, seconds = room-svgLeast, seconds-sec
			}
		}
	}
	x := svgLeft
	for i := range s.parts {
		p := &s.parts[i]
		if p.w == 0 {
			p.w = max(p.to.Sub(p.from).Seconds()*s.perSecond, svgLeast)
		}
		p.x = x
		x += p.w
	}
}

// x is the place of a moment; within a gap, places only keep the order.
func (s svgScale) x(t time.Time) float64 {
	for i, p := range s.parts {
		if t.After(p.to) && i < len(s.parts)-1 {
			continue
		}
		at := t.Sub(p.from).Seconds()
		if p.gap {
			return p.x + p.w*min(max(at/max(p.to.Sub(p.from).Seconds(), 1e-9), 0), 1)
		}
		return p.x + min(max(at*s.perSecond, 0), p.w)
	}
	return svgLeft
}

// svgSteps is the ladder of ticks.
var svgSteps = []time.Duration{
	time.Millisecond, 2 * time.Millisecond, 5 * time.Millisecond, 10 * time.Millisecond, 20 * time.Millisecond, 50 * time.Millisecond,
	100 * time.Millisecond, 200 * time.Millisecond, 500 * time.Millisecond, time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second, 30 * time.Second,
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 6 * time.Hour, 12 * time.Hour,
	24 * time.Hour, 48 * time.Hour, 120 * time.Hour,
}

// ticks are a window's, as offsets from its beginning.
func (s svgScale) ticks(p svgPart) []time.Duration {
	step := svgSteps[len(svgSteps)-1]
	for _, d := range svgSteps {
		if d.Seconds()*s.perSecond >= 52 {
			step = d
			break
		}
	}
	ticks := []time.Duration{0}
	if s.perSecond <= 0 {
		return ticks
	}
	for t := step; t <= p.to.Sub(p.from) && len(ticks) < 40; t += step {
		if t.Seconds()*s.perSecond+24 <= p.w {
			ticks = append(ticks, t)
		}
	}
	return ticks
}

func tickText(d time.Duration) string {
	switch {
	case d == 0:
		return "0s"
	case d >= time.Minute && d < time.Hour && d%time.Minute == 0:
		return fmt.Sprintf("%dm", d/time.Minute)
	case d >= time.Hour && d < 24*time.Hour && d%time.Hour == 0:
		return fmt.Sprintf("%dh", d/time.Hour)
	case d >= 24*time.Hour && d%(24*time.Hour) == 0:
		return fmt.Sprintf("%dd", d/(24*time.Hour))
	case d < time.Second:
		return fmt.Sprintf("%dms", d.Milliseconds())
	case d < time.Minute:
		return fmt.Sprintf("%ds", d/time.Second)
	}
	return inUnit(d, time.Second)
}
