package cluster

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const cgroups = "/sys/fs/cgroup"

// startCgroup makes a group of our own in every hierarchy. A kubelet kills
// what it does not know below its root group, so two must not share one.
func (c *Cluster) startCgroup() (string, error) {
	name := filepath.Base(c.Dir)
	roots, err := cgroupRoots()
	if err != nil {
		return "", err
	}
	for _, root := range roots {
		dir := filepath.Join(root, name)
		if err := os.Mkdir(dir, 0o755); err != nil {
			return "", err
		}
		c.onStop(func() error { return removeCgroup(dir) })
		for _, file := range []string{"cpuset.cpus", "cpuset.mems"} { // v1: empty until somebody sets them
			if b, err := os.ReadFile(filepath.Join(root, file)); err == nil {
				if err := os.WriteFile(filepath.Join(dir, file), b, 0o600); err != nil {
					return "", err
				}
			}
		}
	}
	return "/" + name, nil
}

// cgroupRoots are the mount points of v1's hierarchies, or the one of v2.
func cgroupRoots() ([]string, error) {
	mounts, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		return nil, err
	}
	var v1 []string
	for line := range strings.Lines(string(mounts)) {
		if f := strings.Fields(line); len(f) > 2 && f[2] == "cgroup" {
			v1 = append(v1, f[1])
		}
	}
	if len(v1) > 0 {
		return v1, nil
	}
	controllers, err := os.ReadFile(filepath.Join(cgroups, "cgroup.controllers"))
	if err != nil {
		return nil, fmt.Errorf("neither cgroup v1 nor v2 is mounted: %w", err)
	}
	enable := "+" + strings.Join(strings.Fields(string(controllers)), " +")
	return []string{cgroups}, os.WriteFile(filepath.Join(cgroups, "cgroup.subtree_control"), []byte(enable), 0o600)
}

// removeCgroup removes a group and those in it; what is still running in them
// gets a moment to end.
func removeCgroup(dir string) error {
	var err error
	for range 50 {
		var dirs []string
		_ = filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
			if err == nil && e.IsDir() {
				dirs = append(dirs, path)
			}
			return nil
		})
		err = nil
		for _, dir := range slices.Backward(dirs) {
			if e := os.Remove(dir); e != nil && !errors.Is(e, os.ErrNotExist) {
				err = e
			}
		}
		if err == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}
