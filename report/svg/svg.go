// Package svg draws a timeline.Snapshot as one self-contained picture.
package svg

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/report/picture"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
)

// Sizes of the drawing, in its own units (CSS pixels at natural size).
const (
	width  = 980.0
	margin = 20.0
	left   = 220.0 // where the axis begins
	right  = 800.0 // where it ends; values stand behind it
	laneH  = 26.0
	trackH = 15.0
	barH   = 17.0
)

// Write writes the snapshot as one self-contained drawing, light or dark as its
// reader prefers, in the visual language of the screen: the height of a bar is
// readiness, hatching a hook, and a tooltip says what is known of each bar.
func Write(w io.Writer, s timeline.Snapshot) error {
	d := &doc{now: s.Now, gaps: s.Observed.Gaps}
	y := 14.0
	for i := range s.Lives {
		y = d.life(&s.Lives[i], y)
	}
	if len(s.Lives) == 0 {
		d.text(margin, y+16, "t", "No pod was seen"+words.SinceWhen(&s))
		y += 30
		for _, line := range words.Rollouts(&s) {
			d.text(margin, y+8, "t", words.Cut(line, 150))
			y += 20
		}
	}
	y = d.legend(y + 8)
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img" font-family="%s">`+"\n",
		px(width), px(y), px(width), px(y), font)
	fmt.Fprintf(&out, "<title>%s</title>\n<style>%s</style>\n%s", xmlText(titleOf(s)), styleSheet, picture.Patterns)
	fmt.Fprintf(&out, `<rect class="bg" x="0.5" y="0.5" width="%s" height="%s" rx="8"/>`+"\n", px(width-1), px(y-1))
	out.WriteString(d.String())
	out.WriteString("</svg>\n")
	if _, err := io.WriteString(w, out.String()); err != nil {
		return fmt.Errorf("write the report as SVG: %w", err)
	}
	return nil
}

func titleOf(s timeline.Snapshot) string {
	if len(s.Lives) != 1 {
		return fmt.Sprintf("%d pods", len(s.Lives))
	}
	return words.FullName(s.Lives[0]) + ": " + s.Lives[0].Verdict.Headline
}

// doc collects the drawing's elements.
type doc struct {
	strings.Builder
	now    time.Time
	gaps   []timeline.Gap
	clock  words.Face       // of the life that is drawn
	unseen []visual.Stretch // of it, that were not watched
}

// px returns a length with no more digits than a screen has.
func px(f float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", f), "0"), ".")
}

func xmlText(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	return b.String()
}

func (d *doc) text(x, y float64, class, s string) {
	fmt.Fprintf(d, `<text x="%s" y="%s" class="%s">%s</text>`+"\n", px(x), px(y), class, xmlText(s))
}

func (d *doc) rect(x, y, w, h float64, class string) {
	fmt.Fprintf(d, `<rect x="%s" y="%s" width="%s" height="%s" class="%s"/>`, px(x), px(y), px(w), px(h), class)
}

func (d *doc) line(x1, y1, x2, y2 float64, class string) {
	fmt.Fprintf(d, `<line x1="%s" y1="%s" x2="%s" y2="%s" class="%s"/>`+"\n", px(x1), px(y1), px(x2), px(y2), class)
}

// begin and end enclose elements that share a tooltip.
func (d *doc) begin(tip string) { fmt.Fprintf(d, "<g><title>%s</title>", xmlText(tip)) }
func (d *doc) end()             { d.WriteString("</g>\n") }

// life draws one life from y on and returns where it ends.
func (d *doc) life(l *timeline.Life, y float64) float64 {
	d.clock = words.FaceOf(l, d.now)
	y = d.head(l, y)
	from, to := visual.Extent(l, "", d.now)
	d.unseen = visual.Unseen(d.gaps, from, to)
	scale := scale{picture.NewScale(l, d.now, d.unseen, cells)}
	rows := picture.Rows(l)
	top := y + 34
	bottom := top
	for _, r := range rows {
		bottom += height(r)
	}
	d.axis(l, scale, y, bottom)
	for _, r := range rows {
		d.row(l, scale, r, top)
		d.unwatched(l, scale, r, top)
		top += height(r)
	}
	if l.Pod.Gone.IsZero() {
		d.line(scale.x(d.now), y+30, scale.x(d.now), bottom+2, "now")
	}
	return bottom + 10
}

