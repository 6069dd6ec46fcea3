package cli

import (
	"fmt"
	"strings"
)

// Variable is an environment variable that podlife reads.
type Variable struct{ Name, Means string }

// Environment lists them all, for the help and the man page. There is no
// configuration file: what a flag can say, a shell's alias can keep.
var Environment = []Variable{
	{"KUBECONFIG", "Kubeconfig files, as in kubectl (default ~/.kube/config)"},
	{"HTTPS_PROXY, NO_PROXY", "Proxy to the API server, as in kubectl"},
	{"NO_COLOR", "Not empty: no colours, unless --color always"},
	{"TERM", "dumb: lines instead of a screen, as with --plain"},
	{"OTEL_EXPORTER_OTLP_HEADERS", "Headers for report --otlp-endpoint, such as x-api-key=KEY"},
	{"PODLIFE_DEBUG", "Not empty: a crash tells where it happened"},
}

// environmentText is the list as a part of the help.
func environmentText() string {
	var b strings.Builder
	for _, v := range Environment {
		fmt.Fprintf(&b, "  %-27s %s\n", v.Name, v.Means)
	}
	return b.String()
}
