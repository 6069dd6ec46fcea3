package ticket

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch/recording"
	"github.com/podlife/podlife/watch/redact"
)

// observe turns lives into Observations, in order of time.
func observe(s *scanned, p *pods, t *times) Ticket {
	ticket := Ticket{Warnings: s.warnings, Relative: true}
	for i, l := range p.list {
		w := newWriter(l, t, i, len(p.list))
		w.write(s)
		ticket.Observations = append(ticket.Observations, w.out...)
		ticket.Relative = ticket.Relative && w.relative
		ticket.Warnings = append(ticket.Warnings, unordered(l, t)...)
	}
	slices.SortStableFunc(ticket.Observations, func(a, b timeline.Observation) int { return a.At.Compare(b.At) })
	ticket.Warnings = append(ticket.Warnings, notUnderstood(s.odd)...)
	ticket.Missing = missing(s, p)
	ticket.NowUnknown = !t.lastDated(s.prints) && (!ticket.Relative || !s.aged())
	return ticket
}

// aged reports whether any age was printed, which says how long before the
// printing something was.
func (s *scanned) aged() bool {
	return slices.ContainsFunc(s.prints, func(p *printing) bool { return len(p.ages) > 0 })
}

// writer writes the Observations of one life.
type writer struct {
	*life
	t          *times
	uid        types.UID
	skeleton   *corev1.Pod // what does not change: names and containers
	containers []*known
	relative   bool
	deletion   *deletion // nil: not asked for, or no page shows it
	out        []timeline.Observation
}

func newWriter(l *life, t *times, i, of int) *writer {
	w := &writer{life: l, t: t, relative: l.start.IsZero()}
	for _, p := range l.prints() {
		w.relative = w.relative && !t.dated[p]
	}
	for _, page := range l.pages {
		for _, b := range page.boxes {
			for _, s := range []*runState{b.state, b.last} {
				w.relative = w.relative && (s == nil || s.started.IsZero() && s.finished.IsZero())
			}
		}
	}
	for _, o := range l.pods {
		w.relative = w.relative && recording.LatestFact(o.pod).IsZero()
	}
	w.relative = w.relative && len(l.stored) == 0 && !slices.ContainsFunc(l.events, func(e *eventRow) bool { return !e.at.IsZero() })
	w.uid = types.UID(l.uid)
	if w.uid == "" {
		w.uid = types.UID(l.inventedUID(i))
	}
	if l.name == "" {
		l.name = "(no name)"
		if of > 1 {
			l.name = "(no name, line " + strconv.Itoa(l.line()) + ")"
		}
	}
	w.containers = knownContainers(l)
	w.skeleton = w.bare()
	w.deletion = w.deletionOf()
	return w
}

// inventedUID returns what stands for the UID where no format prints it: the
// same for the same pod in every reading of the text.
func (l *life) inventedUID(i int) string {
	id := timeline.UnknownUID + l.namespace + "/" + l.name
	if !l.start.IsZero() {
		return id + "/" + l.start.Format(time.RFC3339)
	}
	return id + "/" + strconv.Itoa(i)
}

// line returns the first line that is about the life.
func (l *life) line() int {
	line := 0
	for _, p := range l.prints() {
		if line == 0 || p.line < line {
			line = p.line
		}
	}
	return line
}

// prints lists the prints in which the life is, in the order of the text.
func (l *life) prints() []*printing {
	seen := map[*printing]bool{}
	var list []*printing
	add := func(p *printing) {
		if !seen[p] {
			seen[p] = true
			list = append(list, p)
		}
	}
	for _, r := range l.rows {
		add(r.printing)
	}
	for _, p := range l.pages {
		add(p.printing)
	}
	for _, e := range l.events {
		add(e.printing)
	}
	for _, o := range l.pods {
		add(o.printing)
	}
	for _, o := range l.stored {
		add(o.printing)
	}
	slices.SortStableFunc(list, func(a, b *printing) int { return a.n - b.n })
	return list
}

// moment returns the best estimate of when a print was printed.
func (t *times) moment(p *printing) time.Time { return time.Unix(0, t.at[p]).UTC() }

// write writes one version of the pod for each print of it, then the events.
func (w *writer) write(s *scanned) {
	prints := w.prints()
	slices.SortStableFunc(prints, func(a, b *printing) int { return w.t.moment(a).Compare(w.t.moment(b)) })
	pod := w.skeleton
	for _, p := range prints {
		at := w.t.moment(p)
		for _, o := range w.pods {
			if o.printing == p {
				pod = w.storedVersion(o)
				w.emit(at, timeline.Added, &timeline.Reconstructed{Object: pod, Exits: w.undated(pod, at), Relative: w.relative})
			}
		}
		next := w.version(pod, p)
		if next != nil {
			pod = next.pod
			w.emit(at, timeline.Added, &timeline.Reconstructed{Object: next.pod, Created: w.createdEdge(), Deleted: next.deleted, Exits: next.exits, Relative: w.relative})
		}
	}
	if len(w.out) == 0 && len(prints) > 0 { // only events tell of it
		pod = pod.DeepCopy()
		exits := w.fromEvents(pod)
		w.emit(w.t.moment(prints[len(prints)-1]), timeline.Added, &timeline.Reconstructed{Object: pod, Created: w.createdEdge(), Exits: exits, Relative: w.relative})
	}
	w.writeEvents()
	w.writeGone(s, pod)
}

