package kube

import (
	"fmt"

	"github.com/spf13/pflag"
	"k8s.io/client-go/tools/clientcmd"
)

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
