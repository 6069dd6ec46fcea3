package model

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	eventsv1 "k8s.io/api/events/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// event is an Event of either API in one shape. Times are zero when absent.
type event struct {
	uid             types.UID
	rv              uint64
	name            string // of the Event object: its suffix may be a time
	namespace       string
	about           corev1.ObjectReference
	reason, message string
	warning         bool
	source          string
	count           int
	first, last     time.Time // whole seconds (legacy recorder)
	eventTime       time.Time // µs (new recorder)
	seriesLast      time.Time // µs
	created         time.Time

	firstEdge, lastEdge timeline.Edge // of a text that names only ages; zero otherwise
}

func coreEvent(e *corev1.Event, at time.Time) event {
	x := event{
		uid: e.UID, rv: version(e.ResourceVersion), name: e.Name, namespace: e.Namespace, about: e.InvolvedObject,
		reason: e.Reason, message: cut(e.Message), warning: e.Type == corev1.EventTypeWarning,
		source: cmp.Or(e.ReportingController, e.Source.Component), count: int(e.Count),
		first: stamped(e.FirstTimestamp.Time, at), last: stamped(e.LastTimestamp.Time, at),
		eventTime: stamped(e.EventTime.Time, at), created: stamped(e.CreationTimestamp.Time, at),
	}
	if s := e.Series; s != nil {
		x.count, x.seriesLast = int(s.Count), stamped(s.LastObservedTime.Time, at)
	}
	return x
}

func newEvent(e *eventsv1.Event, at time.Time) event {
	return coreEvent(&corev1.Event{
		ObjectMeta: e.ObjectMeta, InvolvedObject: e.Regarding, Type: e.Type, Reason: e.Reason, Message: e.Note,
		ReportingController: e.ReportingController, Source: e.DeprecatedSource, Count: e.DeprecatedCount,
		FirstTimestamp: e.DeprecatedFirstTimestamp, LastTimestamp: e.DeprecatedLastTimestamp,
		EventTime: e.EventTime, Series: (*corev1.EventSeries)(e.Series),
	}, at)
}

func version(rv string) uint64 {
	n, _ := strconv.ParseUint(rv, 10, 64)
	return n
}

// eventRecord is one Event object: what it says and when each occurrence was.
type eventRecord struct {
	uid             types.UID
	rv              uint64
	namespace, name string // of the pod it is about
	kind            timeline.LaneKind
	container       string // "" for the pod itself
	reason, message string
	warning         bool
	combined        bool // the client merged different messages: do not trust the container
	source          string
	seen            string // the resourceVersion at which its source first saw the pod; a kubelet started anew has another
	count           int
	occurrences     []occurrence
	shared          bool // with a clone of its life: to be copied before it changes
}

// How far the name's clock reading may be from eventTime, taken just before.
const nameTolerance = 100 * time.Millisecond

// firstTime returns when the first occurrence was, and whether exactly.
func (e event) firstTime() (time.Time, bool) {
	if t, ok := message.NameTime(e.name); ok {
		if !e.first.IsZero() && t.Truncate(time.Second).Equal(e.first.Truncate(time.Second)) {
			return t, true
		}
		if d := t.Sub(e.eventTime); !e.eventTime.IsZero() && d.Abs() < nameTolerance {
			return e.eventTime, true
		}
	}
	switch {
	case !e.eventTime.IsZero():
		return e.eventTime, true
	case !e.first.IsZero():
		return e.first, false
	case !e.last.IsZero():
		return e.last, false
	}
	return e.created, false
}

// lastTime returns when the latest of several occurrences was, and whether
// exactly.
func (e event) lastTime() (time.Time, bool) {
	switch {
	case !e.seriesLast.IsZero():
		return e.seriesLast, true
	case !e.last.IsZero():
		return e.last, false
	}
	return e.firstTime()
}

