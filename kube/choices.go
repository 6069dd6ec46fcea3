package kube

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/rest"
)

// What a shell completes comes from here: names, and no error that is worth
// explaining, because it would not be seen.

// Names lists the objects of a kind that a TARGET can name ("deploy"), in the
// namespace, whose names begin with prefix. It asks page by page and stops when
// it has enough to choose from; what it has found when ctx ends is returned
// together with the error. Of a kind that it does not know there are none.
func (c *Client) Names(ctx context.Context, kindName, prefix string) ([]string, error) {
	k, ok := kindOf(kindName)
	if !ok {
		return nil, nil
	}
	client, err := c.in(k.group)
	if err != nil {
		return nil, err
	}
	return prefixed(ctx, prefix, func() *rest.Request {
		request := client.Get().Resource(k.resource)
		if k.name == "node" {
			return request
		}
		return request.Namespace(c.Namespace)
	})
}

// NamespaceNames lists the namespaces whose names begin with prefix, as
// Names does.
func (c *Client) NamespaceNames(ctx context.Context, prefix string) ([]string, error) {
	core, err := c.in(corev1.SchemeGroupVersion)
	if err != nil {
		return nil, err
	}
	return prefixed(ctx, prefix, func() *rest.Request { return core.Get().Resource("namespaces") })
}

// ContainerNames lists the containers of the pods of a target, in the order of
// their specs; with prefix as Names.
func (c *Client) ContainerNames(ctx context.Context, t Target, prefix string) ([]string, error) {
	pods, err := c.Find(ctx, t, true)
	if err != nil || pods.LookUp != nil {
		return nil, err
	}
	client, err := c.in(core)
	if err != nil {
		return nil, err
	}
	request := client.Get().Namespace(pods.Namespace).Resource("pods").Param("limit", fmt.Sprint(maxNames))
	if pods.Name != "" {
		request = request.Param("fieldSelector", "metadata.name="+pods.Name)
	}
	if pods.Labels != nil {
		request = request.Param("labelSelector", pods.Labels.String())
	}
	if pods.Node != "" {
		request = request.Param("fieldSelector", "spec.nodeName="+pods.Node)
	}
	body, err := request.SetHeader("Accept", asJSON).Do(ctx).Raw()
	if err != nil {
		return nil, err
	}
	var list corev1.PodList
	if err := decode(body, &list); err != nil {
		return nil, err
	}
	var names []string
	for i := range list.Items {
		containers := slices.Concat(list.Items[i].Spec.InitContainers, list.Items[i].Spec.Containers)
		for _, c := range list.Items[i].Spec.EphemeralContainers {
			containers = append(containers, corev1.Container(c.EphemeralContainerCommon))
		}
		for _, c := range containers {
			if strings.HasPrefix(c.Name, prefix) && !slices.Contains(names, c.Name) {
				names = append(names, c.Name)
			}
		}
	}
	return names, nil
}

// prefixed pages through a list and keeps at most maxNames names.
func prefixed(ctx context.Context, prefix string, request func() *rest.Request) ([]string, error) {
	var names []string
	for page, next := 1, ""; ; page++ {
		request := request().SetHeader("Accept", metadataOnly+",application/json").Param("limit", fmt.Sprint(maxNames))
		if next != "" {
			request = request.Param("continue", next)
		}
		body, err := request.Do(ctx).Raw()
		if err != nil {
			return names, err
		}
		var list metav1.PartialObjectMetadataList
		if err := decode(body, &list); err != nil {
			return names, err
		}
		for i := range list.Items {
			if name := list.Items[i].Name; strings.HasPrefix(name, prefix) && len(names) < maxNames {
				names = append(names, name)
			}
		}
		next = list.Continue
		switch {
		case next == "", len(names) == maxNames:
			return names, nil
		case page == maxPages:
			return names, errTooManyPages
		}
	}
}

// Choices are the names that a kubeconfig has for its parts, each sorted.
type Choices struct {
	Contexts, Clusters, Users []string
	Namespaces                []string // those that contexts name
}

// Choices reads the kubeconfig that the flags choose; what cannot be read has
// no names.
func (f *Flags) Choices() Choices {
	raw, err := f.loader().RawConfig()
	if err != nil {
		return Choices{}
	}
	choices := Choices{
		Contexts: slices.Sorted(maps.Keys(raw.Contexts)),
		Clusters: slices.Sorted(maps.Keys(raw.Clusters)),
		Users:    slices.Sorted(maps.Keys(raw.AuthInfos)),
	}
	for _, name := range choices.Contexts {
		if n := raw.Contexts[name].Namespace; n != "" && !slices.Contains(choices.Namespaces, n) {
			choices.Namespaces = append(choices.Namespaces, n)
		}
	}
	slices.Sort(choices.Namespaces)
	return choices
}
