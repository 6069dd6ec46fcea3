package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/podlife/podlife/cli/config"
)

// Variable is an environment variable that podlife reads.
type Variable struct{ Name, Means string }

// Environment lists them all, for the help and the man page.
var Environment = []Variable{
	{"KUBECONFIG", "Kubeconfig files, as in kubectl (default ~/.kube/config)"},
	{"HTTPS_PROXY, NO_PROXY", "Proxy to the API server, as in kubectl"},
	{"NO_COLOR", "Not empty: no colours, unless --color always"},
	{config.Theme.Variable, "dark or light: --theme without the flag"},
	{config.Glyphs.Variable, "unicode or ascii: --glyphs without the flag"},
	{config.Mouse.Variable, "true or false: --mouse without the flag"},
	{"XDG_CONFIG_HOME", "Where podlife/config.yaml is (default ~/.config): podlife config view"},
	{"TERM", "dumb: lines instead of a screen, as with --plain"},
	{"OTEL_EXPORTER_OTLP_HEADERS", "Headers for report --otlp-endpoint, such as x-api-key=KEY"},
	{"PODLIFE_DEBUG", "Not empty: a crash says where it happened"},
}

// environmentText returns the list of variables as a part of the help.
func environmentText() string {
	var b strings.Builder
	for _, v := range Environment {
		fmt.Fprintf(&b, "  %-27s %s\n", v.Name, v.Means)
	}
	return b.String()
}

// preset sets flags that were not given to what the environment says, or else the
// configuration file.
func preset(fs *pflag.FlagSet, file config.File, settings ...config.Setting) error {
	for _, s := range settings {
		if fs.Changed(s.Name) {
			continue
		}
		chosen, err := file.Choose(s)
		if err != nil {
			return usage(err)
		}
		if err := fs.Set(s.Name, chosen.Value); err != nil {
			return usage(err)
		}
	}
	return nil
}
