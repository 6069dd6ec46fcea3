package watch

import (
	"context"
	"fmt"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"

	"github.com/podlife/podlife/watch/redact"
)

// other returns the followers of an object of a kind that has no type in Go, and
// of the Events that it could not create a pod.
func (l *Live) other(core *rest.RESTClient) ([]*follower, error) {
	h, err := l.http()
	if err != nil {
		return nil, err
	}
	client, err := dynamic.NewForConfigAndClient(l.options.Config, h)
	if err != nil {
		return nil, fmt.Errorf("set up a client for %s: %w", l.options.Config.Host, err)
	}
	w, one := l.options.Workload, &unstructured.Unstructured{}
	one.SetGroupVersionKind(w.Group.WithKind(w.Kind))
	resource := w.Group.WithResource(w.Resource)
	object := l.follower(nil, w.Resource, one, nil)
	object.name, object.of, object.strip = resource.GroupResource().String(), w.Name, l.reduce
	object.api.other = client.Resource(resource).Namespace(l.options.Namespace)
	object.api.fields = fields.OneTermEqualSelector(metav1.ObjectNameField, w.Name)
	return []*follower{object, l.failedCreates(core, w.Kind)}, nil
}

// reduce drops what nothing reads of an object of any kind, and notes in its
// status, where a scale has it, which pods are its own if it does not say so.
func (l *Live) reduce(o metav1.Object) {
	u, ok := o.(*unstructured.Unstructured)
	if !ok || len(u.Object) == 0 {
		return
	}
	u.Object = redact.Reduced(u).Object
	if l.options.Labels != nil {
		_ = unstructured.SetNestedField(u.Object, l.options.Labels.String(), "status", "selector") // of its own status, which is a map
	}
}

// owned reports whether a pod belongs to the workload. One that belongs to it
// through other objects is given the ownerReference by which it does, besides its
// own: these objects are not observed, and a recording has to say it, too.
func (l *Live) owned(ctx context.Context, o metav1.Object) bool {
	const owners = "owners of pods" // one stream among those of the status
	var ref *metav1.OwnerReference
	err := l.persist(ctx, owners, func() (err error) {
		ref, err = l.options.Owned(ctx, o)
		return err
	})
	if err != nil && ctx.Err() == nil {
		l.status.refuse(owners, "", reason(err))
	}
	if ref == nil {
		return false
	}
	if own := o.GetOwnerReferences(); !slices.ContainsFunc(own, func(r metav1.OwnerReference) bool { return r.Kind == ref.Kind && r.Name == ref.Name }) {
		through := *ref
		through.Controller, through.BlockOwnerDeletion = nil, nil
		o.SetOwnerReferences(append(own, through))
	}
	return true
}
