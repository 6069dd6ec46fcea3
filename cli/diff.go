package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

type diffOptions struct {
	format   string
	glyphs   string
	failOver string
	stages   []string

	limit float64 // of --fail-over, as a share; negative: none
}

func (a *App) diffCommand() *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff A B | diff FILE",
		Short: "Compare two lives stage by stage: what became slower",
		Long: `Compare two lives stage by stage: what became slower or faster, what is new.

A and B are recordings. Where one has several lives, FILE#2 is the second, and
FILE#NAME the one of that pod. One FILE alone has two lives to compare. Stages
whose ends are not known well enough to tell them apart are about the same.`,
		Example: `  podlife diff before.jsonl after.jsonl
  podlife diff rollout.jsonl#1 rollout.jsonl#8
  podlife diff main.jsonl branch.jsonl --fail-over 20%
  podlife diff main.jsonl branch.jsonl --fail-over 20% --stage 'container/app Pulling'`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 && len(args) != 2 {
				return usagef("diff compares two recordings, or the two lives of one, not %d: %s before.jsonl after.jsonl", len(args), cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(cmd.Flags()); err != nil {
				return err
			}
			return a.diff(args, &o)
		},
	}
	fs := cmd.Flags()
	fs.StringVarP(&o.format, "output", "o", "text", "What to print: `FORMAT` is text or json")
	fs.StringVar(&o.glyphs, "glyphs", "unicode", "Characters to draw with: `SET` is unicode or ascii")
	fs.StringVar(&o.failOver, "fail-over", "", "Exit with code 3 if B is slower than A by more than `SHARE`, such as 20%, and not only as far as anybody knows")
	fs.StringArrayVar(&o.stages, "stage", []string{"startup"}, "What --fail-over looks at: `STAGE` is startup, or a lane or phase of the page, such as 'container/app Pulling'; may be repeated")
	complete(cmd, "output", "text", "json")
	complete(cmd, "glyphs", "unicode", "ascii")
	cmd.ValidArgsFunction = a.completeLives
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc("stage", a.completeStages))
	return cmd
}

// check reads the flags; nothing has been opened yet.
func (o *diffOptions) check(fs *pflag.FlagSet) error {
	if o.format != "text" && o.format != "json" {
		return usagef("-o %q: choose one of text, json", o.format)
	}
	if err := presetGlyphs(fs); err != nil {
		return err
	}
	if o.glyphs != "unicode" && o.glyphs != "ascii" {
		return usagef("--glyphs %q: choose one of unicode, ascii", o.glyphs)
	}
	o.limit = -1
	if o.failOver == "" {
		return nil
	}
	number, ok := strings.CutSuffix(o.failOver, "%")
	percent, err := strconv.ParseFloat(number, 64)
	if !ok || err != nil || !(percent >= 0) {
		return usagef("--fail-over %q: not a share such as 20%%", o.failOver)
	}
	o.limit = percent / 100
	return nil
}

func (a *App) diff(args []string, o *diffOptions) error {
	la, lb, err := a.twoLives(args)
	if err != nil {
		return err
	}
	d := report.Compare(la.life, lb.life)
	d.A.Source, d.B.Source = timeline.Clean(la.source), timeline.Clean(lb.source)
	if o.format == "json" {
		err = report.DiffJSON(a.Out, d)
	} else {
		err = report.DiffText(a.Out, d, report.Options{ASCII: o.glyphs == "ascii"})
	}
	if err != nil || o.limit < 0 {
		return err
	}
	return o.judge(d)
}

// judge returns the error that --fail-over asks for, or nil.
func (o *diffOptions) judge(d report.Diff) error {
	if d.A.Ready && !d.B.Ready {
		return notMet("%s", d.Sentence())
	}
	for _, name := range o.stages {
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

// someLife is a life and where it came from.
type someLife struct {
	life   *timeline.Life
	source string
}

// twoLives finds the lives that the arguments mean.
func (a *App) twoLives(args []string) (x, y someLife, err error) {
	if len(args) == 1 {
		lives, err := a.livesOf(args[0])
		if err != nil {
			return x, y, err
		}
		if len(lives) != 2 {
			return x, y, usagef("%s holds %s, not two; name two of them after the file: %s", args[0], howMany(len(lives)), choices(lives))
		}
		return someLife{&lives[0], args[0] + "#1"}, someLife{&lives[1], args[0] + "#2"}, nil
	}
	if x, err = a.lifeOf(args[0]); err == nil {
		y, err = a.lifeOf(args[1])
	}
	return x, y, err
}

// lifeOf finds the life that FILE or FILE#SELECTOR means.
func (a *App) lifeOf(arg string) (someLife, error) {
	path, selector := arg, ""
	if _, err := os.Stat(arg); err != nil {
		if before, after, ok := cutLast(arg, "#"); ok {
			path, selector = before, after
		}
	}
	lives, err := a.livesOf(path)
	if err != nil {
		return someLife{}, err
	}
	if selector == "" && len(lives) == 1 {
		return someLife{&lives[0], arg}, nil
	}
	if n, err := strconv.Atoi(selector); err == nil && n >= 1 && n <= len(lives) {
		return someLife{&lives[n-1], arg}, nil
	}
	var found []*timeline.Life
	for i := range lives {
		if p := lives[i].Pod; selector != "" && (p.Name == selector || p.UID == selector) {
			found = append(found, &lives[i])
		}
	}
	if len(found) == 1 {
		return someLife{found[0], arg}, nil
	}
	return someLife{}, usagef("%s: which of %s? Name it after the file: %s", arg, plural(len(lives)), choices(lives))
}

func plural(lives int) string {
	if lives == 1 {
		return "the one life"
	}
	return fmt.Sprintf("%d lives", lives)
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func howMany(lives int) string {
	if lives == 1 {
		return "one life"
	}
	return fmt.Sprintf("%d lives", lives)
}

// choices names a recording's lives, a few of them.
func choices(lives []timeline.Life) string {
	var names []string
	for i, l := range lives {
		if i == 6 {
			names = append(names, "…")
			break
		}
		names = append(names, fmt.Sprintf("#%d (%s)", i+1, l.Pod.Name))
	}
	return strings.Join(names, ", ")
}

// livesOf folds a recording as it is read.
func (a *App) livesOf(path string) ([]timeline.Life, error) {
	reader, file, err := a.openRecording(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	model := model.New()
	var now time.Time
	for {
		obs, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, inputError(err)
		}
		if obs.At.After(now) {
			now = obs.At
		}
		model.Apply(obs)
	}
	a.noteRecording(reader.Warnings(), reader.Inferred())
	model.SetMissing(reader.Missing())
	model.SetNowUnknown(presentUnknown(reader))
	return model.Snapshot(now).Lives, nil
}
