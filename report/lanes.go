package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/podlife/podlife/timeline"
)

// manyRows is how many rows one track of a lane may have before its middle is
// folded: a pod that flaps for a week still fits a ticket.
const manyRows = 10

// lanes writes what each lane did, in order.
func (v view) lanes() {
	v.section("TIMELINE  offsets from creation")
	for i := range v.life.Lanes {
		lane := &v.life.Lanes[i]
		v.laneHeading(lane)
		for _, r := range v.laneRows(lane) {
			v.row(2, []int{9, 12, 16}, []string{r.at, r.took, r.what}, r.detail, 3)
		}
		for _, p := range lane.Probes {
			v.row(2, []int{9, 12, 16}, []string{"probe", "", p.Probe}, probeText(p), 3)
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
	v.row(0, []int{columns(lane.ID)}, []string{lane.ID}, join(" · ", place, laneState(lane), c.Image, c.Resources,
		prefix("postStart ", c.PostStart), prefix("preStop ", c.PreStop)), 3)
}

func laneState(lane *timeline.Lane) string {
	c := lane.Container
	state := c.State
	switch {
	case c.Ready && c.State == "Running":
		state = "Running, ready"
	case c.Reason != "":
		state += ", " + c.Reason
	}
	return join(" · ", state, unless(number(lane.Restarts, "restart"), lane.Restarts == 0))
}

// laneRow is one span as a line.
type laneRow struct {
	at, took, what, detail string
	span                   timeline.Span
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
	return rows
}

func (v view) trackRows(lane *timeline.Lane, spans []timeline.Span) []laneRow {
	var shown []timeline.Span
	for _, s := range spans {
		// A liveness worker that is content says no more than Running does.
		if s.Track != timeline.TrackLiveness || s.Outcome == timeline.Failed {
			shown = append(shown, s)
		}
	}
	var rows []laneRow
	for i, s := range shown {
		const first, last = 4, 4
		if len(shown) > manyRows && i >= first && i < len(shown)-last {
			if i == first {
				rows = append(rows, v.foldedRow(shown[first:len(shown)-last]))
			}
			continue
		}
		rows = append(rows, laneRow{
			at: v.axis.at(s.Start), took: lasting(s, v.now).String(), what: spanName(lane, s), detail: v.spanDetail(lane, s), span: s,
		})
	}
	return rows
}

func (v view) foldedRow(spans []timeline.Span) laneRow {
	last := spans[len(spans)-1]
	return laneRow{at: "…", what: fmt.Sprintf("%d more", len(spans)), span: spans[0],
		detail: fmt.Sprintf("on track %s until %s", last.Track, v.axis.at(last.End))}
}

// spanName is the phase, told apart where two tracks use the same word.
func spanName(lane *timeline.Lane, s timeline.Span) string {
	name := string(s.Phase)
	switch {
	case s.Phase == timeline.Probing:
		name = string(s.Track) + " probe"
	case s.Phase == timeline.Running && len(lane.Attempts) > 1:
		name = fmt.Sprintf("Running #%d", s.Attempt)
	}
	if s.Track == timeline.TrackHooks || s.Track == timeline.TrackStartup || s.Track == timeline.TrackStop {
		return "  " + name
	}
	return name
}

func (v view) spanDetail(lane *timeline.Lane, s timeline.Span) string {
	open := unless("so far", !s.Open())
	switch s.Phase {
	case timeline.Running:
		cause := ""
		if a := attemptOf(lane, s.Attempt); a != nil && a.Cause != "" {
			cause = "killed: " + a.Cause
		}
		return join(" · ", open, exitText(s.ExitCode, s.Signal, s.Reason), cause, s.Message)
	case timeline.Pulling:
		return join(" · ", open, failure(s), pulledSize(lane, s), s.Message)
	}
	return join(" · ", open, failure(s), s.Reason, s.Message)
}

// pulledSize is the size of the image that a span pulled: of "7.7s, 45 MB" the
// span tells the time itself, and better.
func pulledSize(lane *timeline.Lane, s timeline.Span) string {
	a := attemptOf(lane, s.Attempt)
	if a == nil || s.Outcome != timeline.Succeeded {
		return ""
	}
	_, size, _ := strings.Cut(a.Pulled, ", ")
	return size
}

func failure(s timeline.Span) string { return unless("failed", s.Outcome != timeline.Failed) }

func attemptOf(lane *timeline.Lane, number int) *timeline.Attempt {
	for i := range lane.Attempts {
		if lane.Attempts[i].Number == number {
			return &lane.Attempts[i]
		}
	}
	return nil
}

// exitText is "exit 137 (OOMKilled), signal 9".
func exitText(code *int32, signal int32, reason string) string {
	if code == nil {
		return reason
	}
	s := fmt.Sprintf("exit %d", *code)
	if reason != "" {
		s += " (" + reason + ")"
	}
	if signal != 0 {
		s += fmt.Sprintf(", signal %d", signal)
	}
	return s
}

func probeText(p timeline.ProbeInfo) string {
	every := fmt.Sprintf("every %ds ×%d", p.PeriodSeconds, p.FailureThreshold)
	results := number(p.Failures, "failure")
	if p.SuccessesKnown {
		results += ", " + number(p.Successes, "success")
	}
	streak := ""
	if p.Streak > 0 {
		streak = fmt.Sprintf("%d in a row now", p.Streak)
	}
	return join(" · ", p.Check, every, results, streak, prefix("last: ", p.LastMessage))
}
