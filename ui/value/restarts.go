package value

import (
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/page"
)

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
