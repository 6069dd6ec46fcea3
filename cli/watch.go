package cli

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui"
	"github.com/podlife/podlife/watch"
)

type watchOptions struct {
	clusterFlags
	screenFlags
	record string
	full   bool
}

func (a *App) watchCommand() *cobra.Command {
	var o watchOptions
	cmd := &cobra.Command{
		Use:   "watch TARGET",
		Short: "Show a pod's life, live",
		Long: `Show a pod's life as a timeline, live, until you press q.

TARGET is my-pod or pod/my-pod. A pod that is deleted stays on the screen; one
that is created again under the same name is a second life on it.`,
		Example: `  podlife watch my-pod
  podlife watch my-pod -n shop --context prod
  podlife watch my-pod --wait --record my-pod.jsonl
  podlife watch my-pod --plain >my-pod.log`,
		Args: oneArg("a TARGET", "my-pod"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.watch(cmd.Context(), args[0], &o)
		},
	}
	o.clusterFlags.add(a, cmd)
	o.addWait(cmd)
	o.screenFlags.add(cmd)
	cmd.Flags().StringVar(&o.record, "record", "", "Also write a recording to `FILE`, for podlife replay")
	cmd.Flags().BoolVar(&o.full, "full", false, "Record env values, credentials and annotations too instead of [redacted] (with --record)")
	return cmd
}

func (a *App) watch(ctx context.Context, arg string, o *watchOptions) error {
	screen, err := o.options()
	if err != nil {
		return err
	}
	if o.full && o.record == "" {
		return usagef("--full needs --record FILE: it says what the recording keeps")
	}
	client, target, err := o.find(ctx, a, arg)
	if err != nil {
		return err
	}
	live, err := live(client, target)
	if err != nil {
		return err
	}
	if o.record == "" {
		return a.follow(ctx, live, live, &notice{}, describe(client, target), screen, o)
	}
	var failing notice
	rec, err := a.recorder(ctx, client, target, o.record, o.full, failing.set)
	if err != nil {
		return err
	}
	err = a.follow(ctx, watch.Record(live, rec), live, &failing, describe(client, target), screen, o)
	return errors.Join(err, rec.Close())
}

// follow shows what src, which may be a recorder of live, delivers.
func (a *App) follow(ctx context.Context, src watch.Source, live *watch.Live, failing *notice, target string, screen ui.Options, o *watchOptions) error {
	return stream(ctx, src, func(ctx context.Context, in <-chan timeline.Observation, broken func() error) error {
		if !o.screenful(a.Out) {
			return a.watchPlain(ctx, in, live.Missing, o)
		}
		screen.Live, screen.Missing, screen.Target = in, live.Missing, target
		screen.Status = func() string { return status(broken(), failing.get(), live.Status()) }
		return a.show(ctx, screen)
	})
}

// status is the first thing that is wrong, in a line, or "".
func status(source, recorder error, connection string) string {
	for _, err := range []error{source, recorder} {
		if err != nil {
			first, _, _ := strings.Cut(err.Error(), "\n")
			return timeline.Clean(first)
		}
	}
	return timeline.Clean(connection)
}

// tick is how often lines are looked for when nothing arrives: a verdict can
// change because time passes.
const tick = time.Second

// watchPlain prints lines until the source ends or the person interrupts.
func (a *App) watchPlain(ctx context.Context, in <-chan timeline.Observation, missing func() []string, o *watchOptions) error {
	model, lines := timeline.New(), o.lines(a.Out)
	var refused refusals
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for {
		open, err := true, error(nil)
		select {
		case <-ctx.Done():
			return nil
		case obs, ok := <-in:
			if open = ok; ok {
				model.Apply(obs)
				open = applyAll(model, in)
			}
			refused.tell(a, missing())
		case <-ticker.C:
		}
		if err = lines.Update(model.Snapshot(time.Now())); err != nil || !open {
			return err
		}
	}
}

// applyAll folds what has arrived already; false: nothing more will.
func applyAll(model *timeline.Model, in <-chan timeline.Observation) (open bool) {
	for {
		select {
		case o, ok := <-in:
			if !ok {
				return false
			}
			model.Apply(o)
		default:
			return true
		}
	}
}

// refusals are the sources that RBAC keeps from a watch, told once each.
type refusals struct{ told []string }

func (r *refusals) tell(a *App, missing []string) {
	for _, m := range missing {
		if !slices.Contains(r.told, m) {
			r.told = append(r.told, m)
			a.note("not shown: %s", m)
		}
	}
}
