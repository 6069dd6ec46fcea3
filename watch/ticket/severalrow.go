package ticket

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// allUnnamed reports whether no block names any of the containers: then it does
// not matter which of them a row's word is about.
func allUnnamed(list []*corev1.ContainerStatus) bool {
	return !slices.ContainsFunc(list, func(c *corev1.ContainerStatus) bool { return !strings.HasPrefix(c.Name, timeline.Unnamed) })
}

// several lays a row over the containers of a pod that has more than one. STATUS
// is of one that does not run, if there is one (printPod goes on to the first);
// as many as READY counts run.
func (v *version) several(w *writer, r *podRow, list []*corev1.ContainerStatus) {
	others := list
	switch {
	case r.status == "Running":
	case r.status == "Completed" && r.ready == 0:
		for _, c := range list {
			v.state(w, c, r)
		}
		v.ended(w, r)
		return
	default:
		c := list[0]
		others = list[1:]
		c.Ready = false
		v.count(c, r, 1)
		word := *r
		if r.status == "NotReady" { // printPod: one has completed while another runs
			word.status = "Completed"
		}
		v.state(w, c, &word)
		if r.ready == 0 && runEnded(r.status) != "" {
			v.ended(w, r)
		}
	}
	for i, c := range others {
		if c.Ready = i < r.ready; c.Ready || r.status == "Running" || r.status == "NotReady" {
			v.runs(w, c)
		}
	}
}
