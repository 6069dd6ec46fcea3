package kube

import (
	"context"
	"fmt"
	"strings"

	authorizationv1 "k8s.io/api/authorization/v1"
)

// need is one thing that a watch asks of the API server.
type need struct{ group, resource, verb string }

// needs is everything a watch asks for. Without the first two there is nothing
// to show; without one of the others podlife goes on and says what is missing.
var needs = []need{
	{"", "pods", "list"},
	{"", "pods", "watch"},
	{"", "events", "list"},
	{"", "events", "watch"},
	{"discovery.k8s.io", "endpointslices", "list"},
	{"discovery.k8s.io", "endpointslices", "watch"},
}

// Denied lists, as "list pods", what RBAC keeps the user from, in the
// client's namespace and of everything a watch asks for. It asks the server
// (SelfSubjectAccessReview); a question that cannot be asked counts as allowed.
func (c *Client) Denied(ctx context.Context) []string {
	client, err := c.in(authorizationv1.SchemeGroupVersion)
	if err != nil {
		return nil
	}
	var denied []string
	for _, n := range needs {
		review := &authorizationv1.SelfSubjectAccessReview{Spec: authorizationv1.SelfSubjectAccessReviewSpec{
			ResourceAttributes: &authorizationv1.ResourceAttributes{
				Namespace: c.Namespace, Group: n.group, Resource: n.resource, Verb: n.verb,
			}}}
		var answer authorizationv1.SelfSubjectAccessReview
		err := client.Post().Resource("selfsubjectaccessreviews").Body(review).Do(ctx).Into(&answer)
		if err == nil && !answer.Status.Allowed {
			denied = append(denied, n.verb+" "+n.resource)
		}
	}
	return denied
}

// forbidden says what RBAC denies: the one thing the server refused, and, as
// far as it tells, the rest that a watch would run into next.
func (c *Client) forbidden(ctx context.Context, what string, err error) error {
	next := fmt.Sprintf("Ask for get, list and watch on pods, events and endpointslices in %q, or use another --context or --as", c.Namespace)
	if denied := c.Denied(ctx); len(denied) > 0 {
		next = fmt.Sprintf("Not allowed in %q: %s. Ask for a Role with them, or use another --context or --as", c.Namespace, strings.Join(denied, ", "))
	}
	return &Error{Err: err, Text: fmt.Sprintf("cannot %s on %s: %s\n%s", what, c.Server(), apiMessage(err), next)}
}
