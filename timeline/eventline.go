package timeline

import (
	"fmt"
	"slices"

	"github.com/podlife/podlife/timeline/length"
)

// eventLines merges what Events said with what only status told, oldest first.
// Repetitions of one Event stay one line while nothing else happened between them.
func (b *builder) eventLines(lanes []Lane) []EventLine {
	var list []EventLine
	for i := range b.ev {
		lane := "pod"
		if i < len(b.l.containers) {
			lane = lanes[i+1].ID
		}
		for k := range b.ev[i] {
			if s := &b.ev[i][k]; s.kind != evDuplicate {
				list = append(list, eventLine(s, lane))
			}
		}
	}
	list = append(list, b.derivedLines(lanes)...)
	slices.SortStableFunc(list, func(x, y EventLine) int { return x.Time.Time.Compare(y.Time.Time) })
	return merged(list)
}

func eventLine(s *sighting, lane string) EventLine {
	line := EventLine{
		Time: s.edge, Severity: OK, Reason: s.rec.reason, Lane: lane, Count: max(s.n, 1),
		First: s.edge.Time, Message: s.message, Track: eventTrack(s),
	}
	if s.rec.warning || s.kind == evPullBackOff {
		line.Severity = Warning
	}
	switch s.kind {
	case evProbeFailed, evPullFailed, evCreateFailed, evPostStartFailed:
		line.Severity = Bad
	case evProbeErrored: // its result is discarded: no failure
		line.Severity = Progress
	}
	return line
}

// eventTrack is the track on which the event's mark or span is.
func eventTrack(s *sighting) Track {
	switch s.kind {
	case evPulling, evPulled, evPullFailed, evPullBackOff:
		return TrackImage
	case evPostStartFailed, evPreStopFailed:
		return TrackHooks
	case evKilling:
		return TrackStop
	case evProbeFailed, evProbeErrored, evProbeWarning:
		if p := probeOf(s.message); p >= 0 {
			return probeTracks[p]
		}
	}
	if s.rec.container == "" {
		return TrackPod
	}
	return TrackProcess
}

func merged(list []EventLine) []EventLine {
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

// derivedLines are the changes that no Event tells.
func (b *builder) derivedLines(lanes []Lane) []EventLine {
	var list []EventLine
	add := func(e Edge, sev Severity, reason, lane string, track Track, message string) {
		if !e.IsZero() {
			list = append(list, EventLine{Time: e, Severity: sev, Reason: reason, Lane: lane, Track: track, Count: 1, First: e.Time, Message: message, Derived: true})
		}
	}
	add(b.createdEdge(), OK, "Created", "pod", TrackPod, "pod created")
	if e := b.requestEdge(); !e.IsZero() {
		by := "deleted"
		if stop := b.stopEdge(); stop.Time.Equal(e.Time) {
			by = b.stoppedBy()
		}
		add(e, Warning, "DeletionRequested", "pod", TrackPod, by+"; grace period "+length.Setting(b.l.deletion.grace))
	}
	add(b.gone, OK, "Removed", "pod", TrackPod, "the object is gone")
	for i := range lanes {
		for _, s := range lanes[i].Spans {
			b.spanLine(&lanes[i], s, add)
		}
	}
	return list
}

func (b *builder) spanLine(lane *Lane, s Span, add func(Edge, Severity, string, string, Track, string)) {
	switch {
	case s.Track == TrackPod && s.Phase == Ready:
		add(s.Start, OK, "Ready", lane.ID, s.Track, b.readyText(lane, s))
	case s.Track == TrackPod && s.Phase == NotReady:
		add(s.Start, Warning, "NotReady", lane.ID, s.Track, notReadyText(s))
	case s.Track == TrackProcess && s.Phase == Running && !s.Open():
		sev, message := OK, exitText(s)
		switch {
		case s.ExitCode == nil:
			sev = Progress
		case s.Outcome == Failed:
			sev = Bad
		}
		add(s.End, sev, "Exited", lane.ID, s.Track, message)
	case s.Track == TrackEndpoint:
		add(s.Start, OK, "Endpoint"+string(s.Phase), lane.ID, s.Track, endpointText[s.Phase])
	case s.Track == TrackStartup && s.Outcome == Succeeded:
		add(s.End, OK, "StartupPassed", lane.ID, s.Track, "startup probe passed")
	}
}

var endpointText = map[Phase]string{
	Ready: "in rotation", NotReady: "not in rotation: not ready", Terminating: "out of rotation: terminating",
}

// readyText is "pod ready 36.3s after creation", and "pod ready again after 2s" later.
func (b *builder) readyText(lane *Lane, s Span) string {
	for _, before := range slices.Backward(lane.Spans) {
		if before.Phase == Ready && before.Start.Time.Before(s.Start.Time) {
			return "pod ready again after " + length.Between(before.End, s.Start).Sentence()
		}
	}
	return "pod ready " + length.Between(b.createdEdge(), s.Start).Total() + " after creation"
}

func notReadyText(s Span) string {
	if s.Message != "" {
		return s.Message
	}
	if s.Reason == "" {
		return "pod no longer ready"
	}
	return "pod no longer ready: " + s.Reason
}

// exitText is "exit 137 (OOMKilled) after 4.9s", with the termination message.
func exitText(s Span) string {
	took := " after " + length.Between(s.Start, s.End).Sentence()
	if s.ExitCode == nil {
		return "ended, exit code unknown," + took
	}
	text := fmt.Sprintf("exit %d", *s.ExitCode)
	if s.Reason != "" {
		text += " (" + s.Reason + ")"
	}
	text += took
	if s.Message != "" {
		text += ": " + s.Message
	}
	return text
}
