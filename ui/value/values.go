// Package value says in words what a lane, a run, a probe or an edge is: the one-line answers
// beside the axis, and the lines that several panes share.
package value

import (
	"slices"
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Row returns a row's one-line answer.
func Row(pg *page.Page, l *timeline.Lane, t timeline.Track) (string, draw.Style) {
	if !Unheard(pg, l) && t != "" {
		return trackValue(pg, l, t)
	}
	v, st, next := state(pg, l)
	if next != "" {
		v = fitting(pg, v+" next "+next, strings.TrimSuffix(v, " (exit 0)")+" next "+next)
	}
	return v, st
}

// State returns what a lane is doing, without the countdown to what comes next.
func State(pg *page.Page, l *timeline.Lane) (string, draw.Style) {
	v, st, _ := state(pg, l)
	return v, st
}

// state returns what a lane is doing, and how long until it is started again, ""
// if it does not wait for that.
func state(pg *page.Page, l *timeline.Lane) (v string, st draw.Style, next string) {
	if Unheard(pg, l) {
		return pg.G.Inexact + " unknown " + length.Running(pg.Now.Sub(pg.Life.Verdict.Since)), draw.Muted, ""
	}
	switch l.Kind {
	case timeline.LanePod:
		v, st = podValue(pg, l)
		return v, st, ""
	case timeline.LaneService:
		v, st = openValue(pg, l, timeline.TrackEndpoint)
		return v, st, ""
	case timeline.LaneInit:
		if v, ok := initValue(pg, l); ok {
			return v, draw.Ready, ""
		}
	}
	return containerValue(pg, l)
}

// podValue returns how long the pod has been what it is.
func podValue(pg *page.Page, l *timeline.Lane) (string, draw.Style) {
	if page.Over(pg.Life) {
		return "gone", draw.Muted
	}
	if sp := podSpan(pg, l); sp != nil {
		look, _ := page.MergedLook(sp)
		g, st := pg.G.Open, look.Style()
		switch v := pg.Life.Verdict; {
		case look.Shape == visual.BackOff:
			g = pg.G.BackOff
		case page.Bad(v.Severity):
			st = page.SeverityStyle[v.Severity]
		}
		return g + " " + page.DoingWord(sp.Phase) + " " + page.Lasting(pg, sp.Start.Time), st
	}
	if pg.Life.Pod.Phase != "" {
		return pg.Life.Pod.Phase, draw.Muted
	}
	return "", draw.Plain
}

// podSpan returns what the pod is doing now: of what its row draws, the topmost that is not
// a stage of its start-up.
func podSpan(pg *page.Page, l *timeline.Lane) *timeline.Span {
	for _, sp := range slices.Backward(visual.Row(pg.Life, l)) {
		if sp.Open() && sp.Track != visual.TrackPath {
			return &sp
		}
	}
	return nil
}

// initValue returns "✓0 3s ↻1 pull 2.3s": exit code, run, restarts, and the
// pull if there is room for it.
func initValue(pg *page.Page, l *timeline.Lane) (string, bool) {
	run := page.LastRun(l)
	if run == nil || page.LastOpen(l, timeline.TrackProcess) != nil || run.Outcome != timeline.Succeeded {
		return "", false
	}
	v := pg.G.OK
	if run.ExitCode != nil {
		v += page.Itoa(int(*run.ExitCode))
	}
	v += " " + length.Of(run.Start, run.End, pg.Now).Short()
	v += restarts(pg, l)
	if pull := page.LastOf(l, timeline.TrackImage); pull != nil && pull.Phase == timeline.Pulling && !pull.Open() {
		if more := v + " pull " + length.Of(pull.Start, pull.End, pg.Now).Short(); draw.Width(more) <= pg.Cols.ValueW {
			v = more
		}
	}
	return v, true
}

// containerValue returns what a container is doing, or how it ended.
func containerValue(pg *page.Page, l *timeline.Lane) (v string, st draw.Style, next string) {
	if v, st, next, ok := nowValue(pg, l); ok {
		return v, st, next
	}
	run := page.LastRun(l)
	if code, ok := page.LastExit(l); run == nil && ok {
		return pg.G.Fail + page.Itoa(code) + restarts(pg, l) + " never ran", draw.Failed, ""
	}
	if run == nil {
		return pg.G.Dot + " not started", draw.Muted, ""
	}
	v, st = ExitText(pg, run), draw.Failed
	switch {
	case run.Outcome == timeline.Succeeded:
		st = draw.Ready
	case run.Outcome == timeline.Unknown && run.ExitCode == nil:
		v, st = pg.G.Inexact+" end not seen,", draw.Muted
	}
	lasted := length.Of(run.Start, run.End, pg.Now).Short() + restarts(pg, l)
	if w := draw.Width(v + " after " + lasted); pg.Cols.ValueW > 0 && w > pg.Cols.ValueW {
		return v + " " + lasted, st, ""
	}
	return v + " after " + lasted, st, ""
}

// nowOrder lists the tracks by what says most about the moment.
var nowOrder = []timeline.Track{timeline.TrackHooks, timeline.TrackStop, timeline.TrackImage, timeline.TrackProcess}

// nowValue returns the open span that says most, and the time until the next
// start while it is a back-off.
func nowValue(pg *page.Page, l *timeline.Lane) (v string, st draw.Style, next string, ok bool) {
	if page.Over(pg.Life) {
		return "", 0, "", false
	}
	for _, t := range nowOrder {
		sp := page.LastOpen(l, t)
		if sp == nil {
			continue
		}
		look, _ := page.MergedLook(sp)
		lasted := page.Lasting(pg, sp.Start.Time)
		switch sp.Phase {
		case timeline.BackOff, timeline.PullBackOff:
			v, next = backOff(pg, l, sp)
			return v, draw.Failed, next, true
		case timeline.Running:
			v, st = runningValue(pg, l, sp)
			return v, st, "", true
		case timeline.Waiting:
			return pg.G.Wait + " waiting " + lasted + restarts(pg, l), look.Style(), "", true
		}
		if look.Shape == visual.NoShape {
			continue
		}
		return look.Glyph(pg.G) + " " + page.DoingWord(sp.Phase) + " " + lasted + restarts(pg, l), look.Style(), "", true
	}
	return "", 0, "", false
}

// fitting returns the first of the forms, longest first, that fits into the
// column of values, or else the last; where there is no such column, the first, and
// the last where not even a time axis has room.
func fitting(pg *page.Page, forms ...string) string {
	for _, v := range forms {
		if pg.Cols.ValueW == 0 && pg.W >= page.Narrowest || draw.Width(v) <= pg.Cols.ValueW {
			return v
		}
	}
	return forms[len(forms)-1]
}

// ExitText returns "✓0" or "✗137 OOMKilled".
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

// openValue returns the phase a track is in and for how long.
func openValue(pg *page.Page, l *timeline.Lane, t timeline.Track) (string, draw.Style) {
	if sp := page.LastOpen(l, t); sp != nil && !page.Over(pg.Life) {
		look, _ := page.MergedLook(sp)
		return pg.G.Open + " " + openWord(sp) + " " + page.Lasting(pg, sp.Start.Time), look.Style()
	}
	if sp := page.LastOf(l, t); sp != nil && !sp.Open() {
		return page.DoneWord(sp.Phase) + " " + length.Of(sp.Start, sp.End, pg.Now).Short(), draw.Muted
	}
	return "", draw.Plain
}

// openWord returns the word for a span that goes on; a pod is serving for a
// Service, or not.
func openWord(sp *timeline.Span) string {
	switch {
	case sp.Track != timeline.TrackEndpoint:
	case sp.Phase == timeline.Ready:
		return "serving"
	case sp.Phase == timeline.NotReady:
		return "not serving"
	}
	return page.DoingWord(sp.Phase)
}

func trackValue(pg *page.Page, l *timeline.Lane, t timeline.Track) (string, draw.Style) {
	p := l.Probe(t)
	sp := page.LastOf(l, t)
	switch {
	case p != nil:
		return probeValue(pg, l, p, sp)
	case sp == nil:
		return "", draw.Plain
	case t == timeline.TrackHooks || t == timeline.TrackStop || t == timeline.TrackImage:
		if sp.Open() && !page.Over(pg.Life) {
			look, _ := page.ApartLook(sp)
			return pg.G.Open + " " + page.DoingWord(sp.Phase) + " " + page.Lasting(pg, sp.Start.Time), look.Style()
		}
		name := page.DoneWord(sp.Phase)
		if sp.Phase == timeline.PullBackOff {
			if at := page.LastAttempt(l); at != nil && at.Pull != (timeline.Pull{}) { // the back-off has come to an end
				return pg.G.OK + " " + strings.TrimPrefix(PulledText(at.Pull), "image "), draw.Muted
			}
			return pg.G.BackOff + " " + name + " " + length.Of(sp.Start, sp.End, pg.Now).Short(), draw.Muted
		}
		if sp.Outcome == timeline.Failed {
			return pg.G.Fail + " " + name + " " + length.Of(sp.Start, sp.End, pg.Now).Short(), draw.Failed
		}
		return pg.G.OK + " " + name + " " + length.Of(sp.Start, sp.End, pg.Now).Short(), draw.Muted
	}
	return openValue(pg, l, t)
}
