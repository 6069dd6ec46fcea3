package cli

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

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
