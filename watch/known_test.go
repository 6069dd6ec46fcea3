package watch

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestGoneWithoutNews checks of every recording that what is remembered of a pod says
// as much of its end, where a list finds it gone, as the whole pod would, and that it
// holds neither its spec nor its status.
func TestGoneWithoutNews(t *testing.T) {
	for _, rec := range fixture.Recordings(t) {
		k, pods := known{}, map[string]*corev1.Pod{}
		whole, remembered := model.New(), model.New()
		for _, o := range rec.Obs {
			if p, ok := o.Object.(*corev1.Pod); ok {
				if o.Type == timeline.Deleted {
					continue
				}
				k.add(p, o.At)
				pods[string(p.UID)] = p
			}
			whole.Apply(o)
			remembered.Apply(o)
		}
		at := rec.End().Add(time.Minute)
		for _, c := range k.changes(nil) {
			p, ok := c.object.(*corev1.Pod)
			if !ok {
				t.Fatalf("%s: %T is gone", rec.Name, c.object)
			}
			if len(p.Spec.Containers) > 0 || len(p.Status.Conditions) > 0 {
				t.Errorf("%s: all of %s is remembered", rec.Name, p.Name)
			}
			whole.Apply(timeline.Observation{At: at, Type: c.typ, Object: pods[string(p.UID)]})
			remembered.Apply(timeline.Observation{At: at, Type: c.typ, Object: p})
		}
		if diff := cmp.Diff(whole.Snapshot(at), remembered.Snapshot(at)); diff != "" {
			t.Errorf("%s: gone as a whole (−), and as it is remembered (+):\n%s", rec.Name, diff)
		}
	}
}
