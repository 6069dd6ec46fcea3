package workload

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// What a Set keeps at most. What is dropped is gone, or the oldest.
const (
	maxObjects  = 1024
	maxFailures = 256 // Event objects
)

// Set holds the workloads that were observed, and the Events about them. Its
// zero value is ready. It is not safe for concurrent use.
type Set struct {
	objects   map[types.UID]fact
	failures  []Failure
	selecting int // objects ever seen that have a selector
}

// fact is the newest version of an object, and since when.
type fact struct {
	workload timeline.Workload
	selector labels.Selector // of a kind that podlife does not know; nil for others
	rv       uint64
	at       time.Time // arrival
}

// Failure is an Event that says why a pod could not be created.
type Failure struct {
	UID       types.UID // of the Event
	Version   uint64
	Namespace string
	OfUID     types.UID
	timeline.CreateFailure
}

// Empty reports whether nothing of a workload was observed.
func (s *Set) Empty() bool { return len(s.objects) == 0 }

// Apply folds one version of an object, in any order, any number of times, and
// reports whether it says anything new. Its arrival is on the client's clock.
func (s *Set) Apply(object any, typ timeline.ObservationType, at time.Time) bool {
	w, meta, ok := read(object)
	if !ok || typ == timeline.Bookmark || meta.UID == "" {
		return false
	}
	rv, _ := strconv.ParseUint(meta.ResourceVersion, 10, 64)
	before, known := s.objects[meta.UID]
	fresh := rv > before.rv || rv == 0 && (!known || at.After(before.at)) && typ != timeline.Deleted
	gone := typ == timeline.Deleted && before.workload.Gone.IsZero()
	switch {
	case !fresh && !gone:
		return false
	case !fresh:
		w = before.workload
	default:
		w = complete(w, meta, before, at)
	}
	if gone {
		w.Gone = timeline.ObservedEdge(before.at, at)
	}
	if s.objects == nil {
		s.objects = map[types.UID]fact{}
	}
	selector := before.selector
	if u, ok := object.(*unstructured.Unstructured); ok && fresh {
		if selector = selectorOf(u); selector != nil {
			s.selecting++
		}
	}
	s.objects[meta.UID] = fact{w, selector, max(rv, before.rv), timeline.LaterTime(at, before.at)}
	s.bound()
	return true
}

// complete fills in what every object has, and what only its history says.
func complete(w timeline.Workload, meta *metav1.ObjectMeta, before fact, at time.Time) timeline.Workload {
	w.Namespace, w.Name, w.UID, w.Generation = timeline.Clean(meta.Namespace), timeline.Clean(meta.Name), timeline.Clean(string(meta.UID)), meta.Generation
	if w.Job != nil {
		w.Observed = w.Generation
	}
	if o := metav1.GetControllerOfNoCopy(meta); o != nil {
		w.Owner, w.OwnerUID = timeline.Clean(o.Kind+"/"+o.Name), timeline.Clean(string(o.UID))
	}
	if created := utc(meta.CreationTimestamp.Time); !created.IsZero() {
		w.Created = timeline.ReportedEdge(created)
	}
	if d := meta.DeletionTimestamp; !d.IsZero() {
		requested := d.Time
		if g := meta.DeletionGracePeriodSeconds; g != nil {
			requested = requested.Add(-timeline.Seconds(*g))
		}
		w.Deleted = timeline.ReportedEdge(utc(requested))
	}
	w.Changed, w.Gone = before.workload.Changed, before.workload.Gone
	switch {
	case before.rv == 0 && w.Generation <= 1:
		w.Changed = w.Created
	case before.workload.Generation != w.Generation:
		w.Changed = timeline.ObservedEdge(before.at, at)
	}
	return w
}

// bound drops the object that went first where there are too many, or else the
// one that was heard of the longest ago.
func (s *Set) bound() {
	if len(s.objects) <= maxObjects {
		return
	}
	oldest := slices.MinFunc(slices.Collect(maps.Keys(s.objects)), func(a, b types.UID) int {
		x, y := s.objects[a], s.objects[b]
		alive := func(f fact) int {
			if f.workload.Gone.IsZero() {
				return 1
			}
			return 0
		}
		return cmp.Or(alive(x)-alive(y), x.at.Compare(y.at), cmp.Compare(a, b))
	})
	delete(s.objects, oldest)
}

// Fail folds one version of an Event, and reports whether it says anything new.
func (s *Set) Fail(f Failure) bool {
	for i := range s.failures {
		if have := &s.failures[i]; have.UID == f.UID {
			if f.Version <= have.Version && (f.Version != 0 || f.Count <= have.Count) {
				return false
			}
			*have = f
			return true
		}
	}
	if s.failures = append(s.failures, f); len(s.failures) > maxFailures {
		s.failures = slices.Delete(s.failures, 0, 1)
	}
	return true
}

// Clone returns a copy that goes its own way from here on.
func (s *Set) Clone() Set { return Set{maps.Clone(s.objects), slices.Clone(s.failures), s.selecting} }

// List returns the workloads, by namespace, kind and name. What is known by
// arrivals is moved by offset: how far the client's clock is ahead.
func (s *Set) List(offset time.Duration) []timeline.Workload {
	if len(s.objects) == 0 {
		return nil
	}
	list := make([]timeline.Workload, 0, len(s.objects))
	for _, f := range s.objects {
		w := f.workload
		w.Conditions = slices.Clone(w.Conditions)
		w.Changed, w.Gone = shifted(w.Changed, offset), shifted(w.Gone, offset)
		list = append(list, w)
	}
	slices.SortFunc(list, func(a, b timeline.Workload) int {
		return cmp.Or(cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name),
			a.Created.Time.Compare(b.Created.Time), cmp.Compare(a.UID, b.UID))
	})
	for i := range list {
		w := &list[i]
		if w.Kind == "Deployment" {
			revise(w, list)
		}
		w.Failures = s.failuresOf(w, list, offset)
	}
	return list
}

// revise fills in what only the ReplicaSet of a Deployment's present template says.
func revise(w *timeline.Workload, list []timeline.Workload) {
	for i := range list {
		rs := &list[i]
		if rs.OwnedBy(w) && rs.Template != "" && rs.Template == w.Template && rs.Gone.IsZero() {
			w.PodRevision, w.Earlier = rs.PodRevision, rs.Earlier
		}
	}
}

// failuresOf returns the failures of a workload and of what it owns.
func (s *Set) failuresOf(w *timeline.Workload, list []timeline.Workload, offset time.Duration) []timeline.CreateFailure {
	var out []timeline.CreateFailure
	for i := range s.failures {
		f := &s.failures[i]
		of := slices.ContainsFunc(list, func(x timeline.Workload) bool {
			about := f.Namespace == x.Namespace && f.Of == x.Kind+"/"+x.Name && (f.OfUID == "" || string(f.OfUID) == x.UID)
			return about && (x.UID == w.UID || x.OwnedBy(w))
		})
		if of {
			c := f.CreateFailure
			c.Time = shifted(c.Time, offset)
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b timeline.CreateFailure) int {
		return cmp.Or(a.Time.Time.Compare(b.Time.Time), cmp.Compare(a.Of, b.Of), cmp.Compare(a.Message, b.Message))
	})
	return out
}

// shifted moves an edge that is known by an arrival.
func shifted(e timeline.Edge, offset time.Duration) timeline.Edge {
	if e.Basis != timeline.Observed {
		return e
	}
	e.Time, e.Earliest, e.Latest = e.Time.Add(-offset), e.Earliest.Add(-offset), e.Latest.Add(-offset)
	return e
}
