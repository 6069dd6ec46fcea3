package model

import (
	"cmp"
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/timeline/model/spec"
)

// sighting is one occurrence of an Event, placed in time and on a container.
type sighting struct {
	kind    message.EventKind
	rec     *eventRecord
	edge    timeline.Edge
	from    time.Time // of several: the occurrence before, after which they were
	told    time.Time // its arrival, on the cluster's clock
	n       int       // occurrences it stands for; all but the last have unknown times
	count   int       // of its Event object, so far
	message string
}

// probeOf returns which probe an Unhealthy or ProbeWarning message is about, or
// −1.
func probeOf(text string) int { return spec.ProbeNamed(message.ProbeOf(text)) }

// occurrence is one moment of an Event object, as a version of it has it.
type occurrence struct {
	stamp   time.Time // exact, or the second it was truncated to
	exact   bool
	told    *timeline.Edge // as a text bounds it, which is rare; nil: by the stamp
	at      time.Time      // arrival; an upper bound only when fresh
	fresh   bool
	n       int    // how many occurrences it stands for: a count that jumped by n
	count   int    // the object's count after it
	message string // when it differs from the record's
}

// occur adds the occurrences that a new version of the Event object brings.
func (r *eventRecord) occur(e event, fresh bool, at time.Time, limit int) {
	count := max(e.count, 1)
	text, _ := message.Combined(e.message)
	if text = timeline.Clean(text); text == r.message {
		text = ""
	}
	add := func(stamp time.Time, exact bool, told timeline.Edge, n, count int) {
		if stamp.IsZero() {
			stamp, exact = at.Truncate(time.Second), false // it names no time at all
		}
		o := occurrence{stamp: stamp, exact: exact, at: at, fresh: fresh, n: n, count: count, message: text}
		if !told.IsZero() {
			bounds := told // the parameter itself stays off the heap
			o.told = &bounds
		}
		r.occurrences, _ = trim(append(r.occurrences, o), limit)
	}
	if r.rv == 0 && r.count == 0 {
		stamp, exact := e.firstTime()
		add(stamp, exact, e.firstEdge, 1, 1)
		if count > 1 {
			stamp, exact = e.lastTime()
			add(stamp, exact, e.lastEdge, count-1, count)
		}
	} else if count > r.count {
		stamp, exact := e.lastTime()
		add(stamp, exact, e.lastEdge, count-r.count, count)
	}
	r.rv, r.count = max(r.rv, e.rv), max(r.count, count)
}

// edge places an occurrence. A repeated one has only the second of
// lastTimestamp; if it was watched, its arrival less the usual delivery time is
// a better guess, and the arrival itself an upper bound.
func (o occurrence) edge(r ruler) timeline.Edge {
	if o.told != nil {
		return *o.told
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
func (l *life) sightings(orphans []*eventRecord, r ruler) [][]*sighting {
	lists := make([][]*sighting, len(l.containers)+1)
	take := func(rec *eventRecord) {
		before := timeline.Edge{}
		for _, o := range rec.occurrences {
			text := cmp.Or(o.message, rec.message)
			e := o.edge(r).Within(before.Earliest, time.Time{}).NotBefore(before)
			kind := message.KindOf(rec.reason, text, rec.warning)
			i := l.indexOf(rec, kind, text)
			lists[i] = append(lists[i], &sighting{kind, rec, e, since(before, e, o.n), r.at(o.at), o.n, o.count, text})
			before = e
		}
	}
	for _, rec := range slices.Concat(l.events, orphans) {
		take(rec)
	}
	for i := range lists {
		sortSightings(lists[i])
	}
	return lists
}

// since returns the start of a stretch with n occurrences of which only the
// last has a time: the client merges repetitions of an Event, and counts them.
func since(before, last timeline.Edge, n int) time.Time {
	if n > 1 && !before.IsZero() {
		return before.Time
	}
	return last.Time
}

// indexOf returns the place of a record's container in l.containers; a record
// of the pod, of an unknown container, or merged from several gets the place
// behind them.
func (l *life) indexOf(rec *eventRecord, kind message.EventKind, text string) int {
	if rec.combined && kind != message.Other {
		return l.onlyOne(kind, text)
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

// onlyOne returns the place of the one container that a merged Event can be
// about: the only one of the pod, or the only one with such a probe. Its
// probes' output, or the lengths of its pulls, differed too often for Events of
// their own.
func (l *life) onlyOne(kind message.EventKind, text string) int {
	place := len(l.containers)
	for i, c := range l.containers {
		if kind.IsProbe() {
			if probe := probeOf(text); probe < 0 || c.spec.Probes[probe].Check == "" {
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

// Two Events this close may come in the wrong order: one with its exact
// time, one with its arrival.
const jitter = 60 * time.Millisecond

func sortSightings(s []*sighting) {
	slices.SortStableFunc(s, func(a, b *sighting) int {
		return cmp.Or(a.edge.Time.Compare(b.edge.Time), cmp.Compare(a.kind, b.kind), cmp.Compare(a.rec.uid, b.rec.uid))
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
func swapped(a, b *sighting) bool {
	if b.edge.Time.Sub(a.edge.Time) >= jitter || b.edge.Earliest.After(a.edge.Latest) || b.edge.Basis == timeline.Exact || a.edge.Basis != timeline.Exact {
		return false
	}
	steps := a.kind > b.kind && b.kind.IsStep() && a.kind.IsStep()
	kill := a.kind == message.Killing && b.kind == message.ProbeFailed && probeKills(a.message)
	return steps || kill
}
