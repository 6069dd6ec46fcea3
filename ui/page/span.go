package page

import (
	"slices"
	"sort"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/ui/draw"
)

// SpanAt returns the span under the cursor, of several the one that is seen, or
// the newest one of the row.
func SpanAt(pg *Page, l *timeline.Lane, t timeline.Track) *timeline.Span {
	var at, newest *timeline.Span
	from, to := time.Time{}, time.Time{}
	if !pg.Cursor.IsZero() {
		x := float64(CursorCell(pg))
		from, to = pg.Ax.Time(x), pg.Ax.Time(x+1)
	}
	for i := range l.Spans {
		sp := &l.Spans[i]
		if t != "" && sp.Track != t {
			continue
		}
		if newest == nil || !sp.Start.Time.Before(newest.Start.Time) {
			newest = sp
		}
		under := !from.IsZero() && sp.Start.Time.Before(to) && !sp.EndOr(pg.Now).Before(from)
		if under && (at == nil || layerOf(sp) >= layerOf(at)) {
			at = sp
		}
	}
	if pg.Cursor.IsZero() {
		return newest
	}
	return at
}

// MarkAt returns the mark in the cursor's cell, or nil.
func MarkAt(pg *Page, l *timeline.Lane, t timeline.Track) *timeline.Mark {
	if pg.Cursor.IsZero() {
		return nil
	}
	return timeline.Find(l.Marks, func(m *timeline.Mark) bool {
		return (t == "" || m.Track == t) && pg.Ax.Visible(m.Time.Time) && int(pg.Ax.Col(m.Time.Time)) == CursorCell(pg)
	})
}

// layerOf returns the layer a span is drawn on in its lane's row.
func layerOf(sp *timeline.Span) int {
	l, _ := MergedLook(sp)
	return l.Layer
}

// CursorCell returns the cell of the cursor on the axis.
func CursorCell(pg *Page) int {
	return min(max(int(pg.Ax.Col(pg.Cursor)), 0), max(pg.Cols.AxisW-1, 0))
}

// InGap reports whether a cell is inside a folded gap.
func InGap(pg *Page, x int) bool {
	return slices.ContainsFunc(pg.Ax.Gaps(), func(g axis.Gap) bool { return x >= g.Col && x < g.Col+g.Width })
}

// CursorEnd returns the end of the cursor's cell: lines of the same cell belong
// to it.
func CursorEnd(pg *Page) time.Time {
	if pg.Cols.AxisW == 0 || !pg.AxisShown {
		return pg.Cursor
	}
	return pg.Ax.Time(float64(CursorCell(pg)) + 1)
}

// GutterStyle returns the style of a sheet's selection: pale while the keys act
// elsewhere.
func GutterStyle(pg *Page) draw.Style {
	if pg.Focus == FocusSheet {
		return draw.Accent | draw.Bold
	}
	return draw.Muted
}

// Changes returns the moments at which the selected row changes, in order.
func Changes(pg *Page) []time.Time {
	l, track := pg.Latest.Selection()
	if l == nil {
		return nil
	}
	var ts []time.Time
	add := func(t timeline.Track, e timeline.Edge) {
		if (track == "" || track == t) && !e.IsZero() {
			ts = append(ts, e.Time)
		}
	}
	for i := range l.Spans {
		add(l.Spans[i].Track, l.Spans[i].Start)
		add(l.Spans[i].Track, l.Spans[i].End)
	}
	for i := range l.Marks {
		add(l.Marks[i].Track, l.Marks[i].Time)
	}
	sort.Slice(ts, func(i, j int) bool { return ts[i].Before(ts[j]) })
	return ts
}

// EachEdge calls f for every edge of a life.
func EachEdge(l *timeline.Life, f func(timeline.Edge)) {
	for i := range l.Lanes {
		for j := range l.Lanes[i].Spans {
			sp := &l.Lanes[i].Spans[j]
			f(sp.Start)
			if !sp.Open() {
				f(sp.End)
			}
		}
		for j := range l.Lanes[i].Marks {
			f(l.Lanes[i].Marks[j].Time)
		}
	}
}
