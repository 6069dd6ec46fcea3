package kube

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	apidiscoveryv2 "k8s.io/api/apidiscovery/v2"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

const (
	// maxOwners bounds the owners that are remembered.
	maxOwners = 50_000
	// maxDepth bounds a chain of owners: a pod of a Knative Service has five.
	maxDepth = 10
)

// metadataOf asks for one object's names, labels and owners without its spec.
const metadataOf = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json"

// owners looks up what the owners of objects are owned by, of which it asks for
// the metadata alone, and remembers it: a kind's objects are listed once, and
// what was created since is asked for by itself. Many goroutines may use it.
type owners struct {
	client *Client

	mu      sync.Mutex
	groups  *apidiscoveryv2.APIGroupDiscoveryList // of the server; nil: not asked for yet
	kinds   map[schema.GroupVersionKind]ownerKind
	objects map[owner][]metav1.OwnerReference
}

// owner is what an ownerReference names.
type owner struct {
	kind                 schema.GroupKind
	namespace, name, uid string
}

// ownerKind is a kind of owners.
type ownerKind struct {
	kind
	refused error // why its objects cannot be read; nil: they can
}

// belongs returns the ownerReference by which an object belongs to a workload: one
// of its own, of its owners', of theirs, and so on; nil if there is none. An error
// says that an owner on the way could not be read.
func (o *owners) belongs(ctx context.Context, w Workload, object metav1.Object) (*metav1.OwnerReference, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var unread error
	refs := object.GetOwnerReferences()
	for range maxDepth {
		var above []metav1.OwnerReference
		for _, ref := range refs {
			if ref.Kind == w.Kind && ref.Name == w.Name && groupKind(ref).Group == w.Group.Group {
				return &ref, nil
			}
			next, err := o.above(ctx, object.GetNamespace(), ref)
			if err != nil {
				unread = err
			}
			above = append(above, next...)
		}
		if refs = above; len(refs) == 0 {
			break
		}
	}
	return nil, unread
}

func groupKind(ref metav1.OwnerReference) schema.GroupKind {
	return schema.FromAPIVersionAndKind(ref.APIVersion, ref.Kind).GroupKind()
}

// above returns the ownerReferences of an owner; none if it is gone, or of a kind
// that no API group has in a namespace.
func (o *owners) above(ctx context.Context, namespace string, ref metav1.OwnerReference) ([]metav1.OwnerReference, error) {
	named := owner{groupKind(ref), namespace, ref.Name, string(ref.UID)}
	if refs, ok := o.objects[named]; ok {
		return refs, nil
	}
	k, err := o.kindOf(ctx, namespace, schema.FromAPIVersionAndKind(ref.APIVersion, ref.Kind))
	if err != nil || k.resource == "" {
		return nil, err
	}
	if refs, ok := o.objects[named]; ok { // listed with its kind
		return refs, nil
	}
	object, err := o.client.metadata(ctx, k.kind, namespace, ref.Name)
	switch {
	case apierrors.IsNotFound(err):
		object = &metav1.PartialObjectMetadata{}
	case apierrors.IsForbidden(err):
		k.refused = err
		o.kinds[schema.FromAPIVersionAndKind(ref.APIVersion, ref.Kind)] = k
		return nil, err
	case err != nil:
		return nil, err
	}
	o.remember(named, object)
	return object.OwnerReferences, nil
}

// remember notes the owners of an owner.
func (o *owners) remember(named owner, object *metav1.PartialObjectMetadata) {
	if o.objects == nil || len(o.objects) >= maxOwners {
		o.objects = map[owner][]metav1.OwnerReference{}
	}
	o.objects[named] = object.OwnerReferences
}

// kindOf returns the kind of an owner, zero for one that the server does not have
// in namespaces, and lists its objects the first time.
func (o *owners) kindOf(ctx context.Context, namespace string, gvk schema.GroupVersionKind) (ownerKind, error) {
	if k, ok := o.kinds[gvk]; ok {
		return k, k.refused
	}
	k, err := o.find(ctx, gvk)
	if err != nil {
		return ownerKind{}, err
	}
	if o.kinds == nil {
		o.kinds = map[schema.GroupVersionKind]ownerKind{}
	}
	o.kinds[gvk] = ownerKind{kind: k}
	if k.resource == "" {
		return ownerKind{}, nil
	}
	// What may not be listed, or is too much at once, may be asked for one by one.
	all, _ := o.client.list(ctx, query{group: k.group, namespace: namespace, resource: k.resource}, 0)
	for i := range all {
		o.remember(owner{gvk.GroupKind(), namespace, all[i].Name, string(all[i].UID)}, &all[i])
	}
	return o.kinds[gvk], nil
}

// find returns what a kind is called in the API; the zero value: it is not one of
// objects in namespaces.
func (o *owners) find(ctx context.Context, gvk schema.GroupVersionKind) (kind, error) {
	if k, ok := kindOf(gvk.Kind); ok && k.group.Group == gvk.Group {
		if !k.controller() { // no owner, or of objects that are in no namespace
			k = kind{}
		}
		return k, nil
	}
	if gvk.Group == "" {
		return kind{}, nil // a Node has its static pods
	}
	if o.groups == nil {
		groups, err := o.client.groups(ctx, gvk.Kind)
		if err != nil {
			return kind{}, err
		}
		o.groups = groups
	}
	d, _ := find(o.groups, otherName(gvk))
	return d.kind, nil
}

// otherName names a kind in a TARGET so that no other group's is meant.
func otherName(gvk schema.GroupVersionKind) string {
	return strings.ToLower(gvk.Kind) + "." + gvk.Version + "." + gvk.Group
}

// metadata gets the metadata of an object. That it does not exist is the API's
// error as it is.
func (c *Client) metadata(ctx context.Context, k kind, namespace, name string) (*metav1.PartialObjectMetadata, error) {
	what := fmt.Sprintf("look up what %s/%s in namespace %q belongs to", k.name, name, namespace)
	body, err := c.one(ctx, k, namespace, name, metadataOf)
	if err != nil {
		return nil, c.refused(what, err, "Ask for get and list on "+k.resource)
	}
	var object metav1.PartialObjectMetadata
	if err := decode(body, &object); err != nil {
		return nil, c.explain(what, err)
	}
	return &object, nil
}

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
