package cli

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

const rootHelp = `podlife shows a Kubernetes pod's life as a timeline: what it is doing now and what
it waits for, where the start-up time went, why it restarted, and how it stops.

It only reads: list and watch of pods, events, services and endpointslices.

Exit codes: 0 done; 1 failed (API, permission, not found);
2 wrong usage or input; 3 a condition (--until, --fail-over) failed or timed out.`

const rootExample = `  podlife demo                # a recorded life; needs no cluster
  podlife watch my-pod        # a live pod of the current kubeconfig context
  podlife report my-pod       # the same as a page of text`

// Command returns the command tree, for what is made of it: man pages, scripts.
func (a *App) Command() *cobra.Command { return a.root() }

func (a *App) root() *cobra.Command {
	var version bool
	root := &cobra.Command{
		Use:           "podlife",
		Short:         "A Kubernetes pod's life as a timeline in the terminal",
		Long:          rootHelp,
		Example:       rootExample,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,

		SuggestionsMinimumDistance: 2,
		RunE: func(cmd *cobra.Command, args []string) error {
			if version {
				_, err := fmt.Fprintln(a.Out, a.build())
				return err
			}
			return unknownCommand(cmd, args)
		},
	}
	if strings.HasPrefix(filepath.Base(a.Name), "kubectl-podlife") {
		root.Annotations = map[string]string{cobra.CommandDisplayNameAnnotation: "kubectl podlife"}
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("%w\n%s --help lists the flags", err, cmd.CommandPath())
	})
	root.SetUsageFunc(usageText)
	// Not cobra's own: its template would keep every method of every type in the
	// binary, 6 MB more.
	root.Flags().BoolVar(&version, "version", false, "Print the version")
	root.AddCommand(a.watchCommand(), a.replayCommand(), a.demoCommand(), a.recordCommand(), a.reportCommand(), a.diffCommand(), a.statsCommand(), a.configCommand(), a.versionCommand())
	root.SetHelpCommand(helpCommand())
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	describeCompletion(root)
	return root
}

// unknownCommand answers "podlife" alone with the help and anything that is no command with the nearest ones.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	near := cmd.SuggestionsFor(args[0])
	if len(near) > 0 {
		return usagef("unknown command %q; did you mean %s?", args[0], strings.Join(near, " or "))
	}
	return usagef("unknown command %q\n%s --help lists the commands; to see a pod: %s watch %s",
		args[0], cmd.CommandPath(), cmd.CommandPath(), args[0])
}
