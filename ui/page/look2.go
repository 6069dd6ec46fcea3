package page

import (
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// PhaseStyle is the colour of a span in its lane's row.
func PhaseStyle(sp *timeline.Span) draw.Style {
	l, _ := MergedLook(sp)
	return l.Style()
}

// TrackStyle returns the colour of a span in its track's own row.
func TrackStyle(sp *timeline.Span) draw.Style {
	l, _ := ApartLook(sp)
	return l.Style()
}

// EdgeOf returns an edge as a bar takes it.
func EdgeOf(e timeline.Edge) draw.Edge {
	return draw.Edge{At: e.Time, Earliest: e.Earliest, Latest: e.Latest}
}

// StretchOf returns a span as a bar takes it.
func StretchOf(sp *timeline.Span) draw.Stretch {
	return draw.Stretch{Start: EdgeOf(sp.Start), End: EdgeOf(sp.End), Open: sp.Open()}
}
