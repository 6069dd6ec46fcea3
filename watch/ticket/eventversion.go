package ticket

import (
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// ago returns the moment that was a before a print. A stamp is truncated to its
// second, so that what it stands for was up to a second later.
func (w *writer) ago(p *printing, a span) timeline.Edge {
	b := w.t.bounds(p)
	at := w.t.moment(p)
	e := timeline.Edge{
		Time:     at.Add(-(a.min+a.max)/2 + time.Second/2),
		Earliest: time.Unix(0, b.lo).UTC().Add(-a.max), Latest: time.Unix(0, min(b.hi, b.lo+int64(year))).UTC().Add(time.Second - a.min), Basis: timeline.Inferred,
	}
	if e.Latest.After(at) && a.min >= 0 {
		e.Latest = at
	}
	return e.Clamp()
}

// storedFor is how long an API server keeps Events by default: an Event without
// an age is not older.
const storedFor = time.Hour

// eventID distinguishes two events of one text and print.
type eventID struct {
	*printing
	text string
}

// writeEvents writes the life's events, those of each print in their order.
func (w *writer) writeEvents() {
	for i, o := range w.stored {
		e := o.event.DeepCopy()
		e.InvolvedObject.UID, e.InvolvedObject.Kind = w.uid, "Pod"
		if e.UID == "" && e.Name == "" { // its metadata was cut off
			e.UID = types.UID(string(w.uid) + "\x00" + strconv.Itoa(i))
		}
		r := &timeline.Reconstructed{Object: e, Relative: w.relative}
		if last := newestOf(e); len(w.pods) == 0 && !last.IsZero() {
			r.Last = dated(last.Add(-time.Second).Truncate(time.Second))
			r.First = r.Last
			if first := e.FirstTimestamp.Time; !first.IsZero() {
				r.First = dated(first)
			}
		}
		w.emit(w.t.moment(o.printing), timeline.Added, r)
	}
	place, texts := map[eventID]int{}, map[string]string{}
	for _, row := range w.events {
		last, first, ok := w.edges(row)
		if !ok {
			continue
		}
		path := w.fieldPath(row)
		text := row.reason + "\x00" + row.message + "\x00" + path
		if texts[text] == "" { // stands for the text, which may hold a secret
			texts[text] = strconv.Itoa(len(texts) + 1)
		}
		place[eventID{row.printing, text}]++
		name := w.name + "." + strconv.Itoa(place[eventID{row.printing, text}])
		e := &corev1.Event{
			ObjectMeta:     metav1.ObjectMeta{Namespace: w.namespace, Name: firstOf(row.eventName, name), UID: types.UID(string(w.uid) + "\x00" + name + "\x00" + texts[text])},
			InvolvedObject: corev1.ObjectReference{Kind: "Pod", Namespace: w.namespace, Name: w.name, UID: w.uid, FieldPath: path},
			Reason:         row.reason, Message: row.message, Type: row.typ, Source: corev1.EventSource{Component: row.from},
			Count: int32(max(row.count, 1)), FirstTimestamp: metav1.NewTime(first.Time.Truncate(time.Second)), LastTimestamp: metav1.NewTime(last.Time.Truncate(time.Second)), //nolint:gosec // a count
		}
		w.emit(w.t.moment(row.printing), timeline.Added, &timeline.Reconstructed{Object: e, First: first, Last: last, Relative: w.relative})
	}
}

// edges returns when a row's last and first occurrence were; false where the row
// does not say and nothing else bounds it.
func (w *writer) edges(row *eventRow) (last, first timeline.Edge, ok bool) {
	if !row.at.IsZero() {
		return dated(row.at), dated(row.firstAt), true
	}
	a, ok := ageSpan(row.last, row.printing.style)
	if row.last == invalidAge && !row.ageless {
		last = w.ahead(row)
		return last, last, true
	}
	if !ok {
		last = w.unaged(row)
		return last, last, row.last == "<unknown>" && !row.ageless
	}
	last = w.ago(row.printing, a)
	if row.last == "0s" {
		last.Latest = w.t.moment(row.printing)
	}
	first = last
	if b, ok := ageSpan(row.first, row.printing.style); ok && row.count > 1 {
		first = w.ago(row.printing, b)
	}
	if node, ok := w.t.firsts[row]; ok { // other prints may know it better
		b := w.t.net.nodes[node]
		lo, hi := time.Unix(0, b.lo).UTC(), time.Unix(0, b.hi).UTC().Add(time.Second)
		if b.bounded() && lo.After(first.Earliest) && !lo.After(first.Latest) {
			first.Earliest = lo
		}
		if b.bounded() && hi.Before(first.Latest) && !hi.Before(first.Earliest) {
			first.Latest = hi
		}
		if first = first.Clamp(); row.count <= 1 {
			last = first
		}
	}
	return last, first, true
}

// dated returns the moment of a text's date. No version of the pod comes with it,
// as one does with what a watch reports.
func dated(at time.Time) timeline.Edge {
	e := timeline.ReportedEdge(at)
	e.Basis = timeline.Inferred
	return e
}

// unaged bounds an event whose age was not printed: kubectl before 1.19 has none
// for those of the scheduler, which come before what the kubelet does.
func (w *writer) unaged(row *eventRow) timeline.Edge {
	at := w.t.moment(row.printing)
	e := timeline.Edge{Time: at, Earliest: at.Add(-storedFor), Latest: at, Basis: timeline.Inferred}
	if row.reason != "Scheduled" {
		return e
	}
	for _, o := range w.events {
		if o.printing != row.printing || o.last == "<unknown>" {
			continue
		}
		if _, first, ok := w.edges(o); ok && first.Time.Before(e.Time) {
			e.Time, e.Latest = first.Time, first.Latest
			if e.Earliest.After(first.Earliest) {
				e.Earliest = first.Earliest
			}
		}
	}
	return e
}

// invalidAge is printed of a stamp that lies in the printer's future.
const invalidAge = "<invalid>"

// ahead bounds an event whose stamp lay in the printer's future because clocks
// differ: it is newer than what the same source had said before, and no newer
// than the print.
func (w *writer) ahead(row *eventRow) timeline.Edge {
	at := w.t.moment(row.printing)
	e := timeline.Edge{Time: at, Earliest: at.Add(-storedFor), Latest: at, Basis: timeline.Inferred}
	for _, o := range w.events {
		if o.printing != row.printing || o.from != row.from || o.last == invalidAge {
			continue
		}
		if last, _, ok := w.edges(o); ok {
			e.Earliest = timeline.LaterTime(e.Earliest, last.Earliest)
		}
	}
	return e
}

// ofContainers are the reasons of the kubelet's Events about one container.
var ofContainers = set("Pulling", "Pulled", "Created", "Started", "Failed", "BackOff", "Killing", "Unhealthy", "ProbeWarning", "FailedPostStartHook", "FailedPreStopHook", "InspectFailed", "ErrImageNeverPull")

// fieldPath returns the container that an event is about: by its own words, or
// because no other can be meant.
func (w *writer) fieldPath(row *eventRow) string {
	section, name := sectionOf(row)
	if name == "POD" || name == "" && !ofContainers[row.reason] {
		return ""
	}
	if k := w.containerOf(row, name); k != nil {
		section, name = k.section, k.name
	}
	if name == "" {
		return ""
	}
	return specFields[section] + "{" + name + "}"
}

// containerOf finds a container by its name, its image or its probe, or because
// it is the only one.
func (w *writer) containerOf(row *eventRow, name string) *known {
	if name != "" {
		return find(w.containers, name)
	}
	if image := imageIn(row.message); image != "" {
		return w.only(func(k *known) bool { return k.image == image || len(w.containers) == 1 })
	}
	if row.reason == "Unhealthy" || row.reason == "ProbeWarning" {
		kind, _, _ := strings.Cut(row.message, " ")
		if k := w.only(func(k *known) bool { return k.probes[kind] != "" }); k != nil {
			return k
		}
	}
	return w.only(func(*known) bool { return true })
}

// only returns the one container that fits, or nil.
func (w *writer) only(fits func(*known) bool) *known {
	var found *known
	for _, k := range w.containers {
		if !fits(k) {
			continue
		}
		if found != nil {
			return nil
		}
		found = k
	}
	return found
}
