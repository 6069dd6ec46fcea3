package cluster

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const containerdConfig = `version = 2
root = "%[1]s/containerd"
state = "%[1]s/run"
[grpc]
  address = "%[1]s/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "%[2]s"
  # Without CAP_SYS_RESOURCE runc could not give pods the scores they ask for.
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "%[1]s/cni"
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "%[1]s/certs.d"
[plugins."io.containerd.internal.v1.opt"]
  path = "%[1]s/opt"
`

// startContainerd starts a container runtime of our own, which shares nothing
// with others on the machine, and writes what it does to log/runtime.log.
func (c *Cluster) startContainerd(ctx context.Context, registry *Registry, n *network) (*Process, error) {
	pause, err := registry.Push("pause:1", 0, 0, "/bin/sleep", "1000000000")
	if err != nil {
		return nil, err
	}
	for path, content := range map[string]string{
		"containerd.toml":                         fmt.Sprintf(containerdConfig, c.Dir, pause),
		"cni/10-e2e.conflist":                     n.cni(c.path("ipam")),
		"certs.d/" + RegistryHost + "/hosts.toml": fmt.Sprintf("server = %[1]q\n[host.%[1]q]\n  capabilities = [\"pull\", \"resolve\"]\n", "http://"+registry.addr),
	} {
		if err := os.MkdirAll(filepath.Dir(c.path(path)), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(c.path(path), []byte(content), 0o600); err != nil {
			return nil, err
		}
	}
	c.onStop(c.unmount)
	p, err := c.run("containerd", "containerd", "--config", c.path("containerd.toml"))
	if err != nil {
		return nil, err
	}
	c.onStop(c.killContainers)
	if err := p.waitFor(ctx, "unix", c.path("containerd.sock")); err != nil {
		return nil, err
	}
	_, err = c.run("runtime", "ctr", "--address", c.path("containerd.sock"), "--namespace", "k8s.io", "events")
	return p, err
}

// killContainers ends the shims, which outlive containerd by design, and with
// them what they run.
func (c *Cluster) killContainers() error {
	mine := []byte(c.path("containerd.sock"))
	procs, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		return err
	}
	for _, proc := range procs {
		cmdline, err := os.ReadFile(proc)
		if err != nil || !bytes.Contains(cmdline, []byte("containerd-shim")) || !bytes.Contains(cmdline, mine) {
			continue // ended meanwhile, or not ours
		}
		shim, err := strconv.Atoi(strings.Split(proc, "/")[2])
		if err != nil {
			continue
		}
		children, _ := command("ps", "-o", "pid=", "--ppid", strconv.Itoa(shim)).Output()
		for child := range strings.FieldsSeq(string(children)) {
			if pid, err := strconv.Atoi(child); err == nil {
				_ = syscall.Kill(pid, syscall.SIGKILL) // it may have ended
			}
		}
		_ = syscall.Kill(shim, syscall.SIGKILL)
	}
	time.Sleep(200 * time.Millisecond) // for the kernel to let go of what they had open
	return nil
}

// unmount detaches every mount below the directory, the innermost first. One that
// is none any more (EINVAL) went with the shim that had it.
func (c *Cluster) unmount() error {
	b, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	for _, line := range slices.Backward(lines) {
		f := strings.Fields(line)
		if len(f) > 1 && strings.HasPrefix(f[1], c.Dir+"/") {
			if err := syscall.Unmount(f[1], syscall.MNT_DETACH); err != nil && !errors.Is(err, syscall.EINVAL) {
				return fmt.Errorf("unmount %s: %w", f[1], err)
			}
		}
	}
	return nil
}
