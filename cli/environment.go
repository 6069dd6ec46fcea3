package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
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

const configHelp = `podlife reads its configuration from $XDG_CONFIG_HOME/podlife/config.yaml, by default
~/.config/podlife/config.yaml (on macOS in ~/Library/Application Support, on
Windows in %AppData%): theme, glyphs, mouse, and the keys of each action.

A flag wins over an environment variable, and that over the file.`

func (a *App) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "config",
		Short:   "Show the configuration",
		Long:    configHelp,
		Example: "  podlife config view",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return usagef("config knows no %q; %s view shows the configuration", args[0], cmd.CommandPath())
		},
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "view",
		Short: "Print what holds: every setting, where it is from, and the keys of each action",
		Long: `Print what holds where no flag says otherwise: every setting and where it is from,
and every action with its keys. The output is itself a configuration file.

` + configHelp,
		Example: `  podlife config view
  podlife config view >my-settings.yaml`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			file, err := config.Read()
			if err != nil {
				return usage(err)
			}
			return usage(file.View(a.Out))
		},
	})
	return cmd
}
