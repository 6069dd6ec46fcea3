package model

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

// eventLines merges what Events said with what only status did, oldest first.
// Repetitions of one Event stay one line while nothing else happened between
// them.
func (b *builder) eventLines(lanes []timeline.Lane) []timeline.EventLine {
	others := b.derivedLines(lanes)
	n := len(others) + 1
	for _, list := range b.ev {
		n += len(list)
	}
	list := make([]timeline.EventLine, 0, n)
	if !b.l.created.IsZero() { // first also among what came in its second
		list = append(list, derived(b.createdEdge(), timeline.OK, "Created", "pod", timeline.TrackPod, "pod created"))
	}
	for i := range b.ev {
		lane := "pod"
		if i < len(b.l.containers) {
			lane = lanes[i+1].ID
		}
		for _, s := range b.ev[i] {
			if s.kind != message.Duplicate {
				list = append(list, eventLine(s, lane))
			}
		}
	}
	list = append(list, others...)
	slices.SortStableFunc(list, func(x, y timeline.EventLine) int { return x.Time.Time.Compare(y.Time.Time) })
	return merged(list)
}

func eventLine(s *sighting, lane string) timeline.EventLine {
	line := timeline.EventLine{
		Time: s.edge, Severity: timeline.OK, Reason: s.rec.reason, Lane: lane, Count: max(s.n, 1),
		First: s.from, Message: s.message, Track: eventTrack(s),
	}
	if s.rec.warning || s.kind == message.PullBackOff {
		line.Severity = timeline.Warning
	}
	switch s.kind {
	case message.ProbeFailed, message.PullFailed, message.CreateFailed, message.PostStartFailed:
		line.Severity = timeline.Bad
	case message.ProbeErrored: // its result is discarded: no failure
		line.Severity = timeline.Progress
	}
	return line
}

func eventTrack(s *sighting) timeline.Track {
	switch s.kind {
	case message.Pulling, message.Pulled, message.PullFailed, message.PullBackOff:
		return timeline.TrackImage
	case message.PostStartFailed, message.PreStopFailed:
		return timeline.TrackHooks
	case message.Killing:
		return timeline.TrackStop
	case message.ProbeFailed, message.ProbeErrored, message.ProbeWarning:
		if p := probeOf(s.message); p >= 0 {
			return probeTracks[p]
		}
	}
	if s.rec.container == "" {
		return timeline.TrackPod
	}
	return timeline.TrackProcess
}

func merged(list []timeline.EventLine) []timeline.EventLine {
	out := list[:0]
	for _, e := range list {
		if n := len(out); n > 0 && !e.Derived && !out[n-1].Derived && out[n-1].Reason == e.Reason && out[n-1].Lane == e.Lane && out[n-1].Message == e.Message {
			out[n-1].Time, out[n-1].Count = e.Time, out[n-1].Count+e.Count
			continue
		}
		out = append(out, e)
	}
	return out
}

// derived returns the line of a change that has no Event.
func derived(e timeline.Edge, sev timeline.Severity, reason, lane string, track timeline.Track, message string) timeline.EventLine {
	return timeline.EventLine{Time: e, Severity: sev, Reason: reason, Lane: lane, Track: track, Count: 1, First: e.Time, Message: message, Derived: true}
}

// derivedLines returns a line for each change that has no Event, but for the pod's
// creation.
func (b *builder) derivedLines(lanes []timeline.Lane) []timeline.EventLine {
	var list []timeline.EventLine
	add := func(e timeline.Edge, sev timeline.Severity, reason, lane string, track timeline.Track, message string) {
		if !e.IsZero() {
			list = append(list, derived(e, sev, reason, lane, track, message))
		}
	}
	if e := b.requestEdge(); !e.IsZero() {
		by := "deleted"
		if stop := b.stopEdge(); stop.Time.Equal(e.Time) {
			by = b.stoppedBy().Detail
		}
		add(e, timeline.Warning, "DeletionRequested", "pod", timeline.TrackPod, by+"; grace period "+length.Setting(b.l.deletion.grace))
	}
	add(b.gone, timeline.OK, "Removed", "pod", timeline.TrackPod, "the object is gone")
	for i := range lanes {
		for _, s := range lanes[i].Spans {
			b.spanLine(&lanes[i], s, add)
		}
	}
	return list
}

func (b *builder) spanLine(lane *timeline.Lane, s timeline.Span, add func(timeline.Edge, timeline.Severity, string, string, timeline.Track, string)) {
	switch {
	case s.Track == timeline.TrackPod && s.Phase == timeline.Ready:
		add(s.Start, timeline.OK, "Ready", lane.ID, s.Track, b.readyText(lane, s))
	case s.Track == timeline.TrackPod && s.Phase == timeline.NotReady:
		add(s.Start, timeline.Warning, "NotReady", lane.ID, s.Track, cmp.Or(s.Message, because("pod no longer ready", s.Reason)))
	case s.Track == timeline.TrackProcess && s.Phase == timeline.Running && !s.Open():
		sev, message := timeline.OK, exitText(s)
		switch {
		case s.ExitCode == nil:
			sev = timeline.Progress
		case s.Outcome == timeline.Failed:
			sev = timeline.Bad
		}
		add(s.End, sev, "Exited", lane.ID, s.Track, message)
	case s.Track == timeline.TrackEndpoint:
		add(s.Start, timeline.OK, "Endpoint"+string(s.Phase), lane.ID, s.Track, endpointText[s.Phase])
	case s.Track == timeline.TrackStartup && s.Outcome == timeline.Succeeded:
		add(s.End, timeline.OK, "StartupPassed", lane.ID, s.Track, "startup probe passed")
	}
}

var endpointText = map[timeline.Phase]string{
	timeline.Ready: "serving", timeline.NotReady: "not serving: not ready", timeline.Terminating: "not serving: terminating",
}

// readyText returns "pod ready 36.3s after creation", and "pod ready again
// after 2s" later.
func (b *builder) readyText(lane *timeline.Lane, s timeline.Span) string {
	for _, before := range slices.Backward(lane.Spans) {
		if before.Phase == timeline.Ready && before.Start.Time.Before(s.Start.Time) {
			return "pod ready again after " + length.Between(before.End, s.Start).Sentence()
		}
	}
	if b.l.created.IsZero() { // not in the input, or impossible
		return "pod ready"
	}
	return "pod ready " + length.Between(b.createdEdge(), s.Start).Total() + " after creation"
}

// exitText returns "exit 137 (OOMKilled) after 4.9s", with the termination
// message.
func exitText(s timeline.Span) string {
	elapsed := " after " + length.Between(s.Start, s.End).Sentence()
	if s.ExitCode == nil {
		return "ended, exit code unknown," + elapsed
	}
	text := fmt.Sprintf("exit %d", *s.ExitCode)
	if s.Reason != "" {
		text += " (" + s.Reason + ")"
	}
	return because(text+elapsed, s.Message)
}
