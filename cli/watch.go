package cli

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/ui"
	"github.com/podlife/podlife/watch"
	"github.com/podlife/podlife/watch/recording"
)

type watchOptions struct {
	clusterFlags
	screenFlags
	untilOptions
	record string
	full   bool
}

func (a *App) watchCommand() *cobra.Command {
	var o watchOptions
	cmd := &cobra.Command{
		Use:   "watch TARGET... | watch -l SELECTOR",
		Short: "Show a pod's life, live",
		Long: `Show a pod's life as a timeline, live, until you press q. Several pods are a
list, from which enter opens one.

` + targetHelp + `

A pod that is deleted stays on the screen; one that is created again under the
same name is a second life on it.`,
		Example: `  podlife watch my-pod
  podlife watch my-pod -n shop --context prod
  podlife watch my-pod -c app
  podlife watch deploy/web
  podlife watch -l app=web -A
  podlife watch my-pod --wait --record my-pod.jsonl
  podlife watch my-pod --until ready --timeout 5m
  podlife watch deploy/web --until rolled-out
  podlife watch -l app=web --until rolled-out
  podlife watch deploy/web --until rolled-out -o junit >rollout.xml
  podlife watch my-pod --plain >my-pod.log`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			targets, err := o.checkTargets(cmd, args)
			if err != nil {
				return err
			}
			return a.watch(cmd.Context(), targets, &o)
		},
	}
	o.clusterFlags.add(a, cmd)
	o.addWait(cmd)
	o.screenFlags.add(cmd)
	o.untilOptions.add(cmd)
	cmd.Flags().StringVar(&o.record, "record", "", "Also write a recording to `FILE`, for podlife replay")
	cmd.Flags().BoolVar(&o.full, "full", false, "Record env values, credentials and annotations too instead of [redacted] (with --record)")
	completeRecordingFlag(cmd, "record")
	o.completeContainers(a, cmd)
	return cmd
}

func (a *App) watch(ctx context.Context, targets []kube.Target, o *watchOptions) (err error) {
	screen, err := o.options()
	if err != nil {
		return err
	}
	if err := o.untilOptions.check(targets, o.selects); err != nil {
		return err
	}
	o.podless = o.until != ""
	if o.ofWorkloads() {
		o.owners = o.checkOwners
	}
	o.plain = o.plain || o.document()
	if o.full && o.record == "" {
		return usagef("--full needs --record FILE: it says what the recording keeps")
	}
	if o.screenful(a.Out) {
		o.during = a.connecting(screen)
	}
	client, pods, err := o.find(ctx, a, targets)
	if errors.Is(err, ui.ErrQuit) {
		return nil
	}
	if err != nil {
		return err
	}
	defer client.Close()
	live, err := live(client, pods, probes)
	if err != nil {
		return err
	}
	f := follower{app: a, options: o, pods: pods, live: live, model: model.New()}
	f.src, f.clock = a.serverTime(client, live)
	f.now = func() time.Time { return f.clock(time.Now()) }
	if o.record != "" {
		var rec *recording.Recorder // not :=, the error of closing it is returned
		if rec, err = a.recorder(ctx, client, pods, o.record, o.full, f.failing.set); err != nil {
			return err
		}
		f.src = watch.Record(f.src, rec.Write)
		defer func() {
			a.noteRedacted(rec)
			err = errors.Join(err, rec.Close())
		}()
	}
	if o.screenful(a.Out) {
		client.Detach()
		screen.Target, screen.Missing, screen.Logs = pods.String(), live.Missing, logs(client)
		f.screen = &screen
	}
	if o.until != "" {
		f.logs = logs(client)
		return a.watchUntil(ctx, &f)
	}
	return stream(ctx, f.src, f.follow)
}

// follower shows what a live source delivers.
type follower struct {
	app     *App
	options *watchOptions
	pods    following
	live    watch.Several
	src     watch.Source // live, or a recorder of it
	now     func() time.Time
	clock   func(time.Time) time.Time // of this computer's clock, on the server's
	failing notice                    // what keeps the recorder from writing
	screen  *ui.Options               // nil: lines
	model   *model.Model
	folded  func() // if set, called when something has been folded into model
	ticking bool   // … and every second, too
	logs    ui.OpenLog
}

// follow shows what arrives on the screen, or in lines.
func (f *follower) follow(ctx context.Context, in <-chan timeline.Observation, broken func() error) error {
	f.model.KeepGone(model.LiveGone)
	if f.screen == nil {
		return f.lines(ctx, in)
	}
	return f.show(ctx, in, broken)
}

func (f *follower) show(ctx context.Context, in <-chan timeline.Observation, broken func() error) error {
	f.screen.Live, f.screen.Model, f.screen.Folded, f.screen.Now = in, f.model, f.folded, f.now
	f.screen.Status = func() string { return status(broken(), f.failing.get(), f.live.Status()) }
	f.screen.Lost = func() time.Time { return f.clock(f.live.Connection().Stale) }
	return f.app.show(ctx, *f.screen)
}

// status returns the first thing that is wrong, in a line, or "".
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

// lines follows in lines, until the source ends or the person interrupts.
func (f *follower) lines(ctx context.Context, in <-chan timeline.Observation) error {
	out := f.app.Out
	if f.options.document() {
		out = f.app.Err // stdout is the document's
	}
	lines := f.options.lines(out)
	var refused refusals
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	version := 0
	for open := collect(ctx, f.model, in); ; open = f.next(ctx, in, ticker.C) {
		refused.tell(f.app, f.live.Missing())
		if err := lines.Update(f.model.Snapshot(f.seen())); err != nil {
			return err
		}
		if v := f.model.Version(); (v != version || f.ticking) && f.folded != nil {
			f.folded()
			version = v
		}
		if !open {
			return nil
		}
	}
}

// seen returns the moment up to which the pods were watched: now, or the last contact
// where that is lost. Nothing happens by the clock alone that is not seen.
func (f *follower) seen() time.Time {
	if lost := f.live.Connection().Stale; !lost.IsZero() {
		return f.clock(lost)
	}
	return f.now()
}

// next folds what arrives next, if that is before the tick; false: nothing more
// will.
func (f *follower) next(ctx context.Context, in <-chan timeline.Observation, tick <-chan time.Time) (open bool) {
	select {
	case <-ctx.Done():
		return false
	case <-tick:
		return true
	case o, ok := <-in:
		if !ok {
			return false
		}
		f.model.Apply(o)
		return applyAll(f.model, in)
	}
}

// listing is how long the lists of what there was before may take: a line once
// printed stays, so none should tell of a pod whose Events are still to come.
const listing = 200 * time.Millisecond

// collect folds what arrives first; false: nothing more will.
func collect(ctx context.Context, model *model.Model, in <-chan timeline.Observation) (open bool) {
	end := time.NewTimer(time.Hour)
	end.Stop()
	defer end.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-end.C:
			return true
		case o, ok := <-in:
			if !ok {
				return false
			}
			if model.Version() == 0 {
				end.Reset(listing)
			}
			model.Apply(o)
		}
	}
}

// applyAll folds what has arrived already; false: nothing more will.
func applyAll(model *model.Model, in <-chan timeline.Observation) (open bool) {
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

// refusals are the sources that RBAC keeps from a watch, each reported once.
type refusals struct{ told []string }

func (r *refusals) tell(a *App, missing []string) {
	for _, m := range missing {
		if !slices.Contains(r.told, m) {
			r.told = append(r.told, m)
			a.note("not shown: %s", m)
		}
	}
}
