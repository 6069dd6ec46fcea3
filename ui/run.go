package ui

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/podlife/podlife/ui/logs"
)

// Run shows the screen until the user quits, ctx ends or the process is asked
// to stop. It restores the terminal in every case, and returns when nothing it
// started is running any more. Quitting and the end of ctx are not errors; a
// panic is a *CrashError.
func Run(ctx context.Context, o Options) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGHUP)
	defer stop()
	a := newApp(o)
	a.tmux = os.Getenv("TMUX") != ""
	p := tea.NewProgram(a, programOptions(o)...)
	defer onResume(func() { p.Send(tea.ClearScreen()) })()
	return a.show(ctx, p)
}

// show runs the program, and beside it what feeds it.
func (a *app) show(ctx context.Context, p *tea.Program) error {
	var wg sync.WaitGroup
	done := make(chan struct{})
	wg.Go(func() {
		select {
		case <-ctx.Done():
			p.Quit()
		case <-done:
		}
	})
	pumping, cancel := context.WithCancel(ctx)
	if wishes := a.lower.logs.Wishes; wishes != nil { // read here: the program changes a.lower.logs
		wg.Go(func() { logs.Feed(pumping, wishes, a.opts.Logs, func(m any) { p.Send(m) }) })
	}
	if a.session.live != nil {
		wg.Go(func() { pump(pumping, a.opts.Live, func(m any) { p.Send(m) }) })
	}

	_, err := p.Run()
	close(done)
	cancel()
	wg.Wait()
	switch {
	case a.crash != nil:
		return a.crash
	case a.session.unreadable() != nil:
		return a.session.unreadable()
	case err != nil:
		return fmt.Errorf("show the screen: %w (it needs a terminal; --plain does not)", err)
	}
	return nil
}

// programOptions turn Options into Bubble Tea's.
func programOptions(o Options) []tea.ProgramOption {
	opts := []tea.ProgramOption{
		tea.WithFPS(framesPerSecond), // the first frame comes a look after the start; pump sets the pace of the others
		// Signals end ctx. Bubble Tea's own handler would wait forever to send
		// what is not received any more once ctx has ended the program.
		tea.WithoutSignalHandler(),
	}
	out := o.Output
	if o.Input != nil {
		opts = append(opts, tea.WithInput(o.Input))
	} else if f, ok := out.(*os.File); ok { // keys come from a terminal, which Bubble Tea puts into raw mode
		out = tty{f}
	}
	opts = append(opts, tea.WithOutput(out))
	switch o.Color {
	case ColorNever:
		opts = append(opts, tea.WithEnvironment(append(os.Environ(), "NO_COLOR=1")))
	case ColorAlways:
		opts = append(opts, tea.WithEnvironment(append(os.Environ(), "NO_COLOR=", "CLICOLOR_FORCE=1")))
	}
	return opts
}

// Frame renders the one screen of width × height cells that a user would see
// at the moment at (client clock; zero: the recording's end) after pressing
// keys: height lines joined by newlines, none wider than width. Without
// ColorAlways it is plain text. An unknown key name or a size below 1 is an
// error.
func Frame(o Options, width, height int, at time.Time, keys []string) (string, error) {
	if width < 1 || height < 1 {
		return "", fmt.Errorf("frame %dx%d: width and height must be at least 1", width, height)
	}
	if width > maxSide || height > maxSide {
		return "", fmt.Errorf("frame %dx%d: width and height must be at most %d", width, height, maxSide)
	}
	o.Live, o.Paused = nil, true
	o.At = at
	if at.IsZero() && o.Recording != nil && o.Recording.Len() > 0 {
		o.At = o.Recording.All.At(o.Recording.Len() - 1)
	}
	a := newApp(o)
	if o.Status != nil {
		a.session.status = o.Status()
	}
	if o.Color != ColorAlways {
		a.colors.profile = colorprofile.NoTTY
	}
	a.theme = a.colors.theme()
	a.update(tea.WindowSizeMsg{Width: width, Height: height})
	for _, name := range keys {
		k, err := a.keys.Press(strings.TrimSpace(name), a.writing())
		if err != nil {
			return "", err
		}
		a.press(k)
	}
	frame := a.paint()
	return frame, a.session.unreadable()
}

// maxSide bounds a frame's memory; no terminal is larger.
const maxSide = 2000

// tty is a terminal in raw mode that never gets a line feed. Bubble Tea uses one to
// go straight down, as it does in that mode. But where the process runs in a
// container, the terminal outside may not be in raw mode: ctr, nerdctl and runc
// leave it to make a new line of every line feed (containerd/console, SetRaw).
type tty struct{ *os.File }

// An index goes down in the same column, and scrolls at the bottom, whatever the mode.
var lineFeed, index = []byte("\n"), []byte("\x1bD")

// Write writes b, with each line feed replaced.
func (t tty) Write(b []byte) (int, error) {
	if n, err := t.File.Write(bytes.ReplaceAll(b, lineFeed, index)); err != nil {
		return min(n, len(b)), err
	}
	return len(b), nil
}
