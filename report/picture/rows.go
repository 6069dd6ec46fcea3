package picture

import "github.com/podlife/podlife/timeline"

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
