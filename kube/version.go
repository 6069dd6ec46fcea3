package kube

import (
	"context"
	"encoding/json"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

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
