package draw

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline/axis"
)

// tenSeconds returns the bar of ten seconds in ten cells, drawn at a moment.
func tenSeconds(now float64) (b *Bar, at func(sec float64) time.Time) {
	t0 := time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC)
	at = func(sec float64) time.Time { return t0.Add(time.Duration(sec * float64(time.Second))) }
	ax := axis.New(axis.Split(nil, t0, at(10), false), 10, axis.View{Zoom: time.Second})
	return NewBar(ax, at(now), Unicode()), at
}

// picture returns a bar as text.
func picture(b *Bar) string {
	got := ""
	for _, x := range b.cells {
		got += x.glyph + strings.Repeat(" ", max(1-len(x.glyph), 0))
	}
	return strings.TrimRight(got, " ")
}

// TestPresentShowsTheState checks that a bar that ends at now ends in the state of
// now, however short that is.
func TestPresentShowsTheState(t *testing.T) {
	for _, c := range []struct {
		since float64 // ready since
		now   float64
		want  string
	}{
		{2, 6.5, "▄▄████▸"}, {6.2, 6.5, "▄▄▄▄▄▄█▸"}, {5.9, 6.95, "▄▄▄▄▄▄█▸"}, {5.4, 6.9, "▄▄▄▄▄▟▸"}, {9.5, 9.9, "▄▄▄▄▄▄▄▄▄█"},
	} {
		b, at := tenSeconds(c.now)
		exactly := func(sec float64) Edge { return Edge{at(sec), at(sec), at(sec)} }
		b.Span(Stretch{Start: exactly(0), End: exactly(c.since)}, b.g.Run, Running)
		b.Span(Stretch{Start: exactly(c.since), Open: true}, b.g.Ready, Ready)
		b.Present(b.g.Ready, Ready)
		if got := picture(b); got != c.want {
			t.Errorf("ready since %v, at %v: %q, want %q", c.since, c.now, got, c.want)
		}
	}
}

// TestLaterIsBrokenUp checks that what came after a moment differs from what was
// without colours, too, and that every change in it is still there.
func TestLaterIsBrokenUp(t *testing.T) {
	b, at := tenSeconds(10)
	exactly := func(sec float64) Edge { return Edge{at(sec), at(sec), at(sec)} }
	b.Span(Stretch{Start: exactly(0), End: exactly(5)}, b.g.Run, Running)
	b.Span(Stretch{Start: exactly(5), End: exactly(10)}, b.g.Ready, Ready)
	b.Mark(at(8), b.g.Fail, Failed)
	b.Later(at(1.5))
	if got, want := picture(b), "▄▄▄ ▄█ █✗█"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
