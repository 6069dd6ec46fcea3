package ui

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"

	tea "charm.land/bubbletea/v2"

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
