package value

import (
	"slices"
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// ExitLines describe the newest run that ended: "exit 137 OOMKilled after 3d11h".
func ExitLines(pg *page.Page, l *timeline.Lane) []draw.Line {
	at := timeline.FindLast(l.Attempts, (*timeline.Attempt).Over)
	if at == nil {
		return nil
	}
	st := draw.Plain
	if at.ExitCode != nil && *at.ExitCode != 0 {
		st = draw.Failed
	}
	out := []draw.Line{{Label: "last exit", Text: attemptText(pg, at), Style: st}}
	return append(out, draw.Wrap("message", at.Message, pg.W-14, draw.Plain)...)
}

// attemptText returns "run 1: exit 137 Error after 3d11h · killed: liveness ·
// 14:02:07".
func attemptText(pg *page.Page, at *timeline.Attempt) string {
	text := "run " + page.Itoa(at.Number) + ":"
	if at.ExitCode != nil {
		text += " exit " + page.Itoa(int(*at.ExitCode))
	}
	if at.Signal != 0 {
		text += " signal " + page.Itoa(int(at.Signal))
	}
	if at.Reason != "" {
		text += " " + at.Reason
	}
	if !at.Started.IsZero() && !at.Exited.IsZero() {
		text += " after " + length.Of(at.Started, at.Exited, pg.Now).Sentence()
	}
	if !at.Exited.IsZero() {
		text += " at " + page.Moment(pg, at.Exited.Time)
	}
	if at.Cause != "" {
		text += " " + pg.G.Dot + " killed: " + string(at.Cause)
	}
	return text
}

// PulledText returns "pulled 7.697s, 45 MB" or "image present".
func PulledText(p timeline.Pull) string {
	if p.Present {
		return "image present"
	}
	return "pulled " + p.String()
}

// Unheard reports a lane that the kubelet alone can speak of while the node is
// lost: what it said last is old news since the verdict's moment.
func Unheard(pg *page.Page, l *timeline.Lane) bool {
	if pg.Life.Verdict.State != timeline.StateNodeLost || l.Kind == timeline.LanePod || l.Kind == timeline.LaneService {
		return false
	}
	return page.LastOpen(l, timeline.TrackProcess) != nil
}

// Headline returns the verdict in one sentence, in as many lines as it needs.
// On the page of a container that it is not about, one line must do.
func Headline(pg *page.Page) []draw.Line {
	v := pg.Life.Verdict
	if pg.Kind == page.Container && v.Blocking != nil && v.Blocking.Lane != pg.Lane {
		return []draw.Line{{Label: "", Text: "pod: " + v.Headline, Style: draw.Muted}}
	}
	return draw.Sentence(v.Headline, max(pg.W-2, 1), page.SeverityStyle[v.Severity])
}

// CommandLines returns the words that a container runs, as its spec has them, where
// they are of interest: a run of it failed, or there is room to spare.
func CommandLines(pg *page.Page, l *timeline.Lane) []draw.Line {
	const roomy = 45 // lines of a page
	ct := l.Container
	if ct.Manifest == nil || pg.H < roomy && !slices.ContainsFunc(l.Attempts, func(at timeline.Attempt) bool { return at.Failed() }) {
		return nil
	}
	words := strings.Fields(ct.Manifest.Command + " " + ct.Manifest.Args) // none: the image's own
	return draw.Fact("command", strings.Join(words, " "), draw.Plain)
}

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
