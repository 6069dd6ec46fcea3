package cli

import (
	"context"
	"fmt"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
)

// summary prints what a watch came to: of pods, each; of workloads, these, and
// of the pods only the one that shows why it was given up, with its log.
func (a *App) summary(ctx context.Context, f *follower, u *awaiter, s timeline.Snapshot) error {
	options := report.Options{ASCII: f.options.glyphs == "ascii"}
	if u.workloads == nil {
		return report.Summary(a.Out, s, options)
	}
	if err := report.Rollouts(a.Out, s, options); err != nil {
		return err
	}
	failure := u.workloads.failure
	if failure == nil || failure.Life == nil {
		return nil
	}
	fmt.Fprintln(a.Out)
	one := s
	one.Lives = []timeline.Life{*failure.Life}
	if err := report.Summary(a.Out, one, options); err != nil {
		return err
	}
	a.printLog(failure, a.failedLog(ctx, f.logs, failure, f.options.logLines))
	return nil
}
