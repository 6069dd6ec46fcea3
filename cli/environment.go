package cli

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"
)

// Variable is an environment variable that podlife reads.
type Variable struct{ Name, Means string }

// What a flag says of the screen, for those who always want the same.
const (
	themeVariable  = "PODLIFE_THEME"
	glyphsVariable = "PODLIFE_GLYPHS"
	mouseVariable  = "PODLIFE_MOUSE"
)

// Environment lists them all, for the help and the man page. There is no
// configuration file: what a flag can say, a variable or a shell's alias keeps.
var Environment = []Variable{
	{"KUBECONFIG", "Kubeconfig files, as in kubectl (default ~/.kube/config)"},
	{"HTTPS_PROXY, NO_PROXY", "Proxy to the API server, as in kubectl"},
	{"NO_COLOR", "Not empty: no colours, unless --color always"},
	{themeVariable, "dark or light: --theme without the flag"},
	{glyphsVariable, "unicode or ascii: --glyphs without the flag"},
	{mouseVariable, "true or false: --mouse without the flag"},
	{"TERM", "dumb: lines instead of a screen, as with --plain"},
	{"OTEL_EXPORTER_OTLP_HEADERS", "Headers for report --otlp-endpoint, such as x-api-key=KEY"},
	{"PODLIFE_DEBUG", "Not empty: a crash tells where it happened"},
}

// environmentText returns the list of variables as a part of the help.
func environmentText() string {
	var b strings.Builder
	for _, v := range Environment {
		fmt.Fprintf(&b, "  %-27s %s\n", v.Name, v.Means)
	}
	return b.String()
}

// preset sets a flag that was not given to what a variable says.
func preset(fs *pflag.FlagSet, flag, variable, choices string) error {
	v := os.Getenv(variable)
	if v == "" || fs.Changed(flag) {
		return nil
	}
	if !slices.Contains(strings.Split(choices, ", "), v) || fs.Set(flag, v) != nil {
		return usagef("%s=%q: choose one of %s", variable, v, choices)
	}
	return nil
}
