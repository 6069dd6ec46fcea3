package ui

import (
	"github.com/podlife/podlife/timeline"

	"github.com/podlife/podlife/ui/draw"
)

// unheard reports a lane that the kubelet alone can speak of while the node is
// lost: what it said last is old news since the verdict's moment.
func unheard(s *scene, l *timeline.Lane) bool {
	if s.life.Verdict.State != timeline.StateNodeLost || l.Kind == timeline.LanePod || l.Kind == timeline.LaneService {
		return false
	}
	return lastOpen(l, timeline.TrackProcess) != nil
}

// drawUnheard overdraws what only would be true if nothing had changed since.
func (a *app) drawUnheard(s *scene, b *draw.Bar, l *timeline.Lane) {
	if !unheard(s, l) {
		return
	}
	b.Stale(s.life.Verdict.Since, s.now)
}

// unheardValue is the answer for such a lane.
func (a *app) unheardValue(s *scene) (string, draw.Style) {
	return a.g.Inexact + " unknown " + whole(s.now.Sub(s.life.Verdict.Since)), draw.Muted
}
