package value

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// runningValue returns "▸ ready 8s · ↻1, last exit 0": for how long it has been
// what it says, and how the run before ended.
func runningValue(pg *page.Page, l *timeline.Lane, sp *timeline.Span) (string, draw.Style) {
	name, st, since := "running", draw.Running, sp.Start.Time
	if l.Container != nil && l.Kind != timeline.LaneInit && l.Kind != timeline.LaneEphemeral {
		switch {
		case l.Container.Ready:
			st = draw.Steady
			if r := page.LastOpen(l, timeline.TrackReadiness); r != nil && r.Phase == timeline.Ready {
				name, since = "ready", r.Start.Time
			}
		case l.Probe(timeline.TrackStartup) != nil && !l.Container.Started:
			name = "startup"
		case l.Probe(timeline.TrackReadiness) != nil:
			name = "not ready"
			since = notReadySince(l, since)
		}
	}
	switch v := pg.Life.Verdict; {
	case page.Culprit(pg.Life) == l.ID:
		st = page.SeverityStyle[v.Severity]
	case l.RecoveredFrom(pg.Now) != nil:
		st = draw.SevWarning
	}
	v := pg.G.Open + " " + name + " " + page.Lasting(pg, since)
	if l.Restarts > 0 {
		if code, ok := page.LastExit(l); ok {
			again, exit := " "+pg.G.Dot+restarts(pg, l)+", ", "exit "+page.Itoa(code)
			return fitting(pg, v+again+"last "+exit, v+again+exit, v+restarts(pg, l)), st
		}
	}
	return v + restarts(pg, l), st
}

// notReadySince returns when a running container was last ready, or else the
// start of its run.
func notReadySince(l *timeline.Lane, since time.Time) time.Time {
	for i := range l.Spans {
		sp := &l.Spans[i]
		if sp.Track == timeline.TrackReadiness && sp.Phase == timeline.Ready && !sp.Open() && sp.End.Time.After(since) {
			since = sp.End.Time
		}
	}
	return since
}

// backOff returns "✗3 ↻4" and how long until the next start where the headline
// does not say it, or with its length where that is not known.
func backOff(pg *page.Page, l *timeline.Lane, sp *timeline.Span) (v, next string) {
	v = pg.G.Fail
	if sp.Phase == timeline.PullBackOff {
		v += " pull" + restarts(pg, l)
	} else {
		v = lastFailure(pg, l)
	}
	for _, d := range pg.Life.Future {
		switch {
		case d.Lane != l.ID:
		case Announced(pg, d):
			return v, ""
		default:
			return v, page.Left(pg, d.Edge)
		}
	}
	return v + " " + page.Lasting(pg, sp.Start.Time), ""
}

// lastFailure returns "✗3 ↻4"; where the exit code alone would mislead, "↻2
// postStart failed (exit 0)" or "↻2 exit 0".
func lastFailure(pg *page.Page, l *timeline.Lane) string {
	code, ok := page.LastExit(l)
	again := strings.TrimPrefix(restarts(pg, l)+" ", " ")
	switch {
	case !ok:
		return pg.G.Fail + restarts(pg, l)
	case hookFailed(l):
		v := again + string(timeline.CausePostStart)
		return fitting(pg, v+" (exit "+page.Itoa(code)+")", v)
	case code == 0:
		return again + "exit 0"
	}
	return pg.G.Fail + page.Itoa(code) + restarts(pg, l)
}

// hookFailed reports whether the last run that ended was killed because its
// postStart hook had failed.
func hookFailed(l *timeline.Lane) bool {
	last := timeline.FindLast(l.Attempts, (*timeline.Attempt).Over)
	return last != nil && last.Cause == timeline.CausePostStart
}

// restarts returns " ↻3", or "".
func restarts(pg *page.Page, l *timeline.Lane) string {
	if l.Restarts == 0 {
		return ""
	}
	return " " + pg.G.Restart + page.Itoa(l.Restarts)
}
