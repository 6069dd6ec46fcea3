// Package cluster starts real Kubernetes on this machine for tests: etcd and
// API servers, and where the machine allows it controllers, a scheduler and a
// node (kubelet, containerd, a registry), all on loopback and a bridge of its
// own, with every file in one directory that Stop removes.
//
// It knows how the parts have to be configured to live beside other clusters
// on the same machine. It must not know podlife.
package cluster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Cluster is one etcd with the API servers, and perhaps the node, around it.
type Cluster struct {
	Dir string // everything that is written is below

	kluster string // the binary
	pki     *authority
	etcd    *Process
	etcdURL string
	closers []func() error
}

// New starts etcd. kluster is the path of the built ./kluster.
func New(ctx context.Context, kluster string) (*Cluster, error) {
	// Not t.TempDir(): unix sockets below it have at most 107 bytes.
	dir, err := os.MkdirTemp("", "podlife-e2e-")
	if err != nil {
		return nil, err
	}
	c := &Cluster{Dir: dir, kluster: kluster}
	c.onStop(func() error { return os.RemoveAll(dir) })
	if err := c.start(ctx); err != nil {
		return nil, errors.Join(err, c.Stop())
	}
	return c, nil
}

func (c *Cluster) start(ctx context.Context) error {
	for _, d := range []string{"bin", "pki", "log"} {
		if err := os.Mkdir(c.path(d), 0o755); err != nil {
			return err
		}
	}
	for _, command := range []string{"etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet"} {
		if err := os.Symlink(c.kluster, c.path("bin", command)); err != nil {
			return err
		}
	}
	var err error
	if c.pki, err = newAuthority(c.path("pki")); err != nil {
		return err
	}
	if err := c.issueServers(); err != nil {
		return err
	}
	return c.startEtcd(ctx)
}

func (c *Cluster) startEtcd(ctx context.Context) error {
	ports, err := freePorts(2)
	if err != nil {
		return err
	}
	c.etcdURL = fmt.Sprintf("http://127.0.0.1:%d", ports[0])
	c.etcd, err = c.run("etcd", c.path("bin", "etcd"), "--data-dir", c.path("etcd"),
		"--client-url", c.etcdURL, "--peer-url", fmt.Sprintf("http://127.0.0.1:%d", ports[1]))
	if err != nil {
		return err
	}
	return c.etcd.waitFor(ctx, "tcp", fmt.Sprintf("127.0.0.1:%d", ports[0]))
}

// Stop ends everything, in reverse order, and removes its traces.
func (c *Cluster) Stop() error {
	var errs []error
	for _, stop := range slices.Backward(c.closers) {
		errs = append(errs, stop())
	}
	c.closers = nil
	return errors.Join(errs...)
}

func (c *Cluster) onStop(f func() error) { c.closers = append(c.closers, f) }

func (c *Cluster) path(elem ...string) string {
	return filepath.Join(append([]string{c.Dir}, elem...)...)
}

// run starts a program whose output goes to log/NAME.log, until Stop.
func (c *Cluster) run(name, path string, args ...string) (*Process, error) {
	p := &Process{Name: name, Log: c.path("log", name+".log"), path: path, args: args}
	if err := p.Start(); err != nil {
		return nil, err
	}
	c.onStop(func() error { p.Stop(10 * time.Second); return nil })
	return p, nil
}
