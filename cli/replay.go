package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/ui"
	"github.com/podlife/podlife/watch"
)

const replayExample = `  podlife replay incident.jsonl
  podlife replay incident.jsonl --frame 100x30 --at 42s --keys down,enter
  kubectl get pod,events -o json | podlife replay - --plain`

func (a *App) replayCommand() *cobra.Command {
	var o replayOptions
	cmd := &cobra.Command{
		Use:   "replay FILE",
		Short: "Play a recording on the same screen: play, pause, speed, seek, step",
		Long: `Play a recording on the same screen as watch.

FILE is what podlife record wrote, or what kubectl get pod,events -o json
printed, with or without --watch; "-" is standard input.`,
		Example: replayExample,
		Args:    oneArg("a FILE", "incident.jsonl"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(); err != nil {
				return err
			}
			rec, file, err := a.readRecording(args[0], o.at == "" && o.screenful(a.Out))
			if err != nil {
				return err
			}
			defer file.Close()
			return a.replay(cmd.Context(), rec, args[0], &o)
		},
	}
	o.add(cmd)
	completeRecordings(cmd, 1)
	a.completeRecordedContainers(cmd)
	return cmd
}

func (a *App) demoCommand() *cobra.Command {
	var o replayOptions
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Play a real recorded life; needs no cluster, no network and no file",
		Long: `Play a real recorded life; needs no cluster, no network and no file.

Two init containers and a sidecar start one after the other, then the main
container with a postStart hook and three probes. It loses its readiness and
regains it, is killed by its liveness probe, starts again, and is deleted.`,
		Example: `  podlife demo
  podlife demo --frame 100x30 --at 42s`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.check(); err != nil {
				return err
			}
			rec, err := watch.Demo()
			if err != nil {
				return fmt.Errorf("the demo inside this binary cannot be read: %w", err)
			}
			o.fromStart = true
			demo := playable{Recording: ui.Recorded(ui.Decoded(rec.Observations)), warnings: rec.Warnings}
			return a.replay(cmd.Context(), demo, "demo", &o)
		},
	}
	o.add(cmd)
	return cmd
}

// replayOptions are the flags of replay and demo.
type replayOptions struct {
	screenFlags
	size string
	at   string
	keys string

	fromStart     bool // it plays from its start, not waits at its end
	screen        ui.Options
	width, height int // of --frame; 0: none was asked for
}

func (o *replayOptions) add(cmd *cobra.Command) {
	o.screenFlags.add(cmd)
	fs := cmd.Flags()
	fs.StringVar(&o.size, "frame", "", "Print the one screen of `WxH` cells, such as 100x30, and exit")
	fs.StringVar(&o.at, "at", "", "The `MOMENT` to show, or to start playing at: an offset from the first observation (42s), an RFC 3339 time, or end (the default; the demo plays from its start)")
	fs.StringVar(&o.keys, "keys", "", "`KEYS` to press before the screen is printed, such as down,enter (with --frame)")
}

// check reads the flags; nothing has been opened yet.
func (o *replayOptions) check() (err error) {
	if o.screen, err = o.options(); err != nil {
		return err
	}
	if o.size == "" {
		if o.keys != "" {
			return usagef("--keys needs --frame WxH: it says what to press before that one screen is printed")
		}
		return nil
	}
	o.width, o.height, err = parseSize(o.size)
	return err
}

// maxSize bounds a frame: no terminal is larger.
const maxSize = 2000

func parseSize(s string) (width, height int, err error) {
	w, h, ok := strings.Cut(s, "x")
	if ok {
		width, err = strconv.Atoi(w)
		if err == nil {
			height, err = strconv.Atoi(h)
		}
	}
	if !ok || err != nil {
		return 0, 0, usagef("--frame %q: not a size; columns x rows, such as 100x30", s)
	}
	if width < 1 || height < 1 || width > maxSize || height > maxSize {
		return 0, 0, usagef("--frame %s: columns and rows must be from 1 to %d, such as 100x30", s, maxSize)
	}
	return width, height, nil
}

// keyNames splits --keys at commas and blanks; "comma" is the comma key.
func keyNames(s string) []string {
	names := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
	for i, n := range names {
		if n == "comma" {
			names[i] = ","
		}
	}
	return names
}

// replay shows a recording: as one frame, as lines, or on the screen.
func (a *App) replay(ctx context.Context, rec playable, title string, o *replayOptions) error {
	a.noteRecording(rec.warnings, rec.inferred)
	first, last := span(rec.All)
	at, err := moment(o.at, first, last)
	if err != nil {
		return err
	}
	o.screen.Recording, o.screen.Title, o.screen.NowUnknown = rec.Recording, title, rec.nowUnknown
	switch {
	case o.width > 0:
		frame, err := ui.Frame(o.screen, o.width, o.height, at, keyNames(o.keys))
		if err != nil {
			return usage(err)
		}
		_, err = fmt.Fprintln(a.Out, frame)
		return err
	case !o.screenful(a.Out):
		return a.replayPlain(rec.All, at, o)
	}
	if o.at != "" || !o.fromStart {
		o.screen.At = at
	}
	return a.show(ctx, o.screen)
}

// replayPlain prints the lines of everything observed until at.
func (a *App) replayPlain(all ui.Observations, at time.Time, o *replayOptions) error {
	model, lines, pace, now := model.New(), o.lines(a.Out), pace{}, time.Time{}
	look := func() error {
		s := model.Snapshot(now)
		pace.taken(s)
		return lines.Update(s)
	}
	var failed error
	if err := all.Each(0, arrived(all, at), func(obs timeline.Observation) {
		model.Apply(obs)
		now = obs.At
		if failed == nil && pace.due() {
			failed = look()
		}
	}); err != nil {
		return err
	}
	if failed != nil {
		return failed
	}
	if s := model.Snapshot(now); len(s.Lives) == 0 { // the workload may say why
		return report.Rollouts(a.Out, s, report.Options{ASCII: lines.ASCII})
	}
	if pace.folded == 0 {
		return nil
	}
	return look()
}

// span returns the first and the last moment of a recording.
func span(all ui.Observations) (first, last time.Time) {
	for i := range all.Len() {
		at := all.At(i)
		if first.IsZero() || at.Before(first) {
			first = at
		}
		if at.After(last) {
			last = at
		}
	}
	return first, last
}

// arrived returns how many observations of a recording come before the first one that
// arrived after a moment.
func arrived(all ui.Observations, at time.Time) int {
	for i := range all.Len() {
		if all.At(i).After(at) {
			return i
		}
	}
	return all.Len()
}

// pace says after which observations of a recording lines are looked for: after
// every one, until a snapshot holds so much that this would take time with the
// square of the recording. Then so many are folded at once, as a live watch folds
// what has arrived, that each costs the same.
type pace struct {
	size   int // of the last snapshot
	folded int // observations since
}

// paceSize is up to how many things a snapshot may hold for each observation that
// it is taken after: more than any pod has in a day.
const paceSize = 500

// due counts one more observation, and reports whether to look for lines now.
func (p *pace) due() bool {
	p.folded++
	return p.folded*paceSize >= p.size
}

// taken notes a snapshot.
func (p *pace) taken(s timeline.Snapshot) {
	p.folded, p.size = 0, 0
	for i := range s.Lives {
		p.size += len(s.Lives[i].Events)
		for k := range s.Lives[i].Lanes {
			p.size += 1 + len(s.Lives[i].Lanes[k].Spans) + len(s.Lives[i].Lanes[k].Marks)
		}
	}
}
