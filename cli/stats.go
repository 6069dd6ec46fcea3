package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
)

type statsOptions struct {
	clusterFlags
	printFlags
	files []string
}

func (a *App) statsCommand() *cobra.Command {
	var o statsOptions
	cmd := &cobra.Command{
		Use:   "stats TARGET... | stats -l SELECTOR | stats -f FILE...",
		Short: "Percentiles of many lives, stage by stage",
		Long: `Percentiles of many lives, stage by stage: p50, p90, p99 and the longest, each
within its bounds; the time to ready by revision, node, and whether an image
had to be pulled; the pods that took far longer than the others; how many
served at worst, and which could still get requests after SIGTERM.

A stage that still goes on counts with how long it has taken so far: what it
will come to is "at least" that.

` + targetHelp,
		Example: `  podlife stats deploy/web
  podlife stats -l app=web -A
  podlife stats -f rollout.jsonl
  podlife stats -f monday.jsonl -f tuesday.jsonl -o json >baseline.json
  podlife diff --baseline baseline.json after.jsonl`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			targets, err := o.check(cmd, args)
			if err != nil {
				return err
			}
			lives, traffic, err := a.livesFor(cmd.Context(), targets, &o)
			if err != nil {
				return err
			}
			if o.format == "json" {
				return report.StatsJSON(a.Out, stats.Of(lives), traffic)
			}
			return report.StatsText(a.Out, stats.Of(lives), traffic, o.layout())
		},
	}
	o.clusterFlags.add(a, cmd)
	o.printFlags.add(cmd, "text", "json")
	cmd.Flags().StringArrayVarP(&o.files, "file", "f", nil, "Look at the lives of the recording `FILE` instead of live pods; may be repeated; - is standard input")
	completeRecordingFlag(cmd, "file")
	return cmd
}

// check reads the flags; nothing has been opened yet.
func (o *statsOptions) check(cmd *cobra.Command, args []string) ([]kube.Target, error) {
	if err := o.printFlags.check(); err != nil {
		return nil, err
	}
	if err := onceStandardInput(o.files); err != nil {
		return nil, err
	}
	return o.targetsOrFile(cmd, args, strings.Join(o.files[:min(1, len(o.files))], ""), "deploy/web")
}

// livesFor returns the lives of all files, or those that the cluster knows of now,
// and what the endpoints of each source say.
func (a *App) livesFor(ctx context.Context, targets []kube.Target, o *statsOptions) ([]timeline.Life, report.Traffic, error) {
	var traffic report.Traffic
	if len(o.files) == 0 {
		s, err := a.snapshotNow(ctx, targets, &o.clusterFlags)
		traffic.Add(&s)
		return s.Lives, traffic, err
	}
	var lives []timeline.Life
	for _, path := range o.files {
		s, err := a.snapshotOf(path)
		if err != nil {
			return nil, traffic, err
		}
		traffic.Add(&s)
		lives = append(lives, s.Lives...)
	}
	distinct := stats.Distinct(lives)
	if n := len(lives) - len(distinct); n > 0 {
		a.note("lives that more than one file has: %d; each is counted once", n)
	}
	return distinct, traffic, nil
}
