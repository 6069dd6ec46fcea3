package cluster

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// NodeName is what the one node is called.
const NodeName = "node1"

const kubeletConfig = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: %[2]s
port: %[3]d
healthzPort: 0
failCgroupV1: false
failSwapOn: false
cgroupDriver: cgroupfs
cgroupRoot: %[4]s
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: %[1]s/pki/ca.crt}}
authorization: {mode: Webhook}
tlsCertFile: %[1]s/pki/kubelet-server.crt
tlsPrivateKeyFile: %[1]s/pki/kubelet-server.key
containerRuntimeEndpoint: unix://%[1]s/containerd.sock
podLogsDir: %[1]s/pods
volumePluginDir: %[1]s/volumeplugins
evictionHard: {nodefs.available: "1%%", imagefs.available: "1%%", memory.available: 100Mi}
localStorageCapacityIsolation: true
serializeImagePulls: false
clusterDomain: cluster.local
clusterDNS: [10.96.0.10]
nodeStatusUpdateFrequency: 2s
nodeLeaseDurationSeconds: 8
`

// Node is a machine of the cluster: this one.
type Node struct {
	Kubelet    *Process
	Containerd *Process
	Registry   *Registry
	RuntimeLog string // what containerd did, in nanoseconds
}

// StartNode starts a kubelet and everything it needs, and waits until pods can run.
func (c *Cluster) StartNode(ctx context.Context, server *APIServer) (*Node, error) {
	registry, err := c.startRegistry()
	if err != nil {
		return nil, err
	}
	group, err := c.startCgroup()
	if err != nil {
		return nil, fmt.Errorf("make a cgroup: %w", err)
	}
	net, err := c.startNetwork()
	if err != nil {
		return nil, err
	}
	containerd, err := c.startContainerd(ctx, registry, net)
	if err != nil {
		return nil, err
	}
	kubelet, err := c.startKubelet(server, net, group)
	if err != nil {
		return nil, err
	}
	node := &Node{Kubelet: kubelet, Containerd: containerd, Registry: registry, RuntimeLog: c.path("log", "runtime.log")}
	c.onStop(func() error { return removePods(server) })
	return node, kubelet.wait(ctx, func() error { return canRun(ctx, server) })
}

func (c *Cluster) startKubelet(server *APIServer, n *network, group string) (*Process, error) {
	address := net.ParseIP(n.gateway.String())
	if err := errors.Join(
		c.pki.issue("kubelet", "system:node:"+NodeName, []string{"system:nodes"}),
		c.pki.issue("kubelet-server", NodeName, nil, address),
	); err != nil {
		return nil, err
	}
	kubeconfig, err := c.Kubeconfig("kubelet", server.URL, c.userCert("kubelet"))
	if err != nil {
		return nil, err
	}
	ports, err := freePorts(1)
	if err != nil {
		return nil, err
	}
	config := fmt.Sprintf(kubeletConfig, c.Dir, address, ports[0], group)
	if err := os.WriteFile(c.path("kubelet.yaml"), []byte(config), 0o600); err != nil {
		return nil, err
	}
	return c.run("kubelet", c.path("bin", "kubelet"), "--config", c.path("kubelet.yaml"), "--kubeconfig", kubeconfig,
		"--hostname-override", NodeName, "--root-dir", c.path("kubelet"), "--node-ip", address.String(), "-v", "2")
}

// canRun reports why the node cannot run a pod yet.
func canRun(ctx context.Context, server *APIServer) error {
	node, err := server.Admin.CoreV1().Nodes().Get(ctx, NodeName, metav1.GetOptions{})
	if err != nil {
		return err
	}
	if len(node.Spec.Taints) > 0 {
		return fmt.Errorf("node %s has the taint %s", NodeName, node.Spec.Taints[0].Key)
	}
	for _, c := range node.Status.Conditions {
		if c.Type == corev1.NodeReady && c.Status == corev1.ConditionTrue {
			return nil
		}
	}
	return fmt.Errorf("node %s is not Ready", NodeName)
}

// removePods lets the kubelet clean up after every pod; what it has not done
// within a few seconds is ended with the runtime.
func removePods(server *APIServer) error {
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	for {
		pods, err := server.Admin.CoreV1().Pods("").List(ctx, metav1.ListOptions{})
		if err != nil || len(pods.Items) == 0 {
			return nil // a server that is gone has nobody left to tell
		}
		for _, pod := range pods.Items {
			grace := int64(1)
			_ = server.Admin.CoreV1().Pods(pod.Namespace).Delete(ctx, pod.Name, metav1.DeleteOptions{GracePeriodSeconds: &grace})
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(500 * time.Millisecond):
		}
	}
}
