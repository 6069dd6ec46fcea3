package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
)

// A bar is drawn to a part of a cell where its edge is known that well, and
// with another shape where it is not.
func TestBarEnds(t *testing.T) {
	t0 := time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC)
	at := func(sec, unsure float64) timeline.Edge {
		e := t0.Add(time.Duration(sec * float64(time.Second)))
		return timeline.Edge{Time: e, Earliest: e, Latest: e.Add(time.Duration(unsure * float64(time.Second)))}
	}
	span := func(from, to timeline.Edge, p timeline.Phase) timeline.Span {
		return timeline.Span{Track: timeline.TrackPod, Phase: p, Start: from, End: to, Outcome: timeline.Succeeded}
	}
	const run, ready = timeline.NotReady, timeline.Ready
	for _, c := range []struct {
		name  string
		spans []timeline.Span
		want  string
	}{
		{"whole cells", []timeline.Span{span(at(1, 0), at(3, 0), run), span(at(3, 0), at(6, 0), ready)}, " ▄▄███"},
		{"ready ends to an eighth", []timeline.Span{span(at(1, 0), at(3.26, 0), ready)}, " ██▎"},
		{"running ends to a half", []timeline.Span{span(at(1, 0), at(3.5, 0), run)}, " ▄▄▖"},
		{"both begin to a half", []timeline.Span{span(at(1.5, 0), at(3, 0), run), span(at(4.5, 0), at(7, 0), ready)}, " ▗▄ ▐██"},
		{"up within a cell", []timeline.Span{span(at(1, 0), at(3.5, 0), run), span(at(3.5, 0), at(6, 0), ready)}, " ▄▄▟██"},
		{"down within a cell", []timeline.Span{span(at(1, 0), at(3.5, 0), ready), span(at(3.5, 0), at(6, 0), run)}, " ██▙▄▄"},
		{"down near a cell's end", []timeline.Span{span(at(1, 0), at(3.9, 0), ready), span(at(3.9, 0), at(6, 0), run)}, " ██▉▄▄"},
		{"3 ms are a cell", []timeline.Span{span(at(2.9, 0), at(2.903, 0), ready)}, "  █"},
		{"an end known to a second", []timeline.Span{span(at(1, 0), at(4, 2), run)}, " ▄▄▄"},
		{"a start known to two seconds", []timeline.Span{span(at(1, 2), at(6, 0), ready)}, " ▓▓███"},
		{"an end known to two seconds", []timeline.Span{span(at(1, 0), timeline.Edge{Time: at(6, 0).Time, Earliest: at(4, 0).Time, Latest: at(6, 0).Time}, run)}, " ▄▄▄▖▖"},
		{"inexact out of sight", []timeline.Span{span(at(-3, 2), at(12, 2), ready)}, "██████████"},
		{"no mark between two of a kind", []timeline.Span{span(at(1, 0), at(3, 2), run), span(at(3, 2), at(6, 0), run)}, " ▄▄▄▄▄"},
	} {
		ax := axis.New(axis.Split(nil, t0, t0.Add(10*time.Second), false), 10, axis.View{Zoom: time.Second})
		b := newBar(ax, t0.Add(10*time.Second), glyphsFor(Unicode))
		for pass := range 2 {
			for i := range c.spans {
				v := merged[trackPhase{c.spans[i].Track, c.spans[i].Phase}]
				draw := b.span
				if pass == 1 {
					draw = b.vague
				}
				draw(&c.spans[i], v.glyph(b.g), v.st)
			}
		}
		got := ""
		for _, x := range b.cells {
			got += x.glyph + strings.Repeat(" ", max(1-len(x.glyph), 0))
		}
		if got = strings.TrimRight(got, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
