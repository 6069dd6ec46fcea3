package page

import (
	"cmp"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// LastOpen returns the open span that began last, of a track or ("") of any.
func LastOpen(l *timeline.Lane, t timeline.Track) *timeline.Span {
	var found *timeline.Span
	for i := range l.Spans {
		sp := &l.Spans[i]
		if sp.Open() && (t == "" || sp.Track == t) && (found == nil || !sp.Start.Time.Before(found.Start.Time)) {
			found = sp
		}
	}
	return found
}

// LastOf returns the span of a track that began last, or nil.
func LastOf(l *timeline.Lane, t timeline.Track) *timeline.Span {
	return timeline.FindLast(l.Spans, func(sp *timeline.Span) bool { return sp.Track == t })
}

// LastRun returns the newest run of a container, or nil.
func LastRun(l *timeline.Lane) *timeline.Span {
	return timeline.FindLast(l.Spans, func(sp *timeline.Span) bool { return sp.Track == timeline.TrackProcess && sp.Phase == timeline.Running })
}

// LastExit returns the exit code of the last run that ended with one.
func LastExit(l *timeline.Lane) (code int, ok bool) {
	if at := timeline.FindLast(l.Attempts, func(at *timeline.Attempt) bool { return at.ExitCode != nil }); at != nil {
		return int(*at.ExitCode), true
	}
	return 0, false
}

// LastAttempt returns the newest run of a container, or nil.
func LastAttempt(l *timeline.Lane) *timeline.Attempt {
	return timeline.FindLast(l.Attempts, func(*timeline.Attempt) bool { return true })
}

// Bad reports whether a severity is one of trouble.
func Bad(s timeline.Severity) bool { return s == timeline.Bad || s == timeline.Warning }

// Culprit returns the lane that is to blame for what is wrong with a pod, or "".
// What a pod only waits for is none: the selection must not wander while it
// starts.
func Culprit(l *timeline.Life) string {
	v := l.Verdict
	if v.Blocking != nil && Bad(v.Severity) {
		return v.Blocking.Lane
	}
	if v.State != timeline.StateFailed {
		return ""
	}
	id, ended := "", time.Time{} // what failed last: nothing waits for it any more
	for i := range l.Lanes {
		if a := LastAttempt(&l.Lanes[i]); a != nil && (l.Lanes[i].Kind == timeline.LaneContainer || l.Lanes[i].Kind == timeline.LaneInit) && a.Failed() && a.Exited.Time.After(ended) {
			id, ended = l.Lanes[i].ID, a.Exited.Time
		}
	}
	return id
}

// Recovered returns the container that was started again last, and its run before,
// of a pod that is ready and has only just recovered; else nil. It is the one that
// the headline names: of several in one second, the first.
func Recovered(l *timeline.Life, now time.Time) (lane *timeline.Lane, before *timeline.Attempt) {
	if v := l.Verdict; v.State != timeline.StateReady || !Bad(v.Severity) {
		return nil, nil
	}
	for i := range l.Lanes {
		at := l.Lanes[i].RecoveredFrom(now)
		if at == nil || at.Exited.IsZero() {
			continue
		}
		if lane == nil || LastAttempt(&l.Lanes[i]).Started.Time.After(LastAttempt(lane).Started.Time) {
			lane, before = &l.Lanes[i], at
		}
	}
	return lane, before
}

// Suspect returns the lane to look at first: what is wrong with a pod, or what it
// has just recovered from; "" where nothing is.
func Suspect(l *timeline.Life, now time.Time) string {
	if id := Culprit(l); id != "" {
		return id
	}
	if lane, _ := Recovered(l, now); lane != nil {
		return lane.ID
	}
	return ""
}

// HasTrack reports whether a track of a lane is worth a row of its own.
func HasTrack(l *timeline.Lane, t timeline.Track) bool {
	switch l.Kind {
	case timeline.LanePod, timeline.LaneService:
		return false
	}
	if l.Probe(t) != nil {
		return true
	}
	spans := timeline.Count(l.Spans, func(sp *timeline.Span) bool { return sp.Track == t })
	marks := timeline.Count(l.Marks, func(m *timeline.Mark) bool { return m.Track == t && Bad(m.Severity) })
	switch t {
	case timeline.TrackReadiness:
		return marks > 0 // without a probe, readiness only repeats Running
	case timeline.TrackImage:
		return marks > 0 || spans > 1
	case timeline.TrackStop:
		return spans > 0
	}
	return spans+marks > 0
}

// Finished returns when a container's last span ended, a little later so that
// the end can be seen; ok is false while anything of it goes on.
func Finished(l *timeline.Lane) (end time.Time, ok bool) {
	if l == nil || len(l.Spans) == 0 || l.Container == nil {
		return time.Time{}, false
	}
	begin := l.Spans[0].Start.Time
	for i := range l.Spans {
		sp := &l.Spans[i]
		if sp.Open() {
			return time.Time{}, false
		}
		if sp.End.Time.After(end) {
			end = sp.End.Time
		}
		if sp.Start.Time.Before(begin) {
			begin = sp.Start.Time
		}
	}
	return end.Add(max(end.Sub(begin)/25, 0)), true
}

// Over reports whether nothing can happen to the life any more.
func Over(l *timeline.Life) bool { return !l.Pod.Gone.IsZero() }

// SeverityStyle colours a verdict, and only a verdict.
var SeverityStyle = map[timeline.Severity]draw.Style{
	timeline.OK: draw.SevOK, timeline.Progress: draw.SevProgress, timeline.Warning: draw.SevWarning, timeline.Bad: draw.SevBad,
}

// SeverityGlyph returns the glyph of a verdict.
func SeverityGlyph(g *draw.Glyphs, s timeline.Severity) string {
	switch s {
	case timeline.OK:
		return g.OK
	case timeline.Progress:
		return g.Open
	case timeline.Warning:
		return g.Milestone
	}
	return g.Fail
}

// spaced splits a CamelCase name into words.
func spaced(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 && r >= 'A' && r <= 'Z' && s[i-1] >= 'a' && s[i-1] <= 'z' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// doing are the words for phases that go on, and done those for phases that are over,
// where the lower-cased phase would not read well.
var (
	doing = map[timeline.Phase]string{timeline.PreStop: "preStop", timeline.PostStart: "postStart", timeline.BackOff: "back-off", timeline.PullBackOff: "back-off", timeline.NotReady: "not ready", timeline.Kubelet: "kubelet overhead"}
	done  = map[timeline.Phase]string{timeline.PreStop: "preStop", timeline.PostStart: "postStart", timeline.PullBackOff: "back-off", timeline.Pulling: "pulled", timeline.Stopping: "stopped"}
)

// DoingWord returns the word for a phase that goes on, and doneWord that for one that
// is over.
func DoingWord(p timeline.Phase) string { return cmp.Or(doing[p], strings.ToLower(spaced(string(p)))) }

// DoneWord returns the word for a phase that is over.
func DoneWord(p timeline.Phase) string { return cmp.Or(done[p], strings.ToLower(spaced(string(p)))) }
