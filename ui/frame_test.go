package ui

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/playback"
)

// fits checks that a frame has h lines, none wider than w on any terminal.
func fits(t *testing.T, frame string, w, h int) {
	t.Helper()
	lines := strings.Split(frame, "\n")
	if len(lines) != h {
		t.Fatalf("%dx%d: %d lines:\n%s", w, h, len(lines), frame)
	}
	for _, l := range lines {
		if n := max(ansi.StringWidth(l), ansi.StringWidthWc(l)); n > w {
			t.Fatalf("%dx%d: a line of %d cells: %q", w, h, n, l)
		}
	}
}

// TestEveryMoment checks that every moment of every recording can be drawn at
// every kind of size.
func TestEveryMoment(t *testing.T) {
	sizes := [][2]int{{1, 1}, {13, 4}, {40, 10}, {60, 20}, {100, 30}, {250, 70}}
	for _, name := range recordingNames(t) {
		all := recording(t, name)
		a := newApp(Options{Recording: recorded(all), Paused: true, Location: time.UTC})
		a.colors.profile = colorprofile.NoTTY
		a.theme = a.colors.theme()
		fresh := func() { a.state, a.panes = state{page: page.Pod}, newPanes(a.opts) }
		pages := []func(){
			fresh,
			func() { fresh(); a.page, a.chosen = page.Pod, true; yes := true; a.lanes.AllSet = &yes },
			func() {
				fresh()
				a.page, a.chosen = page.Container, true
				if s := a.layout(); s.Life != nil && len(s.Life.Lanes) > 1 {
					a.lane = s.Life.Lanes[1].ID
				}
			},
		}
		for i := range all {
			a.session.play.Step(1)
			size := sizes[i%len(sizes)]
			a.w, a.h = size[0], size[1]
			pages[i%len(pages)]()
			a.touch()
			fits(t, a.paint(), a.w, a.h)
		}
	}
}

// TestRandomKeys checks that random keys, clicks, sizes and observations in any
// order never panic, and never draw beyond the terminal.
func TestRandomKeys(t *testing.T) {
	names := keymap.Default().Names()
	rec := []string{"demo", "rollout", "recreated", "many-containers", "crashloop"}
	for seed := range uint64(5) {
		r := rand.New(rand.NewPCG(seed, 1))
		a := newApp(Options{Recording: recorded(recording(t, rec[seed%5])), Location: time.UTC, Mouse: true})
		a.colors.profile = colorprofile.NoTTY
		a.theme = a.colors.theme()
		a.update(tea.WindowSizeMsg{Width: 100, Height: 30})
		var trail []string
		for range 1000 {
			switch n := r.IntN(20); {
			case n == 0:
				a.update(tea.WindowSizeMsg{Width: r.IntN(220), Height: r.IntN(70)})
			case n == 1:
				a.update(tea.MouseClickMsg{X: r.IntN(220), Y: r.IntN(70)})
			case n == 2:
				a.update(tea.MouseWheelMsg{X: r.IntN(220), Button: tea.MouseWheelUp})
			case n == 3:
				a.update(playback.TickMsg{Tag: a.session.play.Tag, At: time.Unix(int64(r.IntN(1000)), 0)})
			default:
				key := names[r.IntN(len(names))]
				trail = append(trail, key)
				k, err := keymap.Default().Press(key, false)
				if err != nil {
					t.Fatal(err)
				}
				a.press(k)
			}
			if a.w > 0 && a.h > 0 {
				f := a.paint()
				if len(strings.Split(f, "\n")) != a.h {
					t.Fatalf("after %v", trail)
				}
				fits(t, f, a.w, a.h)
			}
		}
	}
}

func TestFrameRefuses(t *testing.T) {
	o := Options{Recording: recorded(recording(t, "demo"))}
	for _, size := range [][2]int{{0, 0}, {-1, 10}, {10, 0}, {1 << 20, 10}} {
		if _, err := Frame(o, size[0], size[1], time.Time{}, nil); err == nil {
			t.Errorf("%v: no error", size)
		}
	}
	_, err := Frame(o, 80, 24, time.Time{}, []string{"down", "frobnicate"})
	if err == nil || !strings.Contains(err.Error(), `"frobnicate"`) || !strings.Contains(err.Error(), "enter") {
		t.Errorf("unknown key: %v", err)
	}
	if _, err := Frame(o, 80, 24, time.Time{}, strings.Fields("/ z 9 enter")); err != nil {
		t.Errorf("typing a filter: %v", err)
	}
}

func TestEmptyScreens(t *testing.T) {
	var got frames
	for _, c := range []struct {
		name string
		o    Options
	}{
		{"no observations", Options{}},
		{"waiting", Options{Live: make(chan timeline.Observation), Target: "pod/web in shop", Now: time.Now}},
	} {
		a := newApp(c.o)
		a.colors.profile = colorprofile.NoTTY
		a.theme = a.colors.theme()
		a.session.status = "cannot reach the server; trying again"
		if a.session.live != nil {
			a.session.live.SetMissing([]string{"events: forbidden"})
		}
		a.w, a.h = 90, 12
		f := a.paint()
		fits(t, f, 90, 12)
		got.add(c.name, f)
	}
	got.compare(t, "empty")
}

// TestCrashLoop checks that of a crash loop of two days the first runs and the
// last are readable, and the rest is counted.
func TestCrashLoop(t *testing.T) {
	var got frames
	for _, size := range [][2]int{{60, 20}, {100, 30}} {
		a := showing(crashLoop(500), Options{}, size[0], size[1])
		f := a.paint()
		fits(t, f, size[0], size[1])
		got.add(fmt.Sprintf("%dx%d", size[0], size[1]), f)
	}
	got.compare(t, "crash-loop-500")
}
