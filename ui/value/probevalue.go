package value

import (
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Unprobed reports a probe that has not begun. The kubelet counts liveness as
// a success from the start.
func Unprobed(l *timeline.Lane, p *timeline.ProbeInfo) bool {
	return p.Failures == 0 && p.Successes == 0 && page.LastOf(l, timeline.Track(p.Probe)) == nil
}

// Held reports a probe that does not run yet: while a container has a startup
// probe that has not passed, the kubelet runs no other (pkg/kubelet/prober/worker.go, doProbe).
func Held(pg *page.Page, l *timeline.Lane, p *timeline.ProbeInfo) bool {
	st := l.Probe(timeline.TrackStartup)
	return st != nil && st != p && !st.Passed && !page.Over(pg.Life)
}

// Probed returns the lane's spans with those of the readiness probe from where
// it runs: not ready is a container from its start, probed only once it has
// started.
func Probed(l *timeline.Lane) []timeline.Span {
	if l.Probe(timeline.TrackStartup) == nil {
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

// startedAt returns when the startup probe of a run passed (zero: before
// podlife attached), and whether it did.
func startedAt(l *timeline.Lane, run int) (timeline.Edge, bool) {
	started := func(sp *timeline.Span) bool { return sp.Track == timeline.TrackStartup && sp.Attempt == run }
	if sp := timeline.Find(l.Spans, started); sp != nil {
		return sp.End, sp.Outcome == timeline.Succeeded
	}
	last := page.LastAttempt(l)
	return timeline.Edge{}, last == nil || last.Number != run || l.Probe(timeline.TrackStartup).Passed
}

// probeValue returns a probe's state and how often it failed.
func probeValue(pg *page.Page, l *timeline.Lane, p *timeline.ProbeInfo, sp *timeline.Span) (string, draw.Style) {
	fails := ""
	if p.Failures > 0 {
		fails = " " + page.Plural(p.Failures, "fail")
	}
	if p.Streak > 0 && !p.Passing(pg.Now) && !page.Over(pg.Life) {
		return failing(pg, p), draw.Failed
	}
	switch {
	case Held(pg, l, p):
		return pg.G.Dot + " after startup", draw.Muted
	case p.Probe != string(timeline.TrackStartup) && Down(pg, l):
		return pg.G.Dot + " not running" + fails, draw.Muted
	case Unprobed(l, p):
		return pg.G.Dot, draw.Rule
	case p.Passing(pg.Now):
		v := pg.G.OK
		if p.Probe == "startup" && sp != nil && !sp.Open() && sp.Outcome == timeline.Succeeded {
			v += " " + length.Of(sp.Start, sp.End, pg.Now).Short()
		} else if p.SuccessesKnown {
			v += " " + page.Itoa(p.Successes) + " ok"
		}
		return v + fails, draw.Muted
	case sp != nil && sp.Open() && !page.Over(pg.Life):
		v := pg.G.Open + " " + page.DoingWord(sp.Phase)
		if fails != "" && pg.Cols.ValueW < 24 {
			return v + fails, draw.Probe
		}
		return v + " " + page.Lasting(pg, sp.Start.Time) + fails, draw.Probe
	case PassedToEnd(sp):
		return pg.G.OK + fails, draw.Muted
	case p.Failures > 0:
		return pg.G.Fail + fails, draw.Failed
	}
	return pg.G.Dot, draw.Rule
}

// Down reports whether a container has run and does not: nothing is probed, and it is not
// ready, whatever the last result was.
func Down(pg *page.Page, l *timeline.Lane) bool {
	if page.Over(pg.Life) || page.LastRun(l) == nil {
		return false
	}
	now := page.LastOpen(l, timeline.TrackProcess)
	return now == nil || now.Phase != timeline.Running
}

// failing returns "✗ 3 fails (limit 2), 1s ago", or as much of it as fits.
func failing(pg *page.Page, p *timeline.ProbeInfo) string {
	v, ago := pg.G.Fail+" "+page.Plural(p.Streak, "fail"), ""
	if !p.LastFailure.IsZero() {
		ago = ", " + page.Lasting(pg, p.LastFailure.Time) + " ago"
	}
	return fitting(pg, v+" (limit "+page.Itoa(int(p.FailureThreshold))+")"+ago, v+ago, v)
}

// PassedToEnd reports a probe that passed when the last run ended, or still
// passes; sp is the last span of its track.
func PassedToEnd(sp *timeline.Span) bool {
	return sp != nil && (sp.Track == timeline.TrackLiveness && !sp.Open() && sp.Outcome != timeline.Failed || sp.Phase == timeline.Ready)
}
