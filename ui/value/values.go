package value

import (
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Row is a row's one-line answer.
func Row(pg *page.Page, l *timeline.Lane, t timeline.Track) (string, draw.Style) {
	if Unheard(pg, l) {
		return unheardValue(pg)
	}
	if t != "" {
		return trackValue(pg, l, t)
	}
	switch l.Kind {
	case timeline.LanePod:
		return podValue(pg, l)
	case timeline.LaneService:
		return openValue(pg, l, timeline.TrackEndpoint)
	case timeline.LaneInit:
		if v, ok := initValue(pg, l); ok {
			return v, draw.Ready
		}
	}
	return containerValue(pg, l)
}

// podValue is how long the pod has been what it is.
func podValue(pg *page.Page, l *timeline.Lane) (string, draw.Style) {
	if page.Over(pg.Life) {
		return "gone", draw.Muted
	}
	if sp := page.LastOpen(l, ""); sp != nil {
		return pg.G.Open + " " + page.DoingWord(sp.Phase) + " " + page.Whole(sp.Duration(pg.Now)), page.PhaseStyle(sp)
	}
	if pg.Life.Pod.Phase != "" {
		return pg.Life.Pod.Phase, draw.Muted
	}
	return "", draw.Plain
}

// initValue is "✓0 3s ↻1 pull 2.3s": exit code, run, restarts, and the pull if
// there is room for it.
func initValue(pg *page.Page, l *timeline.Lane) (string, bool) {
	run := page.LastRun(l)
	if run == nil || page.LastOpen(l, timeline.TrackProcess) != nil || run.Outcome != timeline.Succeeded {
		return "", false
	}
	v := pg.G.OK
	if run.ExitCode != nil {
		v += page.Itoa(int(*run.ExitCode))
	}
	v += " " + page.Between(run.Start, run.End, pg.Now)
	v += restarts(pg, l)
	if pull := page.LastOf(l, timeline.TrackImage); pull != nil && pull.Phase == timeline.Pulling && !pull.Open() {
		if more := v + " pull " + page.Between(pull.Start, pull.End, pg.Now); draw.Width(more) <= pg.Cols.ValueW {
			v = more
		}
	}
	return v, true
}

// containerValue is what a container is doing, or how it ended.
func containerValue(pg *page.Page, l *timeline.Lane) (string, draw.Style) {
	if v, st, ok := nowValue(pg, l); ok {
		return v, st
	}
	run := page.LastRun(l)
	if code := strings.Trim(page.LastExit(l), "()"); run == nil && code != "" {
		return pg.G.Fail + code + restarts(pg, l) + " never ran", draw.Failed
	}
	if run == nil {
		return pg.G.Dot + " not started", draw.Muted
	}
	v, st := ExitText(pg, run), draw.Failed
	switch {
	case run.Outcome == timeline.Succeeded:
		st = draw.Ready
	case run.Outcome == timeline.Unknown && run.ExitCode == nil:
		v, st = pg.G.Inexact+" end not seen,", draw.Muted
	}
	length := page.Between(run.Start, run.End, pg.Now) + restarts(pg, l)
	if w := draw.Width(v + " after " + length); pg.Cols.ValueW > 0 && w > pg.Cols.ValueW {
		return v + " " + length, st
	}
	return v + " after " + length, st
}

// nowOrder lists the tracks by what says most about the moment.
var nowOrder = []timeline.Track{timeline.TrackHooks, timeline.TrackStop, timeline.TrackImage, timeline.TrackProcess}

// nowValue is the open span that says most.
func nowValue(pg *page.Page, l *timeline.Lane) (string, draw.Style, bool) {
	if page.Over(pg.Life) {
		return "", 0, false
	}
	for _, t := range nowOrder {
		sp := page.LastOpen(l, t)
		if sp == nil {
			continue
		}
		look, _ := page.MergedLook(sp)
		length := page.Whole(sp.Duration(pg.Now))
		switch sp.Phase {
		case timeline.BackOff, timeline.PullBackOff:
			return backOff(pg, l, sp), draw.Failed, true
		case timeline.Running:
			v, st := runningValue(pg, l, sp)
			return v, st, true
		case timeline.Waiting:
			text := pg.G.Wait + " waiting " + length
			return text + restarts(pg, l), look.Style(), true
		}
		if look.Shape == visual.NoShape {
			continue
		}
		return look.Glyph(pg.G) + " " + page.DoingWord(sp.Phase) + " " + length + restarts(pg, l), look.Style(), true
	}
	return "", 0, false
}

// backOff is "✗3 ↻4 next in 12s".
func backOff(pg *page.Page, l *timeline.Lane, sp *timeline.Span) string {
	v := pg.G.Fail
	if sp.Phase == timeline.PullBackOff {
		v += " pull"
	} else if code := strings.Trim(page.LastExit(l), "()"); code != "" {
		v += code
	}
	v += restarts(pg, l)
	for _, d := range pg.Life.Future {
		if d.Lane == l.ID {
			return v + " next " + strings.TrimPrefix(page.Due(d.Edge, pg.Now), "in ")
		}
	}
	return v + " " + page.Whole(sp.Duration(pg.Now))
}

// restarts is " ↻3", or "".
func restarts(pg *page.Page, l *timeline.Lane) string {
	if l.Restarts == 0 {
		return ""
	}
	return " " + pg.G.Restart + page.Itoa(l.Restarts)
}

// ExitText is "✓0" or "✗137 OOMKilled".
func ExitText(pg *page.Page, sp *timeline.Span) string {
	v := pg.G.Fail
	if sp.Outcome == timeline.Succeeded {
		v = pg.G.OK
	}
	if sp.ExitCode != nil {
		v += page.Itoa(int(*sp.ExitCode))
	}
	if sp.Reason != "" && sp.Reason != "Error" && sp.Reason != "Completed" {
		v += " " + sp.Reason
	}
	return v
}

// openValue is the phase a track is in and for how long.
func openValue(pg *page.Page, l *timeline.Lane, t timeline.Track) (string, draw.Style) {
	if sp := page.LastOpen(l, t); sp != nil && !page.Over(pg.Life) {
		return pg.G.Open + " " + page.DoingWord(sp.Phase) + " " + page.Whole(sp.Duration(pg.Now)), page.PhaseStyle(sp)
	}
	if sp := page.LastOf(l, t); sp != nil && !sp.Open() {
		return page.DoneWord(sp.Phase) + " " + page.Between(sp.Start, sp.End, pg.Now), draw.Muted
	}
	return "", draw.Plain
}

// trackValue is the answer of one track.
func trackValue(pg *page.Page, l *timeline.Lane, t timeline.Track) (string, draw.Style) {
	p := page.ProbeOf(l, t)
	sp := page.LastOf(l, t)
	switch {
	case p != nil:
		return ProbeValue(pg, l, p, sp)
	case sp == nil:
		return "", draw.Plain
	case t == timeline.TrackHooks || t == timeline.TrackStop || t == timeline.TrackImage:
		if sp.Open() && !page.Over(pg.Life) {
			return pg.G.Open + " " + page.DoingWord(sp.Phase) + " " + page.Whole(sp.Duration(pg.Now)), page.TrackStyle(sp)
		}
		name := page.DoneWord(sp.Phase)
		if sp.Phase == timeline.PullBackOff {
			if at := page.LastAttempt(l); at != nil && at.Pull != (timeline.Pull{}) { // the back-off has come to an end
				return pg.G.OK + " " + strings.TrimPrefix(PulledText(at.Pull), "image "), draw.Muted
			}
			return pg.G.Wait + " " + name + " " + page.Between(sp.Start, sp.End, pg.Now), draw.Muted
		}
		if sp.Outcome == timeline.Failed {
			return pg.G.Fail + " " + name + " " + page.Between(sp.Start, sp.End, pg.Now), draw.Failed
		}
		return pg.G.OK + " " + name + " " + page.Between(sp.Start, sp.End, pg.Now), draw.Muted
	}
	return openValue(pg, l, t)
}
