package kube

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"k8s.io/client-go/tools/clientcmd"
)

// contextName returns the context in use, or "" in a cluster.
func (f *Flags) contextName(loader clientcmd.ClientConfig) string {
	if f.Overrides.CurrentContext != "" {
		return f.Overrides.CurrentContext
	}
	raw, err := loader.RawConfig()
	if err != nil {
		return ""
	}
	return raw.CurrentContext
}

// explainConfig says what is wrong with the kubeconfig and what to do about it.
func (f *Flags) explainConfig(loader clientcmd.ClientConfig, err error) error {
	if errors.Is(err, os.ErrNotExist) && f.Kubeconfig != "" {
		return &Error{Err: err, Text: fmt.Sprintf("--kubeconfig %s: no such file\n"+
			"Name a kubeconfig that exists, or try podlife demo, which needs none", f.Kubeconfig)}
	}
	raw, rawErr := loader.RawConfig()
	if rawErr != nil {
		return &Error{Err: err, Text: fmt.Sprintf("cannot read the kubeconfig (%s): %v\n"+
			"Check it with: kubectl config view", f.paths(), rawErr)}
	}
	if len(raw.Contexts) == 0 && len(raw.Clusters) == 0 {
		return &Error{Err: err, Text: fmt.Sprintf("no kubeconfig: looked for %s, and this is not a pod in a cluster\n"+
			"Set KUBECONFIG or --kubeconfig; podlife demo and podlife replay FILE need neither", f.paths())}
	}
	names := slices.Sorted(maps.Keys(raw.Contexts))
	if f.Overrides.CurrentContext != "" && raw.Contexts[f.Overrides.CurrentContext] == nil {
		return &Error{Err: err, Text: fmt.Sprintf("no context %q in the kubeconfig (%s)\n%s",
			f.Overrides.CurrentContext, f.paths(), choices("Contexts", names))}
	}
	if clientcmd.IsContextNotFound(err) || clientcmd.IsEmptyConfig(err) {
		return &Error{Err: err, Text: fmt.Sprintf("no usable current context (%q) in the kubeconfig (%s)\n%s; choose one with --context",
			raw.CurrentContext, f.paths(), choices("Contexts", names))}
	}
	return &Error{Err: err, Text: fmt.Sprintf("cannot use the kubeconfig (%s): %v\n"+
		"Check it with: kubectl config view", f.paths(), err)}
}

// choices lists at most eight names after a heading.
func choices(heading string, names []string) string {
	if len(names) == 0 {
		return heading + ": none"
	}
	const most = 8
	if extra := len(names) - most; extra > 0 {
		names = append(slices.Clone(names[:most]), fmt.Sprintf("and %d more", extra))
	}
	return heading + ": " + strings.Join(names, ", ")
}

// paths returns the files in which a kubeconfig was looked for, as a user would
// write them.
func (f *Flags) paths() string {
	if f.Kubeconfig != "" {
		return f.Kubeconfig
	}
	if env := os.Getenv(clientcmd.RecommendedConfigPathEnvVar); env != "" {
		return "KUBECONFIG=" + env
	}
	return filepath.Join("~", clientcmd.RecommendedHomeDir, clientcmd.RecommendedFileName)
}
