package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// manyRows is how many rows one track of a lane may have before its middle is
// folded: a pod that flaps for a week still fits a ticket.
var manyRows = abridgement{most: 14, first: 4, last: 4}

// lanes writes what each lane did, in order.
func (v view) lanes() {
	v.section("TIMELINE  offsets from " + v.beginning())
	for i := range v.life.Lanes {
		lane := &v.life.Lanes[i]
		v.laneHeading(lane)
		before := ""
		for _, r := range v.laneRows(lane) {
			v.row(2, []int{9, 12, 16}, []string{r.at, r.took, r.what}, words.Join(" · ", r.detail, words.Unless(r.message, r.message == before)), 3)
			if r.message != "" {
				before = r.message
			}
		}
		for _, p := range lane.Probes {
			v.row(2, []int{9, 12, 16}, []string{"probe", "", p.Probe}, probeText(p, v.runs(lane)), 3)
		}
		if i < len(v.life.Lanes)-1 {
			v.blank()
		}
	}
}

func (v view) laneHeading(lane *timeline.Lane) {
	c := lane.Container
	if c == nil {
		v.line(lane.ID)
		return
	}
	place := ""
	if c.Of > 1 {
		place = fmt.Sprintf("%d of %d", c.Index+1, c.Of)
	}
	text := words.Join(" · ", place, v.laneState(lane), words.Unless(words.Number(lane.Restarts, "restart"), lane.Restarts == 0), c.Image, c.Resources.String(),
		words.Prefix("postStart ", c.PostStart), words.Prefix("preStop ", c.PreStop))
	if words.Columns(lane.ID) > v.width/2 { // a long name has its own line
		v.line(words.Cut(lane.ID, v.width))
		v.row(4, nil, nil, text, 3)
		return
	}
	v.row(0, []int{words.Columns(lane.ID)}, []string{lane.ID}, text, 3)
}

// laneState returns what status says of a container, or said last where the object
// was removed before the end was reported.
func (v view) laneState(lane *timeline.Lane) string {
	c := lane.Container
	state := c.State
	switch {
	case c.Ready && c.State == "Running":
		state += ", ready"
	case c.State == "Running" && (lane.Kind == timeline.LaneContainer || lane.Kind == timeline.LaneSidecar):
		state += ", not ready"
	case c.Reason != "":
		state += ", " + c.Reason
	}
	if state != "" && c.State != "Terminated" && !v.life.Pod.Gone.IsZero() {
		return "last seen " + state
	}
	return state
}

// runs reports a container that runs now, by its last status.
func (v view) runs(lane *timeline.Lane) bool {
	return lane.Container != nil && lane.Container.State == "Running" && v.life.Pod.Gone.IsZero()
}

// laneRow is one span as a line. The message is left out where it is that of
// the line before: a pull fails and backs off in the same words.
type laneRow struct {
	at, took, what, detail, message string
	span                            timeline.Span
}

// laneRows lists a lane's spans as they followed each other in time, tracks
// mixed, with the middle of a track that has too many folded into one row.
func (v view) laneRows(lane *timeline.Lane) []laneRow {
	var rows []laneRow
	for i := 0; i < len(lane.Spans); {
		j := i
		for j < len(lane.Spans) && lane.Spans[j].Track == lane.Spans[i].Track {
			j++
		}
		rows = append(rows, v.trackRows(lane, lane.Spans[i:j])...)
		i = j
	}
	slices.SortStableFunc(rows, func(a, b laneRow) int { return a.span.Start.Time.Compare(b.span.Start.Time) })
	starts := make([]timeline.Edge, len(rows))
	for i := range rows {
		starts[i] = rows[i].span.Start
	}
	for i, at := range v.offsets.inOrder(starts) {
		rows[i].at = cmp.Or(rows[i].at, at)
	}
	return rows
}

func (v view) trackRows(lane *timeline.Lane, spans []timeline.Span) []laneRow {
	var shown []timeline.Span
	for _, s := range spans {
		if !v.unremarkable(lane, s) {
			shown = append(shown, s)
		}
	}
	var rows []laneRow
	manyRows.each(len(shown), func(left int) { rows = append(rows, v.foldedRow(shown[manyRows.first:][:left])) }, func(i int) {
		s := shown[i]
		rows = append(rows, laneRow{
			took: v.lasted(s), what: spanName(lane, s), detail: v.spanDetail(lane, s), message: spanMessage(lane, s), span: s,
		})
	})
	return rows
}

