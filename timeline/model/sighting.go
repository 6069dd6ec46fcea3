package model

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model/spec"
)

// sighting is one occurrence of an Event, placed in time and on a container.
type sighting struct {
	kind    eventKind
	rec     *eventRecord
	edge    timeline.Edge
	from    time.Time // of several: the occurrence before, after which they were
	told    time.Time // its arrival, on the cluster's clock
	n       int       // occurrences it stands for; all but the last have unknown times
	count   int       // of its Event object, so far
	message string
}

// eventKind is what an Event tells the fold; reasons alone are ambiguous
// (Failed and BackOff each mean several things).
type eventKind uint8

const (
	evOther eventKind = iota
	// the order of the kubelet's steps for one container; ties sort by it
	evPulling
	evPulled
	evPullFailed
	evPullBackOff
	evCreated
	evCreateFailed // config errors, runtime errors, failed starts
	evStarted
	evPostStartFailed
	evKilling
	evPreStopFailed
	evRestartBackOff
	evProbeFailed
	evProbeErrored
	evProbeWarning
	evDuplicate // a second Event for the same fact: "Error: ErrImagePull"
)

// kindRules maps reason (and, where needed, type and how the message begins,
// with or without its first word) to kind; the first match counts.
var kindRules = []struct {
	reason, begins string
	warning        int // 1: Warning only, −1: Normal only
	kind           eventKind
}{
	{"Pulling", "", 0, evPulling},
	{"Pulled", "", 0, evPulled},
	{"Created", "", 0, evCreated},
	{"Started", "", 0, evStarted},
	{"Killing", "", 0, evKilling},
	{"Failed", "Failed to pull image", 1, evPullFailed},
	{"Failed", "", 1, evCreateFailed},
	{"InspectFailed", "", 1, evPullFailed},
	{"ErrImageNeverPull", "", 1, evPullFailed},
	{"BackOff", "", -1, evPullBackOff},
	{"BackOff", "", 1, evRestartBackOff},
	{"FailedPostStartHook", "", 1, evPostStartFailed},
	{"FailedPreStopHook", "", 1, evPreStopFailed},
	{"Unhealthy", "probe errored", 1, evProbeErrored},
	{"Unhealthy", "probe failed", 1, evProbeFailed},
	{"ProbeWarning", "", 1, evProbeWarning},
}

func kindOf(rec *eventRecord, message string) eventKind {
	first, rest, _ := strings.Cut(message, " ")
	if reason, _, _ := strings.Cut(rest, ":"); rec.reason == "Failed" && first == "Error:" && timeline.IsImageError(reason) {
		return evDuplicate
	}
	for _, r := range kindRules {
		if r.reason == rec.reason && (r.warning == 0 || (r.warning > 0) == rec.warning) &&
			(strings.HasPrefix(message, r.begins) || strings.HasPrefix(rest, r.begins)) {
			return r.kind
		}
	}
	return evOther
}

// probeOf is which probe an Unhealthy or ProbeWarning message is about, or −1.
func probeOf(message string) int {
	name, _, _ := strings.Cut(message, " ")
	return spec.ProbeNamed(name)
}

// edge places an occurrence. A repeated one has only the second of
// lastTimestamp; if it was watched, its arrival less the usual delivery time is
// a better guess, and the arrival itself an upper bound.
func (o occurrence) edge(r ruler) timeline.Edge {
	if !o.told.IsZero() {
		return o.told
	}
	if o.exact {
		return timeline.ExactEdge(o.stamp)
	}
	e := timeline.ReportedEdge(o.stamp).Within(time.Time{}, r.at(o.at))
	if o.fresh {
		e.Time = r.at(o.at).Add(-r.delivery)
		e = e.Clamp()
	}
	return e
}

// sightings lists the occurrences of a life's Events: per container, in the
// order of l.containers, and last those of the pod itself.
func (l *life) sightings(orphans []*eventRecord, r ruler) [][]sighting {
	lists := make([][]sighting, len(l.containers)+1)
	take := func(rec *eventRecord) {
		before := timeline.Edge{}
		for _, o := range rec.occurrences {
			message := cmp.Or(o.message, rec.message)
			e := o.edge(r).Within(before.Earliest, time.Time{}).NotBefore(before)
			kind := kindOf(rec, message)
			i := l.indexOf(rec, kind, message)
			lists[i] = append(lists[i], sighting{kind, rec, e, since(before, e, o.n), r.at(o.at), o.n, o.count, message})
			before = e
		}
	}
	for _, rec := range l.events {
		take(rec)
	}
	for _, rec := range orphans {
		take(rec)
	}
	for i := range lists {
		sortSightings(lists[i])
	}
	return lists
}

// since is from when on n occurrences were of which only the last has a time: the
// client merges repetitions of an Event, and counts them.
func since(before, last timeline.Edge, n int) time.Time {
	if n > 1 && !before.IsZero() {
		return before.Time
	}
	return last.Time
}

// indexOf is the place of a record's container in l.containers; a record of the
// pod, of an unknown container, or merged from several gets the place behind them.
func (l *life) indexOf(rec *eventRecord, kind eventKind, message string) int {
	if rec.combined && kind != evOther {
		return l.onlyOne(kind, message)
	}
	if rec.combined || rec.kind == timeline.LanePod {
		return len(l.containers)
	}
	for i, c := range l.containers {
		if c.name == rec.container && (c.kind == rec.kind || rec.kind == timeline.LaneInit && c.kind == timeline.LaneSidecar) {
			return i
		}
	}
	return len(l.containers)
}

// onlyOne is the place of the one container that a merged Event can be about:
// the only one of the pod, or the only one with such a probe. Its probes' output,
// or the lengths of its pulls, differed too often for Events of their own.
func (l *life) onlyOne(kind eventKind, message string) int {
	place := len(l.containers)
	for i, c := range l.containers {
		if kind >= evProbeFailed && kind <= evProbeWarning {
			if probe := probeOf(message); probe < 0 || c.spec.Probes[probe].Check == "" {
				continue
			}
		}
		if place < len(l.containers) {
			return len(l.containers)
		}
		place = i
	}
	return place
}

// Two Events this close may be told in the wrong order: one with its exact
// time, one with its arrival.
const jitter = 60 * time.Millisecond

func sortSightings(s []sighting) {
	slices.SortStableFunc(s, func(a, b sighting) int {
		if c := a.edge.Time.Compare(b.edge.Time); c != 0 {
			return c
		}
		if c := cmp.Compare(a.kind, b.kind); c != 0 {
			return c
		}
		return cmp.Compare(a.rec.uid, b.rec.uid)
	})
	for i := 1; i < len(s); i++ {
		for j := i; j > 0 && swapped(s[j-1], s[j]); j-- {
			s[j-1], s[j] = s[j], s[j-1]
			s[j-1].edge = s[j-1].edge.Within(time.Time{}, s[j].edge.Latest)
		}
	}
}

// swapped reports whether b must precede a although it was placed after it: the
// steps of one start follow in a fixed order, and a kill follows the failure
// that caused it.
func swapped(a, b sighting) bool {
	if b.edge.Time.Sub(a.edge.Time) >= jitter || b.edge.Basis == timeline.Exact || a.edge.Basis != timeline.Exact {
		return false
	}
	steps := a.kind > b.kind && b.kind >= evPulling && a.kind <= evStarted
	kill := a.kind == evKilling && b.kind == evProbeFailed && strings.Contains(a.message, "probe")
	return steps || kill
}
