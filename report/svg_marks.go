package report

import (
	"fmt"

	"github.com/podlife/podlife/timeline"
)

// instants draws what a lane's own row shows of moments: exits, restarts, and
// the pod's milestones.
func (d *svgDoc) instants(lane *timeline.Lane, s svgScale, y float64) {
	for _, m := range lane.Marks {
		if lane.Kind == timeline.LanePod {
			class := "d"
			if m.Severity == timeline.Bad {
				class = "d bad"
			}
			d.begin(markTip(m))
			d.diamond(s.x(m.Time.Time), y, class)
			d.end()
		}
	}
	last := len(lane.Spans) - 1
	for last > 0 && lane.Spans[last].Phase != timeline.Running {
		last--
	}
	for i, sp := range lane.Spans {
		if sp.Track != timeline.TrackProcess || sp.Phase != timeline.Running {
			continue
		}
		if !sp.Open() && sp.Outcome == timeline.Failed {
			d.begin(spanTip(lane, sp, d.now))
			d.cross(s.x(sp.End.Time), y, 4, "x")
			d.end()
		}
		if !sp.Open() && sp.Outcome == timeline.Succeeded && i == last {
			d.begin(spanTip(lane, sp, d.now))
			d.check(s.x(sp.End.Time)+4, y)
			d.end()
		}
		if sp.Attempt > 1 {
			d.begin(fmt.Sprintf("restart %d at %s", sp.Attempt-1, stamp(sp.Start)))
			d.again(s.x(sp.Start.Time), y-svgBarH/2)
			d.end()
		}
	}
}

func (d *svgDoc) mark(class, data string) { fmt.Fprintf(d, `<path class="%s" d="%s"/>`, class, data) }

func (d *svgDoc) cross(x, y, r float64, class string) {
	d.mark(class, fmt.Sprintf("M%s %sl%s %sm0 %sl%s %s", px(x-r), px(y-r), px(2*r), px(2*r), px(-2*r), px(-2*r), px(2*r)))
}

func (d *svgDoc) check(x, y float64) {
	d.mark("c", fmt.Sprintf("M%s %sl2.6 3l4.4 -6.4", px(x-2), px(y+0.5)))
}

func (d *svgDoc) diamond(x, y float64, class string) {
	d.mark(class, fmt.Sprintf("M%s %sl4.5 5.5l-4.5 5.5l-4.5 -5.5z", px(x), px(y-5.5)))
}

// again is a circle that almost closes, with a head: ↻.
func (d *svgDoc) again(x, y float64) {
	d.mark("r", fmt.Sprintf("M%s %sa4 4 0 1 0 1.4 3.2m-0.2 -4.6l0.2 2.4l-2.4 0.2", px(x+2.6), px(y-2.2)))
}

// legend names the shapes, in two rows at most.
func (d *svgDoc) legend(y float64) float64 {
	x := svgMargin
	for _, item := range []struct {
		class, name string
		share       float64
	}{
		{"wait", "waiting", .4}, {"pull", "pulling", .7}, {"run", "running", .55}, {"ready", "ready", 1}, {"hook", "hook", 1},
		{"stop", "stopping", .3}, {"probe", "probing", .2}, {"back", "back-off", .4},
	} {
		const h = 13.0
		d.rect(x, y+h*(1-item.share), 18, h*item.share, item.class)
		d.text(x+24, y+11, "k", item.name)
		x += 24 + 5.8*float64(len(item.name)) + 14
	}
	for _, item := range []struct {
		draw func(x, y float64)
		name string
	}{
		{func(x, y float64) { d.check(x, y) }, "done"}, {func(x, y float64) { d.cross(x, y, 3.4, "x") }, "failed"},
		{func(x, y float64) { d.again(x, y) }, "restart"}, {func(x, y float64) { d.diamond(x, y, "d") }, "milestone"},
	} {
		item.draw(x+5, y+7)
		d.text(x+16, y+11, "k", item.name)
		x += 16 + 5.8*float64(len(item.name)) + 14
	}
	return y + 28
}
