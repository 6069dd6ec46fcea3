package kube

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation"
)

// Target is what a person asks to see: one pod, or a workload.
type Target struct {
	Kind string // "pod", "deployment", …: see kinds; any other is for the server to know
	Name string

	Namespace string // "": the client's
}

func (t Target) String() string { return t.Kind + "/" + t.Name }

// Workload reports whether the target is a controller's object, which creates
// its pods.
func (t Target) Workload() bool {
	k, known := kindOf(t.Kind)
	return !known || k.controller()
}

// kind is a kind that a TARGET can name.
type kind struct {
	name     string
	also     []string // other names that kubectl takes
	group    schema.GroupVersion
	resource string // plural, as in the API
}

var (
	core  = schema.GroupVersion{Version: "v1"}
	apps  = schema.GroupVersion{Group: "apps", Version: "v1"}
	batch = schema.GroupVersion{Group: "batch", Version: "v1"}
)

var kinds = []kind{
	{"pod", []string{"po", "pods"}, core, "pods"},
	{"deployment", []string{"deploy", "deployments"}, apps, "deployments"},
	{"replicaset", []string{"rs", "replicasets"}, apps, "replicasets"},
	{"statefulset", []string{"sts", "statefulsets"}, apps, "statefulsets"},
	{"daemonset", []string{"ds", "daemonsets"}, apps, "daemonsets"},
	{"job", []string{"jobs"}, batch, "jobs"},
	{"cronjob", []string{"cj", "cronjobs"}, batch, "cronjobs"}, // its newest job
	{"service", []string{"svc", "services"}, core, "services"},
	{"node", []string{"no", "nodes"}, core, "nodes"},
}

// controller reports whether objects of the kind create their pods.
func (k kind) controller() bool { return k.group != core }

// kindOf finds a kind by any of its names; "deployment.apps" is one too.
func kindOf(name string) (kind, bool) {
	name = strings.ToLower(name)
	for _, k := range kinds {
		short := name
		if k.group.Group != "" {
			short = strings.TrimSuffix(name, "."+k.group.Group)
		}
		if short == k.name || slices.Contains(k.also, short) {
			return k, true
		}
	}
	return kind{}, false
}

// IsKind reports whether a word is a kind that a TARGET can name, such as "deploy".
func IsKind(word string) bool {
	_, ok := kindOf(word)
	return ok
}

// otherKind is what the name of a kind, or of a resource and its group, looks like.
var otherKind = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*(\.[a-z0-9-]+)*$`)

const targetHelp = "my-pod, pod/my-pod, deploy/web, sts/db, ds/agent, rs/…, job/…, cj/…, svc/… or node/…"

// ParseTarget reads a TARGET as on the command line, a name being a pod's:
// "my-pod", "pod/my-pod", "deploy/web".
func ParseTarget(s string) (Target, error) {
	k, name := kinds[0], s
	if before, after, ok := strings.Cut(s, "/"); ok {
		name = after
		if k, ok = kindOf(before); !ok && otherKind.MatchString(before) {
			k = kind{name: before}
		} else if !ok {
			return Target{}, fmt.Errorf("unknown kind %q in target %q\nA target is %s", before, s, targetHelp)
		}
	}
	if name == "" {
		return Target{}, fmt.Errorf("target %q names no %s\nA target is %s", s, k.name, targetHelp)
	}
	if why := validation.IsDNS1123Subdomain(name); len(why) > 0 {
		return Target{}, fmt.Errorf("%q cannot be the name of a %s: names are lower-case letters, digits, '-' and '.'", name, k.name)
	}
	return Target{Kind: k.name, Name: name}, nil
}
