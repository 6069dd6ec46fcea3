package cluster

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// Packages are the Debian packages a node needs.
const Packages = "containerd runc containernetworking-plugins iptables conntrack socat ethtool iproute2 procps busybox-static"

// CanRunPods reports why this machine cannot run a kubelet, or nil. API
// servers run anywhere.
func CanRunPods() error {
	if runtime.GOOS != "linux" {
		return fmt.Errorf("a kubelet needs Linux, and this is %s", runtime.GOOS)
	}
	if os.Geteuid() != 0 {
		return errors.New("a kubelet needs root")
	}
	for _, command := range []string{"containerd", "containerd-shim-runc-v2", "ctr", "runc", "ip", "ps", "iptables"} {
		if _, err := exec.LookPath(command); err != nil {
			return fmt.Errorf("%w (apt-get install %s)", err, Packages)
		}
	}
	for _, file := range []string{busybox, "/usr/lib/cni/bridge", "/usr/lib/cni/host-local", "/usr/lib/cni/loopback"} {
		if _, err := os.Stat(file); err != nil {
			return fmt.Errorf("%w (apt-get install %s)", err, Packages)
		}
	}
	return canMakeCgroup()
}

func canMakeCgroup() error {
	roots, err := cgroupRoots()
	if err != nil {
		return err
	}
	for _, root := range roots {
		dir := filepath.Join(root, fmt.Sprintf("podlife-e2e-probe-%d", os.Getpid()))
		if err := os.Mkdir(dir, 0o755); err != nil {
			return fmt.Errorf("cannot make a cgroup: %w", err)
		}
		if err := os.Remove(dir); err != nil {
			return err
		}
	}
	return nil
}
