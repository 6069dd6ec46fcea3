package ui

import (
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/teatest/v2"

	"github.com/podlife/podlife/ui/keymap"
)

// TestProgram presses keys in the running program and keeps its final screen,
// as a terminal shows it (what Bubble Tea writes are the cells that differ).
func TestProgram(t *testing.T) {
	for _, c := range []struct {
		name, recording string
		at              time.Duration
		keys            string
		final           string // on the screen once all keys have been answered
	}{
		{"demo", "demo", 73 * time.Second, "down down down down down w w w m w m", `A▸B  Δ`},
		{"demo-container", "demo", 98 * time.Second, "down down down down down enter", `‹ my-pod › checkout`},
		{"crash-loop", "crashloop", 80 * time.Second, "down enter <", `▌ 3 `},
		{"rollout", "rollout", 30 * time.Second, "esc down down / s h o p", `/ shop_`},
		{"stop", "prestop-hang", 15 * time.Second, "down enter", `─ termination ─`},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := recording(t, c.recording)
			o := Options{Recording: recorded(all), At: all[0].At.Add(c.at), Paused: true, Location: time.UTC, Color: ColorNever}
			tm := teatest.NewTestModel(t, newApp(o), teatest.WithInitialTermSize(100, 30),
				teatest.WithProgramOptions(tea.WithEnvironment([]string{"TERM=xterm-256color", "NO_COLOR=1"})))
			term := newTerminal(100, 30)
			answered := make(chan struct{})
			go func() { // what the emulator answers to the program's questions
				defer close(answered)
				_, _ = io.Copy(io.Discard, term.em)
			}()
			defer func() {
				if pipe, ok := term.em.InputPipe().(io.Closer); ok { // Close itself races with Read
					_ = pipe.Close()
				}
				<-answered
			}()
			typing := false
			for name := range strings.FieldsSeq(c.keys) {
				k, err := keymap.Default().Press(name, typing)
				if err != nil {
					t.Fatal(err)
				}
				typing = typing || name == "/"
				tm.Send(k)
			}
			final := regexp.MustCompile(c.final)
			teatest.WaitFor(t, io.TeeReader(tm.Output(), term), func([]byte) bool { return final.MatchString(term.screen()) },
				teatest.WithDuration(20*time.Second), teatest.WithCheckInterval(20*time.Millisecond))
			teatest.RequireEqualOutput(t, []byte(term.screen()))
			if err := tm.Quit(); err != nil {
				t.Fatal(err)
			}
			tm.WaitFinished(t, teatest.WithFinalTimeout(10*time.Second))
		})
	}
}
