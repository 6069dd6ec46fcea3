package cli

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
)

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

// completeRecordingFlag completes the value of a flag as a recording.
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
