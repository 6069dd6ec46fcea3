package cli

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"runtime"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/podlife/podlife/cli/config"
	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/ui"
)

// screenFlags say how the screen is drawn.
type screenFlags struct {
	color     string
	glyphs    string
	theme     string
	mouse     bool
	plain     bool
	container string

	set *pflag.FlagSet // what they were parsed into
}

func (f *screenFlags) add(cmd *cobra.Command) {
	f.set = cmd.Flags()
	f.set.StringVar(&f.color, "color", "auto", "Colours: `WHEN` is auto, always or never; a non-empty NO_COLOR turns auto into never")
	f.set.StringVar(&f.glyphs, "glyphs", config.Glyphs.Default, "Characters to draw with: `SET` is unicode or ascii")
	f.set.StringVar(&f.theme, "theme", config.Theme.Default, "Colours for a `BACKGROUND` that is dark or light; auto asks the terminal")
	f.set.BoolVar(&f.mouse, "mouse", config.Mouse.Default == "true", "Let clicks select and the wheel zoom and scroll; --mouse=false leaves the mouse to the terminal")
	f.set.BoolVar(&f.plain, "plain", false, "One line per change and no control codes, as when stdout is not a terminal")
	f.set.StringVarP(&f.container, "container", "c", "", "Open with the page of the container `NAME`")
	complete(cmd, "color", string(ui.ColorAuto), string(ui.ColorAlways), string(ui.ColorNever))
	complete(cmd, "glyphs", config.Glyphs.Choices...)
	complete(cmd, "theme", config.Theme.Choices...)
}

// options checks the flags, takes the environment and the configuration file where
// there is no flag, and starts the options of a screen with them.
func (f *screenFlags) options() (ui.Options, error) {
	file, err := config.Read()
	if err != nil {
		return ui.Options{}, usage(err)
	}
	if err := preset(f.set, file, config.Settings()...); err != nil {
		return ui.Options{}, err
	}
	color := ui.Color(f.color)
	if color != ui.ColorAuto && color != ui.ColorAlways && color != ui.ColorNever {
		return ui.Options{}, usagef("--color %q: choose one of auto, always, never", f.color)
	}
	if color == ui.ColorAuto && os.Getenv("NO_COLOR") != "" {
		color = ui.ColorNever
	}
	if err := cmp.Or(config.Glyphs.Check("--glyphs ", f.glyphs), config.Theme.Check("--theme ", f.theme)); err != nil {
		return ui.Options{}, usage(err)
	}
	theme := ui.Theme(strings.TrimPrefix(f.theme, config.Theme.Default)) // the screen's zero value is auto
	return ui.Options{Container: f.container, Color: color, Glyphs: ui.Glyphs(f.glyphs), Theme: theme, Mouse: f.mouse, Keys: &file.Keys, Exports: f.exports(), Compare: compare}, nil
}

// screenful reports whether out can show a screen: it is a terminal that
// understands control codes, and plain lines were not asked for.
func (f *screenFlags) screenful(out io.Writer) bool {
	if f.plain || os.Getenv("TERM") == "dumb" {
		return false
	}
	file, ok := out.(*os.File)
	return ok && term.IsTerminal(file.Fd())
}

// lines writes what a screen would show where there is none.
func (f *screenFlags) lines(out io.Writer) *report.LineWriter {
	return &report.LineWriter{W: out, ASCII: f.glyphs == string(ui.ASCII)}
}

// complete gives a flag its values for shell completion.
func complete(cmd *cobra.Command, flag string, values ...string) {
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)))
}

// show runs the screen until the person quits.
func (a *App) show(ctx context.Context, o ui.Options) error {
	o.Shell, o.Output, o.Resting = underShell(), a.Out, restOnOne(runtime.GOMAXPROCS(0))
	err := ui.Run(ctx, o)
	if c := (*ui.CrashError)(nil); errors.As(err, &c) {
		return &crash{c.Value, c.Stack}
	}
	return err
}

// restOnOne lets the program run on one of so many processors while its screen rests:
// with more, each look for something to write also wakes a thread that searches
// for other work, which costs a quarter of what an idle screen costs at all.
func restOnOne(processors int) func(resting bool) {
	return func(resting bool) {
		if resting {
			runtime.GOMAXPROCS(1)
		} else {
			runtime.GOMAXPROCS(processors)
		}
	}
}

// connecting returns a function that shows which server is waited for while work asks it.
func (a *App) connecting(o ui.Options) func(context.Context, *kube.Client, func(context.Context) error) error {
	o.Output = a.Out
	return func(ctx context.Context, client *kube.Client, work func(context.Context) error) error {
		to := client.Server()
		if client.Context != "" {
			to += " (context " + client.Context + ")"
		}
		return ui.Connecting(ctx, o, to, work)
	}
}
