package ui

import (
	"context"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/logs"
)

// terminal is an emulated terminal that counts what is written to it.
type terminal struct {
	mu    sync.Mutex
	em    *vt.Emulator
	bytes int
}

func newTerminal(w, h int) *terminal {
	em := vt.NewEmulator(w, h)
	_, _ = em.WriteString("\x1b[20h") // newline mode: there is no tty to map \n
	return &terminal{em: em}
}

func (t *terminal) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.bytes += len(p)
	return t.em.Write(p)
}

func (t *terminal) resize(w, h int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.em.Resize(w, h)
}

func (t *terminal) screen() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := strings.Split(t.em.String(), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

func (t *terminal) written() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.bytes
}

// start runs an app as a real Bubble Tea program on an emulated terminal.
func start(a *app, term io.Writer, w, h int) (p *tea.Program, stop func()) {
	p = tea.NewProgram(a, tea.WithInput(nil), tea.WithOutput(term), tea.WithoutSignalHandler(),
		tea.WithWindowSize(w, h), tea.WithEnvironment([]string{"TERM=xterm-256color", "NO_COLOR=1"}))
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = p.Run()
	}()
	settle() // Bubble Tea sends the first size from a goroutine of its own
	return p, func() {
		p.Quit()
		<-done
		time.Sleep(2 * time.Second) // Bubble Tea leaves its ticks to run out
	}
}

func settle() {
	synctest.Wait()
	time.Sleep(100 * time.Millisecond) // the renderer's own clock, which is the bubble's
	synctest.Wait()
}

// TestWalk walks through the screen key by key: after each, the terminal shows
// exactly what a screen without a terminal does, and so does Frame.
func TestWalk(t *testing.T) {
	all := recording(t, "demo")
	walk := strings.Fields("down down j down down o w m w w m i i esc [ ] + + - f f F x x t t t tab down down enter esc / r e a d y enter n N esc tab a a enter w b < > esc O O ? ? , , . { } g . . . G esc home end k k")
	synctest.Test(t, func(t *testing.T) {
		at := all[0].At.Add(70 * time.Second)
		o := Options{Recording: recorded(all), At: at, Paused: true, Location: time.UTC, Color: ColorNever}
		term := newTerminal(100, 30)
		p, stop := start(newApp(o), term, 100, 30)
		defer stop()
		typing, still := false, newApp(o)
		still.colors.profile = colorprofile.NoTTY
		still.theme = still.colors.theme()
		still.update(tea.WindowSizeMsg{Width: 100, Height: 30})
		for i, name := range walk {
			k, err := keymap.Default().Press(name, typing)
			if err != nil {
				t.Fatal(err)
			}
			p.Send(k)
			typing = name == "/" || typing && name != "enter"
			settle()
			still.press(k)
			want := still.paint()
			if got := term.screen(); got != want {
				t.Fatalf("after %v the terminal shows\n%s\nwant\n%s", walk[:i+1], got, want)
			}
			if i%10 != 0 && i != len(walk)-1 { // Frame presses all of the keys again
				continue
			}
			if got, err := Frame(o, 100, 30, at, walk[:i+1]); err != nil || got != want {
				t.Fatalf("after %v Frame shows\n%s\n%v, want\n%s", walk[:i+1], got, err, want)
			}
		}
	})
}

// TestResizeStorm checks that resizing at any moment leaves the screen as if it
// had always been that size.
func TestResizeStorm(t *testing.T) {
	all := recording(t, "checkout")
	synctest.Test(t, func(t *testing.T) {
		o := Options{Recording: recorded(all), At: all[0].At.Add(65 * time.Second), Paused: true, Location: time.UTC, Color: ColorNever}
		term := newTerminal(100, 30)
		p, stop := start(newApp(o), term, 100, 30)
		defer stop()
		r := rand.New(rand.NewPCG(1, 2))
		for range 60 {
			w, h := 1+r.IntN(200), 1+r.IntN(60)
			for range r.IntN(4) { // several sizes before anything is painted
				p.Send(tea.WindowSizeMsg{Width: 1 + r.IntN(200), Height: 1 + r.IntN(60)})
			}
			term.resize(w, h)
			p.Send(tea.WindowSizeMsg{Width: w, Height: h})
			settle()
			want, err := Frame(o, w, h, o.At, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := term.screen(); got != want {
				t.Fatalf("%dx%d: the terminal shows\n%s\nand Frame\n%s", w, h, got, want)
			}
		}
	})
}

// TestFlood checks that observations that arrive in a flood are all folded, and
// the last of them are on the screen.
func TestFlood(t *testing.T) {
	all := recording(t, "many-containers")
	synctest.Test(t, func(t *testing.T) {
		live := make(chan timeline.Observation, 16)
		a := newApp(Options{Live: live, Location: time.UTC, Color: ColorNever, Now: func() time.Time { return all[len(all)-1].At }})
		term := newTerminal(120, 40)
		p, stop := start(a, term, 120, 40)
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() { pump(ctx, live, func(m any) { p.Send(m) }) })
		for range 4 {
			for _, o := range all {
				live <- o
			}
		}
		close(live)
		settle()
		wg.Wait()
		settle()
		screen := term.screen()
		cancel()
		stop()
		if a.crash != nil {
			t.Fatal(a.crash)
		}
		if got, want := a.session.live.Version(), reference(all, 4).Version(); got != want {
			t.Errorf("folded to version %d, want %d", got, want)
		}
		if !strings.Contains(screen, "many-containers/many") {
			t.Errorf("the last state is not on the screen:\n%s", screen)
		}
	})
}

