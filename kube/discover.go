package kube

import (
	"context"
	"fmt"
	"slices"
	"strings"

	apidiscoveryv2 "k8s.io/api/apidiscovery/v2"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

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
