package cli

import (
	"github.com/spf13/cobra"

	"github.com/podlife/podlife/cli/config"
)

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
