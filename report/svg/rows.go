package svg

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/report/picture"
	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

func height(r picture.Row) float64 {
	if r.Track != "" || r.Path {
		return trackH
	}
	return laneH
}

func (d *doc) row(l *timeline.Life, s scale, r picture.Row, y float64) {
	switch {
	case r.Path:
		d.text(margin+14, y+10, "k", "startup path")
		d.path(l, s, y)
		d.value(y+11, "v", length.Total(time.Duration(l.Startup.Total))+" "+picture.TowardsReady(l))
	case r.Track != "":
		d.text(margin+14, y+11, "k", words.Join(" ", string(r.Track), picture.ProbeEvery(r.Lane, r.Track)))
		d.track(r.Lane, s, r.Track, y)
		d.value(y+11, "v k", picture.TrackValue(r.Lane, r.Track))
	default:
		d.line(margin, y, width-margin, y, "grid")
		d.label(r.Lane, y)
		d.lane(l, r.Lane, s, y)
		text, class := picture.LaneValue(l, r.Lane, d.now)
		d.value(y+laneH/2+5, "v "+class, text)
	}
}

func (d *doc) value(y float64, class, s string) {
	d.text(right+12, y, strings.TrimSpace(class), words.Cut(s, 25))
}

func (d *doc) label(lane *timeline.Lane, y float64) {
	name, kind := lane.Name, picture.Kind(lane)
	if lane.Kind == timeline.LanePod {
		name = "pod"
	}
	tip := lane.ID
	if lane.Container != nil {
		tip = words.Join("\n", lane.ID, lane.Container.Image, lane.Container.Resources.String())
	}
	d.begin(tip)
	const nameWide, kindWide = 8.2, 6.3 // of a character, in the widest of the fonts
	room := left - 18 - margin - kindWide*float64(words.Columns(kind))
	d.text(margin, y+laneH/2+5, "lane", words.Cut(name, int(room/nameWide)))
	fmt.Fprintf(d, `<text x="%s" y="%s" class="k" text-anchor="end">%s</text>`, px(left-12), px(y+laneH/2+5), xmlText(kind))
	d.end()
}

// The time axis is the screen's, in cells as wide as a character of its labels.
const (
	cell  = 5.8
	cells = 100
)

// scale places moments on the drawing.
type scale struct{ picture.Scale }

func at(col float64) float64 { return left + cell*col }

// x returns the place of a moment; within a gap, places only keep the order.
func (s scale) x(t time.Time) float64 { return at(s.Col(t)) }

// folded reports whether a moment lies in a gap.
func (s scale) folded(t time.Time) bool {
	col := s.Col(t)
	return slices.ContainsFunc(s.Parts, func(p picture.Part) bool { return p.Gap && col > p.Col && col < p.Col+p.Width })
}

// unwatched hatches the parts of a row that were not watched, but for what is proved by
// what was observed later.
func (d *doc) unwatched(l *timeline.Life, s scale, r picture.Row, y float64) {
	if r.Path {
		return
	}
	for _, u := range d.unseen {
		d.begin(picture.UnseenTip(d.clock, u))
		for _, part := range s.Unproved(l, r, u) {
			x, w := at(part[0]), at(part[1])-at(part[0])
			d.rect(x, y+2, w, height(r)-3, "clear")
			d.rect(x, y+2, w, height(r)-3, "unseen")
		}
		d.end()
	}
}
