package kube

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/client-go/rest"
)

// maxNames bounds the list that "did you mean" and completion choose from.
const maxNames = 500

// metadataOnly asks for names and labels without specs.
const metadataOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"

// CheckPod makes sure that the pod can be followed: the server answers, the
// user may list pods, and, unless wait is set, the pod exists. It asks exactly
// what the watch will ask (a list by field selector), so that a Role that
// names one pod (resourceNames) is enough.
func (c *Client) CheckPod(ctx context.Context, name string, wait bool) error {
	client, err := c.in(core)
	if err != nil {
		return err
	}
	what := fmt.Sprintf("look up pod %q in namespace %q", name, c.Namespace)
	pods := query{client: client, namespace: c.Namespace, resource: "pods"}
	one := pods
	one.fields = fields.OneTermEqualSelector(metav1.ObjectNameField, name).String()
	found, err := c.names(ctx, one, 1)
	switch {
	case apierrors.IsForbidden(err):
		return c.forbidden(ctx, c.Namespace, what, err)
	case err != nil:
		return c.explain(what, err)
	case len(found) > 0 || wait:
		return nil
	}
	return c.notFound(ctx, pods, name)
}

// query is which objects to list; empty parts do not restrict.
type query struct {
	client                              *rest.RESTClient
	namespace, resource, fields, labels string
}

// bounded limits a request to the client's Timeout.
func (c *Client) bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	if c.Timeout > 0 {
		return context.WithTimeout(ctx, c.Timeout)
	}
	return context.WithCancel(ctx)
}

// names lists the names of objects, up to limit.
func (c *Client) names(ctx context.Context, q query, limit int64) ([]string, error) {
	ctx, cancel := c.bounded(ctx)
	defer cancel()
	request := q.client.Get().Namespace(q.namespace).Resource(q.resource).
		SetHeader("Accept", metadataOnly+",application/json").
		Param("limit", fmt.Sprint(limit))
	if q.fields != "" {
		request = request.Param("fieldSelector", q.fields)
	}
	if q.labels != "" {
		request = request.Param("labelSelector", q.labels)
	}
	result := request.Do(ctx)
	if err := result.Error(); err != nil {
		return nil, err
	}
	body, err := result.Raw()
	if err != nil {
		return nil, err
	}
	var list metav1.PartialObjectMetadataList
	if err := json.Unmarshal(body, &list); err != nil {
		return nil, fmt.Errorf("not the answer of a Kubernetes API server: %w", err)
	}
	names := make([]string, 0, len(list.Items))
	for i := range list.Items {
		names = append(names, list.Items[i].Name)
	}
	slices.Sort(names)
	return names, nil
}

// notFound says that the pod does not exist, and what may have been meant.
func (c *Client) notFound(ctx context.Context, pods query, name string) error {
	text := fmt.Sprintf("no pod %q in namespace %q on %s%s", name, c.Namespace, c.Server(), c.contextHint())
	wait := "--wait waits until it is created"
	gone := apierrors.NewNotFound(corev1.Resource("pods"), name)
	names, err := c.names(ctx, pods, maxNames)
	switch near := nearest(name, names, 3); {
	case err != nil: // may list this one, not all of them
		return &Error{Err: gone, Text: text + "\n" + wait}
	case len(near) > 0:
		return &Error{Err: gone, Text: fmt.Sprintf("%s\nDid you mean %s? %s", text, strings.Join(near, ", "), wait)}
	case len(names) > 0:
		return &Error{Err: gone, Text: fmt.Sprintf("%s\nkubectl get pods -n %s lists those that exist; %s", text, c.Namespace, wait)}
	case c.namespaceMissing(ctx, pods.client):
		return &Error{Err: gone, Text: fmt.Sprintf("namespace %q does not exist on %s%s\nkubectl get namespaces lists them; choose one with -n",
			c.Namespace, c.Server(), c.contextHint())}
	}
	return &Error{Err: gone, Text: fmt.Sprintf("%s, nor any other\nChoose a namespace with -n; %s", text, wait)}
}

// namespaceMissing reports whether the namespace is known not to exist: an
// API server lists the pods of any namespace, even of one it never heard of.
func (c *Client) namespaceMissing(ctx context.Context, core *rest.RESTClient) bool {
	ctx, cancel := c.bounded(ctx)
	defer cancel()
	err := core.Get().Resource("namespaces").Name(c.Namespace).SetHeader("Accept", "application/json").Do(ctx).Error()
	return apierrors.IsNotFound(err)
}
