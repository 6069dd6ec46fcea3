package kube

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// Pods says which pods to follow: the one called Name, or all that Labels
// select and that are on Node ("": on any).
// With neither, they are those that are Owned.
type Pods struct {
	Namespace string // "": all
	Name      string
	Labels    labels.Selector
	Node      string

	// Workload is what has the pods: its kind has a resource of this name in the
	// API. Zero where that is no controller: a pod, a Service, a node, labels.
	Workload Workload

	// LookUp, if set, is to be asked for Labels first, and for the name of the
	// workload where that is not known ("": it is): what has the pods did not exist when it was looked
	// up, which is what a NotFound error says again.
	LookUp func(context.Context) (labels.Selector, string, error)

	// Owned, if set, returns the ownerReference by which a pod belongs to Workload,
	// directly or through other objects; nil: it does not. It counts where there are
	// no Labels.
	Owned func(context.Context, metav1.Object) (*metav1.OwnerReference, error)

	what string
	none string // why none are wanted
}

// Known reports whether what has the pods exists: only its pods may be missing.
func (p Pods) Known() bool { return p.LookUp == nil && (p.Labels != nil || p.Owned != nil) }

// Workload names a controller's object.
type Workload struct {
	Resource, Name string
	UID            string // of the object that was looked up; "": it did not exist yet
	Generation     int64  // … at that time
	// Owner is the controller of a workload whose name is not known yet: "CronJob/nightly".
	Owner string

	// Kind and Group are as the server has them, of a kind that podlife does not
	// know by itself; zero for others.
	Kind  string
	Group schema.GroupVersion
}

// Permission names the resource as RBAC and kubectl do: "rollouts.argoproj.io",
// but without the group of a kind that podlife knows.
func (w Workload) Permission() string {
	return w.Group.WithResource(w.Resource).GroupResource().String()
}

// String names them as they were asked for, such as "deployment/web in shop".
func (p Pods) String() string { return p.what }

// Find looks a target up: a pod as CheckPod does, and of a workload, which
// pods these are; a CronJob stands for its newest Job. Unless wait is set, there must be a pod by now. What does not
// exist is an error that wraps the API's NotFound.
func (c *Client) Find(ctx context.Context, t Target, wait bool) (Pods, error) {
	if t.Namespace != "" {
		c, t.Namespace = c.within(t.Namespace), ""
	}
	if t.Kind == "cronjob" {
		job, err := c.newestJob(ctx, t)
		switch {
		case wait && Absent(err):
			return c.firstJob(ctx, t)
		case err != nil:
			return Pods{}, err
		}
		p, err := c.Find(ctx, job, wait)
		p.what = fmt.Sprintf("%s of %s in %s", job, t, c.Namespace)
		return p, err
	}
	if !IsKind(t.Kind) {
		return c.findOther(ctx, t, wait)
	}
	p := Pods{Namespace: c.Namespace, what: fmt.Sprintf("%s in %s", t, c.Namespace)}
	switch t.Kind {
	case "pod":
		p.Name = t.Name
		return p, c.CheckPod(ctx, t.Name, wait)
	case "node":
		p.Namespace, p.Node, p.what = "", t.Name, "pods on "+t.String()
	default:
		k, _ := kindOf(t.Kind)
		if k.controller() {
			p.Workload = Workload{Resource: k.resource, Name: t.Name}
		}
		found, err := c.lookUp(ctx, t)
		p.Labels, p.none = found.selector, found.none
		p.Workload.UID, p.Workload.Generation = found.uid, found.generation
		switch {
		case apierrors.IsNotFound(err) && wait:
			p.LookUp = func(ctx context.Context) (labels.Selector, string, error) {
				found, err := c.lookUp(ctx, t)
				return found.selector, "", err
			}
		case apierrors.IsNotFound(err):
			return p, c.missing(ctx, k, t.Name)
		case err != nil:
			return p, err
		}
	}
	return p, c.checkPods(ctx, p, wait)
}

// Select returns the pods that a label selector, as kubectl's -l takes it,
// matches, in the client's namespace or in all; "" matches every pod.
func (c *Client) Select(ctx context.Context, selector string, all, wait bool) (Pods, error) {
	parsed, err := ParseSelector(selector)
	if err != nil {
		return Pods{}, err
	}
	p := Pods{Namespace: c.Namespace, Labels: parsed, what: "pods"}
	if !parsed.Empty() {
		p.what += " with " + parsed.String()
	}
	if all {
		p.Namespace = ""
		p.what += " in all namespaces"
	} else {
		p.what += " in " + c.Namespace
	}
	return p, c.checkPods(ctx, p, wait)
}

// ParseSelector reads the value of -l.
func ParseSelector(s string) (labels.Selector, error) {
	selector, err := labels.Parse(s)
	if err != nil {
		return nil, fmt.Errorf("-l %q is no label selector: %w\nFor example: -l app=web,tier!=cache", s, err)
	}
	return selector, nil
}

