package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/keymap"
)

// TestEveryKeyAnswers checks that every key, wherever it is pressed, changes what is
// on the screen, even if all it does is to say why it does nothing.
func TestEveryKeyAnswers(t *testing.T) {
	for _, c := range []struct{ recording, before string }{
		{"demo", ""}, {"demo", "0"}, {"demo", "$"}, {"demo", "down down down enter"}, {"demo", "tab"}, {"demo", "s"}, {"demo", "?"},
		{"crashloop", ""}, {"crashloop", "down enter"}, {"rollout", ""}, {"rollout", "G"}, {"rollout", "enter"}, {"rollout", "/ x enter"},
	} {
		for _, name := range keymap.Default().Names() {
			if name == "q" || name == "ctrl+c" || name == "ctrl+z" {
				continue
			}
			a := screenOf(t, c.recording, 30, c.before)
			before := a.paint()
			pressAll(t, a, name)
			if after := a.paint(); after == before {
				t.Errorf("%s after %q of %s: nothing, on\n%s", name, c.before, c.recording, ansi.Strip(after))
			}
		}
	}
}

// TestKeyIsPaintedOnce checks that what was painted to see whether a key is answered is
// what is shown, and is what would be painted anew.
func TestKeyIsPaintedOnce(t *testing.T) {
	a := screenOf(t, "demo", 30, "")
	for key := range strings.FieldsSeq("down enter tab i up up s esc ? esc : esc e esc w [ + - t m esc $ L") {
		pressAll(t, a, key)
		of := a.painted.of
		a.View()
		if a.message == "" && !a.writing() && a.painted.of != of {
			t.Errorf("after %s the frame is painted twice", key)
		}
		if a.laid = nil; a.paint() != a.frame {
			t.Errorf("after %s\n%s\nis shown, which is out of date:\n%s", key, a.frame, a.paint())
		}
	}
}

// TestClockAnswersNoKey checks that a key which does nothing is not taken for answered
// because the clock has moved since the last frame.
func TestClockAnswersNoKey(t *testing.T) {
	all := recording(t, "crashloop")
	all = all[:len(all)/2] // later it is gone
	now := all[len(all)-1].At
	a := newApp(Options{Live: make(chan timeline.Observation), Now: func() time.Time { return now }, Location: time.UTC})
	a.update(tea.WindowSizeMsg{Width: 100, Height: 30})
	a.update(observationsMsg(all))
	pressAll(t, a, "down up")
	a.View()
	now = now.Add(time.Hour)
	pressAll(t, a, "up")
	if want := "this is the first lane"; a.message != want {
		t.Errorf("up says %q, want %q", a.message, want)
	}
}

// TestWhyNot checks what a key says that can do nothing.
func TestWhyNot(t *testing.T) {
	for _, c := range []struct{ recording, keys, want string }{
		{"demo", "up", "this is the first lane"},
		{"demo", "esc", "nothing is open; q quits"},
		{"demo", "0 ctrl+left", "this is the start of the life"},
		{"demo", "$ alt+right", "this is the end of what is known"},
		{"demo", "<", "no earlier life of this name"},
		{"demo", "tab up", "this is the first event"},
		{"demo", "s o o O", "open or fold all: not in the spec"},
		{"crashloop", "down enter >", "no later run of this container"},
		{"rollout", "w", "next change: not in the list of pods; enter opens one"},
		{"rollout", "tab", "next pane: not in the list of pods; enter opens one"},
	} {
		a := screenOf(t, c.recording, 30, c.keys)
		if a.message != c.want {
			t.Errorf("%s of %s: %q, want %q", c.keys, c.recording, a.message, c.want)
		}
	}
	a := screenOf(t, "demo", 30, "")
	a.press(tea.KeyPressMsg{Code: 'z', Text: "z"})
	if want := "no action has the key z: ? lists them, : finds them"; a.message != want {
		t.Errorf("z: %q, want %q", a.message, want)
	}
}

// TestQuitClosesFirst checks that q leaves what is open, one after the other, before
// it quits, and that ctrl+c quits at once.
func TestQuitClosesFirst(t *testing.T) {
	for keys, closes := range map[string]int{
		"": 0, "?": 1, "s": 1, "i": 1, "down down down enter": 1, "down down down enter s ?": 3, ": esc": 0, "e": 1, "tab": 0,
	} {
		a := screenOf(t, "demo", 30, keys)
		for n := 0; !a.quit; n++ {
			if n > closes {
				t.Fatalf("after %q: q does not quit", keys)
			}
			if pressAll(t, a, "q"); a.quit && n != closes {
				t.Errorf("after %q: quits after %d q, want %d before", keys, n, closes)
			}
		}
		a = screenOf(t, "demo", 30, keys)
		if pressAll(t, a, "ctrl+c"); !a.quit {
			t.Errorf("after %q ctrl+c does not quit", keys)
		}
	}
	a := screenOf(t, "rollout", 30, "enter")
	if pressAll(t, a, "q"); a.quit {
		t.Error("q on a pod that was opened from the list quits")
	}
	if pressAll(t, a, "q"); !a.quit {
		t.Error("q on the list does not quit")
	}
}

// screenOf returns the screen of a recording at a second, after some keys.
func screenOf(t *testing.T, name string, second int, keys string) *app {
	t.Helper()
	all := recording(t, name)
	a := newApp(Options{Recording: recorded(all), At: all[0].At.Add(time.Duration(second) * time.Second), Paused: true, Location: time.UTC, Color: ColorNever, Exports: testExports, Mouse: true})
	a.update(tea.WindowSizeMsg{Width: 100, Height: 30})
	pressAll(t, a, keys)
	a.layout()
	return a
}

// TestTicket checks that y copies what a ticket needs: which pod, what is wrong since
// when, where, and the last problems, in UTC.
func TestTicket(t *testing.T) {
	a := screenOf(t, "crashloop", 80, "down")
	text := ticketText(a.layout(), &a.lower, &a.list)
	for _, want := range []string{"crashloop/crasher: CrashLoopBackOff since 20", "Z, as of 20", "\nnode ", "restarts, no owner, uid ", "\ncontainer app, image ", "\nlast problems\n20", "BackOff  app  "} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	a = screenOf(t, "rollout", 30, "")
	if text := ticketText(a.layout(), &a.lower, &a.list); !strings.HasPrefix(text, "8 pods, as of 20") || strings.Count(text, "\n") != 9 {
		t.Errorf("of the list:\n%s", text)
	}
}
