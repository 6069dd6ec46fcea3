package value

import (
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
