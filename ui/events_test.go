package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/ui/page"
)

// TestEventAndBack checks that enter leads from an event to its place on the
// axis, and tab back to the same event.
func TestEventAndBack(t *testing.T) {
	all := recording(t, "demo")
	a := newApp(Options{Recording: recorded(all), At: all[0].At.Add(73 * time.Second), Paused: true, Location: time.UTC})
	a.w, a.h = 100, 30
	pressAll(t, a, "tab down down down down down down down")
	want := a.lower.events.Selected
	pressAll(t, a, "enter")
	e := a.lower.events.Lines(a.layout().Page)[7]
	if a.pane != page.FocusLanes || !a.time.Cursor.Equal(e.Time.Time) || a.lanes.Row.Lane != e.Lane {
		t.Errorf("the jump led to pane %v, cursor %v, row %v; the event is %+v", a.pane, a.time.Cursor, a.lanes.Row, e)
	}
	pressAll(t, a, "tab")
	if a.pane != page.FocusEvents || a.lower.events.Selected != want {
		t.Errorf("the way back led to %+v, not to %+v", a.lower.events.Selected, want)
	}
	pressAll(t, a, "tab left left left left left left left left tab")
	if limit := page.CursorEnd(a.layout().Page); a.lower.events.Selected.First.After(limit) || a.lower.events.Selected == want {
		t.Errorf("with the cursor elsewhere the way leads to %+v", a.lower.events.Selected)
	}
}

// TestSelectedEventStays checks that the selected event stays selected whatever
// arrives, and whatever is counted into it.
func TestSelectedEventStays(t *testing.T) {
	all := recording(t, "demo")
	a := newApp(Options{Recording: recorded(all), At: all[0].At.Add(40 * time.Second), Paused: true, Location: time.UTC})
	a.w, a.h = 100, 30
	pressAll(t, a, "tab down down down")
	want := a.lower.events.Selected
	for !a.session.play.Ended() {
		a.session.play.Step(1)
		a.touch()
		list := a.lower.events.Lines(a.layout().Page)
		if e := list[a.lower.events.Index(a.layout().Page, list)]; e.Reason != want.Reason || e.Lane != want.Lane || e.Message != want.Message {
			t.Fatalf("observation %d: %s of %s is selected, want %+v", a.session.play.Applied, e.Reason, e.Lane, want)
		}
	}
}

// TestEventsOfALane checks that the key a changes between the events of the
// lane and of the whole pod.
func TestEventsOfALane(t *testing.T) {
	for keys, want := range map[string]struct {
		lane bool
		note string
	}{
		"down": {false, ""}, "down a": {true, "only wait-for-db"}, "down a a": {false, ""},
		"down enter": {true, ""}, "down enter a": {false, "of the whole pod"}, "down enter a esc": {false, ""},
	} {
		all := recording(t, "demo")
		a := newApp(Options{Recording: recorded(all), At: all[0].At.Add(73 * time.Second), Paused: true, Location: time.UTC})
		a.w, a.h = 100, 30
		a.lanes.Row = page.RowID{Lane: "pod"}
		pressAll(t, a, keys)
		others := 0
		for _, e := range a.lower.events.Lines(a.layout().Page) {
			if e.Lane != "init/wait-for-db" {
				others++
			}
		}
		if f := a.paint(); (others == 0) != want.lane || !strings.Contains(f, want.note) {
			t.Errorf("after %q events of other lanes: %d, want %+v in\n%s", keys, others, want, f)
		}
	}
}

// TestEventsOfTheSuggestedLane checks that what a shows is about the lane that is marked
// until the user selects another, and stays about it.
func TestEventsOfTheSuggestedLane(t *testing.T) {
	for keys, want := range map[string]string{"a": "only checkout", "tab a": "only checkout", "a left left left left left left left left": "only checkout", "a up": "only migrate"} {
		if f := strings.Join(lines(t, 80, 24, 84*time.Second, keys), "\n"); !strings.Contains(f, want) {
			t.Errorf("after %q: no %q in\n%s", keys, want, f)
		}
	}
}
