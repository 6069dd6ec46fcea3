package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
)

// completionTime bounds what a press of the tab key may take: a person who
// waits longer types the name.
const completionTime = 2 * time.Second

// A completer proposes how an unfinished word can go on. Whatever goes wrong,
// it proposes less and says nothing: its output is in the middle of a prompt.
type completer func(ctx context.Context, word string) []string

// addCompletion completes the TARGET and the connection flags of a command.
func (f *clusterFlags) addCompletion(a *App, cmd *cobra.Command) {
	names := func(kind string) completer {
		return f.asking(a, func(c *kube.Client, ctx context.Context, word string) ([]string, error) {
			return c.Names(ctx, kind, word)
		})
	}
	cmd.ValidArgsFunction = func(cmd *cobra.Command, _ []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if cmd.Flags().Changed("file") || cmd.Flags().Changed("selector") {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		kind, name, ok := strings.Cut(word, "/")
		if !ok {
			return propose(cmd, names("pod"), word)
		}
		found, directive := propose(cmd, names(kind), name)
		for i := range found {
			found[i] = kind + "/" + found[i]
		}
		return found, directive
	}
	completeWith(cmd, "namespace", func(ctx context.Context, word string) []string {
		found := f.asking(a, (*kube.Client).NamespaceNames)(ctx, word)
		if len(found) == 0 { // few may list namespaces
			found = f.Choices().Namespaces
		}
		return found
	})
	completeWith(cmd, "context", func(context.Context, string) []string { return f.Choices().Contexts })
	completeWith(cmd, "cluster", func(context.Context, string) []string { return f.Choices().Clusters })
	completeWith(cmd, "user", func(context.Context, string) []string { return f.Choices().Users })
}

// completeContainers completes -c with the containers of the first TARGET.
func (f *clusterFlags) completeContainers(a *App, cmd *cobra.Command) {
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc("container", func(cmd *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return propose(cmd, f.asking(a, func(c *kube.Client, ctx context.Context, word string) ([]string, error) {
			if len(args) == 0 {
				return nil, nil
			}
			target, err := kube.ParseTarget(args[0])
			if err != nil {
				return nil, err
			}
			return c.ContainerNames(ctx, target, word)
		}), word)
	}))
}

// asking makes a completer of a question to the API server.
func (f *clusterFlags) asking(a *App, names func(*kube.Client, context.Context, string) ([]string, error)) completer {
	return func(ctx context.Context, word string) []string {
		client, err := f.Connect(a.version())
		if err != nil {
			return nil
		}
		defer client.Close()
		client.Detach() // a credential plugin must not ask for a password here
		ctx, cancel := context.WithTimeout(ctx, completionTime)
		defer cancel()
		found, _ := names(client, ctx, word) // a part is better than nothing
		return found
	}
}

// propose keeps what begins with word, as the shells expect.
func propose(cmd *cobra.Command, c completer, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var found []cobra.Completion
	for _, s := range c(cmd.Context(), word) {
		// A name that had to be cleaned could not be typed, nor be shown safely.
		if strings.HasPrefix(s, word) && s == timeline.Clean(s) {
			found = append(found, s)
		}
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}

func completeWith(cmd *cobra.Command, flag string, c completer) {
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc(flag, func(cmd *cobra.Command, _ []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return propose(cmd, c, word)
	}))
}

// recordingFiles offers the files that may be recordings: podlife's own, and
// what kubectl … -o json printed.
func recordingFiles(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return []cobra.Completion{"jsonl", "json"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeRecordings completes up to n arguments of a command as recordings.
func completeRecordings(cmd *cobra.Command, n int) {
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) >= n {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return recordingFiles(cmd, args, word)
	}
}

func completeRecordingFlag(cmd *cobra.Command, flag string) {
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc(flag, recordingFiles))
}

// completeRecordedContainers completes -c with the containers in the recording
// that is the first argument.
func (a *App) completeRecordedContainers(cmd *cobra.Command) {
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc("container", func(cmd *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return propose(cmd, func(context.Context, string) []string {
			if len(args) == 0 {
				return nil
			}
			lives, _ := a.silent().livesOf(args[0]) // what cannot be read has none
			var found []string
			for i := range lives {
				for _, l := range lives[i].Lanes {
					if l.Container != nil && !slices.Contains(found, l.Name) {
						found = append(found, l.Name)
					}
				}
			}
			return found
		}, word)
	}))
}

// completeLives completes the arguments of diff: recordings, and after FILE#
// the lives in it.
func (a *App) completeLives(cmd *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 1 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	path, _, ok := cutLast(word, "#")
	if !ok {
		return recordingFiles(cmd, args, word)
	}
	lives, err := a.silent().livesOf(path)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var found []cobra.Completion
	for i, l := range lives {
		found = append(found, cobra.CompletionWithDesc(fmt.Sprintf("%s#%d", path, i+1), l.Pod.Name))
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}

// completeStages completes diff --stage with what the recordings named so far
// have: the start-up, lanes with their containers, and phases of lanes.
func (a *App) completeStages(cmd *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return propose(cmd, func(context.Context, string) []string {
		found := []string{"startup"}
		if len(args) == 0 {
			return found
		}
		x, y, err := a.silent().sides(args)
		if err != nil {
			return found
		}
		seen := map[string]bool{}
		for _, c := range report.CompareGroups(x.group(), y.group()).Changes {
			for _, name := range []string{c.Lane, fmt.Sprintf("%s %s", c.Lane, c.Phase)} {
				if name = timeline.Clean(name); c.Stage != stats.Startup && !seen[name] {
					seen[name] = true
					found = append(found, name)
				}
			}
		}
		return found
	}, word)
}

// silent returns the same program without its stderr.
func (a *App) silent() *App {
	b := *a
	b.Err = io.Discard
	return &b
}
