package list

import (
	"cmp"
	"strings"

	"github.com/podlife/podlife/timeline"
)

// shortKinds are the kinds of workloads as kubectl abbreviates them.
var shortKinds = map[string]string{
	"Deployment": "deploy", "ReplicaSet": "rs", "StatefulSet": "sts", "DaemonSet": "ds", "Job": "job", "ReplicationController": "rc",
}

// workloadText returns "shop/deploy/checkout".
func workloadText(w timeline.WorkloadName) string {
	return w.Namespace + "/" + cmp.Or(shortKinds[w.Kind], strings.ToLower(w.Kind)) + "/" + w.Name
}

// onlyWorkload returns the workload that owns all pods; ok is false if there are
// several, or none.
func onlyWorkload(groups []Group) (w timeline.WorkloadName, ok bool) {
	for i, g := range groups {
		of, owned := g.Newest().Pod.TopOwner()
		if !owned || i > 0 && of != w {
			return timeline.WorkloadName{}, false
		}
		w = of
	}
	return w, len(groups) > 1
}

// object returns what was observed of a workload itself, nil without it.
func object(s *timeline.Snapshot, w timeline.WorkloadName) *timeline.Workload {
	return timeline.Find(s.Workloads, func(o *timeline.Workload) bool {
		return timeline.WorkloadName{Namespace: o.Namespace, Kind: o.Kind, Name: o.Name} == w
	})
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
