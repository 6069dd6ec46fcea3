package ui

import (
	"testing"
	"time"
)

// The selection and the folds are the person's: whatever arrives, they stay
// where they are.
func TestSelectionStays(t *testing.T) {
	for _, name := range []string{"demo", "checkout", "crashloop"} {
		all := recording(t, name)
		a := newApp(Options{Recording: all, At: all[len(all)/3].At, Paused: true, Location: time.UTC})
		a.w, a.h = 100, 30
		for _, k := range []string{"down", "o", "down"} {
			p, err := keyPress(k, false)
			if err != nil {
				t.Fatal(err)
			}
			a.press(p)
		}
		want, open := a.row, len(a.open)
		for !a.play.ended() {
			a.play.step(1)
			a.touch()
			s := a.scene()
			if got := s.rows[s.sel].id(s.life); got != want || a.row != want || len(a.open) != open {
				t.Fatalf("%s, observation %d: %v is selected, want %v", name, a.play.applied, got, want)
			}
		}
	}
}

// Time goes on at the right edge without the rest of the axis moving.
func TestFollowIsCalm(t *testing.T) {
	all := recording(t, "demo")
	o := Options{Recording: all, At: all[0].At.Add(40 * time.Second), Location: time.UTC}
	a := newApp(o)
	a.w, a.h = 100, 30
	moved, steps := 0, 0
	col := -1.0
	for a.play.at.Before(all[0].At.Add(50 * time.Second)) {
		a.play.advance(100 * time.Millisecond)
		a.touch()
		s := a.scene()
		c := s.ax.Col(all[0].At.Add(20 * time.Second))
		if col >= 0 && c != col {
			moved++
		}
		col, steps = c, steps+1
	}
	if moved > 3 {
		t.Errorf("a moment of the past moved %d times in %d frames", moved, steps)
	}
}
