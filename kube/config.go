package kube

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"
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

// Flags are kubectl's connection flags, under kubectl's names. The zero value
// is the current context of the default kubeconfig.
type Flags struct {
	Kubeconfig string // --kubeconfig; empty: $KUBECONFIG, then ~/.kube/config
	Overrides  clientcmd.ConfigOverrides

	// Clean, if set, makes a line of what a credential plugin writes safe to show.
	Clean func(string) string
}

// AddFlags registers the flags. The rarely used ones exist, as in kubectl, but
// stay out of the short help.
func (f *Flags) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&f.Kubeconfig, "kubeconfig", "", "Path to the kubeconfig file to use for requests to the API server")
	names := clientcmd.RecommendedConfigOverrideFlags("")
	// An API server has taken no basic authentication since Kubernetes 1.19.
	names.AuthOverrideFlags.Username = clientcmd.FlagInfo{}
	names.AuthOverrideFlags.Password = clientcmd.FlagInfo{}
	names.ContextOverrideFlags.Namespace.Description = "Namespace of the pod (default: the context's)"
	names.ClusterOverrideFlags.APIServer.ShortName = "s"
	names.Timeout.Description = "How long one request may take, such as 5s or 2m; 0 waits as long as it takes (a watch is never cut)"
	clientcmd.BindOverrideFlags(&f.Overrides, fs, names)
}

// Check finds values that no kubeconfig can make right.
func (f *Flags) Check() error {
	if _, err := clientcmd.ParseTimeout(f.Overrides.Timeout); err != nil {
		return fmt.Errorf("--request-timeout %q: not a duration such as 5s or 2m", f.Overrides.Timeout)
	}
	return nil
}

// loader reads the kubeconfig that the flags choose.
func (f *Flags) loader() clientcmd.ClientConfig {
	rules := clientcmd.NewDefaultClientConfigLoadingRules()
	rules.ExplicitPath = f.Kubeconfig
	// Warnings about a missing $KUBECONFIG file go to klog; noConfig says it better.
	rules.WarnIfAllMissing = false
	return clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, &f.Overrides)
}
