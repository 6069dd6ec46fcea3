package ui

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// runningValue is "▸ ready 2m14s ↻1": for how long it has been what it says.
func (a *app) runningValue(s *scene, l *timeline.Lane, sp *timeline.Span) (string, draw.Style) {
	name, st, since := "running", draw.Running, sp.Start.Time
	if l.Container != nil && l.Kind != timeline.LaneInit && l.Kind != timeline.LaneEphemeral {
		switch {
		case l.Container.Ready:
			st = draw.Ready
			if r := lastOpen(l, timeline.TrackReadiness); r != nil && r.Phase == timeline.Ready {
				name, since = "ready", r.Start.Time
			}
		case probeOf(l, timeline.TrackStartup) != nil && !l.Container.Started:
			name = "startup"
		case probeOf(l, timeline.TrackReadiness) != nil:
			name = "not ready"
			since = notReadySince(l, since)
		}
	}
	v := a.g.Open + " " + name + " " + whole(max(s.now.Sub(since), 0))
	if l.Restarts > 0 {
		if prev := lastExit(l); prev != "" && s.cols.valueW >= 24 {
			return v + " " + a.g.Restart + itoa(l.Restarts) + " " + prev, st
		}
	}
	return v + a.restarts(l), st
}

// notReadySince is when a running container was last ready, or else the start
// of its run.
func notReadySince(l *timeline.Lane, since time.Time) time.Time {
	for i := range l.Spans {
		sp := &l.Spans[i]
		if sp.Track == timeline.TrackReadiness && sp.Phase == timeline.Ready && !sp.Open() && sp.End.Time.After(since) {
			since = sp.End.Time
		}
	}
	return since
}