func (m *Model) applyEvent(e event, typ timeline.ObservationType, at time.Time) bool {
	if typ == timeline.Bookmark || typ == timeline.Deleted {
		return false // an Event's deletion is its TTL, not news
	}
	if e.about.Kind != "Pod" && e.about.Kind != "" {
		return m.applyWorkloadEvent(e, typ, at)
	}
	e.uid = cmp.Or(e.uid, types.UID(e.namespace+"/"+e.name))
	if e.about.UID == "" {
		return m.applyOrphan(e, typ, at)
	}
	if last, _ := e.lastTime(); m.lives[e.about.UID] == nil && last.Before(m.forgotUntil) {
		return false // a list says again what was said of a life that is kept no longer
	}
	l := m.life(e.about.UID)
	rec := l.record(e.uid)
	if rec == nil {
		rec = newRecord(e)
		l.byEvent[e.uid] = rec
		l.events = append(l.events, rec)
		if over := len(l.events) - eventsOf(len(m.lives)); over > 0 {
			for _, old := range l.events[:over] {
				delete(l.byEvent, old.uid)
			}
			l.events = slices.Delete(l.events, 0, over)
		}
	} else if !rec.newer(e) {
		return false
	}
	rec = l.ownRecord(rec)
	m.learn(l, e, rec, typ, at)
	rec.occur(e, typ == timeline.Modified, at, occurrencesOf(len(l.events)))
	l.version++
	return true
}

// applyOrphan keeps an Event whose reference has no UID (the taint manager
// writes such ones) until a life with that name and time is asked for.
func (m *Model) applyOrphan(e event, typ timeline.ObservationType, at time.Time) bool {
	for _, rec := range m.orphans {
		if rec.uid == e.uid {
			if !rec.newer(e) {
				return false
			}
			rec.occur(e, typ == timeline.Modified, at, maxOccurrences)
			m.touchNamed(rec)
			return true
		}
	}
	rec := newRecord(e)
	rec.occur(e, typ == timeline.Modified, at, maxOccurrences)
	if len(m.orphans) == maxOrphans { // trim drops the oldest
		for _, old := range m.orphans[:maxOrphans/4] {
			m.touchNamed(old)
		}
	}
	m.orphans, _ = trim(append(m.orphans, rec), maxOrphans)
	m.touchNamed(rec)
	return true
}

// touchNamed notes that what is known of the pods of an Event's name has changed.
func (m *Model) touchNamed(rec *eventRecord) {
	for uid, l := range m.lives {
		if l.namespace == rec.namespace && l.name == rec.name {
			l.version++
			m.touch(uid)
		}
	}
}

// kubelet is the source of Events that tell the node's clock.
const kubelet = "kubelet"

// learn takes from a fresh Event what it reveals of clocks and delivery.
func (m *Model) learn(l *life, e event, rec *eventRecord, typ timeline.ObservationType, at time.Time) {
	if typ == timeline.Modified {
		stamp, _ := e.lastTime()
		m.clock.observe(at, stamp)
		return
	}
	if first, exact := e.firstTime(); exact && e.count <= 1 && len(rec.occurrences) == 0 {
		m.clock.observeExact(at, first)
		if e.source == kubelet {
			l.delays.delivered(at.Sub(first))
		}
	}
}

func newRecord(e event) *eventRecord {
	rec := &eventRecord{
		uid: e.uid, namespace: timeline.Clean(cmp.Or(e.about.Namespace, e.namespace)), name: timeline.Clean(e.about.Name),
		reason: cmp.Or(timeline.Clean(e.reason), "Unknown"), warning: e.warning, source: timeline.Clean(e.source),
		seen: e.about.ResourceVersion,
	}
	rec.kind, rec.container = fieldPath(e.about.FieldPath)
	msg, combined := message.Combined(e.message)
	rec.message, rec.combined = timeline.Clean(msg), combined
	return rec
}

// fieldPath splits "spec.containers{app}". Init containers may turn out to be
// sidecars; the pod's spec settles that.
func fieldPath(p string) (timeline.LaneKind, string) {
	for _, x := range []struct {
		prefix string
		kind   timeline.LaneKind
	}{
		{"spec.containers{", timeline.LaneContainer}, {"spec.initContainers{", timeline.LaneInit}, {"spec.ephemeralContainers{", timeline.LaneEphemeral},
	} {
		if rest, ok := strings.CutPrefix(p, x.prefix); ok {
			return x.kind, strings.TrimSuffix(rest, "}")
		}
	}
	return timeline.LanePod, ""
}

// newer reports whether e says something this record has not taken in yet.
func (r *eventRecord) newer(e event) bool {
	if e.rv == 0 {
		return e.count > r.count
	}
	return e.rv > r.rv
}
