package ui

import "github.com/podlife/podlife/timeline"

// unheard reports a lane that the kubelet alone can speak of while the node is
// lost: what it said last is old news since the verdict's moment.
func unheard(s *scene, l *timeline.Lane) bool {
	if s.life.Verdict.State != timeline.StateNodeLost || l.Kind == timeline.LanePod || l.Kind == timeline.LaneService {
		return false
	}
	return lastOpen(l, timeline.TrackProcess) != nil
}

// drawUnheard overdraws what only would be true if nothing had changed since.
func (a *app) drawUnheard(s *scene, b *bar, l *timeline.Lane) {
	if !unheard(s, l) {
		return
	}
	from, to := s.life.Verdict.Since, s.now
	if len(b.cells) == 0 || to.Before(b.ax.From()) || from.After(b.ax.To()) {
		return
	}
	x0, x1 := b.ends(from, to)
	for x := x0; x < x1; x++ {
		if c := &b.cells[x]; c.glyph != "" && !b.inGap[x] {
			*c = barCell{glyph: a.g.inexact, st: c.st | faint}
		}
	}
}

// unheardValue is the answer for such a lane.
func (a *app) unheardValue(s *scene) (string, style) {
	return a.g.inexact + " unknown " + whole(s.now.Sub(s.life.Verdict.Since)), muted
}
