package ui

import (
	"github.com/podlife/podlife/timeline"

	"github.com/podlife/podlife/ui/draw"
)

// unprobed reports a probe that has not begun. The kubelet counts liveness as
// a success from the start.
func unprobed(l *timeline.Lane, p *timeline.ProbeInfo) bool {
	return p.Failures == 0 && p.Successes == 0 && lastOf(l, timeline.Track(p.Probe)) == nil
}

// held reports a probe that does not run yet: while a container has a startup
// probe that has not passed, the kubelet runs no other (pkg/kubelet/prober/worker.go, doProbe).
func (a *app) held(s *scene, l *timeline.Lane, p *timeline.ProbeInfo) bool {
	st := probeOf(l, timeline.TrackStartup)
	return st != nil && st != p && !st.Passed && !over(s.life)
}

// probed are the lane's spans with those of the readiness probe from where it
// runs: not ready is a container from its start, probed only once it has started.
func probed(l *timeline.Lane) []timeline.Span {
	if probeOf(l, timeline.TrackStartup) == nil {
		return l.Spans
	}
	out := make([]timeline.Span, 0, len(l.Spans))
	for _, sp := range l.Spans {
		if sp.Track == timeline.TrackReadiness && sp.Phase == timeline.NotReady {
			from, ok := startedAt(l, sp.Attempt)
			if !ok || !sp.Open() && !sp.End.Time.After(from.Time) {
				continue
			}
			if from.Time.After(sp.Start.Time) {
				sp.Start = from
			}
		}
		out = append(out, sp)
	}
	return out
}

// startedAt is when the startup probe of a run passed (zero: before anybody
// looked), and whether it did.
func startedAt(l *timeline.Lane, run int) (timeline.Edge, bool) {
	for i := range l.Spans {
		if sp := &l.Spans[i]; sp.Track == timeline.TrackStartup && sp.Attempt == run {
			return sp.End, sp.Outcome == timeline.Succeeded
		}
	}
	last := lastAttempt(l)
	return timeline.Edge{}, last == nil || last.Number != run || probeOf(l, timeline.TrackStartup).Passed
}

// probeValue is a probe's state and how often it failed.
func (a *app) probeValue(s *scene, l *timeline.Lane, p *timeline.ProbeInfo, sp *timeline.Span) (string, draw.Style) {
	fails := ""
	if p.Failures > 0 {
		fails = " " + plural(p.Failures, "fail")
	}
	if p.Streak > 0 && !p.Passing(s.now) && !over(s.life) {
		v := a.g.Fail + " " + itoa(p.Streak) + "/" + itoa(int(p.FailureThreshold))
		if !p.LastFailure.IsZero() {
			v += "  " + whole(max(s.now.Sub(p.LastFailure.Time), 0)) + " ago"
		}
		return v, draw.Failed
	}
	switch {
	case a.held(s, l, p):
		return a.g.Dot + " after startup", draw.Muted
	case unprobed(l, p):
		return a.g.Dot, draw.Rule
	case p.Passing(s.now):
		v := a.g.Ok
		if p.Probe == "startup" && sp != nil && !sp.Open() && sp.Outcome == timeline.Succeeded {
			v += " " + between(sp.Start, sp.End, s.now)
		} else if p.SuccessesKnown {
			v += " " + itoa(p.Successes) + " ok"
		}
		return v + fails, draw.Muted
	case sp != nil && sp.Open() && !over(s.life):
		v := a.g.Open + " " + word(doing, sp.Phase)
		if fails != "" && s.cols.valueW < 24 {
			return v + fails, draw.Probe
		}
		return v + " " + whole(max(sp.Duration(s.now), 0)) + fails, draw.Probe
	case passedToEnd(sp):
		return a.g.Ok + fails, draw.Muted
	case p.Failures > 0:
		return a.g.Fail + fails, draw.Failed
	}
	return a.g.Dot, draw.Rule
}

// passedToEnd reports a probe that passed when the last run ended, or still
// passes; sp is the last span of its track.
func passedToEnd(sp *timeline.Span) bool {
	return sp != nil && (sp.Track == timeline.TrackLiveness && !sp.Open() && sp.Outcome != timeline.Failed || sp.Phase == timeline.Ready)
}
