package ui

import (
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// value is a row's one-line answer.
func (a *app) value(s *scene, r *row) (string, draw.Style) {
	l := s.lane(r)
	if unheard(s, l) {
		return a.unheardValue(s)
	}
	if r.track != "" {
		return a.trackValue(s, l, r.track)
	}
	switch l.Kind {
	case timeline.LanePod:
		return a.podValue(s, l)
	case timeline.LaneService:
		return a.openValue(s, l, timeline.TrackEndpoint)
	case timeline.LaneInit:
		if v, ok := a.initValue(s, l); ok {
			return v, draw.Ready
		}
	}
	return a.containerValue(s, l)
}

// podValue is how long the pod has been what it is.
func (a *app) podValue(s *scene, l *timeline.Lane) (string, draw.Style) {
	if over(s.life) {
		return "gone", draw.Muted
	}
	if sp := lastOpen(l, ""); sp != nil {
		return a.g.Open + " " + word(doing, sp.Phase) + " " + whole(sp.Duration(s.now)), phaseStyle(sp)
	}
	if s.life.Pod.Phase != "" {
		return s.life.Pod.Phase, draw.Muted
	}
	return "", draw.Plain
}

// phaseStyle is the colour of a span in its lane's row.
func phaseStyle(sp *timeline.Span) draw.Style { return merged[trackPhase{sp.Track, sp.Phase}].st }

// lastOpen is the open span that began last, of a track or ("") of any.
func lastOpen(l *timeline.Lane, t timeline.Track) *timeline.Span {
	var found *timeline.Span
	for i := range l.Spans {
		sp := &l.Spans[i]
		if sp.Open() && (t == "" || sp.Track == t) && (found == nil || !sp.Start.Time.Before(found.Start.Time)) {
			found = sp
		}
	}
	return found
}

// lastOf is the span of a track that began last, or nil.
func lastOf(l *timeline.Lane, t timeline.Track) *timeline.Span {
	for i := len(l.Spans) - 1; i >= 0; i-- {
		if l.Spans[i].Track == t {
			return &l.Spans[i]
		}
	}
	return nil
}

// lastRun is the newest run of a container, or nil.
func lastRun(l *timeline.Lane) *timeline.Span {
	for i := len(l.Spans) - 1; i >= 0; i-- {
		if sp := &l.Spans[i]; sp.Track == timeline.TrackProcess && sp.Phase == timeline.Running {
			return sp
		}
	}
	return nil
}

// initValue is "✓0 3s ↻1 pull 2.3s": exit code, run, restarts, and the pull if
// there is room for it.
func (a *app) initValue(s *scene, l *timeline.Lane) (string, bool) {
	run := lastRun(l)
	if run == nil || lastOpen(l, timeline.TrackProcess) != nil || run.Outcome != timeline.Succeeded {
		return "", false
	}
	v := a.g.Ok
	if run.ExitCode != nil {
		v += itoa(int(*run.ExitCode))
	}
	v += " " + between(run.Start, run.End, s.now)
	v += a.restarts(l)
	if pull := lastOf(l, timeline.TrackImage); pull != nil && pull.Phase == timeline.Pulling && !pull.Open() {
		if more := v + " pull " + between(pull.Start, pull.End, s.now); draw.Width(more) <= s.cols.valueW {
			v = more
		}
	}
	return v, true
}

// containerValue is what a container is doing, or how it ended.
func (a *app) containerValue(s *scene, l *timeline.Lane) (string, draw.Style) {
	if v, st, ok := a.nowValue(s, l); ok {
		return v, st
	}
	run := lastRun(l)
	if code := strings.Trim(lastExit(l), "()"); run == nil && code != "" {
		return a.g.Fail + code + a.restarts(l) + " never ran", draw.Failed
	}
	if run == nil {
		return a.g.Dot + " not started", draw.Muted
	}
	v, st := a.exitText(run), draw.Failed
	switch {
	case run.Outcome == timeline.Succeeded:
		st = draw.Ready
	case run.Outcome == timeline.Unknown && run.ExitCode == nil:
		v, st = a.g.Inexact+" end not seen,", draw.Muted
	}
	length := between(run.Start, run.End, s.now) + a.restarts(l)
	if w := draw.Width(v + " after " + length); s.cols.valueW > 0 && w > s.cols.valueW {
		return v + " " + length, st
	}
	return v + " after " + length, st
}

// nowOrder lists the tracks by what says most about the moment.
var nowOrder = []timeline.Track{timeline.TrackHooks, timeline.TrackStop, timeline.TrackImage, timeline.TrackProcess}

// nowValue is the open span that says most.
func (a *app) nowValue(s *scene, l *timeline.Lane) (string, draw.Style, bool) {
	if over(s.life) {
		return "", 0, false
	}
	for _, t := range nowOrder {
		sp := lastOpen(l, t)
		if sp == nil {
			continue
		}
		look := merged[trackPhase{sp.Track, sp.Phase}]
		length := whole(sp.Duration(s.now))
		switch sp.Phase {
		case timeline.BackOff, timeline.PullBackOff:
			return a.backOff(s, l, sp), draw.Failed, true
		case timeline.Running:
			v, st := a.runningValue(s, l, sp)
			return v, st, true
		case timeline.Waiting:
			text := a.g.Wait + " waiting " + length
			return text + a.restarts(l), look.st, true
		}
		if look.glyph == nil {
			continue
		}
		return look.glyph(a.g) + " " + word(doing, sp.Phase) + " " + length + a.restarts(l), look.st, true
	}
	return "", 0, false
}

// doing and done are the words for phases in the value column, where the
// lower-cased phase would not read well.
var (
	doing = map[timeline.Phase]string{timeline.PreStop: "preStop", timeline.PostStart: "postStart", timeline.BackOff: "back-off", timeline.PullBackOff: "back-off", timeline.NotReady: "not ready"}
	done  = map[timeline.Phase]string{timeline.PreStop: "preStop", timeline.PostStart: "postStart", timeline.PullBackOff: "back-off", timeline.Pulling: "pulled", timeline.Stopping: "stopped"}
)

func word(words map[timeline.Phase]string, p timeline.Phase) string {
	if w, ok := words[p]; ok {
		return w
	}
	return strings.ToLower(spaced(string(p)))
}

// lastExit is the exit code of the run before, as "(137)".
func lastExit(l *timeline.Lane) string {
	for i := len(l.Attempts) - 1; i >= 0; i-- {
		if at := &l.Attempts[i]; at.ExitCode != nil {
			return "(" + itoa(int(*at.ExitCode)) + ")"
		}
	}
	return ""
}

// backOff is "✗3 ↻4 next in 12s".
func (a *app) backOff(s *scene, l *timeline.Lane, sp *timeline.Span) string {
	v := a.g.Fail
	if sp.Phase == timeline.PullBackOff {
		v += " pull"
	} else if code := strings.Trim(lastExit(l), "()"); code != "" {
		v += code
	}
	v += a.restarts(l)
	for _, d := range s.life.Future {
		if d.Lane == l.ID {
			return v + " next " + strings.TrimPrefix(due(d.Edge, s.now), "in ")
		}
	}
	return v + " " + whole(sp.Duration(s.now))
}

// restarts is " ↻3", or "".
func (a *app) restarts(l *timeline.Lane) string {
	if l.Restarts == 0 {
		return ""
	}
	return " " + a.g.Restart + itoa(l.Restarts)
}

// exitText is "✓0" or "✗137 OOMKilled".
func (a *app) exitText(sp *timeline.Span) string {
	v := a.g.Fail
	if sp.Outcome == timeline.Succeeded {
		v = a.g.Ok
	}
	if sp.ExitCode != nil {
		v += itoa(int(*sp.ExitCode))
	}
	if sp.Reason != "" && sp.Reason != "Error" && sp.Reason != "Completed" {
		v += " " + sp.Reason
	}
	return v
}

// openValue is the phase a track is in and for how long.
func (a *app) openValue(s *scene, l *timeline.Lane, t timeline.Track) (string, draw.Style) {
	if sp := lastOpen(l, t); sp != nil && !over(s.life) {
		return a.g.Open + " " + word(doing, sp.Phase) + " " + whole(sp.Duration(s.now)), phaseStyle(sp)
	}
	if sp := lastOf(l, t); sp != nil && !sp.Open() {
		return word(done, sp.Phase) + " " + between(sp.Start, sp.End, s.now), draw.Muted
	}
	return "", draw.Plain
}

// trackValue is the answer of one track.
func (a *app) trackValue(s *scene, l *timeline.Lane, t timeline.Track) (string, draw.Style) {
	p := probeOf(l, t)
	sp := lastOf(l, t)
	switch {
	case p != nil:
		return a.probeValue(s, l, p, sp)
	case sp == nil:
		return "", draw.Plain
	case t == timeline.TrackHooks || t == timeline.TrackStop || t == timeline.TrackImage:
		if sp.Open() && !over(s.life) {
			return a.g.Open + " " + word(doing, sp.Phase) + " " + whole(sp.Duration(s.now)), apart[trackPhase{sp.Track, sp.Phase}].st
		}
		name := word(done, sp.Phase)
		if sp.Phase == timeline.PullBackOff {
			if at := lastAttempt(l); at != nil && at.Pull != (timeline.Pull{}) { // the back-off has come to an end
				return a.g.Ok + " " + strings.TrimPrefix(pulledText(at.Pull), "image "), draw.Muted
			}
			return a.g.Wait + " " + name + " " + between(sp.Start, sp.End, s.now), draw.Muted
		}
		if sp.Outcome == timeline.Failed {
			return a.g.Fail + " " + name + " " + between(sp.Start, sp.End, s.now), draw.Failed
		}
		return a.g.Ok + " " + name + " " + between(sp.Start, sp.End, s.now), draw.Muted
	}
	return a.openValue(s, l, t)
}
