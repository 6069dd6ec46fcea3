package kube

import (
	"context"
	"fmt"
	"io"

	corev1 "k8s.io/api/core/v1"
)

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
