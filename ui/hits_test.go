package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// lineOf returns the line of the screen that has a text, and its column there.
func lineOf(t *testing.T, a *app, text string) (x, y int) {
	t.Helper()
	for y, l := range strings.Split(ansi.Strip(a.paint()), "\n") {
		if before, _, ok := strings.Cut(l, text); ok {
			return len([]rune(before)), y
		}
	}
	t.Fatalf("no %q on\n%s", text, a.paint())
	return 0, 0
}

// TestClickTime checks that a click on the axis, on the strip of the whole life and on
// the bar of the playback goes to the moment there, and that dragging goes on.
func TestClickTime(t *testing.T) {
	a := screenOf(t, "demo", 84, "")
	x, y := lineOf(t, a, "┬30s")
	a.update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	if d := a.time.Cursor.Sub(a.layout().Begin); d < 29*time.Second || d > 32*time.Second {
		t.Errorf("on the axis: cursor at +%v", d)
	}
	a.update(tea.MouseMotionMsg{X: x + 5, Y: y + 9, Button: tea.MouseLeft})
	if d := a.time.Cursor.Sub(a.layout().Begin); d < 35*time.Second || d > 42*time.Second {
		t.Errorf("dragged: cursor at +%v", d)
	}
	last := a.time.Cursor
	a.update(tea.MouseReleaseMsg{X: x + 5, Y: y, Button: tea.MouseLeft})
	a.update(tea.MouseMotionMsg{X: x, Y: y, Button: tea.MouseLeft})
	if a.time.Cursor != last {
		t.Error("after the button is released the cursor moves on")
	}
	a.update(tea.MouseClickMsg{X: 3, Y: 1, Button: tea.MouseLeft})
	a.update(tea.MouseMotionMsg{X: 50, Y: 1, Button: tea.MouseLeft})
	if a.time.Cursor != last {
		t.Error("dragging over the headline moves the cursor")
	}

	a = screenOf(t, "demo", 84, "")
	x, y = lineOf(t, a, "1m24s ━━━")
	x += len("1m24s ")
	p := a.session.play
	a.update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	if now := a.layout().Now; now.Sub(p.First()).Abs() > time.Second {
		t.Errorf("at the start of the bar: at +%v", now.Sub(p.First()))
	}
	a.update(tea.MouseMotionMsg{X: x + 60, Y: 0, Button: tea.MouseLeft})
	if !p.At.Equal(p.Last()) {
		t.Errorf("at the end of the bar: at +%v of %v", p.At.Sub(p.First()), p.Last().Sub(p.First()))
	}
}

// TestClickRun checks that a click on a run of a container shows that run.
func TestClickRun(t *testing.T) {
	for h, row := range map[int]string{20: "2 ✗3", 30: "2    07:30:10"} { // in the line of runs, and in the table
		a := screenOf(t, "crashloop", 80, "down enter")
		a.h, a.laid = h, nil
		x, y := lineOf(t, a, row)
		a.update(tea.MouseClickMsg{X: x + 1, Y: y, Button: tea.MouseLeft})
		if a.layout().Run != 2 {
			t.Errorf("%d high: run %d on\n%s", h, a.layout().Run, a.paint())
		}
	}
}

// TestClickStage checks that a click on a stage goes to where it began.
func TestClickStage(t *testing.T) {
	a := screenOf(t, "demo", 84, "")
	x, y := lineOf(t, a, "✓init")
	a.update(tea.MouseClickMsg{X: x + 4, Y: y, Button: tea.MouseLeft})
	if at := a.time.Cursor; at.IsZero() || !at.Equal(a.layout().Life.Lane("pod").Spans[2].Start.Time) {
		t.Errorf("cursor at %v", at)
	}
	x, _ = lineOf(t, a, "› ▸")
	last := a.time.Cursor
	a.update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	if a.time.Cursor != last {
		t.Error("between two stages there is a moment")
	}
}
