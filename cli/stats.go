package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
)

type statsOptions struct {
	clusterFlags
	files  []string
	format string
	glyphs string
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
			return report.StatsText(a.Out, stats.Of(lives), traffic, report.Options{ASCII: o.glyphs == "ascii"})
		},
	}
	o.add(a, cmd)
	fs := cmd.Flags()
	fs.StringArrayVarP(&o.files, "file", "f", nil, "Look at the lives of the recording `FILE` instead of live pods; may be repeated; - is standard input")
	fs.StringVarP(&o.format, "output", "o", "text", "What to print: `FORMAT` is text or json")
	fs.StringVar(&o.glyphs, "glyphs", "unicode", "Characters to draw with: `SET` is unicode or ascii")
	complete(cmd, "output", "text", "json")
	complete(cmd, "glyphs", "unicode", "ascii")
	completeRecordingFlag(cmd, "file")
	return cmd
}

// check reads the flags; nothing has been opened yet.
func (o *statsOptions) check(cmd *cobra.Command, args []string) ([]kube.Target, error) {
	if o.format != "text" && o.format != "json" {
		return nil, usagef("-o %q: choose one of text, json", o.format)
	}
	if err := presetGlyphs(cmd.Flags()); err != nil {
		return nil, err
	}
	if o.glyphs != "unicode" && o.glyphs != "ascii" {
		return nil, usagef("--glyphs %q: choose one of unicode, ascii", o.glyphs)
	}
	if len(o.files) > 0 {
		switch {
		case len(args) > 0:
			return nil, usagef("stats takes a TARGET or -f FILE, not both: %q and %q", args[0], o.files[0])
		case o.selector != "" || o.all:
			return nil, usagef("-l and -A ask a cluster; -f %s holds its pods already", o.files[0])
		}
		return nil, nil
	}
	if len(args) == 0 && !o.all && !cmd.Flags().Changed("selector") {
		return nil, usagef("stats needs a TARGET, -l SELECTOR or -f FILE, for example: %s deploy/web", cmd.CommandPath())
	}
	return o.checkTargets(cmd, args)
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
	return lives, traffic, nil
}
