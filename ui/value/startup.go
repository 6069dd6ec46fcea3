package value

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/verdict"
	"github.com/podlife/podlife/ui/page"
)

// FirstReady returns how long after its creation a pod was first ready, with the
// number of the verdict, or "" if it never was. Who comes late sees when it became
// ready last, which need not have been the first time: then the length is a
// bound.
func FirstReady(l *timeline.Life) string {
	pod := l.Lane("pod")
	if pod == nil {
		return ""
	}
	i := slices.IndexFunc(pod.Spans, func(sp timeline.Span) bool { return sp.Phase == timeline.Ready })
	if i < 0 {
		return ""
	}
	return Whole(length.Between(pod.Spans[0].Start, pod.Spans[i].Start))
}

// Whole returns a length that the headline gives, for a cell: in the same number, for
// which the API's seconds are good enough.
func Whole(x length.Length) string {
	if text := x.Total(); text[0] >= '0' && text[0] <= '9' && x.Hi-x.Lo <= 1500*time.Millisecond {
		return text
	}
	return x.Short()
}

// Age returns how long the pod has existed, which began at from; where it is gone, as its
// headline says.
func Age(pg *page.Page, from time.Time) string {
	if page.Over(pg.Life) {
		if lived := verdict.Lived(pg.Life); lived.Known {
			return Whole(lived)
		}
	}
	return length.Long(pg.End.Sub(from))
}

// StepLength returns the length of a step of the start-up, with the bounds of
// its ends. The best estimate stays the path's own: its steps sum up to the whole.
func StepLength(m timeline.Moments, p timeline.Step) length.Length {
	x := length.Between(m.At(p.Start), m.At(p.Start.Add(time.Duration(p.Duration))))
	x.Known, x.Best = true, time.Duration(p.Duration)
	x.Lo, x.Hi = min(x.Lo, x.Best), max(x.Hi, x.Best)
	return x
}
