package kube

import (
	"context"
	"encoding/json"
	"fmt"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/rest"
)

// asJSON is the Accept header of what is read as it is answered.
const asJSON = "application/json"

// one gets an object, or with sub a subresource of it. An error is the API's as it
// is. A namespace of "" is for what is in none.
func (c *Client) one(ctx context.Context, k kind, namespace, name, accept string, sub ...string) ([]byte, error) {
	client, err := c.in(k.group)
	if err != nil {
		return nil, err
	}
	return c.answer(ctx, client.Get().NamespaceIfScoped(namespace, namespace != "").Resource(k.resource).Name(name).SubResource(sub...).SetHeader("Accept", accept))
}

// answer returns what a request is answered with, within the client's Timeout.
func (c *Client) answer(ctx context.Context, request *rest.Request) ([]byte, error) {
	if c.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.Timeout)
		defer cancel()
	}
	result := request.Do(ctx)
	if err := result.Error(); err != nil { // which reads a Status where Raw's error does not
		return nil, err
	}
	return result.Raw()
}

// decode reads what was answered as JSON.
func decode(body []byte, into any) error {
	if err := json.Unmarshal(body, into); err != nil {
		return fmt.Errorf("not the answer of a Kubernetes API server: %w", err)
	}
	return nil
}

// ServerVersion returns the API server's version, such as "v1.35.4", or "" if
// the server does not say.
func (c *Client) ServerVersion(ctx context.Context) string {
	client, err := c.in(schema.GroupVersion{Version: "v1"})
	if err != nil {
		return ""
	}
	body, err := client.Get().AbsPath("/version").SetHeader("Accept", asJSON).Do(ctx).Raw()
	if err != nil {
		return ""
	}
	var v struct{ GitVersion string }
	_ = json.Unmarshal(body, &v) // what cannot be read is not told
	return v.GitVersion
}
