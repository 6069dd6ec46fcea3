package kube

import (
	"context"
	"fmt"
	"slices"
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// Owners returns what the pods belong to that a label selector matches, in the
// client's namespace or in all, and the workloads that it matches themselves,
// whose pods may be still to come; each once, in the order of their names. A
// Deployment stands in place of its ReplicaSets, a CronJob of its Jobs, and a pod
// that nothing controls for itself. Pods that are being deleted do not count.
func (c *Client) Owners(ctx context.Context, selector string, all bool) ([]Target, error) {
	p, err := c.Select(ctx, selector, all, true)
	if err != nil {
		return nil, err
	}
	owners, found := &owners{client: c}, map[Target]bool{}
	add := func(k kind, objects []metav1.PartialObjectMetadata) error {
		for i := range objects {
			if objects[i].DeletionTimestamp != nil {
				continue
			}
			t, err := owners.top(ctx, k, &objects[i])
			if err != nil {
				return err
			}
			found[t] = true
		}
		return nil
	}
	for _, k := range kinds {
		if k.resource != "pods" && k.name != "cronjob" && (!k.controller() || k.name == "replicaset") {
			continue
		}
		objects, err := c.list(ctx, query{group: k.group, namespace: p.Namespace, resource: k.resource, labels: p.Labels.String()}, 0)
		switch {
		case apierrors.IsForbidden(err) && k.resource != "pods":
			continue // the pods have said to whom they belong
		case err != nil:
			return nil, c.explain("look up "+p.what, err)
		}
		if err := add(k, objects); err != nil {
			return nil, err
		}
	}
	targets := make([]Target, 0, len(found))
	for t := range found {
		targets = append(targets, t)
	}
	slices.SortFunc(targets, func(a, b Target) int {
		return strings.Compare(a.Namespace+"/"+a.String(), b.Namespace+"/"+b.String())
	})
	if len(targets) == 0 {
		return nil, &Error{Text: fmt.Sprintf("no workloads: %s on %s%s: there are no such pods that belong to one, nor workloads with these labels\nName it to wait for it: deploy/… --wait", p.what, c.Server(), c.contextHint())}
	}
	return targets, nil
}

// top returns what stands for an object of a kind: its controller where it is a
// pod, and the controller of that where it is a ReplicaSet or a CronJob's Job.
func (o *owners) top(ctx context.Context, k kind, object *metav1.PartialObjectMetadata) (Target, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	t := Target{Namespace: object.Namespace, Kind: k.name, Name: object.Name}
	for refs := object.OwnerReferences; t.Kind == "pod" || t.Kind == "replicaset" || t.Kind == "job"; {
		c := metav1.GetControllerOfNoCopy(&metav1.ObjectMeta{OwnerReferences: refs})
		if c == nil {
			break
		}
		gvk := schema.FromAPIVersionAndKind(c.APIVersion, c.Kind)
		name := otherName(gvk)
		if k, ok := kindOf(gvk.Kind); ok && k.group.Group == gvk.Group {
			name = k.name
		}
		if gvk.Group == "" || t.Kind == "job" && name != "cronjob" {
			break // a Node has its static pods; a Job is waited for whatever creates it
		}
		t.Kind, t.Name = name, c.Name
		var err error
		if name == "replicaset" || name == "job" {
			if refs, err = o.above(ctx, object.Namespace, *c); err != nil {
				return t, err
			}
		}
	}
	return t, nil
}

// within returns a client like c of another namespace.
func (c *Client) within(namespace string) *Client {
	return &Client{Config: c.Config, HTTP: c.HTTP, Namespace: namespace, Context: c.Context, Timeout: c.Timeout}
}