// selecting is what a workload or Service says of its pods.
type selecting struct {
	selector   labels.Selector
	uid        string
	generation int64
	none       string // why it wants no pods; "": it wants some, as far as it says
}

// lookUp asks a workload or Service which pods are its own. That it does not
// exist is the API's error as it is.
func (c *Client) lookUp(ctx context.Context, t Target) (selecting, error) {
	k, _ := kindOf(t.Kind)
	body, err := c.ask(ctx, k, t)
	if err != nil {
		return selecting{}, err
	}
	found, err := selectorIn(body)
	switch {
	case err != nil:
		return selecting{}, c.explain(lookingUp(t, c.Namespace), err)
	case found.selector.Empty():
		return selecting{}, &Error{Text: fmt.Sprintf("%s in namespace %q selects no pods: it has no selector\nName a pod, or what the pods belong to", t, c.Namespace)}
	}
	return found, nil
}

// lookingUp words what is tried, for errors.
func lookingUp(t Target, namespace string) string {
	return fmt.Sprintf("look up %s in namespace %q", t, namespace)
}

// ask gets an object. That it does not exist is the API's error as it is.
func (c *Client) ask(ctx context.Context, k kind, t Target) ([]byte, error) {
	body, err := c.one(ctx, k, c.Namespace, t.Name, asJSON)
	return body, c.refused(lookingUp(t, c.Namespace), err, fmt.Sprintf("Ask for get on %s, or select its pods by their labels: -l app=%s", k.resource, t.Name))
}

// selectorIn reads spec.selector, which is a map in a Service.
func selectorIn(body []byte) (selecting, error) {
	var object struct {
		Metadata struct {
			UID        string
			Generation int64
		}
		Spec struct {
			Replicas *int32
			Suspend  bool // of a Job
			Selector json.RawMessage
		}
		Status struct{ DesiredNumberScheduled *int32 } // of a DaemonSet
	}
	if err := decode(body, &object); err != nil {
		return selecting{}, err
	}
	found := selecting{selector: labels.Everything(), uid: object.Metadata.UID, generation: object.Metadata.Generation}
	switch nodes := object.Status.DesiredNumberScheduled; {
	case object.Spec.Replicas != nil && *object.Spec.Replicas == 0:
		found.none = "0 replicas"
	case object.Spec.Suspend:
		found.none = "it is suspended"
	case nodes != nil && *nodes == 0:
		found.none = "no node that it is for"
	}
	if len(object.Spec.Selector) == 0 {
		return found, nil
	}
	var plain map[string]string
	if json.Unmarshal(object.Spec.Selector, &plain) == nil {
		found.selector = labels.SelectorFromSet(plain)
		return found, nil
	}
	var selector metav1.LabelSelector
	err := json.Unmarshal(object.Spec.Selector, &selector)
	if err == nil {
		found.selector, err = metav1.LabelSelectorAsSelector(&selector)
	}
	if err != nil {
		return selecting{}, fmt.Errorf("its selector: %w", err)
	}
	return found, nil
}

// checkPods makes sure that the pods may be listed and, unless wait is set,
// that there is one.
func (c *Client) checkPods(ctx context.Context, p Pods, wait bool) error {
	q := query{group: core, namespace: p.Namespace, resource: "pods"}
	if p.Labels != nil {
		q.labels = p.Labels.String()
	}
	if p.Node != "" {
		q.fields = fields.OneTermEqualSelector("spec.nodeName", p.Node).String()
	}
	limit, owned := int64(1), p.Labels == nil && p.Owned != nil
	if owned {
		limit = 0 // of which some may be its own
	}
	found, err := c.list(ctx, q, limit)
	why, next := "", ""
	if owned && err == nil {
		found, next = p.ownPods(ctx, found)
		why = " has no selector, and no pod is owned by it or by what it owns,"
	}
	what := "look up " + p.what
	switch {
	case apierrors.IsForbidden(err):
		return c.forbidden(ctx, p.Namespace, what, err)
	case err != nil:
		return c.explain(what, err)
	case len(found) > 0 || wait:
		return nil
	}
	if p.none != "" {
		why = " wants none (" + p.none + ")"
	}
	return &Error{Err: apierrors.NewNotFound(corev1.Resource("pods"), ""),
		Text: fmt.Sprintf("no pods: %s%s on %s%s%s", p.what, why, c.Server(), c.contextHint(), next)}
}

// ownPods returns the pods of a list that belong to the workload, and in a line of
// its own why it may not have found them all.
func (p Pods) ownPods(ctx context.Context, all []metav1.PartialObjectMetadata) (own []metav1.PartialObjectMetadata, unread string) {
	for i := range all {
		ref, err := p.Owned(ctx, &all[i])
		switch {
		case err != nil:
			_, next, _ := strings.Cut(err.Error(), "\n")
			unread = "\n" + next + ": pods may be owned through what could not be read"
		case ref != nil:
			own = append(own, all[i])
		}
	}
	return own, unread
}
