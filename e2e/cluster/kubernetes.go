package cluster

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// BuildKubernetes returns the path of the kluster program of a version of
// Kubernetes ("v1.34.4"), or of the one that go.mod names where version is
// empty. source is the directory of the kluster command. Another version is
// built in a module of its own in the user's cache, because the dependencies
// of one release do not compile another.
func BuildKubernetes(source, version string) (string, error) {
	if version == "" {
		return Build("kluster", filepath.Dir(source), "./"+filepath.Base(source))
	}
	cache, err := buildCache()
	if err != nil {
		return "", err
	}
	directory := filepath.Join(cache, "kubernetes-"+version)
	if err := os.RemoveAll(directory); err != nil { // CopyFS overwrites nothing
		return "", err
	}
	if err := os.CopyFS(directory, os.DirFS(source)); err != nil {
		return "", err
	}
	mod, err := moduleFor(version)
	if err != nil {
		return "", fmt.Errorf("kubernetes %s: %w", version, err)
	}
	if err := os.WriteFile(filepath.Join(directory, "go.mod"), []byte(mod), 0o600); err != nil {
		return "", err
	}
	if err := run(directory, "go", "mod", "tidy"); err != nil {
		return "", err
	}
	return Build("kluster-"+version, directory, ".")
}

// moduleFor returns the go.mod of a kluster of a version of Kubernetes: what
// Kubernetes keeps in its own tree becomes a module of the same version, and
// etcd's server is as new as the client that this release was tested with.
func moduleFor(version string) (string, error) {
	staging := "v0." + strings.TrimPrefix(version, "v1.")
	var download struct{ GoMod string }
	if err := output(&download, "go", "mod", "download", "-json", "k8s.io/kubernetes@"+version); err != nil {
		return "", err
	}
	var mod struct {
		Require []struct{ Path, Version string }
		Replace []struct{ Old, New struct{ Path string } }
	}
	if err := output(&mod, "go", "mod", "edit", "-json", download.GoMod); err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "module kluster\n\ngo 1.26.0\n\nrequire (\n\tk8s.io/kubernetes %s\n\tk8s.io/component-base %s\n", version, staging)
	for _, r := range mod.Require {
		switch r.Path {
		case "go.etcd.io/etcd/client/v3":
			fmt.Fprintf(&b, "\tgo.etcd.io/etcd/server/v3 %s\n", r.Version)
		case "github.com/spf13/cobra":
			fmt.Fprintf(&b, "\t%s %s\n", r.Path, r.Version)
		}
	}
	b.WriteString(")\n\nreplace (\n")
	for _, r := range mod.Replace {
		if strings.HasPrefix(r.New.Path, "./staging/") {
			fmt.Fprintf(&b, "\t%s => %s %s\n", r.Old.Path, r.Old.Path, staging)
		}
	}
	return b.String() + ")\n", nil
}

// output runs a command outside of any module and decodes the JSON it prints.
func output(into any, name string, args ...string) error {
	cmd := command(name, args...)
	cmd.Dir = os.TempDir()
	out, err := cmd.Output()
	if err != nil {
		if exit, ok := errors.AsType[*exec.ExitError](err); ok {
			return fmt.Errorf("%s: %w\n%s%s", strings.Join(cmd.Args, " "), err, out, exit.Stderr)
		}
		return err
	}
	return json.Unmarshal(out, into)
}

func run(directory, name string, args ...string) error {
	cmd := command(name, args...)
	cmd.Dir = directory
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s in %s: %w\n%s", strings.Join(cmd.Args, " "), directory, err, out)
	}
	return nil
}
