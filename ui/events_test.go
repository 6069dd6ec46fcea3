package ui

import (
	"strings"
	"testing"
	"time"
)

// From an event to its place on the axis, and back to the same event.
func TestEventAndBack(t *testing.T) {
	all := recording(t, "demo")
	a := newApp(Options{Recording: all, At: all[0].At.Add(73 * time.Second), Paused: true, Location: time.UTC})
	a.w, a.h = 100, 30
	pressAll(t, a, "tab down down down down down down down")
	want := a.event
	pressAll(t, a, "enter")
	e := a.events(a.scene())[7]
	if a.pane != paneLanes || !a.cursor.Equal(e.Time.Time) || a.row.lane != e.Lane {
		t.Errorf("the jump led to pane %v, cursor %v, row %v; the event is %+v", a.pane, a.cursor, a.row, e)
	}
	pressAll(t, a, "tab")
	if a.pane != paneEvents || a.event != want {
		t.Errorf("the way back led to %+v, not to %+v", a.event, want)
	}
	pressAll(t, a, "tab left left left left left left left left tab")
	if limit := a.cursorEnd(a.scene()); a.event.first.After(limit) || a.event == want {
		t.Errorf("with the cursor elsewhere the way leads to %+v", a.event)
	}
}

// The selected event stays selected whatever arrives, and whatever is counted
// into it.
func TestSelectedEventStays(t *testing.T) {
	all := recording(t, "demo")
	a := newApp(Options{Recording: all, At: all[0].At.Add(40 * time.Second), Paused: true, Location: time.UTC})
	a.w, a.h = 100, 30
	pressAll(t, a, "tab down down down")
	want := a.event
	for !a.play.ended() {
		a.play.step(1)
		a.touch()
		list := a.events(a.scene())
		if e := list[a.eventSel(list)]; e.Reason != want.reason || e.Lane != want.lane || e.Message != want.message {
			t.Fatalf("observation %d: %s of %s is selected, want %+v", a.play.applied, e.Reason, e.Lane, want)
		}
	}
}

// a changes between the events of the lane and of the whole pod.
func TestEventsOfALane(t *testing.T) {
	for keys, want := range map[string]struct {
		lane bool
		note string
	}{
		"down": {false, ""}, "down a": {true, "only wait-for-db"}, "down a a": {false, ""},
		"down enter": {true, ""}, "down enter a": {false, "of the whole pod"}, "down enter a esc": {false, ""},
	} {
		all := recording(t, "demo")
		a := newApp(Options{Recording: all, At: all[0].At.Add(73 * time.Second), Paused: true, Location: time.UTC})
		a.w, a.h = 100, 30
		pressAll(t, a, keys)
		others := 0
		for _, e := range a.events(a.scene()) {
			if e.Lane != "init/wait-for-db" {
				others++
			}
		}
		if f := a.paint(); (others == 0) != want.lane || !strings.Contains(f, want.note) {
			t.Errorf("after %q events of other lanes: %d, want %+v in\n%s", keys, others, want, f)
		}
	}
}
