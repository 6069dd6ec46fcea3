package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/podlife/podlife/report/outcome"
	"github.com/podlife/podlife/timeline"
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
