package kube

import (
	"context"
	"fmt"
	"io"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/kubernetes/scheme"
)

// Logs streams what a container writes, each line with its time on the node's
// clock (RFC 3339, nanoseconds) and a space before it. It needs the verb get on
// pods/log. What is in it is hostile text like everything a pod says. The
// caller closes what it returns.
func (c *Client) Logs(ctx context.Context, pod, container string, options LogOptions) (io.ReadCloser, error) {
	core, err := c.in(corev1.SchemeGroupVersion)
	if err != nil {
		return nil, err
	}
	body, err := core.Get().Namespace(c.Namespace).Resource("pods").Name(pod).SubResource("log").
		VersionedParams(&corev1.PodLogOptions{
			Container: container, Timestamps: true,
			Previous: options.Previous, Follow: options.Follow, TailLines: options.Tail,
		}, scheme.ParameterCodec).Stream(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the logs of container %s of pod %s: %w", container, pod, err)
	}
	return body, nil
}

// LogOptions say which part of a log to read; the zero value is all of the
// current run's that there is now.
type LogOptions struct {
	Previous bool   // of the run before the current one
	Follow   bool   // go on until the container or the context ends
	Tail     *int64 // only so many of the last lines
}
