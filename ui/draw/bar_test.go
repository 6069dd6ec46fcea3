package draw

import (
	"cmp"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline/axis"
)

// TestBarEnds checks that a bar is drawn to a part of a cell where its edge is
// known that well, and with another shape where it is not.
func TestBarEnds(t *testing.T) {
	t0 := time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC)
	at := func(sec, unsure float64) Edge {
		e := t0.Add(time.Duration(sec * float64(time.Second)))
		return Edge{e, e, e.Add(time.Duration(unsure * float64(time.Second)))}
	}
	type painted struct {
		Stretch
		glyph string
		Style Style
	}
	g := Unicode()
	span := func(from, to Edge, glyph string) painted {
		return painted{Stretch{Start: from, End: to}, glyph, Plain}
	}
	run, ready := g.Run, g.Ready
	for _, c := range []struct {
		name  string
		spans []painted
		want  string
	}{
		{"whole cells", []painted{span(at(1, 0), at(3, 0), run), span(at(3, 0), at(6, 0), ready)}, " ▄▄███"},
		{"ready ends to an eighth", []painted{span(at(1, 0), at(3.26, 0), ready)}, " ██▎"},
		{"running ends to a half", []painted{span(at(1, 0), at(3.5, 0), run)}, " ▄▄▖"},
		{"both begin to a half", []painted{span(at(1.5, 0), at(3, 0), run), span(at(4.5, 0), at(7, 0), ready)}, " ▗▄ ▐██"},
		{"up within a cell", []painted{span(at(1, 0), at(3.5, 0), run), span(at(3.5, 0), at(6, 0), ready)}, " ▄▄▟██"},
		{"down within a cell", []painted{span(at(1, 0), at(3.5, 0), ready), span(at(3.5, 0), at(6, 0), run)}, " ██▙▄▄"},
		{"down near a cell's end", []painted{span(at(1, 0), at(3.9, 0), ready), span(at(3.9, 0), at(6, 0), run)}, " ██▉▄▄"},
		{"3 ms are a cell", []painted{span(at(2.9, 0), at(2.903, 0), ready)}, "  █"},
		{"an end known to a second", []painted{span(at(1, 0), at(4, 2), run)}, " ▄▄▄"},
		{"a start known to two seconds", []painted{span(at(1, 2), at(6, 0), ready)}, " ▓▓███"},
		{"an end known to two seconds", []painted{span(at(1, 0), Edge{at(6, 0).At, at(4, 0).At, at(6, 0).At}, run)}, " ▄▄▄▖▖"},
		{"inexact out of sight", []painted{span(at(-3, 2), at(12, 2), ready)}, "██████████"},
		{"no mark between two of a kind", []painted{span(at(1, 0), at(3, 2), run), span(at(3, 2), at(6, 0), run)}, " ▄▄▄▄▄"},
	} {
		ax := axis.New(axis.Split(nil, t0, t0.Add(10*time.Second), false), 10, axis.View{Zoom: time.Second})
		b := NewBar(ax, t0.Add(10*time.Second), g)
		for pass := range 2 {
			for _, p := range c.spans {
				draw := b.Span
				if pass == 1 {
					draw = b.Vague
				}
				draw(p.Stretch, p.glyph, p.Style)
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

// TestLengthInBar checks that a length is written into a bar that has room for it, and
// only there.
func TestLengthInBar(t *testing.T) {
	from := time.Date(2026, 3, 1, 7, 30, 0, 0, time.UTC)
	at := func(s int) Edge { e := from.Add(time.Duration(s) * time.Second); return Edge{e, e, e} }
	ax := axis.New(axis.Split(nil, from, from.Add(20*time.Second), false), 20, axis.View{})
	for _, c := range []struct {
		until int
		want  string
	}{{18, " 18s "}, {6, ""}} {
		b := NewBar(ax, from.Add(20*time.Second), Unicode())
		sp := Stretch{Start: at(0), End: at(c.until)}
		b.Span(sp, "⌁", Failed)
		b.Inside(sp, "⌁", "18s", Failed)
		got := ""
		for _, cell := range b.cells {
			got += cell.glyph
		}
		if c.want == "" && strings.ContainsAny(got, "18s") || !strings.Contains(got, c.want) {
			t.Errorf("until %ds: %q", c.until, got)
		}
	}
}

// TestColumn checks that a column fills its height to an eighth of a cell, and one row as
// a level does.
func TestColumn(t *testing.T) {
	for _, c := range []struct {
		n, most, h int
		want       string // from the top
	}{
		{4, 4, 4, "████"}, {3, 4, 4, " ███"}, {1, 8, 4, "   ▄"}, {0, 4, 4, "   ·"}, {3, 4, 1, "▆"}, {5, 4, 2, "██"},
	} {
		on, got := NewCanvas(1, c.h, Unicode()), ""
		on.Column(0, Area{H: c.h}, c.n, c.most, Plain)
		for y := range c.h {
			got += cmp.Or(on.TextAt(0, y), " ")
		}
		if got != c.want {
			t.Errorf("%d of %d in %d rows: %q, want %q", c.n, c.most, c.h, got, c.want)
		}
	}
}