// unremarkable reports whether a span says no more than the ones around them: a content
// liveness worker, readiness that nothing probes, the wait before the first
// run, the blink in which a container is created, and what has yet to begin.
func (v view) unremarkable(lane *timeline.Lane, s timeline.Span) bool {
	if s.Track == timeline.TrackReadiness && !slices.ContainsFunc(lane.Probes, func(p timeline.ProbeInfo) bool { return p.Probe == "readiness" }) {
		return true
	}
	if s.Start.Time.After(v.now) {
		return true
	}
	if s.Open() || s.Outcome == timeline.Failed {
		return false
	}
	switch s.Phase {
	case timeline.Waiting:
		return s.Attempt <= 1 || length.Of(s.Start, s.End, v.now).Hi < time.Second
	case timeline.Creating:
		return length.Of(s.Start, s.End, v.now).Hi < time.Second
	}
	return s.Track == timeline.TrackLiveness
}

func (v view) foldedRow(spans []timeline.Span) laneRow {
	last := spans[len(spans)-1]
	return laneRow{at: "…", what: fmt.Sprintf("%d more", len(spans)), span: spans[0],
		detail: fmt.Sprintf("on track %s until %s", last.Track, v.offsets.at(last.End))}
}

// spanName returns the phase, made unique where two tracks use the same word.
func spanName(lane *timeline.Lane, s timeline.Span) string {
	name := string(s.Phase)
	switch {
	case s.Phase == timeline.Probing:
		name = string(s.Track) + " probe"
	case s.Phase == timeline.Running && len(lane.Attempts) > 1:
		name = fmt.Sprintf("Running #%d", s.Attempt)
	}
	if indented[s.Track] {
		return "  " + name
	}
	return name
}

// indented are the tracks that run beside a process, not after it.
var indented = map[timeline.Track]bool{
	timeline.TrackHooks: true, timeline.TrackStartup: true, timeline.TrackLiveness: true, timeline.TrackStop: true,
}

// lasted returns how long a span was, or has been so far; where the present is
// not known, how long it has been at least.
func (v view) lasted(s timeline.Span) string {
	if took := v.face().Lasted(s).Column(); took != "?" || !v.life.NowUnknown {
		return took
	}
	return "not known"
}

func (v view) spanDetail(lane *timeline.Lane, s timeline.Span) string {
	open := words.Unless("so far", !s.Open() || v.life.NowUnknown)
	if s.Phase == timeline.Running {
		return words.Join(" · ", open, words.ExitText(s.ExitCode, s.Signal, s.Reason), stopped(lane, s))
	}
	return words.Join(" · ", open, failure(s), s.Reason)
}

func spanMessage(lane *timeline.Lane, s timeline.Span) string {
	if s.Phase == timeline.Pulling {
		return pulled(s)
	}
	return news(lane, s)
}

// stopped returns who ended a run that did not end by itself.
func stopped(lane *timeline.Lane, s timeline.Span) string {
	if a := lane.Run(s.Attempt); a != nil {
		return words.Prefix("stopped: ", string(a.Cause))
	}
	return ""
}

// pulled returns what is known of a pull beyond its duration, which the span
// itself has: the size of the image.
func pulled(s timeline.Span) string {
	if s.Pull.Bytes > 0 {
		return timeline.Megabytes(s.Pull.Bytes)
	}
	return s.Message
}

// news returns a span's message, unless the lane says so anyway.
func news(lane *timeline.Lane, s timeline.Span) string {
	if c := lane.Container; c != nil && (s.Message == c.PostStart || s.Message == c.PreStop) {
		return ""
	}
	checks := func(p timeline.ProbeInfo) bool { return s.Message == p.Check }
	return words.Unless(s.Message, slices.ContainsFunc(lane.Probes, checks))
}

func failure(s timeline.Span) string {
	return words.Unless("failed", s.Outcome != timeline.Failed || strings.Contains(s.Reason, "failed"))
}

// probeText returns a probe's setting and its results; the failures in a row count
// while the container runs.
func probeText(p timeline.ProbeInfo, runs bool) string {
	every := fmt.Sprintf("every %ds ×%d", p.PeriodSeconds, p.FailureThreshold)
	results := words.Number(p.Failures, "failure")
	if p.SuccessesKnown {
		results += ", " + words.Number(p.Successes, "success")
	}
	streak := ""
	if p.Streak > 0 && runs {
		streak = fmt.Sprintf("%d in a row now", p.Streak)
	}
	return words.Join(" · ", p.Check, every, results, streak, words.Prefix("last: ", p.LastMessage))
}
