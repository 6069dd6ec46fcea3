package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/logs"
	"github.com/podlife/podlife/ui/page"
)

// pointed returns an app with a mouse, and a way to find the line of a text.
func pointed(t *testing.T, keys string) (*app, func(text string) int) {
	t.Helper()
	s, _ := identified()
	a := showing(s, Options{Logs: noLog, Mouse: true}, 100, 30)
	pressAll(t, a, keys)
	return a, func(text string) int {
		t.Helper()
		a.touch()
		for y, l := range strings.Split(a.paint(), "\n") {
			if strings.Contains(l, text) {
				return y
			}
		}
		t.Fatalf("no %q in\n%s", text, a.paint())
		return 0
	}
}

func TestMouseIsOffByDefault(t *testing.T) {
	for _, on := range []bool{false, true} {
		a := showing(sixDays(), Options{Mouse: on}, 80, 24)
		if got := a.View().MouseMode != tea.MouseModeNone; got != on {
			t.Errorf("--mouse=%v asks for the mouse: %v", on, got)
		}
	}
}

// TestClickLanes checks that a click on a label selects the lane; on the bar it
// also sets the cursor.
func TestClickLanes(t *testing.T) {
	a, line := pointed(t, "")
	a.update(tea.MouseClickMsg{X: 5, Y: line("  migrate")})
	if a.lanes.Row.Lane != "init/migrate" || !a.time.Cursor.IsZero() {
		t.Errorf("selected %v, cursor %v", a.lanes.Row, a.time.Cursor)
	}
	y := line("  envoy")
	x := a.layout().Cols.AxisX + 3
	a.update(tea.MouseClickMsg{X: x, Y: y})
	if a.lanes.Row.Lane != "sidecar/envoy" || page.CursorCell(a.layout().Page) != 3 {
		t.Errorf("selected %v, cursor in cell %d, want 3", a.lanes.Row, page.CursorCell(a.layout().Page))
	}
	before := a.lanes.Row
	a.update(tea.MouseClickMsg{X: 5, Y: 2})
	if a.lanes.Row != before {
		t.Error("a click on the header selected something")
	}
}

// TestClickEvents checks that a click on an event selects it, a second one goes
// to its place on the axis.
func TestClickEvents(t *testing.T) {
	a, line := pointed(t, "")
	y := line("Liveness probe failed")
	a.update(tea.MouseClickMsg{X: 20, Y: y})
	if a.pane != page.FocusEvents || a.lower.events.Selected.Reason != "Unhealthy" || !a.time.Cursor.IsZero() {
		t.Errorf("pane %v, event %+v", a.pane, a.lower.events.Selected)
	}
	y = line("▌Fri")
	a.update(tea.MouseClickMsg{X: 20, Y: y})
	if a.pane != page.FocusLanes || a.time.Cursor.IsZero() || a.lanes.Row.Lane != "container/app" {
		t.Errorf("pane %v, cursor %v, row %v", a.pane, a.time.Cursor, a.lanes.Row)
	}
}

// TestClickLog checks that a click on a line of a log selects it, a second one
// takes the cursor there.
func TestClickLog(t *testing.T) {
	a, line := pointed(t, "down down down down L")
	del := a.session.taken.Lives[0].Pod.DeletionRequested
	a.update(logs.LinesMsg{Tag: a.lower.logs.Tag, Lines: linesFrom(del, 10, "drain")})
	a.update(tea.MouseClickMsg{X: 30, Y: line("drain 04")})
	if a.lower.logs.Place != logs.PlaceLine || a.lower.logs.At != 4 {
		t.Errorf("place %v, line %d", a.lower.logs.Place, a.lower.logs.At)
	}
	a.update(tea.MouseClickMsg{X: 30, Y: line("drain 04")})
	if want := del.Add(4 * time.Second); !a.time.Cursor.Equal(want) {
		t.Errorf("cursor at %v, want %v", a.time.Cursor, want)
	}
}

// TestWheel checks that the wheel zooms around the moment under it over the
// time axis, and scrolls everywhere else.
func TestWheel(t *testing.T) {
	a, line := pointed(t, "")
	y, x := line("  envoy"), 40
	a.lanes.Row = page.RowID{Lane: "pod"}
	s := a.layout()
	at, per := s.Ax.Time(float64(x-s.Cols.AxisX)+0.5), s.Ax.PerCell()
	a.update(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelUp})
	s = a.layout()
	if s.Ax.PerCell() >= per || s.Ax.Col(at) < float64(x-s.Cols.AxisX) || s.Ax.Col(at) > float64(x-s.Cols.AxisX)+1 {
		t.Errorf("%v a cell, was %v; the moment under the mouse is in column %v", s.Ax.PerCell(), per, s.Ax.Col(at))
	}
	a.update(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelDown})
	if got := a.layout().Ax.PerCell(); got <= s.Ax.PerCell() {
		t.Errorf("%v a cell after turning back, was %v", got, s.Ax.PerCell())
	}
	a.update(tea.MouseWheelMsg{X: 3, Y: y, Button: tea.MouseWheelDown})
	if a.layout(); a.lanes.Sel != 1 {
		t.Errorf("over the labels row %d is selected, want 1", a.lanes.Sel)
	}
	a.update(tea.MouseWheelMsg{X: 30, Y: line("─ events"), Button: tea.MouseWheelDown})
	if a.pane != page.FocusEvents || a.lower.events.Index(s.Page, a.lower.events.Lines(a.layout().Page)) != 2 {
		t.Errorf("over the events: pane %v, event %+v", a.pane, a.lower.events.Selected)
	}
	pressAll(t, a, "esc s")
	a.lanes.Row.Lane = "container/app"
	a.update(tea.WindowSizeMsg{Width: 100, Height: 18})
	a.update(tea.MouseWheelMsg{X: 30, Y: line("spec and status"), Button: tea.MouseWheelDown})
	a.touch()
	if f := a.paint(); !strings.Contains(f, "4-") || strings.Contains(f, "status as published") {
		t.Errorf("the spec is not scrolled by %d lines:\n%s", wheelLines, f)
	}
	pressAll(t, a, "esc esc ?")
	a.update(tea.WindowSizeMsg{Width: 100, Height: 12})
	top := a.paint()
	a.update(tea.MouseWheelMsg{X: 30, Y: 3, Button: tea.MouseWheelLeft})
	if a.touch(); a.paint() != top {
		t.Error("a wheel that turns sideways scrolls")
	}
	a.update(tea.MouseWheelMsg{X: 30, Y: 3, Button: tea.MouseWheelDown})
	if a.touch(); a.paint() == top {
		t.Error("the wheel does not scroll the help")
	}
}

// TestMouseInTheList checks that in the list of pods the wheel and clicks
// select.
func TestMouseInTheList(t *testing.T) {
	all := recording(t, "rollout")
	a := newApp(Options{Recording: recorded(all), At: all[0].At.Add(30 * time.Second), Paused: true, Mouse: true, Location: time.UTC})
	a.update(tea.WindowSizeMsg{Width: 100, Height: 30})
	s := a.layout()
	y := a.list.Layout(s.Page).Top + 2
	a.update(tea.MouseClickMsg{X: 10, Y: y})
	selected := func() string { a.layout(); return a.list.Part.Groups[a.list.Sel].Label }
	if got := selected(); got != "gcb52" {
		t.Errorf("pod %s is selected, want the third", got)
	}
	a.update(tea.MouseWheelMsg{X: 10, Y: y, Button: tea.MouseWheelUp})
	if got := selected(); got != "krjfk" {
		t.Errorf("pod %s is selected, want the first", got)
	}
}
