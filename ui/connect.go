package ui

import (
	"context"
	"errors"
	"fmt"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
)

// ErrQuit is what Connecting returns when the user did not want to wait.
var ErrQuit = errors.New("quit before the server answered")

// unnoticed is how long a server may take to answer before the screen says that it is
// waited for: shorter, and the words would only flicker.
const unnoticed = 60 * time.Millisecond

// Connecting does work, which asks a server, and while that takes says on the screen what
// is waited for, and for how long. It returns work's error or, when the user quits first,
// ErrQuit: the context of work has ended then, and work is over.
func Connecting(ctx context.Context, o Options, to string, work func(context.Context) error) error {
	return connect(ctx, o, to, work, programOptions(o)...)
}

func connect(ctx context.Context, o Options, to string, work func(context.Context) error, options ...tea.ProgramOption) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- work(ctx) }()
	noticed := time.NewTimer(unnoticed)
	defer noticed.Stop()
	select {
	case err := <-done:
		return err
	case <-noticed.C:
	}
	p := tea.NewProgram(&connecting{to: timeline.Clean(to), keys: o.keys(), g: o.Glyphs.set(), began: time.Now().Add(-unnoticed)}, options...)
	answered := make(chan error, 1)
	go func() {
		answered <- <-done
		p.Quit()
	}()
	m, err := p.Run()
	cancel()
	answer := <-answered
	switch c, ok := m.(*connecting); {
	case err != nil:
		return fmt.Errorf("show the screen: %w (it needs a terminal; --plain does not)", err)
	case ok && c.quit:
		return ErrQuit
	}
	return answer
}

// connecting is the program that waits for a server.
type connecting struct {
	to    string
	keys  keymap.Map
	g     *draw.Glyphs
	began time.Time
	w     int
	quit  bool
}

// Init implements tea.Model.
func (c *connecting) Init() tea.Cmd { return nextSecond() }

// Update implements tea.Model.
func (c *connecting) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		c.w = msg.Width
	case secondMsg:
		return c, nextSecond()
	case tea.KeyPressMsg:
		if key.Matches(msg, c.keys.Quit, c.keys.Back) {
			c.quit = true
			return c, tea.Quit
		}
	}
	return c, nil
}

// View implements tea.Model.
func (c *connecting) View() tea.View {
	text := "connecting to " + c.to + " " + length.Whole(time.Since(c.began)) + " " + c.g.Dot + " " + c.keys.Quit.Help().Key + " quit"
	if c.w > 0 {
		text = draw.Middle(text, max(c.w-2, 1))
	}
	v := tea.NewView(" " + text)
	v.AltScreen = true
	return v
}