// head draws the name, the verdict and what it is about.
func (d *doc) head(l *timeline.Life, y float64) float64 {
	state := string(l.Verdict.State)
	pill := 7.2*float64(words.Columns(state)) + 20
	d.text(margin, y+18, "name", words.Cut(words.FullName(*l), 70))
	fmt.Fprintf(d, `<rect x="%s" y="%s" width="%s" height="22" rx="11" class="pill %s"/>`, px(width-margin-pill), px(y+2), px(pill), l.Verdict.Severity)
	fmt.Fprintf(d, `<text x="%s" y="%s" class="state" text-anchor="middle">%s</text>`+"\n", px(width-margin-pill/2), px(y+17), xmlText(state))
	y += 38
	for _, line := range words.Wrap(l.Verdict.Headline, 132, 3) {
		d.text(margin, y, "t", line)
		y += 17
	}
	d.text(margin, y+1, "m", words.Cut(picture.About(l, d.clock, d.now), 150))
	return y + 18
}

// axis draws ticks and gaps behind the rows.
func (d *doc) axis(l *timeline.Life, s scale, y, bottom float64) {
	for _, t := range s.Ticks() {
		x := s.x(t.Time)
		d.line(x, y+22, x, bottom, "grid")
		d.text(x+3, y+19, "a", t.Label)
	}
	for _, p := range s.Parts {
		if p.Gap {
			fmt.Fprintf(d, `<rect x="%s" y="%s" width="%s" height="%s" class="gap"/>`, px(at(p.Col)), px(y+22), px(cell*p.Width), px(bottom-y-22))
			fmt.Fprintf(d, `<text x="%s" y="%s" class="a" text-anchor="middle">%s</text>`+"\n", px(at(p.Col+p.Width/2)), px(y+19), xmlText(p.Name))
			continue
		}
		d.line(at(p.Col), y+23, at(p.Col+p.Width), y+23, "rule")
	}
	d.flags(l, s, y+4)
	d.line(margin, bottom+1, width-margin, bottom+1, "rule")
}

// flags name the change points above the axis, the most important first, where
// there is room; a window without a name still has the time of its beginning.
func (d *doc) flags(l *timeline.Life, s scale, y float64) {
	var taken [][2]float64
	put := func(x float64, text string) {
		w := 6.8 * float64(words.Columns(text))
		x = min(x, right+10-w)
		for _, t := range taken {
			if x < t[1]+8 && x+w+8 > t[0] {
				return
			}
		}
		taken = append(taken, [2]float64{x, x + w})
		d.text(x, y, "w", text)
	}
	for _, u := range d.unseen {
		text := "not watched " + length.Total(u.To.Sub(u.From))
		put((s.x(u.From)+s.x(u.To))/2-3.4*float64(words.Columns(text)), text)
	}
	points := slices.DeleteFunc(visual.Points(l, ""), func(p axis.Point) bool {
		return p.Kind == axis.Change || !s.Visible(p.Time) || s.folded(p.Time)
	})
	slices.SortStableFunc(points, func(a, b axis.Point) int {
		return cmp.Or(cmp.Compare(a.Kind.Rank(), b.Kind.Rank()), a.Time.Compare(b.Time))
	})
	for _, p := range points {
		put(s.x(p.Time), strings.ToUpper(p.Name())+" "+d.clock.On(p.Time, l.Pod.Created))
	}
	for _, w := range s.Windows() {
		put(s.x(w.Origin), d.clock.On(w.Origin, l.Pod.Created))
	}
}
