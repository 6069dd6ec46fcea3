package picture

import (
	"iter"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
)

// Row is a lane's own row, one of its tracks, or the startup path.
type Row struct {
	Lane  *timeline.Lane
	Track timeline.Track // empty: the lane's own
	Path  bool
}

// manyLanes is from how many lanes on only those in trouble show their tracks.
const manyLanes = 9

// Rows returns the rows of a life, in the order in which they are drawn.
func Rows(l *timeline.Life) []Row {
	var rows []Row
	for i := range l.Lanes {
		lane := &l.Lanes[i]
		rows = append(rows, Row{Lane: lane})
		if lane.Kind == timeline.LanePod && len(l.Startup.Path) > 0 {
			rows = append(rows, Row{Lane: lane, Path: true})
		}
		if lane.Container == nil || len(l.Lanes) >= manyLanes && lane.Restarts == 0 {
			continue
		}
		for _, t := range []timeline.Track{timeline.TrackHooks, timeline.TrackStartup, timeline.TrackReadiness, timeline.TrackLiveness} {
			if informs(lane, t) {
				rows = append(rows, Row{Lane: lane, Track: t})
			}
		}
	}
	return rows
}

// Layered yields the spans that a lane's own row shows, lower layers first, and how they look.
func Layered(l *timeline.Life, lane *timeline.Lane) iter.Seq2[timeline.Span, visual.Look] {
	return func(yield func(timeline.Span, visual.Look) bool) {
		row := visual.Row(l, lane)
		for layer := 1; layer <= visual.Layers; layer++ {
			for _, sp := range row {
				if sp.Track == timeline.TrackReadiness && lane.Kind == timeline.LaneInit {
					continue // "ready" of an init container only says that it is done
				}
				if look, ok := visual.Merged(sp.Track, sp.Phase); ok && look.Layer == layer && !yield(sp, look) {
					return
				}
			}
		}
	}
}

// Expected returns what is still expected of a lane.
func Expected(l *timeline.Life, lane *timeline.Lane, now time.Time) []timeline.Deadline {
	var out []timeline.Deadline
	for _, f := range l.Future {
		if l.Pod.Gone.IsZero() && f.Lane == lane.ID && f.Edge.Time.After(now) {
			out = append(out, f)
		}
	}
	return out
}

// informs reports whether a track says more than its lane's own row does.
func informs(lane *timeline.Lane, t timeline.Track) bool {
	hook := func(s *timeline.Span) bool { return s.Track == t && t == timeline.TrackHooks }
	return lane.Probe(t) != nil || timeline.Find(lane.Spans, hook) != nil
}
