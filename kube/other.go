package kube

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	apidiscoveryv2 "k8s.io/api/apidiscovery/v2"
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
	p.Labels, p.none = found.selector, found.none
	p.Workload.UID, p.Workload.Generation = found.uid, found.generation
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

// discovery asks for all resources of all API groups at once (Kubernetes 1.27
// and later); v2beta1 has the same fields.
const discovery = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList"

// discovered is a kind as the server has it.
type discovered struct {
	kind
	object string // the kind of its objects: "Rollout"
	scale  bool   // it can be asked for its scale
}

// discover finds a kind that podlife does not know by what kubectl takes for it:
// resource, singular, kind or short name, and after a dot the group, or a
// version and the group. Of several, the first group of the server's order
// counts, and its preferred version.
func (c *Client) discover(ctx context.Context, t Target) (discovered, error) {
	groups, err := c.groups(ctx, t.Kind)
	if err != nil {
		return discovered{}, err
	}
	if d, ok := find(groups, t.Kind); ok {
		return d, nil
	}
	return discovered{}, &Error{Text: fmt.Sprintf("unknown kind %q in target %q: no API group of %s has such a resource in a namespace\nA target is %s, or another kind that has pods, as kubectl api-resources lists it",
		t.Kind, t, c.Server(), targetHelp)}
}

// groups returns what the server has, for want of knowing a kind.
func (c *Client) groups(ctx context.Context, unknown string) (*apidiscoveryv2.APIGroupDiscoveryList, error) {
	client, err := c.in(schema.GroupVersion{})
	if err != nil {
		return nil, err
	}
	var groups apidiscoveryv2.APIGroupDiscoveryList
	body, err := c.answer(ctx, client.Get().AbsPath("/apis").SetHeader("Accept", discovery))
	if err == nil {
		err = decode(body, &groups)
	}
	if err != nil {
		return nil, c.explain(fmt.Sprintf("find out what %q is", unknown), err)
	}
	return &groups, nil
}

// find looks a kind up in what a server has.
func find(groups *apidiscoveryv2.APIGroupDiscoveryList, word string) (discovered, bool) {
	name, of, _ := strings.Cut(strings.ToLower(word), ".")
	for i := range groups.Items {
		for _, v := range groups.Items[i].Versions {
			gv := schema.GroupVersion{Group: groups.Items[i].Name, Version: v.Version}
			if of != "" && of != gv.Version+"."+gv.Group && !strings.HasPrefix(gv.Group, of) {
				continue
			}
			for j := range v.Resources {
				r := &v.Resources[j]
				if r.ResponseKind == nil || r.Scope != apidiscoveryv2.ScopeNamespace || !names(r, name) {
					continue
				}
				scale := slices.ContainsFunc(r.Subresources, func(s apidiscoveryv2.APISubresourceDiscovery) bool { return s.Subresource == "scale" })
				return discovered{kind{name: strings.ToLower(r.ResponseKind.Kind), group: gv, resource: r.Resource}, r.ResponseKind.Kind, scale}, true
			}
		}
	}
	return discovered{}, false
}

// names reports whether a name in lower case is one of a resource's.
func names(r *apidiscoveryv2.APIResourceDiscovery, name string) bool {
	return name == r.Resource || name == r.SingularResource || name == strings.ToLower(r.ResponseKind.Kind) || slices.Contains(r.ShortNames, name)
}
