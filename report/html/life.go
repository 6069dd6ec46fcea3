package html

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/report/picture"
	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
)

func (p *page) life(l *timeline.Life, index int) {
	p.face = words.FaceOf(l, p.now)
	name := words.FullName(*l)
	p.printf("<section class=\"life\" id=\"l%d\" aria-labelledby=\"h%d\" data-find=\"%s\">\n", index, index, text(findable(l)))
	p.printf("<div class=\"head\"><h2 id=\"h%d\">%s</h2><span class=\"pill %s\">%s</span></div>\n", index, text(name), l.Verdict.Severity, text(string(l.Verdict.State)))
	p.printf("<p class=\"headline\">%s</p>\n", text(l.Verdict.Headline))
	p.printf("<p class=\"meta\">%s</p>\n", text(picture.About(l, p.face, p.now)))
	p.chart(l, name)
	p.startup(l)
	p.runs(l)
	p.events(l)
	p.moments(l)
	p.print("</section>\n")
}

// findable returns what the filter looks for in a life: its name, its state, its
// lanes, and the reasons of its Events.
func findable(l *timeline.Life) string {
	list := []string{words.FullName(*l), string(l.Verdict.State)}
	for i := range l.Lanes {
		list = append(list, l.Lanes[i].ID)
	}
	for _, e := range l.Events {
		if !slices.Contains(list, e.Reason) {
			list = append(list, e.Reason)
		}
	}
	return strings.Join(list, " ")
}

// chart writes the timeline: names, a canvas that scrolls, values.
func (p *page) chart(l *timeline.Life, name string) {
	from, to := visual.Extent(l, "", p.now)
	unseen := visual.Unseen(p.gaps, from, to)
	rows := picture.Rows(l)
	c := canvas{page: p, life: l, scale: picture.NewScale(l, p.now, unseen, columns), unseen: unseen}
	p.print("<div class=\"chart\">\n<div class=\"names\">")
	for _, r := range rows {
		p.printf("<span class=\"%s\">%s</span>", rowClass(r), nameOf(r))
	}
	p.printf("</div>\n<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Timeline of %s: arrow keys pan, plus and minus zoom, 0 shows all\"><div class=\"canvas\" data-parts=\"%s\">\n", text(name), c.parts())
	c.axis()
	for _, r := range rows {
		c.row(r)
	}
	p.print("</div></div>\n<div class=\"values\">")
	for _, r := range rows {
		value, class := valueOf(l, r, p)
		p.printf("<span class=\"%s %s\">%s</span>", rowClass(r), class, text(value))
	}
	p.print("</div>\n</div>\n")
}

func rowClass(r picture.Row) string {
	if r.Path || r.Track != "" {
		return "track"
	}
	return "lane"
}

func nameOf(r picture.Row) string {
	switch {
	case r.Path:
		return "startup path"
	case r.Track != "":
		return text(words.Join(" ", string(r.Track), picture.ProbeEvery(r.Lane, r.Track)))
	case r.Lane.Kind == timeline.LanePod:
		return "pod"
	}
	out := text(r.Lane.Name)
	if kind := picture.Kind(r.Lane); kind != "" {
		out += "<small>" + text(kind) + "</small>"
	}
	return out
}

func valueOf(l *timeline.Life, r picture.Row, p *page) (value, class string) {
	switch {
	case r.Path:
		return length.Total(time.Duration(l.Startup.Total)) + " " + picture.TowardsReady(l), ""
	case r.Track != "":
		return picture.TrackValue(r.Lane, r.Track), ""
	}
	return picture.LaneValue(l, r.Lane, p.now)
}

// label says a row in words, for those who do not see it.
func (c *canvas) label(r picture.Row) string {
	value, _ := valueOf(c.life, r, c.page)
	name := r.Lane.ID
	if r.Track != "" {
		name += " " + string(r.Track)
	}
	if r.Path {
		name = "startup path"
	}
	return words.Join(": ", name, value)
}

func (p *page) legend() {
	p.print("<ul class=\"legend\" aria-label=\"Legend\">\n")
	for _, item := range picture.Legend {
		look := picture.Bars[item.Shape]
		h := 13 * look.Share
		p.printf("<li><svg viewBox=\"0 0 18 13\" aria-hidden=\"true\"><rect y=\"%s\" width=\"18\" height=\"%s\" class=\"%s\"/></svg>%s</li>\n",
			px(13-h), px(h), picture.ClassOf(visual.Look{Shape: item.Shape}), item.Name)
	}
	for _, item := range picture.Moments {
		p.printf("<li><svg viewBox=\"-9 -6.5 18 13\" aria-hidden=\"true\">%s</svg>%s</li>\n", marks[item.Shape](false), item.Name)
	}
	p.print("</ul>\n")
}

// px returns a number with no more digits than a screen has.
func px(f float64) string { return fmt.Sprintf("%.4g", f) }
