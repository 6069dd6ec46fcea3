package kube

import (
	"context"
	"fmt"
	"slices"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// metadataOnly asks for names and labels without specs.
const metadataOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"

// CheckPod makes sure that the pod can be followed: the server answers, the
// user may list pods, and, unless wait is set, the pod exists. It asks exactly
// what the watch will ask (a list by field selector), so that a Role that
// names one pod (resourceNames) is enough.
func (c *Client) CheckPod(ctx context.Context, name string, wait bool) error {
	what := fmt.Sprintf("look up pod %q in namespace %q", name, c.Namespace)
	one := query{group: core, namespace: c.Namespace, resource: "pods"}
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
	return c.missing(ctx, kinds[0], name)
}

// query is which objects to list; empty parts do not restrict.
type query struct {
	group                               schema.GroupVersion
	namespace, resource, fields, labels string
	cached                              bool // what the server remembers is good enough
}

// names lists the names of objects, sorted, up to limit.
func (c *Client) names(ctx context.Context, q query, limit int64) ([]string, error) {
	found, err := c.list(ctx, q, limit)
	names := make([]string, 0, len(found))
	for i := range found {
		names = append(names, found[i].Name)
	}
	slices.Sort(names)
	return names, err
}

// list lists objects, of which only the metadata are asked for, up to limit.
func (c *Client) list(ctx context.Context, q query, limit int64) ([]metav1.PartialObjectMetadata, error) {
	client, err := c.in(q.group)
	if err != nil {
		return nil, err
	}
	request := client.Get().Namespace(q.namespace).Resource(q.resource).
		SetHeader("Accept", metadataOnly+",application/json").
		Param("limit", fmt.Sprint(limit))
	if q.fields != "" {
		request = request.Param("fieldSelector", q.fields)
	}
	if q.labels != "" {
		request = request.Param("labelSelector", q.labels)
	}
	if q.cached {
		request = request.Param("resourceVersion", "0")
	}
	body, err := c.answer(ctx, request)
	if err != nil {
		return nil, err
	}
	var list metav1.PartialObjectMetadataList
	err = decode(body, &list)
	return list.Items, err
}
