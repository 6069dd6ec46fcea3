package cli

import (
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
)

type diffOptions struct {
	printFlags
	failOver string
	baseline string
	stages   []string

	limit float64 // of --fail-over, as a share; negative: none
}

func (a *App) diffCommand() *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff A B | diff FILE | diff --baseline FILE B",
		Short: "Compare lives stage by stage: what became slower",
		Long: `Compare two lives stage by stage: what became slower or faster, what is new.
Stages whose ends are not known well enough to tell them apart are about the
same.

A and B are recordings. Where one has several lives, FILE#2 is the second, and
FILE#NAME the one of that pod; without that, all lives of A are compared with
all of B, by their p50 and p90. One FILE alone has two lives to compare, or the
pods of two revisions. --baseline names what podlife stats -o json printed.

Differences between many lives are sure where they would show in 95 of 100
groups of the size; the others stand in parentheses. Pods that were deleted on
their way to ready, as in a rollout that was overtaken, are counted apart: how
long they would have taken is not known. One that had failed by then never
became ready.`,
		Example: `  podlife diff before.jsonl after.jsonl
  podlife diff rollout.jsonl
  podlife diff rollout.jsonl#1 rollout.jsonl#8
  podlife diff --baseline baseline.json after.jsonl
  podlife diff main.jsonl branch.jsonl --fail-over 20%
  podlife diff main.jsonl branch.jsonl --fail-over 20% --stage 'container/app Pulling'`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case o.baseline != "" && len(args) != 1:
				return usagef("--baseline is compared with one recording, not %d: %s --baseline baseline.json after.jsonl", len(args), cmd.CommandPath())
			case len(args) != 1 && len(args) != 2:
				return usagef("diff compares two recordings, or the two lives of one, not %d: %s before.jsonl after.jsonl", len(args), cmd.CommandPath())
			}
			return onceStandardInput(args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(); err != nil {
				return err
			}
			if o.limit < 0 && cmd.Flags().Changed("stage") {
				return usagef("--stage says what --fail-over looks at, and there is none: add --fail-over 20%%")
			}
			return a.diff(args, &o)
		},
	}
	fs := cmd.Flags()
	o.printFlags.add(cmd, "text", "json")
	fs.StringVar(&o.failOver, "fail-over", "", "Exit with code 3 if B is slower than A by more than `SHARE`, such as 20%, and not only as far as anybody knows")
	fs.StringVar(&o.baseline, "baseline", "", "Compare with the lives that `FILE` sums up: the output of podlife stats -o json")
	fs.StringArrayVar(&o.stages, "stage", []string{"startup"}, "What --fail-over looks at: `STAGE` is startup, or a lane or phase of the page, such as 'container/app Pulling'; may be repeated")
	cmd.ValidArgsFunction = a.completeLives
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc("stage", a.completeStages))
	return cmd
}

// check reads the flags; nothing has been opened yet.
func (o *diffOptions) check() error {
	if err := o.printFlags.check(); err != nil {
		return err
	}
	o.limit = -1
	if o.failOver == "" {
		return nil
	}
	number, ok := strings.CutSuffix(o.failOver, "%")
	percent, err := strconv.ParseFloat(number, 64)
	if !ok || err != nil || !(percent >= 0) || math.IsInf(percent, 1) {
		return usagef("--fail-over %q: not a share such as 20%%", o.failOver)
	}
	o.limit = percent / 100
	return nil
}

func (a *App) diff(args []string, o *diffOptions) error {
	if o.baseline != "" {
		return a.diffBaseline(args[0], o)
	}
	la, lb, err := a.sides(args)
	switch {
	case err != nil:
		return err
	case len(la.lives) != 1 || len(lb.lives) != 1:
		return a.diffGroups(la.group(), lb.group(), o)
	}
	return a.diffLives(someLife{&la.lives[0], la.source}, someLife{&lb.lives[0], lb.source}, o)
}

func (a *App) diffLives(la, lb someLife, o *diffOptions) (err error) {
	d := report.Compare(la.life, lb.life)
	d.A.Source, d.B.Source = timeline.Clean(la.source), timeline.Clean(lb.source)
	if o.format == "json" {
		err = report.DiffJSON(a.Out, d)
	} else {
		err = report.DiffText(a.Out, d, o.layout())
	}
	if err != nil || o.limit < 0 {
		return err
	}
	return o.judge(d)
}

// judge returns the error that --fail-over asks for, or nil.
func (o *diffOptions) judge(d report.Diff) error {
	if d.A.Ready && !d.B.Ready && !d.B.Completed() {
		return notMet("%s", d.Sentence())
	}
	for _, name := range o.stages {
		if name == "startup" && d.A.Ready != d.B.Ready {
			continue // that of the one is over, and not that of the other
		}
		found := d.Stages(name)
		if len(found) == 0 {
			return usagef("--stage %q: neither of the two has it; the page lists the stages", name)
		}
		for _, s := range found {
			if s.Exceeds(o.limit) {
				return notMet("B is slower than A by more than %s: %s", o.failOver, s)
			}
		}
	}
	return nil
}

const writesBaseline = "podlife stats -o json >FILE writes one"

// diffBaseline compares the lives of a recording with those that a file of
// podlife stats sums up.
func (a *App) diffBaseline(path string, o *diffOptions) error {
	file, err := os.Open(o.baseline)
	if err != nil {
		return usagef("cannot read the baseline: %w\n%s", err, writesBaseline)
	}
	defer file.Close()
	group, err := report.ReadStats(file)
	if err != nil {
		return usagef("%s: %w\n%s", o.baseline, err, writesBaseline)
	}
	side, err := a.side(path)
	if err != nil {
		return err
	}
	return a.diffGroups(report.GroupSide{Source: timeline.Clean(o.baseline), Group: group}, side.group(), o)
}

// diffGroups prints how two groups of lives differ, and judges it.
func (a *App) diffGroups(x, y report.GroupSide, o *diffOptions) error {
	d := report.CompareGroups(x, y)
	var err error
	if o.format == "json" {
		err = report.GroupDiffJSON(a.Out, d)
	} else {
		err = report.GroupDiffText(a.Out, d, o.layout())
	}
	if err != nil || o.limit < 0 {
		return err
	}
	return o.judgeGroups(d)
}

// judgeGroups returns the error that --fail-over asks for, or nil: what is not
// sure does not fail.
func (o *diffOptions) judgeGroups(d report.GroupDiff) error {
	switch a, b := &d.A.Group, &d.B.Group; {
	case b.Failed() > 0 && a.Failed() == 0:
		return notMet("never became ready: %d of B's %d, none of A's", b.Failed(), b.Lives)
	case stats.FailsMore(a, b):
		return notMet("never became ready: %d of B's %d, and %d of A's %d", b.Failed(), b.Lives, a.Failed(), a.Lives)
	case a.Ready > 0 && b.Failed()+b.Deleted == b.Lives:
		return notMet("none of B's %d became ready, and %d of A's %d: %d of B's were deleted on their way", b.Lives, a.Ready, a.Lives, b.Deleted)
	}
	for _, name := range o.stages {
		text, found := d.Exceeds(name, o.limit)
		switch {
		case !found && name == "startup":
			return usagef("neither A nor B has a life that was seen ready, or is on its way: --stage names what --fail-over is to look at instead, as the page lists it")
		case !found:
			return usagef("--stage %q: neither of the two has it; the page lists the stages", name)
		case text != "":
			return notMet("B is slower than A by more than %s: %s", o.failOver, text)
		}
	}
	return nil
}