func reference(all []timeline.Observation, times int) *model.Model {
	m := model.New()
	for range times {
		for _, o := range all {
			m.Apply(o)
		}
	}
	return m
}

// TestIdle checks that when nothing on the screen changes, nothing is written.
func TestIdle(t *testing.T) {
	all := recording(t, "demo")
	synctest.Test(t, func(t *testing.T) {
		live := make(chan timeline.Observation)
		end := all[len(all)-1].At
		began := time.Now()
		a := newApp(Options{Live: live, Location: time.UTC, Color: ColorNever, Now: func() time.Time { return end.Add(time.Since(began)) }})
		term := newTerminal(100, 30)
		p, stop := start(a, term, 100, 30)
		defer stop()
		p.Send(observationsMsg(all)) // the pod is gone at the end
		settle()
		time.Sleep(3 * time.Second)
		before := term.written()
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if n := term.written() - before; n > 0 {
			t.Errorf("%d bytes written while nothing happened", n)
		}
	})
}

// TestPanicEnds checks that the terminal is left as it was found, however the
// program ends.
func TestPanicEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newApp(Options{Recording: recorded(recording(t, "demo")), Color: ColorNever})
		a.opts.Location = nil // makes painting a pod panic
		term := newTerminal(80, 24)
		_, stop := start(a, term, 80, 24)
		settle()
		stop()
		if a.crash == nil || strings.Contains(a.crash.Error(), "goroutine") || !strings.Contains(string(a.crash.Stack), "paint") {
			t.Errorf("crash = %+v", a.crash)
		}
		if s := term.screen(); strings.TrimSpace(s) != "" {
			t.Errorf("left on the terminal:\n%s", s)
		}
	})
}

// TestRunReadsLogs checks that a log is read beside the screen: its newest
// lines are on the screen, and quitting in the middle of it leaves nothing
// behind. (synctest fails if a goroutine is still there at the end.)
func TestRunReadsLogs(t *testing.T) {
	all := recording(t, "demo")
	synctest.Test(t, func(t *testing.T) {
		live := make(chan timeline.Observation, len(all))
		for _, o := range all[:len(all)/2] {
			live <- o
		}
		term := newTerminal(100, 30)
		ctx, cancel := context.WithCancel(t.Context())
		began, ended := 0, 0
		a := newApp(Options{
			Live: live, Location: time.UTC, Color: ColorNever,
			Now: func() time.Time { return all[len(all)/2].At },
			Logs: func(ctx context.Context, r logs.Request) (io.ReadCloser, error) {
				began++
				context.AfterFunc(ctx, func() { ended++ })
				return endlessLog(ctx, r)
			},
		})
		p := tea.NewProgram(a, tea.WithInput(nil), tea.WithOutput(term), tea.WithoutSignalHandler(),
			tea.WithWindowSize(100, 30), tea.WithEnvironment([]string{"TERM=xterm-256color", "NO_COLOR=1"}))
		done := make(chan error)
		go func() { done <- a.show(ctx, p) }()
		settle()
		p.Send(tea.KeyPressMsg{Code: 'l', Text: "L"})
		time.Sleep(time.Second)
		settle()
		if s := term.screen(); !strings.Contains(s, "● following") || !strings.Contains(s, "line 1") {
			t.Errorf("no log on the screen:\n%s", s)
		}
		p.Send(tea.KeyPressMsg{Code: 'p', Text: "P"})
		settle()
		if began != 2 || ended != 1 {
			t.Errorf("%d logs were opened and %d ended", began, ended)
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		synctest.Wait()
		if began != ended {
			t.Errorf("run returned with %d of %d logs open", began-ended, began)
		}
		time.Sleep(2 * time.Second)
	})
}

// TestPanicBeside checks that what panics beside the screen ends it in the same
// way: the terminal is left as it was found, and the error says so.
func TestPanicBeside(t *testing.T) {
	all := recording(t, "demo")
	for name, keys := range map[string]string{"log": "L", "export": "e enter enter"} {
		synctest.Test(t, func(t *testing.T) {
			exports := testExports
			exports.Write = func(string, string, timeline.Snapshot) (string, error) { panic("no exports") }
			live := make(chan timeline.Observation, len(all))
			for _, o := range all[:len(all)/2] {
				live <- o
			}
			a := newApp(Options{
				Live: live, Exports: exports, Location: time.UTC, Now: func() time.Time { return all[len(all)/2].At },
				Logs: func(context.Context, logs.Request) (io.ReadCloser, error) { panic("no logs") },
			})
			term := newTerminal(80, 24)
			p := tea.NewProgram(a, tea.WithInput(nil), tea.WithOutput(term), tea.WithoutSignalHandler(),
				tea.WithWindowSize(80, 24), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
			done := make(chan error)
			go func() { done <- a.show(t.Context(), p) }()
			settle()
			for k := range strings.FieldsSeq(keys) {
				msg, err := keymap.Default().Press(k, false)
				if err != nil {
					t.Fatal(err)
				}
				p.Send(msg)
				settle()
			}
			if err := <-done; err == nil || !strings.Contains(err.Error(), "no "+name) || strings.Contains(err.Error(), "goroutine") {
				t.Errorf("%s: err = %v", name, err)
			}
			if s := term.screen(); strings.TrimSpace(s) != "" {
				t.Errorf("%s: left on the terminal:\n%s", name, s)
			}
			time.Sleep(2 * time.Second)
		})
	}
}
