package cli

import (
	"os"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
)

// diffBaseline compares the lives of a recording with those that a file of
// podlife stats sums up.
func (a *App) diffBaseline(path string, o *diffOptions) error {
	file, err := os.Open(o.baseline)
	if err != nil {
		return usagef("cannot read the baseline: %w\npodlife stats -o json >FILE writes one", err)
	}
	defer file.Close()
	group, err := report.ReadStats(file)
	if err != nil {
		return usagef("%s: %w", o.baseline, err)
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
	if a, b := &d.A.Group, &d.B.Group; b.Never > 0 && a.Never == 0 {
		return notMet("%d of the %d lives of B never became ready, and all of A did", b.Never, b.Lives)
	}
	for _, name := range o.stages {
		text, found := d.Exceeds(name, o.limit)
		switch {
		case !found:
			return usagef("--stage %q: neither of the two has it; the page lists the stages", name)
		case text != "":
			return notMet("B is slower than A by more than %s: %s", o.failOver, text)
		}
	}
	return nil
}
