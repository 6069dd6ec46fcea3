package value

import (
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/page"
)

// Recovered returns from what a pod that is ready again has only just recovered,
// "↻1 OOMKilled 8s ago", or "".
func Recovered(pg *page.Page) string {
	lane, end := page.Recovered(pg.Life, pg.Now)
	if end == nil {
		return ""
	}
	why := end.Reason
	if end.ExitCode != nil && (why == "" || why == "Error" || why == "Completed") {
		why = "exit " + page.Itoa(int(*end.ExitCode))
	}
	return strings.Join(strings.Fields(restarts(pg, lane)+" "+why+" "+page.Lasting(pg, end.Exited.Time)+" ago"), " ")
}

// Announced reports whether the headline, as far as it is in sight, says when a
// deadline comes: then nothing else needs to count down to it.
func Announced(pg *page.Page, d timeline.Deadline) bool {
	due := length.Until(d.Edge, pg.Now)
	if pg.Life.NowUnknown {
		due = length.By(d.Edge)
	}
	var seen []string
	for i, l := range Headline(pg) {
		if i < pg.HeadlineRows {
			seen = append(seen, l.Text)
		}
	}
	return strings.Contains(strings.Join(seen, " "), due)
}
