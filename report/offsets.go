package report

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// offsets places moments relative to the pod's creation.
type offsets struct{ origin time.Time }

func offsetsOf(l timeline.Life) offsets {
	if lane := l.Lane("pod"); lane != nil && len(lane.Spans) > 0 {
		return offsets{lane.Spans[0].Start.Time}
	}
	return offsets{l.Pod.Created}
}

// at returns "@12.3s": a tenth where the moment is known that well, "@12s" where
// it is known to a second, "@~12s" where not even that.
func (a offsets) at(e timeline.Edge) string {
	if e.IsZero() || a.origin.IsZero() {
		return "@?"
	}
	d, unit := a.offset(e)
	about := ""
	if half := e.Uncertainty() / 2; half > 1100*time.Millisecond && half > unit {
		about = "~"
	}
	return "@" + about + length.In(d, unit)
}

// offset returns how long after the origin a moment is, and the digit to show of it.
func (a offsets) offset(e timeline.Edge) (d, unit time.Duration) {
	d, unit = e.Time.Sub(a.origin), 100*time.Millisecond
	if d > -time.Second && d < 50*time.Millisecond {
		return 0, unit
	}
	if e.Uncertainty() > time.Second/2 || d >= 10*time.Minute {
		unit = time.Second
	}
	if d >= time.Hour {
		unit = max(unit, length.Digit(d, e.Uncertainty()/2))
	}
	return d.Round(unit), unit
}

// inOrder returns the offsets of moments that follow each other. Where rounding to
// a second would turn two of them around, both show their tenths.
func (a offsets) inOrder(moments []timeline.Edge) []string {
	shown := make([]string, len(moments))
	fine := make([]bool, len(moments))
	offset := func(i int) time.Duration {
		if fine[i] {
			return moments[i].Time.Sub(a.origin).Round(100 * time.Millisecond)
		}
		d, _ := a.offset(moments[i])
		return d
	}
	for i := 1; i < len(moments); i++ {
		if offset(i) < offset(i-1) && !(fine[i] && fine[i-1]) {
			fine[i], fine[i-1] = true, true
			i = max(i-2, 0) // the one before may now be out of order
		}
	}
	for i, e := range moments {
		shown[i] = a.at(e)
		if fine[i] && !e.IsZero() {
			shown[i] = "@" + length.In(offset(i), 100*time.Millisecond)
		}
	}
	return shown
}
