package recording

import (
	"errors"
	"fmt"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/podlife/podlife/timeline"
)

// deliver completes the observations of one value and queues them.
func (r *Reader) deliver(d *decoded) {
	if d.header != nil {
		if r.header == (Header{}) {
			r.header = *d.header
		}
		return
	}
	for i, o := range d.obs {
		if timeline.RealTime(o.At).IsZero() {
			r.inferred = true
			o.At = r.last
			if d.facts[i].After(o.At) {
				o.At = d.facts[i]
			}
		}
		if o.Type != timeline.Bookmark && shown(o.Object) {
			r.shown++
		}
		if d.bare {
			o.Type = r.bareType(o, !d.item)
		}
		r.markSkipped(o.At)
		if o.At.After(r.last) {
			r.last = o.At
		}
		r.queue = append(r.queue, o)
		r.delivered++
	}
}

// shown reports whether an object is one that is worth a look by itself: a pod,
// or what should have some, and may say why it has none.
func shown(object any) bool {
	switch object.(type) {
	case *corev1.Pod, *appsv1.Deployment, *appsv1.ReplicaSet, *appsv1.StatefulSet, *appsv1.DaemonSet, *batchv1.Job, *unstructured.Unstructured:
		return true
	}
	return false
}

// bareType returns the watch type of an object that came without one, as
// `kubectl get --watch -o json` prints them: later versions are changes.
func (r *Reader) bareType(o timeline.Observation, alone bool) timeline.ObservationType {
	object, ok := o.Object.(metav1.Object)
	if !ok || object.GetUID() == "" {
		return timeline.Added
	}
	known := r.seen[object.GetUID()]
	r.seen[object.GetUID()] = true
	if known && alone {
		return timeline.Modified
	}
	return timeline.Added
}

// skipped is what could not be read.
type skipped struct {
	first error // of the file
	count int
	gap   string // what was skipped since the last observation, as a Gap's reason
}

// skip notes a value that cannot be read. It returns the error that ends the
// reading instead where going on is pointless.
func (r *Reader) skip(d *decoded, err *lineError) error {
	wrapped := r.wrap(err)
	if d.header != nil { // of a newer podlife
		return wrapped
	}
	if r.skipped.first == nil {
		r.skipped.first = wrapped
		if isSyntax(err.err) || errors.Is(err.err, errNoObservation) {
			r.skipped.first = fmt.Errorf("%w (expected a podlife recording, or what kubectl get -o json prints)", wrapped)
		}
	}
	r.skipped.count++
	if r.delivered == 0 && r.skipped.count == maxBroken {
		return r.skipped.first
	}
	if r.skipped.count <= maxWarnings {
		r.warnings = append(r.warnings, fmt.Sprintf("%v; it was skipped", wrapped))
	}
	if r.skipped.gap == "" {
		r.skipped.gap = fmt.Sprintf("line %d of the recording cannot be read", err.line)
	}
	return nil
}

// markSkipped delivers the Gap that what was skipped leaves before an observation
// of moment at. Before the first there is nothing that it could interrupt.
func (r *Reader) markSkipped(at time.Time) {
	if r.skipped.gap != "" && r.delivered > 0 {
		gap := &timeline.Gap{From: r.last, To: at, Reason: r.skipped.gap}
		r.gaps = append(r.gaps, len(r.queue))
		r.queue = append(r.queue, timeline.Observation{At: at, Type: timeline.GapType, Object: gap})
	}
	r.skipped.gap = ""
}

// endSkipped marks what was skipped after the last observation, and counts what
// was not named.
func (r *Reader) endSkipped() {
	r.markSkipped(r.last)
	if more := r.skipped.count - maxWarnings; more > 0 {
		r.warnings = append(r.warnings, fmt.Sprintf("%s: %d more lines cannot be read and were skipped", r.name, more))
	}
}
