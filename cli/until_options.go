package cli

import (
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/timeline/rollout"
)

// The conditions of watch --until.
const (
	whenReady     = "ready"
	whenSucceeded = "succeeded"
	whenGone      = "gone"
	whenRolledOut = "rolled-out"
	whenComplete  = "complete"
)

var conditions = []string{whenReady, whenSucceeded, whenGone, whenRolledOut, whenComplete}

// untilOptions let a watch end by itself.
type untilOptions struct {
	until    string
	timeout  time.Duration
	restarts int           // of a workload's pods, that are tolerated
	pending  time.Duration // … without a node
	logLines int
	format   string // of what is printed at the end

	flags *pflag.FlagSet // what they were parsed into
}

// only returns an error if a flag was given that only --until has a use for.
func (o *untilOptions) only() error {
	for _, name := range []string{"timeout", "tolerate-restarts", "tolerate-pending", "logs", "output"} {
		if o.flags != nil && o.flags.Changed(name) {
			return usagef("--%s needs --until ready, succeeded, gone, rolled-out or complete", name)
		}
	}
	return nil
}

func (o *untilOptions) add(cmd *cobra.Command) {
	o.flags = cmd.Flags()
	tolerance := rollout.DefaultTolerance()
	o.flags.StringVar(&o.until, "until", "", "End when the pod is `CONDITION`: ready, succeeded or gone; a workload: ready, rolled-out, complete (a job) or gone; exit code 3 if that can no longer be")
	o.flags.DurationVar(&o.timeout, "timeout", 0, "End with exit code 3 if the condition is not met after `DURATION`, such as 5m (with --until; default: 10m for a workload, forever for pods)")
	o.flags.IntVar(&o.restarts, "tolerate-restarts", tolerance.Restarts, "Give a workload up when a new container has failed more than `N` times (with --until)")
	o.flags.DurationVar(&o.pending, "tolerate-pending", tolerance.Pending, "Give a workload up when no node has had room for a new pod for `DURATION` (with --until)")
	o.flags.IntVar(&o.logLines, "logs", 20, "Print the last `N` lines of the run for which a workload is given up; 0 for none (with --until)")
	o.flags.StringVarP(&o.format, "output", "o", "text", "Print how it ended as `FORMAT`: text, json, junit or markdown; other than text is alone on stdout, and changes go to stderr (with --until)")
	complete(cmd, "until", conditions...)
	complete(cmd, "output", "text", "json", "junit", "markdown")
}

// check makes sure that the options are ones, and fit the targets, which selects
// says labels stand for.
func (o *untilOptions) check(targets []kube.Target, selects bool) error {
	switch {
	case o.until == "":
		return o.only()
	case !slices.Contains(conditions, o.until):
		return usagef("--until %q: choose one of %s", o.until, strings.Join(conditions, ", "))
	case o.document() && outcomes[o.format] == nil:
		return usagef("-o %q: choose one of text, json, junit, markdown", o.format)
	case o.timeout < 0:
		return usagef("--timeout %s: not a time to wait, such as 5m", o.timeout)
	case o.restarts < 0 || o.pending < 0 || o.logLines < 0:
		return usagef("--tolerate-restarts, --tolerate-pending and --logs are not negative")
	}
	if o.ofWorkloads() && selects {
		return nil // until what the pods belong to is known: see checkOwners
	}
	return o.checkWorkloads(targets)
}

// ofWorkloads reports whether the condition is one that pods do not have.
func (o *untilOptions) ofWorkloads() bool { return o.until == whenRolledOut || o.until == whenComplete }

// checkWorkloads makes sure that the condition is one that the targets can meet.
func (o *untilOptions) checkWorkloads(targets []kube.Target) error {
	workloads := 0
	for _, t := range targets {
		if t.Workload() {
			workloads++
		}
		switch {
		case o.until == whenComplete && !isJob(t):
			return usagef("--until complete is for jobs, which %s is not: use ready or rolled-out", t)
		case o.until == whenRolledOut && isJob(t):
			return usagef("--until rolled-out is not for jobs: %s is complete, or it is not: --until complete", t)
		}
	}
	switch {
	case o.ofWorkloads() && (workloads < len(targets) || workloads == 0):
		return usagef("--until %s needs a workload, such as deploy/web, sts/db, ds/agent or job/x, or the labels of one: -l app=web", o.until)
	case workloads > 0 && workloads < len(targets) && o.until != whenSucceeded:
		return usagef("--until %s waits for pods or for workloads, not for both: run it twice", o.until)
	}
	if workloads > 0 && o.until != whenSucceeded && !o.flags.Changed("timeout") {
		o.timeout = defaultTimeout
	}
	return nil
}

func isJob(t kube.Target) bool { return t.Kind == "job" || t.Kind == "cronjob" }

// checkOwners makes sure that the condition is one that all can meet which labels
// stand for.
func (o *untilOptions) checkOwners(targets []kube.Target) error {
	var can, cannot []string
	for _, t := range targets {
		if t.Workload() && isJob(t) == (o.until == whenComplete) {
			can = append(can, t.String())
		} else {
			cannot = append(cannot, t.String())
		}
	}
	next := "Wait"
	switch {
	case len(cannot) == 0:
		return o.checkWorkloads(targets)
	case len(can) > 0:
		next = "Name the others: " + strings.Join(can, " ") + "; or wait"
	}
	return usagef("--until %s is nothing that all can be which have these labels: not %s\n%s for the pods themselves: --until ready or succeeded",
		o.until, strings.Join(cannot, ", "), next)
}
