package list

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// row is what the bar of a life draws, wherever the bar is. It is kept as long as the
// life says the same: its spans and its start-up are those of the same facts. It keeps
// no more of a life than the list does.
type row struct {
	span     *timeline.Span // the pod's first
	path     *timeline.Step // the first
	complete bool
	spans    []rowSpan
}

type rowSpan struct {
	draw.Stretch
	page.Look
}

// rowOf returns what the bar of one of the lives of a name draws.
func (s *summary) rowOf(l *timeline.Life) []rowSpan {
	now := row{complete: l.Startup.Complete}
	if len(l.Lanes) > 0 && len(l.Lanes[0].Spans) > 0 {
		now.span = &l.Lanes[0].Spans[0]
	}
	if len(l.Startup.Path) > 0 {
		now.path = &l.Startup.Path[0]
	}
	kept, ok := s.rows[l]
	if ok && kept.span == now.span && kept.path == now.path && kept.complete == now.complete {
		return kept.spans
	}
	if pod := l.Lane("pod"); pod != nil {
		now.spans = rowSpans(l, pod)
	}
	if s.rows == nil {
		s.rows = make(map[*timeline.Life]row, 1)
	}
	s.rows[l] = now
	return now.spans
}

func rowSpans(l *timeline.Life, pod *timeline.Lane) []rowSpan {
	var out []rowSpan
	spans := visual.Row(l, pod)
	for i := range spans {
		if look, ok := page.MergedLook(&spans[i]); ok {
			out = append(out, rowSpan{page.StretchOf(&spans[i]), look})
		}
	}
	return out
}

// moved returns the stretch, d later.
func (s rowSpan) moved(d time.Duration) draw.Stretch {
	to := s.Stretch
	to.Start = movedEdge(to.Start, d)
	if !to.Open {
		to.End = movedEdge(to.End, d)
	}
	return to
}

func movedEdge(e draw.Edge, d time.Duration) draw.Edge {
	return draw.Edge{At: e.At.Add(d), Earliest: e.Earliest.Add(d), Latest: e.Latest.Add(d)}
}