// emit hands out an object, redacted as recordings are: a ticket is public, and
// what is made of it even more so.
func (w *writer) emit(at time.Time, typ timeline.ObservationType, object *timeline.Reconstructed) {
	shown, _ := redact.Object(object)
	if w.replacedBy != nil { // then it was gone, whatever was printed later
		if next, _, ok := w.edges(w.replacedBy); ok && next.Latest.Before(at) {
			at = next.Latest
		}
	}
	w.out = append(w.out, timeline.Observation{At: at, Type: typ, Object: shown})
}

// storedVersion returns a Pod as it stood in the text, with what identifies it here.
func (w *writer) storedVersion(o *storedPod) *corev1.Pod {
	p := o.pod.DeepCopy()
	p.UID, p.Name, p.ResourceVersion = w.uid, w.name, ""
	if p.Namespace == "" {
		p.Namespace = w.namespace
	}
	if len(p.Spec.Containers)+len(p.Spec.InitContainers) == 0 {
		p.Spec.InitContainers, p.Spec.Containers = w.skeleton.Spec.InitContainers, w.skeleton.Spec.Containers
	}
	if p.Annotations == nil && p.Spec.NodeName == "" {
		p.Spec.NodeName = w.skeleton.Spec.NodeName
	}
	if len(p.Status.Conditions) == 0 && (p.Status.StartTime != nil || len(p.Status.ContainerStatuses)+len(p.Status.InitContainerStatuses) > 0) {
		v := &version{pod: p}
		v.onNode() // only a kubelet writes these
		if n := len(p.Status.ContainerStatuses); n > 0 && !slices.ContainsFunc(p.Status.ContainerStatuses, func(c corev1.ContainerStatus) bool { return !c.Ready }) {
			v.condition("ContainersReady", "True", "")
			v.condition("Ready", "True", "")
		}
	}
	return p
}

// undated bounds the ends of runs whose times were cut out of a status.
func (w *writer) undated(pod *corev1.Pod, at time.Time) map[string]timeline.Exit {
	v := &version{pod: pod}
	for _, list := range [][]corev1.ContainerStatus{pod.Status.InitContainerStatuses, pod.Status.ContainerStatuses} {
		for i := range list {
			s := &list[i]
			t := cmp.Or(s.LastTerminationState.Terminated, s.State.Terminated)
			if t == nil || !t.FinishedAt.IsZero() || !t.StartedAt.IsZero() || t.Reason == "ContainerStatusUnknown" || t.ContainerID != "" {
				continue
			}
			end := at
			if r := s.State.Running; r != nil {
				t.ContainerID = timeline.UnknownUID + s.Name + "/last"
				end = cmp.Or(r.StartedAt.UTC(), at)
			} else {
				s.ContainerID = timeline.UnknownUID + s.Name
				t.ContainerID = s.ContainerID
			}
			v.exit(s.Name, timeline.Exit{When: timeline.Edge{Time: end, Earliest: w.unaskedAt(end), Latest: end, Basis: timeline.Inferred}})
		}
	}
	return v.exits
}

// createdEdge bounds the creation; zero where only an upper bound is known.
func (w *writer) createdEdge() timeline.Edge {
	b := w.t.net.nodes[w.t.created[w.life]]
	if !b.bounded() || len(w.rows) == 0 && len(w.pods) == 0 {
		return timeline.Edge{}
	}
	e := timeline.Edge{Earliest: time.Unix(0, b.lo).UTC(), Latest: time.Unix(0, b.hi).Add(time.Second - 1).UTC(), Basis: timeline.Inferred}
	e.Time = time.Unix(0, b.middle()).UTC()
	return e
}

// writeGone emits the end of a pod that was being deleted and is missing in a
// later table of its whole namespace.
func (w *writer) writeGone(s *scanned, pod *corev1.Pod) {
	if w.replacedBy != nil {
		w.emit(w.t.moment(w.replacedBy.printing), timeline.Deleted, &timeline.Reconstructed{Object: pod, Relative: w.relative})
		return
	}
	if len(w.rows) == 0 {
		return
	}
	last := w.rows[len(w.rows)-1]
	if last.deleted {
		w.emit(w.t.moment(last.printing), timeline.Deleted, &timeline.Reconstructed{Object: pod, Relative: w.relative})
		return
	}
	if last.status != "Terminating" || !last.printing.command.whole {
		return
	}
	for _, p := range s.prints {
		if p.n > last.printing.n && p.form == formPods && !p.row && p.command.verb == "get" && p.command.whole && p.command.namespace == last.printing.command.namespace {
			w.emit(w.t.moment(p), timeline.Deleted, &timeline.Reconstructed{Object: pod, Relative: w.relative})
			return
		}
	}
}

// bare returns the Pod with all that no version changes.
func (w *writer) bare() *corev1.Pod {
	p := &corev1.Pod{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"},
		ObjectMeta: metav1.ObjectMeta{Namespace: w.namespace, Name: w.name, UID: w.uid},
	}
	for _, c := range w.containers {
		switch c.section {
		case "Init Containers":
			p.Spec.InitContainers = append(p.Spec.InitContainers, c.spec())
		case "Ephemeral Containers":
			p.Spec.EphemeralContainers = append(p.Spec.EphemeralContainers, corev1.EphemeralContainer{
				EphemeralContainerCommon: corev1.EphemeralContainerCommon{Name: c.name, Image: c.image},
			})
		default:
			p.Spec.Containers = append(p.Spec.Containers, c.spec())
		}
	}
	for _, page := range w.pages {
		if kind, name, ok := strings.Cut(page.fields["Controlled By"], "/"); ok {
			controller := true
			p.OwnerReferences = []metav1.OwnerReference{{Kind: kind, Name: name, Controller: &controller}}
		}
		if qos := page.fields["QoS Class"]; qos != "" {
			p.Status.QOSClass = corev1.PodQOSClass(qos)
		}
	}
	return p
}
