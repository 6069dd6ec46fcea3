package cli

import (
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
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

// ConnectionFlag marks the flags that say how to reach a cluster. They are
// many, and the same everywhere: help lists them after a command's own.
const ConnectionFlag = "podlife_connection"

// usageText lists what a command takes: cobra's own layout, but with the
// connection flags apart.
func usageText(cmd *cobra.Command) error {
	w := cmd.OutOrStderr()
	fmt.Fprintf(w, "Usage:\n  %s\n", useLine(cmd))
	if cmd.HasExample() {
		fmt.Fprintf(w, "\nExamples:\n%s\n", asCalled.ReplaceAllString(cmd.Example, cmd.Root().CommandPath()+" $1"))
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\nCommands:\n")
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() || c.Name() == "help" {
				fmt.Fprintf(w, "  %-*s  %s\n", cmd.NamePadding(), c.Name(), c.Short)
			}
		}
	}
	own, conn := pflag.NewFlagSet("", pflag.ContinueOnError), pflag.NewFlagSet("", pflag.ContinueOnError)
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if _, ok := f.Annotations[ConnectionFlag]; ok {
			conn.AddFlag(f)
		} else if f.Name != "help" {
			own.AddFlag(f)
		}
	})
	flags(w, "Flags", own)
	flags(w, "Connection, as in kubectl", conn)
	if !cmd.HasParent() {
		fmt.Fprintf(w, "\nEnvironment:\n%s", environmentText())
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\n%s COMMAND --help says more about a command.\n", cmd.CommandPath())
	}
	return nil
}

// asCalled finds where an example calls podlife, which a plugin of kubectl may
// be found as nowhere else.
var asCalled = regexp.MustCompile(`\bpodlife ([a-z])`)

func useLine(cmd *cobra.Command) string {
	if cmd.HasAvailableSubCommands() {
		return cmd.CommandPath() + " COMMAND"
	}
	return strings.ReplaceAll(cmd.UseLine(), " [flags]", "") + " [flags]"
}

func flags(w io.Writer, heading string, fs *pflag.FlagSet) {
	if fs.HasAvailableFlags() {
		// Nobody writes --plain=true; blanks keep the columns.
		const boolean = "[=true|false]"
		text := strings.ReplaceAll(fs.FlagUsagesWrapped(100), boolean, strings.Repeat(" ", len(boolean)))
		fmt.Fprintf(w, "\n%s:\n%s", heading, text)
	}
}

// helpCommand returns cobra's help command, with an answer of its own to an
// unknown topic.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Help about any command",
		Example: `  podlife help watch
  podlife help completion bash`,
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || about == cmd.Root() && len(rest) > 0 {
				return unknownCommand(cmd.Root(), args)
			}
			return about.Help()
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var names []cobra.Completion
			for _, c := range cmd.Root().Commands() {
				if len(args) == 0 && c.IsAvailableCommand() {
					names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// targetHelp explains TARGET to every command that takes one.
const targetHelp = `TARGET is my-pod or pod/my-pod, or a workload: deploy/NAME, sts/NAME, ds/NAME,
rs/NAME, job/NAME, cj/NAME (the newest job of a cronjob), svc/NAME or node/NAME,
or any other KIND[.GROUP]/NAME of the server that has pods; all pods of these are
followed, those too that are created later. Several TARGETs, or -l SELECTOR, do
as well.`
