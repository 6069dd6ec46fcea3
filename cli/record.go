package cli

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"
	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch"
	"github.com/podlife/podlife/watch/recording"
)

// linger is how long a recording goes on after the last pod is gone: the last
// events and the Services' EndpointSlices arrive after the pod's DELETED.
const linger = 60 * time.Second

type recordOptions struct {
	clusterFlags
	file       string
	full       bool
	untilQuiet bool
}

func (a *App) recordCommand() *cobra.Command {
	var o recordOptions
	cmd := &cobra.Command{
		Use:   "record (TARGET... | -l SELECTOR | -A) -o FILE",
		Short: "Record a pod's life to a file, without a screen",
		Long: `Record a pod's life to a file, without a screen, until interrupted or until the
pod has been gone for a minute. Where more pods may come (-l, -A, a workload) it
goes on, overnight if need be; --until-quiet ends that too, after a minute without
a pod.

` + targetHelp + `

The file is readable by its owner only, and env values, credentials in commands
and messages, and last-applied annotations are [redacted] in it, so that it can
be shared; --full keeps them. A recording that exists is continued.`,
		Example: `  podlife record my-pod -o my-pod.jsonl
  podlife record deploy/web -o rollout.jsonl
  podlife record -A -o night.jsonl                 # every pod, until ctrl+c
  podlife record my-pod --wait -o my-pod.jsonl && podlife replay my-pod.jsonl`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			targets, err := o.checkTargets(cmd, args)
			if err != nil {
				return err
			}
			return a.record(cmd.Context(), targets, &o)
		},
	}
	o.add(a, cmd)
	o.addWait(cmd)
	cmd.Flags().StringVarP(&o.file, "output", "o", "", "Record to `FILE`")
	cmd.Flags().BoolVar(&o.full, "full", false, "Keep env values, credentials and annotations instead of [redacted]")
	cmd.Flags().BoolVar(&o.untilQuiet, "until-quiet", false, "End after a minute without a pod, also where more may come")
	completeRecordingFlag(cmd, "output")
	return cmd
}

func (a *App) record(ctx context.Context, targets []kube.Target, o *recordOptions) error {
	if o.file == "" || o.file == "-" {
		return usagef("record needs a file to write: -o %s.jsonl", "my-pod")
	}
	client, pods, err := o.find(ctx, a, targets)
	if err != nil {
		return err
	}
	defer client.Close()
	say := func(err error) {
		if err != nil {
			a.complain(err)
		}
	}
	rec, err := a.recorder(ctx, client, pods, o.file, o.full, say)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Err, "recording %s to %s; ctrl+c ends it\n", timeline.Clean(pods.String()), o.file)
	live, err := live(client, pods, probes)
	if err != nil {
		return err
	}
	src, _ := a.serverTime(client, live)
	var refused refusals
	count := 0
	each := func() {
		count++
		refused.tell(a, live.Missing())
	}
	quiet := o.untilQuiet || !pods.selection()
	why, err := untilGone(ctx, watch.Record(src, rec.Write), quiet, each)
	a.noteRedacted(rec)
	a.note("%s: %d observations recorded; podlife replay %s shows them", why, count, o.file)
	return errors.Join(err, rec.Close())
}

// noteRedacted says how much a recording does not show of what it was made from.
func (a *App) noteRedacted(rec *recording.Recorder) {
	if n := rec.Redacted(); n > 0 {
		a.note("values replaced by [redacted]: %d (--full keeps them)", n)
	}
}

func (a *App) recorder(ctx context.Context, client *kube.Client, pods following, path string, full bool, onError func(error)) (*recording.Recorder, error) {
	rec, err := recording.NewRecorder(path, recording.RecorderOptions{
		Full:    full,
		Target:  pods.String(),
		Server:  client.ServerVersion(ctx),
		OnError: onError,
	})
	if err != nil {
		return nil, usage(err)
	}
	for _, w := range rec.Warnings() {
		a.note("%s", w)
	}
	return rec, nil
}

// errQuiet ends a recording.
var errQuiet = errors.New("no pod for a minute")

// untilGone runs a source until it ends or, where quiet says so, the pods have
// been gone for linger and none has come back. each is called after every
// observation. It returns why it ended, for the last line of the command.
func untilGone(ctx context.Context, source watch.Source, quiet bool, each func()) (why string, err error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	alive := map[string]bool{}
	gone := time.AfterFunc(linger, func() { stop(errQuiet) })
	gone.Stop()
	defer gone.Stop()
	err = source.Run(ctx, func(o timeline.Observation) error {
		each()
		pod, ok := o.Object.(*corev1.Pod)
		if !ok {
			return nil
		}
		if o.Type == timeline.Deleted {
			delete(alive, string(pod.UID))
		} else {
			alive[string(pod.UID)] = true
		}
		if gone.Stop(); quiet && len(alive) == 0 {
			gone.Reset(linger)
		}
		return nil
	})
	switch {
	case errors.Is(context.Cause(ctx), errQuiet):
		return "no pod left for a minute", nil
	case ctx.Err() != nil:
		return "interrupted", nil
	}
	return "the source ended", err
}

// notice is an error that one goroutine finds and another shows.
type notice struct{ found atomic.Pointer[error] }

func (n *notice) set(err error) { n.found.Store(&err) }

func (n *notice) get() error {
	if err := n.found.Load(); err != nil {
		return *err
	}
	return nil
}
