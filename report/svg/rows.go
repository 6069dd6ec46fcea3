package svg

import (
	"fmt"
	"strings"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
)

// row is a lane's own row, one of its tracks, or the startup path.
type row struct {
	lane  *timeline.Lane
	track timeline.Track // empty: the lane's own
	path  bool
}

func (r row) height() float64 {
	if r.track != "" || r.path {
		return trackH
	}
	return laneH
}

// manyLanes is from how many lanes on only those in trouble show their tracks.
const manyLanes = 9

func rowsOf(l *timeline.Life) []row {
	var rows []row
	for i := range l.Lanes {
		lane := &l.Lanes[i]
		rows = append(rows, row{lane: lane})
		if lane.Kind == timeline.LanePod && len(l.Startup.Path) > 0 {
			rows = append(rows, row{lane: lane, path: true})
		}
		if lane.Container == nil || len(l.Lanes) >= manyLanes && lane.Restarts == 0 {
			continue
		}
		for _, t := range []timeline.Track{timeline.TrackHooks, timeline.TrackStartup, timeline.TrackReadiness, timeline.TrackLiveness} {
			if informs(lane, t) {
				rows = append(rows, row{lane: lane, track: t})
			}
		}
	}
	return rows
}

// informs reports whether a track says more than its lane's own row does.
func informs(lane *timeline.Lane, t timeline.Track) bool {
	for _, p := range lane.Probes {
		if p.Probe == string(t) {
			return true
		}
	}
	for _, s := range lane.Spans {
		if s.Track == t && t == timeline.TrackHooks {
			return true
		}
	}
	return false
}

// towardsReady says what the length of the startup path led to.
func towardsReady(l *timeline.Life) string {
	switch {
	case l.Startup.Complete:
		return "to ready"
	case l.ReadyUnseen:
		return "ready not seen"
	case !l.Pod.Gone.IsZero():
		return "never ready"
	}
	return "so far"
}

func (d *doc) row(l *timeline.Life, s scale, r row, y float64) {
	switch {
	case r.path:
		d.text(margin+14, y+10, "k", "startup path")
		d.path(l, s, y)
		d.value(y+11, "v", length.Total(time.Duration(l.Startup.Total))+" "+towardsReady(l))
	case r.track != "":
		d.text(margin+14, y+11, "k", words.Join(" ", string(r.track), probeEvery(r.lane, r.track)))
		d.track(r.lane, s, r.track, y)
		d.value(y+11, "v k", trackValue(r.lane, r.track))
	default:
		d.line(margin, y, width-margin, y, "grid")
		d.label(r.lane, y)
		d.lane(l, r.lane, s, y)
		text, class := laneValue(l, r.lane, d.now)
		d.value(y+laneH/2+5, "v "+class, text)
	}
}

func (d *doc) value(y float64, class, s string) {
	d.text(right+12, y, strings.TrimSpace(class), words.Cut(s, 25))
}

func (d *doc) label(lane *timeline.Lane, y float64) {
	name, kind := lane.Name, string(lane.Kind)
	switch {
	case lane.Kind == timeline.LanePod:
		name, kind = "pod", ""
	case lane.Kind == timeline.LaneInit && lane.Container != nil && lane.Container.Of > 1:
		kind = fmt.Sprintf("init %d/%d", lane.Container.Index+1, lane.Container.Of)
	case lane.Kind == timeline.LaneContainer:
		kind = ""
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

// probeEvery returns a probe's period and threshold, "2s×15".
func probeEvery(lane *timeline.Lane, t timeline.Track) string {
	for _, p := range lane.Probes {
		if p.Probe == string(t) {
			return fmt.Sprintf("%ds×%d", p.PeriodSeconds, p.FailureThreshold)
		}
	}
	return ""
}

// trackValue returns a track's answer: how long, how often failed.
func trackValue(lane *timeline.Lane, t timeline.Track) string {
	for _, p := range lane.Probes {
		if p.Probe != string(t) {
			continue
		}
		text := words.Unless(words.Number(p.Failures, "failure"), p.Failures == 0)
		if p.SuccessesKnown {
			text = words.Join(", ", fmt.Sprintf("%d ok", p.Successes), words.Unless(fmt.Sprintf("%d failed", p.Failures), p.Failures == 0))
		}
		return text
	}
	text := ""
	for _, s := range lane.Spans {
		if s.Track == t && !s.Open() {
			text = string(s.Phase) + " " + length.Between(s.Start, s.End).Short()
		}
	}
	return text
}

// laneValue returns a lane's one-line answer and its colour.
func laneValue(l *timeline.Life, lane *timeline.Lane, now time.Time) (text, class string) {
	again := words.Unless(fmt.Sprintf(" ↻%d", lane.Restarts), lane.Restarts == 0)
	var open, run *timeline.Span
	layer := 0
	for i := range lane.Spans {
		s := &lane.Spans[i]
		if look, ok := visual.Merged(s.Track, s.Phase); ok && s.Open() && look.Layer >= layer {
			open, layer = s, look.Layer
		}
		if s.Phase == timeline.Running && !s.Open() {
			run = s
		}
	}
	switch {
	case !l.Pod.Gone.IsZero() && lane.Kind == timeline.LanePod:
		return "gone", ""
	case open != nil && l.Pod.Gone.IsZero():
		class = ""
		if open.Phase == timeline.BackOff || open.Phase == timeline.PullBackOff {
			class = "fail"
		}
		return "▸ " + string(open.Phase) + " " + length.Since(open.Start, now).Short() + again, class
	case run != nil:
		text, class = "✓", "ready"
		if run.Outcome == timeline.Failed {
			text, class = "✗", "fail"
		}
		if run.ExitCode != nil {
			text += fmt.Sprint(*run.ExitCode)
		}
		return text + " after " + length.Between(run.Start, run.End).Short() + again, class
	}
	return "", ""
}
