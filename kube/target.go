package kube

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"
)

// Target is what a person asks to see.
type Target struct {
	Kind string // "pod", until other kinds are supported
	Name string
}

func (t Target) String() string { return t.Kind + "/" + t.Name }

// targetKinds are the kinds a TARGET can name, by every name that kubectl
// takes for them. Those that are not pods are known only so that the answer
// is "not yet" and not "no such kind".
var targetKinds = map[string]string{
	"po": "pod", "pod": "pod", "pods": "pod",
	"deploy": "deployment", "deployment": "deployment", "deployments": "deployment",
	"rs": "replicaset", "replicaset": "replicaset", "replicasets": "replicaset",
	"sts": "statefulset", "statefulset": "statefulset", "statefulsets": "statefulset",
	"ds": "daemonset", "daemonset": "daemonset", "daemonsets": "daemonset",
	"job": "job", "jobs": "job",
	"cj": "cronjob", "cronjob": "cronjob", "cronjobs": "cronjob",
	"svc": "service", "service": "service", "services": "service",
	"no": "node", "node": "node", "nodes": "node",
}

// ParseTarget reads a TARGET as on the command line: "my-pod", "pod/my-pod",
// "pods/my-pod" or "po/my-pod".
func ParseTarget(s string) (Target, error) {
	kind, name := "pod", s
	if k, n, ok := strings.Cut(s, "/"); ok {
		name = n
		if kind = targetKinds[strings.ToLower(k)]; kind == "" {
			return Target{}, fmt.Errorf("unknown kind %q in target %q; a target is a pod: my-pod or pod/my-pod", k, s)
		}
	}
	if kind != "pod" {
		return Target{}, fmt.Errorf("target %q is a %s, and podlife follows only pods so far\n"+
			"Name one of its pods: my-pod or pod/my-pod (kubectl get pods lists them)", s, kind)
	}
	if name == "" {
		return Target{}, fmt.Errorf("target %q names no pod; a target is a pod: my-pod or pod/my-pod", s)
	}
	if why := validation.IsDNS1123Subdomain(name); len(why) > 0 {
		return Target{}, fmt.Errorf("%q cannot be the name of a pod: names are lower-case letters, digits, '-' and '.'", name)
	}
	return Target{Kind: kind, Name: name}, nil
}
