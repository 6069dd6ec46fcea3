package cli

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/timeline"
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

// completeWith completes the value of a flag.
func completeWith(cmd *cobra.Command, flag string, c completer) {
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc(flag, func(cmd *cobra.Command, _ []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return propose(cmd, c, word)
	}))
}
