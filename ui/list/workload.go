package list

import (
	"strings"

	"github.com/podlife/podlife/timeline"
)

// shortKinds are the kinds of workloads as kubectl abbreviates them.
var shortKinds = map[string]string{
	"Deployment": "deploy", "ReplicaSet": "rs", "StatefulSet": "sts", "DaemonSet": "ds", "Job": "job", "ReplicationController": "rc",
}

// workload names what owns pods, through a ReplicaSet if need be.
type workload struct{ namespace, kind, name string }

// String returns "shop/deploy/checkout".
func (w workload) String() string {
	kind := shortKinds[w.kind]
	if kind == "" {
		kind = strings.ToLower(w.kind)
	}
	return w.namespace + "/" + kind + "/" + w.name
}

// workloadOf returns what owns a pod; ok is false for a pod without an owner. A
// ReplicaSet that is named after the hash of its pods' template is a Deployment's,
// unless another kind selects the pod.
func workloadOf(p *timeline.Pod) (w workload, ok bool) {
	if kind, name, ok := strings.Cut(p.Workload, "/"); ok {
		return workload{p.Namespace, kind, name}, true
	}
	kind, name, ok := strings.Cut(p.Owner, "/")
	if !ok {
		return w, false
	}
	if base, cut := strings.CutSuffix(name, "-"+p.Revision); cut && kind == "ReplicaSet" && p.Revision != "" {
		kind, name = "Deployment", base
	}
	return workload{p.Namespace, kind, name}, true
}

// onlyWorkload returns the workload that owns all pods; ok is false if there are
// several, or none.
func onlyWorkload(groups []Group) (w workload, ok bool) {
	for i, g := range groups {
		of, owned := workloadOf(&g.Newest().Pod)
		if !owned || i > 0 && of != w {
			return workload{}, false
		}
		w = of
	}
	return w, len(groups) > 1
}

// object returns what was observed of a workload itself, nil without it.
func object(s *timeline.Snapshot, w workload) *timeline.Workload {
	for i := range s.Workloads {
		if o := &s.Workloads[i]; o.Namespace == w.namespace && o.Kind == w.kind && o.Name == w.name {
			return o
		}
	}
	return nil
}

// shortName returns a pod's name without what it has from its owner, but for a
// StatefulSet's, whose pods are known by their whole names.
func shortName(p *timeline.Pod) string {
	kind, owner, _ := strings.Cut(p.Owner, "/")
	if short, cut := strings.CutPrefix(p.Name, owner+"-"); cut && kind != "StatefulSet" && short != "" {
		return short
	}
	return p.Name
}
