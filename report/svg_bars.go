package report

import (
	"fmt"
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
)

// lane draws a lane's tracks over each other, then its instants.
func (d *svgDoc) lane(l *timeline.Life, lane *timeline.Lane, s svgScale, y float64) {
	base := y + (svgLaneH+svgBarH)/2
	for layer := 1; layer <= svgLayers; layer++ {
		for _, sp := range lane.Spans {
			look := svgMerged[sp.Track][sp.Phase]
			if sp.Track == timeline.TrackReadiness && lane.Kind == timeline.LaneInit {
				continue // "ready" of an init container only says that it is done
			}
			if look.layer == layer {
				d.bar(s, lane, sp, base, svgBarH, look)
			}
		}
	}
	d.future(l, lane, s, base)
	d.instants(lane, s, base-svgBarH/2)
}

// track draws one track in its own row.
func (d *svgDoc) track(lane *timeline.Lane, s svgScale, t timeline.Track, y float64) {
	base := y + svgTrackH - 2
	const height = svgTrackH - 3
	for _, sp := range lane.Spans {
		if look, ok := svgApart[t][sp.Phase]; ok && sp.Track == t {
			d.bar(s, lane, sp, base-(1-look.share)*height/2, height, look)
		}
	}
	for _, sp := range lane.Spans {
		if sp.Track == t && t == timeline.TrackStartup && sp.Outcome == timeline.Succeeded && !sp.Open() {
			d.begin("startup probe passed after " + between(sp.Start, sp.End).String())
			d.check(s.x(sp.End.Time), base-height/2)
			d.end()
		}
	}
	if t == timeline.TrackHooks {
		d.hookNames(lane, s, base-2)
	}
	for _, m := range lane.Marks {
		if m.Track == t {
			d.begin(markTip(m))
			class := "x"
			if m.Severity != timeline.Bad {
				class = "x thin" // errored: not a counted failure
			}
			d.cross(s.x(m.Time.Time), base-height/2, 2.6, class)
			d.end()
		}
	}
}

// hookNames writes what a hook is behind it, where nothing else is.
func (d *svgDoc) hookNames(lane *timeline.Lane, s svgScale, y float64) {
	free := svgRight
	for _, sp := range slices.Backward(lane.Spans) {
		if sp.Track != timeline.TrackHooks {
			continue
		}
		name := "postStart"
		if sp.Phase == timeline.PreStop {
			name = "preStop"
		}
		if x := s.x(sp.EndOr(d.now)) + 4; x+5.6*float64(len(name)) < free {
			d.text(x, y, "a", name)
		}
		free = s.x(sp.Start.Time)
	}
}

// bar draws a span: at least a pixel and a half wide, faint where its ends are
// not known well, thin across gaps, where nothing is to scale.
func (d *svgDoc) bar(s svgScale, lane *timeline.Lane, sp timeline.Span, base, height float64, look svgLook) {
	from, to := sp.Start.Time, latest(sp.EndOr(d.now), sp.Start.Time)
	h := height * look.share
	d.begin(spanTip(lane, sp, d.now))
	for _, p := range s.parts {
		if !to.After(p.from) && from.Before(p.from) || from.After(p.to) {
			continue
		}
		x0, x1 := s.x(latest(from, p.from)), s.x(earliest(to, p.to))
		if p.gap {
			if x1-x0 >= p.w-0.5 { // goes on all the way
				if look.layer > 2 {
					d.rect(x0, base-height-0.5, x1-x0, height+0.5, "gap")
				}
				d.rect(x0, base-h, x1-x0, h, look.class+" thin")
			}
			continue
		}
		w := max(x1-x0, 1.5)
		if look.layer > 2 {
			d.rect(x0, base-height-0.5, w, height+0.5, "clear")
		}
		d.rect(x0, base-h, w, h, look.class)
	}
	d.unsure(s, sp.Start, from, to, base, h)
	if !sp.Open() {
		d.unsure(s, sp.End, from, to, base, h)
	}
	d.end()
}

// unsure pales the part of a bar in which an edge may lie.
func (d *svgDoc) unsure(s svgScale, e timeline.Edge, from, to time.Time, base, h float64) {
	x0, x1 := s.x(latest(e.Earliest, from)), s.x(earliest(e.Latest, to))
	if x1-x0 > 1.5 {
		d.rect(x0, base-h, x1-x0, h, "unsure")
	}
}

// path draws the startup path as segments in the colours of what they wait for.
func (d *svgDoc) path(l *timeline.Life, s svgScale, y float64) {
	for _, step := range l.Startup.Path {
		from, to := step.Start, step.Start.Add(time.Duration(step.Duration))
		x0, x1 := s.x(from), s.x(to)
		d.begin(fmt.Sprintf("startup: %s %s\n%s, %s of it", step.Lane, stepName(step.Phase), total(time.Duration(step.Duration)), percent(step.Share)))
		d.rect(x0, y+3, max(x1-x0-0.8, 0.8), 7, pathClass(step.Phase))
		d.end()
	}
}

// pathClass colours a step of the startup path.
func pathClass(p timeline.Phase) string {
	for _, t := range []timeline.Track{timeline.TrackProcess, timeline.TrackImage, timeline.TrackHooks, timeline.TrackStop} {
		if look, ok := svgMerged[t][p]; ok {
			return look.class
		}
	}
	if p == timeline.Probing || p == timeline.NotReady {
		return "probe"
	}
	return "wait"
}

// future draws what is expected of a lane, dotted from now on.
func (d *svgDoc) future(l *timeline.Life, lane *timeline.Lane, s svgScale, base float64) {
	if !l.Pod.Gone.IsZero() {
		return
	}
	for _, f := range l.Future {
		if f.Lane != lane.ID || !f.Edge.Time.After(d.now) {
			continue
		}
		x0, x1 := s.x(d.now), s.x(f.Edge.Time)
		d.begin(fmt.Sprintf("%s expected in %s", f.Kind, between(momentEdge(d.now), f.Edge)))
		d.line(x0+3, base-2, x1, base-2, "future")
		d.diamond(x1, base-svgBarH/2, "d")
		d.end()
	}
}

// spanTip is everything that is known of a span.
func spanTip(lane *timeline.Lane, sp timeline.Span, now time.Time) string {
	end := "still going on"
	if !sp.Open() {
		end = stamp(sp.End)
	}
	return join("\n",
		lane.ID+" · "+join(" ", string(sp.Phase), unless(fmt.Sprintf("(run %d)", sp.Attempt), sp.Attempt < 2)),
		lasting(sp, now).String()+" · "+stamp(sp.Start)+" → "+end,
		join(" · ", unless(string(sp.Outcome), sp.Outcome == timeline.Ongoing), exitText(sp.ExitCode, sp.Signal, sp.Reason)),
		sp.Message)
}

func markTip(m timeline.Mark) string {
	return join("\n", join(" · ", m.Kind, stamp(m.Time), unless(fmt.Sprintf("×%d", m.Count), m.Count < 2)), m.Message)
}
