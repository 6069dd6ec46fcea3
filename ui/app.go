package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/crash"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/export"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/logs"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/playback"
)

// app is the Bubble Tea model. Update only dispatches; what a key does is in
// actions.go, what a frame looks like in the files named after its parts.
type app struct {
	opts   Options
	keys   keymap.Map
	g      *draw.Glyphs
	colors colorProfile
	theme  *draw.Theme
	w, h   int

	session session // what is shown, and which moment of it
	wanted  string  // the container to open when there is one; see openWanted

	state                // what the user chose to look at
	panes                // and in which pane what
	laid    *layout      // the current frame's layout; nil when it must be made anew
	painted painted      // of it
	canvas  *draw.Canvas // … on this
	frame   string       // the last frame shown
	same    int          // seconds since the frame changed, something was observed or a key was pressed
	rest    rest
	arrival arrival // of the pods that are listed
	dirty   bool    // frame is out of date
	timing  bool    // a frameMsg is under way
	paused  bool    // a frame was shown and its frameMsg has not come

	crash *crash.Error // reported after the terminal is restored
	quit  bool
	tmux  bool // clipboards are tmux's business
}

// messages of the app itself.
type (
	// observationsMsg is a batch from the live source.
	observationsMsg []timeline.Observation
	// closedMsg says that the live source has nothing more to deliver.
	closedMsg struct{}
	// secondMsg is the clock of open spans, countdowns and connection state.
	secondMsg struct{}
	// frameMsg ends the pause after a frame.
	frameMsg struct{}
)

// framesPerSecond is how often Bubble Tea looks for something to write. Each look
// wakes the process: more of them would cost more than half a percent of a core
// while nothing happens.
const framesPerSecond = 25

// pause is the least time between two frames that data causes: half of Bubble Tea's
// own, as with all of it a change just after a frame would wait for the one after the
// next. With so many pods that no single one is followed by eye there are fewer.
const pause = time.Second / framesPerSecond / 2

func newApp(o Options) *app {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Location == nil {
		o.Location = time.Local
	}
	a := &app{opts: o, keys: o.keys(), g: o.Glyphs.set(), colors: colorProfile{mode: o.Color, fixed: o.Theme, dark: o.Theme != Light}, dirty: true}
	if o.Glyphs == ASCII {
		a.keys.WithoutArrows()
	}
	a.state, a.panes, a.wanted = state{page: page.Pod}, newPanes(o), o.Container
	a.theme = a.colors.theme()
	a.session = newSession(o)
	a.keys.Replaying(a.session.play != nil)
	if a.session.play != nil && a.session.snapshot().Undated() { // only distances are known
		a.time.Clock = page.ClockRelative
	}
	return a
}

// Init starts the clocks. Observations come from outside; see pump.
func (a *app) Init() tea.Cmd {
	cmds := []tea.Cmd{nextSecond()}
	if a.colors.ask() {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	if a.session.play != nil {
		cmds = append(cmds, a.session.play.Next())
	}
	return crash.Guard(tea.Batch(cmds...))
}

// Update implements tea.Model. A panic in it must neither break the terminal
// nor print a stack trace: it ends the program with an error.
func (a *app) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	defer func() {
		if r := recover(); r != nil {
			m, cmd = a, a.fail(crash.Caught(r))
		}
	}()
	cmd = a.update(msg)
	a.rest.set(a.same > idleSeconds, a.opts.Resting)
	if a.session.unreadable() != nil {
		a.quit, cmd = true, tea.Quit
	}
	return a, crash.Guard(cmd)
}

func (a *app) fail(c *crash.Error) tea.Cmd {
	if a.crash == nil {
		a.crash = c
	}
	a.quit = true
	return tea.Quit
}

func (a *app) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.w, a.h = max(msg.Width, 0), max(msg.Height, 0)
		a.touch()
	case tea.KeyPressMsg:
		return a.press(msg)
	case tea.PasteMsg:
		a.pasted(msg)
		a.touch()
	case tea.MouseMsg:
		a.mouse(msg)
	case tea.BackgroundColorMsg, tea.ColorProfileMsg:
		a.recolor(msg)
	case tea.ResumeMsg:
		a.touch()
	case observationsMsg:
		return a.observed(msg)
	case closedMsg:
		a.session.close()
		return a.changed()
	case secondMsg:
		a.tendLogs(true)
		return tea.Batch(nextSecond(), a.poll(), a.arrival.free(a.session.model().Len()))
	case logs.OpenedMsg, logs.LinesMsg, logs.EndedMsg:
		if a.lower.logs.Take(msg) {
			a.same = 0
			return a.changed()
		}
	case *crash.Error:
		return a.fail(msg)
	case export.DoneMsg:
		cmd := a.reply(a.export.Update(msg, a.layout().Page, nil))
		a.touch()
		return cmd
	case frameMsg:
		a.paused, a.timing = false, false
		if a.dirty {
			return a.changed()
		}
	case playback.TickMsg:
		return a.tick(msg)
	}
	return nil
}

// View implements tea.Model. It paints only when something may have changed.
func (a *app) View() (v tea.View) {
	defer func() {
		if r := recover(); r != nil {
			_ = a.fail(crash.Caught(r))
			v = tea.NewView("")
		}
	}()
	if a.dirty && !a.paused && !a.quit {
		if frame := a.paint(); frame != a.frame {
			a.frame, a.same = frame, 0
		}
		a.dirty, a.paused = a.session.taken.behind && a.timing, a.timing
	}
	v = tea.NewView(a.frame)
	v.AltScreen = true
	if a.opts.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// observed folds a batch of a live view.
func (a *app) observed(batch observationsMsg) tea.Cmd {
	for _, o := range batch {
		a.session.live.Apply(o)
		a.session.remember(o)
	}
	if a.opts.Folded != nil {
		a.opts.Folded()
	}
	a.same = 0
	a.tendLogs(false)
	return a.changed()
}

// touch asks for a new frame at once: the user did something.
func (a *app) touch() {
	a.dirty, a.paused, a.same, a.laid = true, false, 0, nil
}

// changed asks for a new frame because of data, and limits how often that
// happens.
func (a *app) changed() tea.Cmd {
	a.dirty, a.laid = true, nil
	if a.timing {
		return nil
	}
	a.timing = true
	wait := pause
	if m := a.session.model(); m.Len() > playback.Few {
		wait = playback.PauseOfMany(m.Len(), a.painted.cost)
	}
	return tea.Tick(wait, func(time.Time) tea.Msg { return frameMsg{} })
}

// recolor takes up what the terminal reports of its colours.
func (a *app) recolor(msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.BackgroundColorMsg:
		a.colors.dark = msg.IsDark()
	case tea.ColorProfileMsg:
		a.colors.profile = msg.Profile
	}
	a.theme = a.colors.theme()
	a.touch()
}

func nextSecond() tea.Cmd {
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return secondMsg{} })
}
