package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/podlife/podlife/report/outcome"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/rollout"
	"github.com/podlife/podlife/ui"
	"github.com/podlife/podlife/watch/redact"
)

// outcomes write how a watch with --until ended, by the value of -o.
var outcomes = map[string]func(io.Writer, *outcome.Outcome) error{
	"json": outcome.JSON, "junit": outcome.JUnit, "markdown": outcome.Markdown,
}

// document reports whether how the watch ended is written as a document, which
// has stdout for itself.
func (o *untilOptions) document() bool { return o.until != "" && o.format != "" && o.format != "text" }

// ended prints how a watch with a condition ended.
func (a *App) ended(ctx context.Context, f *follower, u *awaiter, s timeline.Snapshot, began time.Time) error {
	if f.options.document() {
		return outcomes[f.options.format](a.Out, a.outcome(ctx, f, u, s, began))
	}
	if !f.options.screenful(a.Out) && len(s.Lives) > 0 {
		fmt.Fprintln(a.Out)
	}
	return a.summary(ctx, f, u, s)
}

// outcome returns how a watch with a condition ended.
func (a *App) outcome(ctx context.Context, f *follower, u *awaiter, s timeline.Snapshot, began time.Time) *outcome.Outcome {
	o := &outcome.Outcome{Target: f.pods.String(), Condition: u.until, Result: u.result(), Began: began, Snapshot: s}
	if u.err != nil {
		o.Message = timeline.Clean(strings.ReplaceAll(u.err.Error(), "\n", "; "))
	}
	if u.workloads != nil {
		o.Failure = u.workloads.failure
		o.Log = a.failedLog(ctx, f.logs, o.Failure, f.options.logLines)
	}
	return o
}

// result returns how the wait for the condition ended.
func (u *awaiter) result() outcome.Result {
	failed := (*notMetError)(nil)
	switch {
	case !u.decided:
		return outcome.Interrupted
	case u.err == nil:
		return outcome.Met
	case u.timeIsUp:
		return outcome.TimedOut
	case errors.As(u.err, &failed):
		return outcome.Failed
	}
	return outcome.Error
}

// How long a log may take, and how much of it is read.
const (
	logTimeout = 5 * time.Second
	maxLog     = 256 << 10
)

// failedLog returns the last lines of the run that failed, without what looks
// like a credential: what a program says last is often why it ended. That there
// is no log is not what anyone waits for.
func (a *App) failedLog(ctx context.Context, open ui.OpenLog, f *rollout.Failure, lines int) []string {
	if f == nil || f.Life == nil || f.Lane == nil || f.Run == 0 || lines <= 0 || open == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, logTimeout)
	defer cancel()
	c := f.Lane.Container
	log, err := open(ctx, ui.LogRequest{
		Namespace: f.Life.Pod.Namespace, Pod: f.Life.Pod.Name, Container: f.Lane.Name, Tail: lines,
		Previous: c != nil && c.State == "Running",
	})
	if err != nil {
		a.note("no log of %s/%s: %v", f.Life.Pod.Name, f.Lane.Name, err)
		return nil
	}
	defer log.Close()
	return lastLines(log, lines)
}

func (a *App) printLog(f *rollout.Failure, last []string) {
	if len(last) == 0 {
		return
	}
	fmt.Fprintf(a.Out, "\nLOG of %s/%s, the last lines of run %d\n", timeline.Clean(f.Life.Pod.Name), timeline.Clean(f.Lane.Name), f.Run)
	for _, line := range last {
		fmt.Fprintln(a.Out, "  "+line)
	}
}

// lastLines returns up to n lines of a log as they may be shown in public,
// without the times before them.
func lastLines(log io.Reader, n int) []string {
	var last []string
	in := bufio.NewScanner(io.LimitReader(log, maxLog))
	in.Buffer(nil, maxLog)
	for in.Scan() {
		_, text, _ := strings.Cut(in.Text(), " ")
		text, _ = redact.Text(text)
		last = append(last, timeline.Clean(text))
	}
	return last[max(0, len(last)-n):]
}
