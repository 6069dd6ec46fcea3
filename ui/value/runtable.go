package value

import (
	"strings"
	"time"

	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// runTable is how wide the columns are, and the scale of the bars.
type runTable struct {
	g                         *draw.Glyphs
	began, ran, ended, waited int
	bar                       int           // 0: no room for bars
	longest                   time.Duration // what the widest bar stands for
}

// leastScale is the least that the widest bar stands for, the kubelet's first
// back-off: a wait of half a second must not look like a long one.
const leastScale = 10 * time.Second

// runColumns returns the columns for rows in w cells. What does not fit goes from the
// message first, then from the bars.
func runColumns(pg *page.Page, rows []runRow, w int) runTable {
	const gap, widest, narrowest = 2, 40, 6
	t := runTable{g: pg.G, longest: leastScale, began: len("started"), ran: len("ran"), ended: len("ended"), waited: len("then waited")}
	for _, r := range rows {
		t.began, t.ran = max(t.began, draw.Width(r.began)), max(t.ran, draw.Width(r.ran))
		t.ended, t.waited = max(t.ended, draw.Width(r.ended)), max(t.waited, draw.Width(r.waited))
		t.longest = max(t.longest, r.wait+r.ahead)
	}
	room, whole := w-t.began-t.ran-t.waited-3*gap, t.ended
	t.ended = min(whole, max(room-gap-2*narrowest, 8))
	if t.bar = min(room-t.ended-gap, widest); t.bar < narrowest {
		t.bar, t.ended = 0, min(whole, max(room, 8))
	}
	return t
}

// line returns a row in columns, the wait as a bar behind them.
func (t runTable) line(r runRow) string {
	text := draw.Pad(draw.Cut(r.began, t.began), t.began+2) + draw.Pad(draw.Cut(r.ran, t.ran), t.ran+2) + draw.Pad(draw.Cut(r.ended, t.ended), t.ended+2)
	if r.wait <= 0 || t.bar == 0 || t.longest <= 0 {
		return text + r.waited
	}
	waited, whole := t.cells(r.wait), t.cells(r.wait+r.ahead)
	return text + draw.Pad(r.waited, t.waited+2) + repeat(t.g.BackOff, waited) + repeat(t.g.Inexact, whole-waited)
}

// tints returns the colours of a row: of an end that was a failure, and of the
// back-off after it.
func (t runTable) tints(r runRow) []draw.Tint {
	var out []draw.Tint
	at := t.began + 2 + t.ran + 2
	if r.failed > 0 {
		out = append(out, draw.Tint{At: at, N: min(r.failed, t.ended), Style: draw.Failed})
	}
	if r.wait > 0 && t.bar > 0 && t.longest > 0 {
		at += t.ended + 2 + t.waited + 2
		waited := t.cells(r.wait)
		out = append(out, draw.Tint{At: at, N: waited, Style: draw.Failed}, draw.Tint{At: at + waited, N: t.cells(r.wait+r.ahead) - waited, Style: draw.Future})
	}
	return out
}

// cells returns the length of a bar.
func (t runTable) cells(d time.Duration) int {
	return int(float64(d)/float64(t.longest)*float64(t.bar) + 0.5)
}

func repeat(glyph string, n int) string { return strings.Repeat(glyph, max(n, 0)) }
