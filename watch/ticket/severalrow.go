package ticket

import (
	"slices"
	"strconv"
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

var ofMany = lazily(`^(\d+)/(\d+)$`)

// initRow reads the words behind Init:.
func (v *version) initRow(w *writer, r *podRow, word string) {
	v.pod.Status.Phase = corev1.PodPending
	v.condition("Initialized", "False", "")
	v.condition("Ready", "False", "")
	inits := v.pod.Spec.InitContainers
	done := -1
	if m := ofMany().FindStringSubmatch(word); m != nil {
		done, _ = strconv.Atoi(m[1])
		of, _ := strconv.Atoi(m[2])
		named := slices.ContainsFunc(w.containers, func(k *known) bool { return k.section == "Init Containers" })
		for len(inits) < min(of, 64) && !named {
			inits = append(inits, corev1.Container{Name: timeline.Unnamed + " init " + strconv.Itoa(len(inits)+1)})
		}
	}
	if len(inits) == 0 {
		inits = []corev1.Container{{Name: timeline.Unnamed + " init"}}
	}
	v.pod.Spec.InitContainers = inits
	for i := range min(done, len(inits)) {
		c := v.status("Init Containers", inits[i].Name)
		if c.State.Terminated == nil {
			c.State = corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{Reason: "Completed", ContainerID: w.rowID(c)}}
		}
	}
	v.condition("PodScheduled", "True", "")
	if done >= 0 || len(inits) != 1 {
		return
	}
	if runEnded(word) != "" || r.restarts > 0 { // it ran in a sandbox
		v.condition(string(corev1.PodReadyToStartContainers), "True", "")
	}
	c := v.status("Init Containers", inits[0].Name)
	v.count(c, r, 1)
	v.state(w, c, &podRow{status: word, restarts: r.restarts, restarted: r.restarted, printing: r.printing, age: r.age})
}
