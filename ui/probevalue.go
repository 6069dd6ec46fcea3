package ui

import "github.com/podlife/podlife/timeline"

// unprobed reports a probe that has not begun. The kubelet counts liveness as
// a success from the start.
func unprobed(l *timeline.Lane, p *timeline.ProbeInfo) bool {
	return p.Failures == 0 && p.Successes == 0 && lastOf(l, timeline.Track(p.Probe)) == nil
}

// probeValue is a probe's state and how often it failed.
func (a *app) probeValue(s *scene, l *timeline.Lane, p *timeline.ProbeInfo, sp *timeline.Span) (string, style) {
	fails := ""
	if p.Failures > 0 {
		fails = " " + plural(p.Failures, "fail")
	}
	if p.Streak > 0 && !p.Passing(s.now) && !over(s.life) {
		v := a.g.fail + " " + itoa(p.Streak) + "/" + itoa(int(p.FailureThreshold))
		if !p.LastFailure.IsZero() {
			v += "  " + whole(max(s.now.Sub(p.LastFailure.Time), 0)) + " ago"
		}
		return v, failed
	}
	switch {
	case unprobed(l, p):
		if st := probeOf(l, timeline.TrackStartup); st != nil && st != p && !st.Passed && !over(s.life) {
			return a.g.dot + " after startup", rule
		}
		return a.g.dot, rule
	case p.Passing(s.now):
		v := a.g.ok
		if p.Probe == "startup" && sp != nil && !sp.Open() {
			v += " " + between(sp.Start, sp.End, s.now)
		} else if p.SuccessesKnown {
			v += " " + itoa(p.Successes) + " ok"
		}
		return v + fails, muted
	case sp != nil && sp.Open() && !over(s.life):
		v := a.g.open + " " + word(doing, sp.Phase)
		if fails != "" && s.cols.valueW < 24 {
			return v + fails, probe
		}
		return v + " " + whole(max(sp.Duration(s.now), 0)) + fails, probe
	case p.Failures > 0:
		return a.g.fail + fails, failed
	case sp != nil && (sp.Track == timeline.TrackLiveness || sp.Phase == timeline.Ready):
		return a.g.ok, muted
	}
	return a.g.dot, rule
}
