package ui

import (
	"slices"

	"github.com/podlife/podlife/timeline"
)

// row is one line of the lanes: a lane, or one of its tracks.
type row struct {
	lane  int // index into Life.Lanes
	track timeline.Track
	open  bool // lane row whose tracks follow
	folds bool // lane row that has tracks
}

func (r row) id(l *timeline.Life) rowID { return rowID{lane: l.Lanes[r.lane].ID, track: r.track} }

// tracksOf lists the tracks of a lane that are worth a row of their own. The
// lane's own row already merges image, process, readiness and hooks.
func tracksOf(l *timeline.Lane) []timeline.Track {
	var ts []timeline.Track
	for _, t := range []timeline.Track{timeline.TrackImage, timeline.TrackHooks, timeline.TrackStartup, timeline.TrackReadiness, timeline.TrackLiveness, timeline.TrackStop} {
		if hasTrack(l, t) {
			ts = append(ts, t)
		}
	}
	return ts
}

func hasTrack(l *timeline.Lane, t timeline.Track) bool {
	switch l.Kind {
	case timeline.LanePod, timeline.LaneService:
		return false
	}
	if probeOf(l, t) != nil {
		return true
	}
	spans, marks := 0, 0
	for i := range l.Spans {
		if l.Spans[i].Track == t {
			spans++
		}
	}
	for i := range l.Marks {
		if l.Marks[i].Track == t && bad(l.Marks[i].Severity) {
			marks++
		}
	}
	if t == timeline.TrackReadiness {
		return marks > 0 // without a probe, readiness only repeats Running
	}
	switch t {
	case timeline.TrackImage:
		return marks > 0 || spans > 1
	case timeline.TrackStop:
		return spans > 0
	}
	return spans+marks > 0
}

// probeOf is the probe of a track, or nil.
func probeOf(l *timeline.Lane, t timeline.Track) *timeline.ProbeInfo {
	for i := range l.Probes {
		if l.Probes[i].Probe == string(t) {
			return &l.Probes[i]
		}
	}
	return nil
}

func bad(s timeline.Severity) bool { return s == timeline.Bad || s == timeline.Warning }

// troubled reports whether a lane has a problem that its tracks explain: it
// blocks the pod for a bad reason, was restarted, or something of it failed
// before anybody asked the pod to stop; or it has a preStop hook to wait for.
// But for the first, what is true once stays true: rows that fold by
// themselves while somebody reads them are a nuisance.
func troubled(life *timeline.Life, l *timeline.Lane) bool {
	v := life.Verdict
	if v.Blocking != nil && v.Blocking.Lane == l.ID && bad(v.Severity) || l.Restarts > 0 {
		return true
	}
	stop := life.Pod.DeletionRequested
	early := func(e timeline.Edge) bool { return stop.IsZero() || e.Time.Before(stop) }
	for i := range l.Marks {
		m := &l.Marks[i]
		if m.Kind == "SIGKILL" || m.Severity == timeline.Bad && early(m.Time) {
			return true
		}
	}
	for i := range l.Spans {
		sp := &l.Spans[i]
		if sp.Phase == timeline.PreStop || sp.Outcome == timeline.Failed && early(sp.End) {
			return true
		}
	}
	return false
}

// unfolded decides which lanes show their tracks: those the person opened;
// else all with trouble for as long as there is room, the one that blocks the
// pod and the selected one first; then the others where nothing else wants the
// spare rows.
func (a *app) unfolded(s *scene, room, spare int) map[string]bool {
	open := map[string]bool{}
	var auto, quiet []*timeline.Lane
	for i := range s.life.Lanes {
		l := &s.life.Lanes[i]
		n := len(tracksOf(l))
		if n == 0 {
			continue
		}
		if v, ok := a.byHand(l.ID); ok {
			if v {
				open[l.ID] = true
				room, spare = room-n, spare-n
			}
			continue
		}
		if troubled(s.life, l) {
			auto = append(auto, l)
		} else {
			quiet = append(quiet, l)
		}
	}
	for _, first := range []bool{true, false} {
		for _, l := range auto {
			n := len(tracksOf(l))
			if open[l.ID] || first != a.urgent(s.life, l) || n > room {
				continue
			}
			open[l.ID] = true
			room, spare = room-n, spare-n
		}
	}
	for _, l := range quiet {
		if n := len(tracksOf(l)); n <= min(room, spare) {
			open[l.ID] = true
			room, spare = room-n, spare-n
		}
	}
	return open
}

// urgent lanes are unfolded before others.
func (a *app) urgent(life *timeline.Life, l *timeline.Lane) bool {
	return l.ID == a.row.lane || life.Verdict.Blocking != nil && life.Verdict.Blocking.Lane == l.ID
}

// byHand is the person's own choice for a lane, if there is one.
func (a *app) byHand(id string) (open, ok bool) {
	if v, ok := a.open[id]; ok {
		return v, true
	}
	if a.allSet != nil {
		return *a.allSet, true
	}
	return false, false
}

// laneRows lists the rows with the given lanes unfolded, and finds the
// selected one: the same row, else its lane, else the first.
func (a *app) laneRows(s *scene, open map[string]bool) {
	s.rows, s.sel = nil, 0
	for i := range s.life.Lanes {
		l := &s.life.Lanes[i]
		tracks := tracksOf(l)
		s.rows = append(s.rows, row{lane: i, open: open[l.ID], folds: len(tracks) > 0})
		if open[l.ID] {
			for _, t := range tracks {
				s.rows = append(s.rows, row{lane: i, track: t})
			}
		}
	}
	for i, r := range s.rows {
		id := r.id(s.life)
		if id == a.row {
			s.sel = i
			return
		}
		if id.lane == a.row.lane && id.track == "" {
			s.sel = i
		}
	}
}

// laneIndex is the index of the lane of a container's page.
func (a *app) laneIndex(s *scene) int {
	return slices.IndexFunc(s.life.Lanes, func(l timeline.Lane) bool { return l.ID == a.lane })
}

// drillRows are the rows of a container's page: its state and every track.
func (a *app) drillRows(s *scene) {
	s.rows, s.sel = nil, 0
	i := a.laneIndex(s)
	s.rows = append(s.rows, row{lane: i})
	for _, t := range []timeline.Track{timeline.TrackImage, timeline.TrackHooks, timeline.TrackStartup, timeline.TrackReadiness, timeline.TrackLiveness, timeline.TrackStop} {
		if drillTrack(&s.life.Lanes[i], t) {
			s.rows = append(s.rows, row{lane: i, track: t})
		}
	}
	for i, r := range s.rows {
		if r.track == a.row.track {
			s.sel = i
		}
	}
}

func drillTrack(l *timeline.Lane, t timeline.Track) bool {
	if probeOf(l, t) != nil {
		return true
	}
	for i := range l.Spans {
		if l.Spans[i].Track == t && l.Kind != timeline.LaneService {
			return true
		}
	}
	for i := range l.Marks {
		if l.Marks[i].Track == t && l.Kind != timeline.LaneService {
			return true
		}
	}
	return false
}
