package model

import (
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// eventMarks puts the remaining instants on a container's tracks.
func (b *laneBuilder) eventMarks() {
	for _, s := range b.ev {
		m := timeline.Mark{Kind: s.rec.reason, Time: s.edge, Count: s.n, Message: s.message}
		if a := attemptAt(b.attempts, s); a != nil {
			m.Attempt = a.number
		}
		switch s.kind {
		case message.ProbeFailed, message.ProbeErrored, message.ProbeWarning:
			m.Track, m.Kind, m.Severity = probeMark(s)
			if m.Track == "" {
				continue
			}
		case message.CreateFailed:
			m.Track, m.Severity = timeline.TrackProcess, timeline.Bad
		case message.Other:
			m.Track, m.Severity = timeline.TrackProcess, timeline.OK
			if s.rec.warning {
				m.Severity = timeline.Warning
			}
		default:
			continue
		}
		b.mark(m)
	}
	for _, a := range b.attempts {
		if r := a.run; r != nil && r.reason == "OOMKilled" {
			b.mark(timeline.Mark{Track: timeline.TrackProcess, Kind: "OOMKilled", Time: a.exit, Message: "over its memory limit", Severity: timeline.Bad, Attempt: a.number})
		}
	}
}

var probeTracks = [3]timeline.Track{timeline.TrackStartup, timeline.TrackReadiness, timeline.TrackLiveness}

func probeMark(s *sighting) (timeline.Track, string, timeline.Severity) {
	probe := probeOf(s.message)
	if probe < 0 {
		return "", "", ""
	}
	switch s.kind {
	case message.ProbeErrored:
		return probeTracks[probe], "ProbeErrored", timeline.Warning // its result is discarded: not a counted failure
	case message.ProbeWarning:
		return probeTracks[probe], "ProbeWarning", timeline.Warning // counts as success
	}
	return probeTracks[probe], "ProbeFailed", timeline.Bad
}

func (l *life) failedFor() (reason, why string) {
	for _, p := range l.phases {
		if p.phase == corev1.PodFailed && p.reason != "" {
			return p.reason, message.Rejection(p.message)
		}
	}
	return "", ""
}

// podMarks returns the pod's own instants: its Events, and what its versions
// say.
func (b *builder) podMarks() []timeline.Mark {
	var marks []timeline.Mark
	add := func(kind string, e timeline.Edge, n int, message string, sev timeline.Severity) {
		if !e.IsZero() {
			marks = append(marks, timeline.Mark{Track: timeline.TrackPod, Kind: kind, Time: e, Count: max(n, 1), Message: message, Severity: sev})
		}
	}
	for _, s := range b.podEvents() {
		if s.kind == message.Duplicate {
			continue
		}
		sev := timeline.OK
		if s.rec.warning {
			sev = timeline.Warning
		}
		add(s.rec.reason, s.edge, s.n, s.message, sev)
	}
	if reason, message := b.l.failedFor(); reason != "" && !b.l.hasEvent(reason) {
		add(reason, b.terminal, 1, message, timeline.Warning)
	}
	d := b.l.deletion
	if e := b.requestEdge(); !e.IsZero() {
		add("DeletionRequested", e, 1, "grace period "+d.grace.String(), timeline.Warning)
	}
	if !d.removal.IsZero() && d.held {
		add("KubeletDone", b.removalEdge(), 1, "only finalizers hold the object", timeline.Warning)
	}
	if !b.gone.IsZero() {
		add("Removed", b.gone, 1, "the object is gone", timeline.OK)
	}
	for _, g := range b.l.generations {
		if g.resized {
			add("ResizeRequested", timeline.ObservedEdge(time.Time{}, b.r.at(g.at)), 1, "new resources in the spec", timeline.OK)
		}
	}
	return marks
}
