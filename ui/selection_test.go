package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/podlife/podlife/ui/keymap"
)

// TestSelectionStays checks that the selection and the folds are the user's:
// whatever arrives, they stay where they are.
func TestSelectionStays(t *testing.T) {
	for _, name := range []string{"demo", "checkout", "crashloop"} {
		all := recording(t, name)
		a := newApp(Options{Recording: recorded(all), At: all[len(all)/3].At, Paused: true, Location: time.UTC})
		a.w, a.h = 100, 30
		for _, k := range []string{"down", "o", "down"} {
			p, err := keymap.Default().Press(k, false)
			if err != nil {
				t.Fatal(err)
			}
			a.press(p)
		}
		want, open := a.lanes.Row, len(a.lanes.Open)
		for !a.session.play.Ended() {
			a.session.play.Step(1)
			a.touch()
			s := a.layout()
			if got := s.At; got != want || a.lanes.Row != want || len(a.lanes.Open) != open {
				t.Fatalf("%s, observation %d: %v is selected, want %v", name, a.session.play.Applied, got, want)
			}
		}
	}
}

// TestFollowIsCalm checks that time goes on at the right edge without the rest
// of the axis moving.
func TestFollowIsCalm(t *testing.T) {
	all := recording(t, "demo")
	o := Options{Recording: recorded(all), At: all[0].At.Add(40 * time.Second), Location: time.UTC}
	a := newApp(o)
	a.w, a.h = 100, 30
	moved, steps := 0, 0
	col := -1.0
	for a.session.play.At.Before(all[0].At.Add(50 * time.Second)) {
		a.session.play.Advance(100 * time.Millisecond)
		a.touch()
		s := a.layout()
		c := s.Ax.Col(all[0].At.Add(20 * time.Second))
		if col >= 0 && c != col {
			moved++
		}
		col, steps = c, steps+1
	}
	if moved > 3 {
		t.Errorf("a moment of the past moved %d times in %d frames", moved, steps)
	}
}

// TestTitleAndHeadlineAgree checks that both speak of the same container where several
// have just recovered.
func TestTitleAndHeadlineAgree(t *testing.T) {
	all := recording(t, "many-containers") // c04 and c09 started again in one second
	a := newApp(Options{Recording: recorded(all), At: all[0].At.Add(80 * time.Second), Paused: true, Location: time.UTC})
	a.w, a.h = 100, 30
	text := strings.Split(ansi.Strip(a.paint()), "\n")
	if !strings.Contains(text[0], "exit 4") || !strings.Contains(text[1], "c04 restarted") {
		t.Errorf("%s\n%s", text[0], text[1])
	}
}

// TestCulpritIsSelected checks that what is wrong with a pod is selected until the
// user selects something, so that enter opens it; and that enter on the pod's row
// opens what the pod waits for.
func TestCulpritIsSelected(t *testing.T) {
	for _, tt := range []struct {
		recording      string
		at             time.Duration
		keys           string
		selected, page string
	}{
		{"crashloop", 80 * time.Second, "", "container/app", ""},
		{"crashloop", 80 * time.Second, "enter", "container/app", "container/app"},
		{"crashloop", 80 * time.Second, "up", "pod", ""},
		{"demo", 60 * time.Second, "", "pod", ""},
		{"many-containers", 80 * time.Second, "", "container/c04", ""}, // has just recovered
		{"many-containers", 80 * time.Second, "home enter", "container/c04", "container/c04"},
		{"demo", 10 * time.Second, "", "pod", ""}, // starts: nothing is wrong
		{"demo", 30 * time.Second, "enter", "container/checkout", "container/checkout"},
	} {
		all := recording(t, tt.recording)
		a := newApp(Options{Recording: recorded(all), At: all[0].At.Add(tt.at), Paused: true, Location: time.UTC})
		a.w, a.h = 100, 30
		pressAll(t, a, tt.keys)
		if s := a.layout(); s.At.Lane != tt.selected || s.Lane != tt.page {
			t.Errorf("%s at %v after %q: %q is selected on the page of %q, want %q on that of %q", tt.recording, tt.at, tt.keys, s.At.Lane, s.Lane, tt.selected, tt.page)
		}
	}
}
