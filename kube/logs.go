package kube

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/internal/scheme"
)

// LogOptions say which part of a container's log to read; but for Container,
// the zero value is all of the current run's that there is now.
type LogOptions struct {
	Namespace string // "" is the client's
	Container string
	Previous  bool      // of the run before the current one
	Follow    bool      // go on until the container or the context ends
	Tail      int64     // only so many of the last lines; 0: all
	Since     time.Time // only lines of this second and after; zero: all
}

// Logs streams what a container writes, each line with its time on the node's
// clock (RFC 3339, nanoseconds) and a space before it. It needs the verb get on
// pods/log. What is in it is hostile text like everything a pod says. The
// caller closes what it returns. An error's text says in a few words why there
// is no log.
func (c *Client) Logs(ctx context.Context, pod string, o LogOptions) (io.ReadCloser, error) {
	core, err := c.streams(corev1.SchemeGroupVersion)
	if err != nil {
		return nil, err
	}
	options := corev1.PodLogOptions{Container: o.Container, Timestamps: true, Previous: o.Previous, Follow: o.Follow}
	if o.Tail > 0 {
		options.TailLines = &o.Tail
	}
	if !o.Since.IsZero() {
		since := metav1.NewTime(o.Since)
		options.SinceTime = &since
	}
	body, err := core.Get().Namespace(cmp.Or(o.Namespace, c.Namespace)).Resource("pods").Name(pod).SubResource("log").
		VersionedParams(&options, scheme.Parameters()).Stream(ctx)
	if err != nil {
		return nil, &Error{Err: err, Text: c.whyNoLog(err)}
	}
	return body, nil
}

// whyNoLog says why the API server refused a log. The kubelet's own reasons
// come as BadRequest ("container … is waiting to start: ContainerCreating").
func (c *Client) whyNoLog(err error) string {
	switch {
	case apierrors.IsForbidden(err):
		return "forbidden: ask for get on pods/log (" + apiMessage(err) + ")"
	case apierrors.IsNotFound(err):
		return "there is no such pod any more"
	case apierrors.IsBadRequest(err):
		return apiMessage(err)
	}
	text, _ := c.diagnose(err)
	return text
}

// ProbeCounters reads what a node's kubelet has counted of the results of its
// probes, successes included, in Prometheus' text format: the counters
// prober_probe_total{probe_type,result,container,pod,namespace,pod_uid} of its
// /metrics/probes (kubernetes/pkg/kubelet/prober/prober_manager.go), through
// the API server. It needs the verb get on nodes/proxy, which few have. The
// caller closes what it returns.
func (c *Client) ProbeCounters(ctx context.Context, node string) (io.ReadCloser, error) {
	core, err := c.streams(corev1.SchemeGroupVersion)
	if err != nil {
		return nil, err
	}
	body, err := core.Get().Resource("nodes").Name(node).SubResource("proxy").Suffix("metrics", "probes").
		SetHeader("Accept", "text/plain").MaxRetries(0).Stream(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the probe counters of node %s: %w", node, err)
	}
	return body, nil
}
