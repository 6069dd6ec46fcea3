package kube

import (
	"context"
	"fmt"
	"strings"

	authorizationv1 "k8s.io/api/authorization/v1"
)

// needs is everything a watch asks to list and watch. Without pods there is
// nothing to show; without one of the others podlife goes on and says what is
// missing.
var needs = []struct{ group, resource string }{
	{"", "pods"},
	{"", "events"},
	{"", "services"},
	{"discovery.k8s.io", "endpointslices"},
}

// Denied lists, as "pods (list, watch)", what RBAC keeps the user from, in a
// namespace ("": in all) and of everything a watch asks for. It asks the server
// (SelfSubjectAccessReview); a question that cannot be asked counts as allowed.
func (c *Client) Denied(ctx context.Context, namespace string) []string {
	client, err := c.in(authorizationv1.SchemeGroupVersion)
	if err != nil {
		return nil
	}
	var denied []string
	for _, n := range needs {
		var verbs []string
		for _, verb := range []string{"list", "watch"} {
			review := &authorizationv1.SelfSubjectAccessReview{Spec: authorizationv1.SelfSubjectAccessReviewSpec{
				ResourceAttributes: &authorizationv1.ResourceAttributes{
					Namespace: namespace, Group: n.group, Resource: n.resource, Verb: verb,
				}}}
			var answer authorizationv1.SelfSubjectAccessReview
			err := client.Post().Resource("selfsubjectaccessreviews").Body(review).Do(ctx).Into(&answer)
			if err == nil && !answer.Status.Allowed {
				verbs = append(verbs, verb)
			}
		}
		if len(verbs) > 0 {
			denied = append(denied, n.resource+" ("+strings.Join(verbs, ", ")+")")
		}
	}
	return denied
}

// forbidden returns an error with what RBAC denies: the one thing the server
// refused and, as far as it says, the rest that a watch would run into next.
func (c *Client) forbidden(ctx context.Context, namespace, what string, err error) error {
	where, role := fmt.Sprintf("in %q", namespace), "Role"
	if namespace == "" {
		where, role = "in all namespaces", "ClusterRole"
	}
	next := fmt.Sprintf("Ask for list and watch on pods, events, services and endpointslices %s, or use another --context or --as", where)
	if denied := c.Denied(ctx, namespace); len(denied) > 0 {
		next = fmt.Sprintf("Not allowed %s: %s; ask for a %s, or use another --context or --as", where, strings.Join(denied, ", "), role)
	}
	return &Error{Err: err, Text: fmt.Sprintf("cannot %s on %s: %s\n%s", what, c.Server(), apiMessage(err), next)}
}
