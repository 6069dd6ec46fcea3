package ui

import (
	"strings"
	"testing"

	"github.com/podlife/podlife/ui/page"
)

// TestPalette checks that some letters find an action, a lane, a pod, an event, and
// that choosing goes there.
func TestPalette(t *testing.T) {
	a := screenOf(t, "demo", 84, ": s p e c enter")
	if a.lower.sheet != sheetSpec || a.palette.On {
		t.Errorf("an action: sheet %v", a.lower.sheet)
	}
	a = screenOf(t, "demo", 84, ": m i g r a t e enter")
	if a.lanes.Row.Lane != "init/migrate" {
		t.Errorf("a lane: %v", a.lanes.Row)
	}
	a = screenOf(t, "demo", 84, ": K i l l i n g enter")
	if a.lanes.Row.Lane != "container/checkout" || a.time.Cursor.IsZero() {
		t.Errorf("an event: %v at %v", a.lanes.Row, a.time.Cursor)
	}
	a = screenOf(t, "rollout", 30, ": g c b 5 2 enter")
	if s := a.layout(); s.Kind != page.Pod || !strings.HasSuffix(s.Life.Pod.Name, "gcb52") {
		t.Errorf("a pod: %v %s", s.Kind, s.Life.Pod.Name)
	}
	a = screenOf(t, "demo", 84, ": x x x x x enter")
	if !a.palette.On || !strings.Contains(a.paint(), "esc closes") {
		t.Error("what is not found can be chosen")
	}
	if pressAll(t, a, "esc"); a.palette.On || a.page != page.Pod {
		t.Error("esc does not close the palette")
	}
}

// TestPaletteWithoutKey checks that an action that has no key can still be found.
func TestPaletteWithoutKey(t *testing.T) {
	keys, err := screenOf(t, "demo", 84, "").keys.With(nil)
	if err != nil {
		t.Fatal(err)
	}
	keys.Spec.SetKeys()
	a := screenOf(t, "demo", 84, "")
	a.keys = keys
	if pressAll(t, a, ": s p e c enter"); a.lower.sheet != sheetSpec {
		t.Errorf("sheet %v", a.lower.sheet)
	}
	if a.keys.Spec.Enabled() {
		t.Error("the action has a key now")
	}
}

// TestNextProblem checks that ! goes through the problems of all lanes in time, from
// the last to the first again, and through those of all pods.
func TestNextProblem(t *testing.T) {
	a := screenOf(t, "demo", 84, "")
	n := len(problems(a.list.All.Groups))
	var lanes []string
	last := a.time.Cursor
	for range n {
		pressAll(t, a, "!")
		if a.time.Cursor.Before(last) {
			break // several problems of one moment are one stop
		}
		last, lanes = a.time.Cursor, append(lanes, a.lanes.Row.Lane)
	}
	if lanes[0] != "sidecar/envoy" || lanes[len(lanes)-1] != "container/checkout" {
		t.Errorf("lanes %q", lanes)
	}
	a = screenOf(t, "many-containers", 12, "!")
	if !strings.HasPrefix(a.message, "problem 1 of ") && a.message != "no problem in any lane" {
		t.Error(a.message)
	}
	a = screenOf(t, "readiness-flap", 60, "!")
	if a.time.Cursor.IsZero() {
		t.Errorf("a flap: %q", a.message)
	}
	a = screenOf(t, "rollout", 30, "!")
	if a.message != "no problem in any pod" {
		t.Errorf("a deletion is what someone wants: %q", a.message)
	}
}
