package ticket

import (
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
)

var (
	lastsWords   = lazily(`\(lasts ([^)]*)\)`)
	expiresWords = lazily(`\(expires ([^)]*)\)`) // kubectl 1.8 and older
)

// deletion is the request as well as it is known from the text.
type deletion struct {
	asked timeline.Edge
	grace time.Duration
}

// defaultGrace is what a pod has that asks for none (SIGNALS: 30 s).
const defaultGrace = 30 * time.Second

// deletionOf reads the request from the page that shows it: what it prints is
// the age of the deadline. nil where no page does.
func (w *writer) deletionOf() *deletion {
	for _, p := range w.pages {
		if !strings.HasPrefix(p.fields["Status"], "Terminating") {
			continue
		}
		d := &deletion{grace: p.grace()}
		at := w.t.moment(p.printing)
		d.asked = timeline.Edge{Time: at, Earliest: at.Add(-d.grace), Latest: at, Basis: timeline.Inferred}
		if m := lastsWords().FindStringSubmatch(p.fields["Status"]); m != nil {
			if a, ok := ageSpan(m[1], p.printing.style); ok {
				e := w.ago(p.printing, a)
				d.asked = timeline.Edge{Time: e.Time.Add(-d.grace), Earliest: e.Earliest.Add(-d.grace), Latest: e.Latest.Add(-d.grace), Basis: timeline.Inferred}
			}
		}
		if deadline := p.deadline(); !deadline.IsZero() {
			d.asked = timeline.ReportedEdge(deadline.Add(-d.grace))
		}
		return d
	}
	return nil
}

// grace returns the grace of the deletion that a page shows.
func (p *page) grace() time.Duration {
	if grace, err := time.ParseDuration(p.fields["Termination Grace Period"]); err == nil && grace >= 0 {
		return grace
	}
	return defaultGrace
}

// deadline returns the deletionTimestamp, where a page prints it and not how
// long ago it was.
func (p *page) deadline() time.Time {
	if m := expiresWords().FindStringSubmatch(p.fields["Status"]); m != nil {
		t, _ := parseTime(m[1])
		return t
	}
	return time.Time{}
}

// asked returns how long ago the deletion of a page had been requested at
// least; 0 where it shows none, or not when.
func (p *page) asked() time.Duration {
	m := lastsWords().FindStringSubmatch(p.fields["Status"])
	if m == nil {
		return 0
	}
	a, ok := ageSpan(m[1], p.printing.style)
	if !ok {
		return 0
	}
	return max(0, a.min+p.grace())
}

// delete notes that the deletion has been asked for.
func (v *version) delete(d *deletion) {
	if d == nil || v.pod.DeletionTimestamp != nil {
		return
	}
	seconds := int64(d.grace / time.Second)
	deadline := metav1.NewTime(d.asked.Time.Add(d.grace).Truncate(time.Second))
	v.deleted, v.pod.DeletionTimestamp, v.pod.DeletionGracePeriodSeconds = d.asked, &deadline, &seconds
}

// terminating notes that the pod is being deleted, since some time before the
// row.
func (v *version) terminating(w *writer, r *podRow) {
	if v.pod.Status.Phase == "" {
		v.pod.Status.Phase = corev1.PodRunning
	}
	if mains := v.mains(r); r.ready == r.of {
		v.condition("Ready", "True", "")
		v.condition("ContainersReady", "True", "")
		for _, c := range mains {
			c.Ready = true
			v.runs(w, c)
		}
	}
	v.onNode()
	if v.pod.DeletionTimestamp != nil {
		return
	}
	if w.deletion != nil {
		v.delete(w.deletion)
		return
	}
	at := w.t.moment(r.printing)
	from := w.shownBefore(r, at)
	if e, ok := w.marked(r.printing); ok {
		v.delete(&deletion{e, defaultGrace})
		return
	}
	v.delete(&deletion{timeline.Edge{Time: at, Earliest: from, Latest: at, Basis: timeline.Inferred}, defaultGrace})
}

// marked returns when the taint manager or the kubelet says that it acted on the
// deletion, or asked for it, before a print.
func (w *writer) marked(p *printing) (timeline.Edge, bool) {
	for _, e := range w.events {
		if e.reason != "TaintManagerEviction" || !strings.HasPrefix(e.message, "Marking for deletion") {
			continue
		}
		if last, _, ok := w.edges(e); ok && !last.Earliest.After(w.t.moment(p)) {
			last.Latest = last.Latest.Add(time.Second)
			return last, true
		}
	}
	return timeline.Edge{}, false
}
