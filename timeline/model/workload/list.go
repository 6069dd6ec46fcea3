package workload

import (
	"cmp"
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
)

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
