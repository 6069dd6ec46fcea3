package kube

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	autoscalingv1 "k8s.io/api/autoscaling/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// markedPods are the labels that kinds without a selector set on their pods,
// with their own names.
var markedPods = map[schema.GroupKind]string{
	{Group: "serving.knative.dev", Kind: "Service"}:       "serving.knative.dev/service",
	{Group: "serving.knative.dev", Kind: "Configuration"}: "serving.knative.dev/configuration",
	{Group: "serving.knative.dev", Kind: "Revision"}:      "serving.knative.dev/revision",
}

// findOther looks up a target of a kind that podlife does not know: the pods that
// its selector or its scale's matches, or else those that it owns, themselves or
// through what it owns.
func (c *Client) findOther(ctx context.Context, t Target, wait bool) (Pods, error) {
	d, err := c.discover(ctx, t)
	if err != nil {
		return Pods{}, err
	}
	if i := slices.IndexFunc(kinds, func(k kind) bool { return k.group.Group == d.group.Group && k.resource == d.resource }); i >= 0 {
		return c.Find(ctx, Target{Kind: kinds[i].name, Name: t.Name}, wait) // deployments.v1.apps
	}
	t.Kind = d.name
	p := Pods{
		Namespace: c.Namespace, what: fmt.Sprintf("%s in %s", t, c.Namespace),
		Workload: Workload{Resource: d.resource, Name: t.Name, Kind: d.object, Group: d.group},
	}
	found, err := c.lookUpOther(ctx, d, t)
	p.Labels, p.Workload.Generation, p.none = found.selector, found.generation, found.none
	if err == nil && found.selector == nil {
		p.Owned = c.ownedBy(p.Workload)
	}
	switch {
	case apierrors.IsNotFound(err) && wait:
		p.LookUp = func(ctx context.Context) (labels.Selector, string, error) {
			found, err := c.lookUpOther(ctx, d, t)
			return found.selector, "", err
		}
		p.Owned = c.ownedBy(p.Workload) // if it turns out to have no selector
	case apierrors.IsNotFound(err):
		return p, c.missing(ctx, d.kind, t.Name)
	case err != nil:
		return p, err
	}
	err = c.checkPods(ctx, p, wait)
	if p.Labels == nil || !Absent(err) {
		return p, err
	}
	// Its selector may be about something else: whose pods it has, ownerReferences say.
	owned := p
	owned.Labels, owned.Owned = nil, c.ownedBy(p.Workload)
	if c.checkPods(ctx, owned, false) == nil {
		return owned, nil
	}
	return p, err
}

// ownedBy returns what says whether an object belongs to a workload, through
// others if need be.
func (c *Client) ownedBy(w Workload) func(context.Context, metav1.Object) (*metav1.OwnerReference, error) {
	o := &owners{client: c}
	return func(ctx context.Context, object metav1.Object) (*metav1.OwnerReference, error) {
		return o.belongs(ctx, w, object)
	}
}

// lookUpOther asks an object which pods are its own; no selector at all means that
// they are those that it owns. What an unknown kind has in
// spec.selector may be something else altogether, which is no error.
func (c *Client) lookUpOther(ctx context.Context, d discovered, t Target) (selecting, error) {
	body, err := c.ask(ctx, d.kind, t)
	if err != nil {
		return selecting{}, err
	}
	found, err := selectorIn(body)
	if err == nil && !found.selector.Empty() {
		return found, nil
	}
	found.selector = nil
	if text := c.otherSelector(ctx, d, t, body); text != "" {
		if found.selector, err = labels.Parse(text); err != nil {
			return selecting{}, c.explain(lookingUp(t, c.Namespace), fmt.Errorf("its selector: %w", err))
		}
	}
	return found, nil
}

// otherSelector returns what an object without spec.selector selects pods by, as
// text, or "".
func (c *Client) otherSelector(ctx context.Context, d discovered, t Target, body []byte) string {
	if label := markedPods[schema.GroupKind{Group: d.group.Group, Kind: d.object}]; label != "" {
		return label + "=" + t.Name
	}
	var object struct{ Status struct{ Selector any } }
	if json.Unmarshal(body, &object) == nil {
		if text, ok := object.Status.Selector.(string); ok {
			return text
		}
	}
	if d.scale {
		return c.scaleSelector(ctx, d, t)
	}
	return ""
}

// scaleSelector returns the selector of an object's scale, as text, or "": it is
// not known, or the user may not ask for it.
func (c *Client) scaleSelector(ctx context.Context, d discovered, t Target) string {
	body, err := c.one(ctx, d.kind, c.Namespace, t.Name, asJSON, "scale")
	var scale autoscalingv1.Scale
	if err != nil || json.Unmarshal(body, &scale) != nil {
		return ""
	}
	return scale.Status.Selector
}
