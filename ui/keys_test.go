package ui

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/logs"
)

// keySituations are where each key is pressed: a recording's second, and the
// keys before it.
var keySituations = []struct {
	key    string
	at     int
	before string
}{
	{"up", 73, "down down"}, {"k", 73, "down down"}, {"down", 73, ""}, {"j", 73, ""},
	{"pgup", 73, "pgdown"}, {"pgdown", 73, ""},
	{"ctrl+u", 73, "pgdown"}, {"shift+up", 73, "pgdown"}, {"ctrl+d", 73, ""}, {"shift+down", 73, ""}, {"shift+tab", 73, ""},
	{"(", 98, "down down down down down down enter"}, {")", 98, "down down down down down down enter ("},
	{"!", 73, ""}, {":", 73, ""}, {"0", 73, "w w"}, {"$", 73, "w w"},
	{"shift+left", 73, "left"}, {"shift+right", 73, "shift+left left"}, {"ctrl+left", 73, "left"}, {"ctrl+right", 73, "0"},
	{"alt+left", 73, "left"}, {"alt+b", 73, "left"}, {"alt+right", 73, "0"}, {"alt+f", 73, "0"},
	{"B", 98, ""}, {"W", 98, "[ ["}, {"v", 73, ""}, {"V", 73, ""},
	{"left", 73, "left"}, {"h", 73, "left left"}, {"right", 73, "left left"}, {"l", 73, "left left left"},
	{"w", 73, ""}, {"b", 73, ""}, {"[", 98, ""}, {"]", 98, "[ ["},
	{"+", 73, "w w"}, {"=", 73, "w w"}, {"-", 73, "w w + +"}, {"f", 73, "w w"}, {"F", 73, "w w + +"},
	{"x", 98, ""}, {"t", 73, ""}, {"m", 73, "w w"}, {"d", 73, ""}, {"i", 73, "down"}, {"y", 73, "down"},
	{"enter", 73, "down down"}, {"esc", 73, "down down enter"}, {"tab", 73, ""},
	{"o", 73, "down down"}, {"O", 73, ""}, {"<", 98, "down down down down down down enter"}, {">", 98, "down down down down down down enter <"},
	{"/", 73, ""}, {"n", 73, "/ p r o b e enter"}, {"N", 73, "/ p r o b e enter n"}, {"a", 73, "down"},
	{"L", 73, "down"}, {"P", 73, "down"}, {"s", 73, "down"}, {"e", 73, ""},
	{"space", 73, ""}, {",", 73, ""}, {".", 73, ""}, {"{", 73, ""}, {"}", 73, ""},
	{"g", 73, ""}, {"home", 73, "tab pgdown"}, {"G", 73, ""}, {"end", 73, "s"},
	{"?", 73, ""}, {"q", 73, ""}, {"ctrl+c", 73, "e enter"},
}

// TestEveryKey checks that every key of the key map does something that can be
// seen, in a terminal; what it changes there is kept.
func TestEveryKey(t *testing.T) {
	var pressed []string
	var out strings.Builder
	for _, k := range keySituations {
		pressed = append(pressed, k.key)
		before, after := screensAround(t, k.key, k.at, k.before)
		if before == after {
			t.Errorf("%s after %q changes nothing on\n%s", k.key, k.before, after)
		}
		fmt.Fprintf(&out, "== %s (at %ds, after %q)\n%s", k.key, k.at, k.before, changedLines(before, after))
	}
	goldenText(t, "panes/keys", out.String())
	for _, name := range keymap.Default().Names() {
		if !slices.Contains(pressed, name) && name != "ctrl+z" { // see TestSuspend
			t.Errorf("key %s is not tried", name)
		}
	}
}

// screensAround returns the terminal's screens before and after a key.
func screensAround(t *testing.T, name string, at int, keys string) (before, after string) {
	t.Helper()
	all := recording(t, "demo")
	synctest.Test(t, func(t *testing.T) {
		term := newTerminal(100, 30)
		a := newApp(Options{Recording: recorded(all), At: all[0].At.Add(time.Duration(at) * time.Second), Paused: true, Location: time.UTC, Color: ColorNever, Exports: testExports})
		p, stop := start(a, term, 100, 30)
		defer stop()
		typing := false
		for k := range strings.FieldsSeq(keys + " " + name) {
			before = term.screen()
			msg, err := keymap.Default().Press(k, typing)
			if err != nil {
				t.Fatal(err)
			}
			p.Send(msg)
			typing = k == "/" || typing && k != "enter"
			settle()
		}
		after = term.screen()
	})
	return before, after
}

// changedLines returns the first lines of a screen that differ from an earlier
// one.
func changedLines(before, after string) string {
	old, out, more := strings.Split(before, "\n"), "", 0
	for i, l := range strings.Split(after, "\n") {
		if i < len(old) && old[i] == l {
			continue
		}
		if more++; more <= 4 {
			out += fmt.Sprintf("%2d %s\n", i+1, l)
		}
	}
	if more > 4 {
		out += fmt.Sprintf("   and %d more lines\n", more-4)
	}
	return out
}

// TestSuspend checks that ctrl+z hands the terminal back; on the way back
// everything is drawn anew. (Bubble Tea stops the whole process for it: e2e
// does that.)
func TestSuspend(t *testing.T) {
	a := newApp(Options{Recording: recorded(recording(t, "demo")), Location: time.UTC, Shell: true})
	a.update(tea.WindowSizeMsg{Width: 80, Height: 24})
	a.View()
	k, err := keymap.Default().Press("ctrl+z", false)
	if err != nil {
		t.Fatal(err)
	}
	for _, before := range []string{"", "?", "e", "e enter", "s", "/ x"} {
		pressAll(t, a, before)
		cmd := a.press(k)
		if cmd == nil {
			t.Fatalf("after %q ctrl+z does nothing", before)
		}
		if _, ok := cmd().(tea.SuspendMsg); !ok {
			t.Errorf("after %q ctrl+z is %T", before, cmd())
		}
	}
	a.dirty = false
	a.update(tea.ResumeMsg{})
	if !a.dirty {
		t.Error("nothing is drawn on the way back")
	}
	a.opts.Shell = false
	a.update(tea.WindowSizeMsg{Width: 80, Height: 24})
	pressAll(t, a, "esc esc esc")
	if cmd := a.press(k); cmd != nil || !strings.Contains(a.View().Content, "no shell") {
		t.Errorf("without a shell ctrl+z is %v, and the screen\n%s", cmd, a.View().Content)
	}
}

// TestRandomMessages sends ten thousand keys, clicks, sizes, lines of logs and
// observations at random to a program in a terminal: nothing panics, and at the
// end it shows what a fresh paint does.
func TestRandomMessages(t *testing.T) {
	all := recording(t, "checkout")
	synctest.Test(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(11, 20))
		live := make(chan timeline.Observation)
		began := time.Now()
		a := newApp(Options{
			Live: live, Logs: endlessLog, Exports: testExports, Location: time.UTC, Color: ColorNever, Mouse: true,
			Now: func() time.Time { return all[0].At.Add(time.Since(began) / 10) },
		})
		term := newTerminal(100, 30)
		wishes := a.lower.logs.Wishes
		p, stop := start(a, term, 100, 30)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() {
			defer close(done)
			logs.Feed(ctx, wishes, endlessLog, func(m any) { p.Send(m) })
		}()
		next := 0
		for range 3000 {
			p.Send(randomMsg(r, all, &next))
		}
		term.resize(100, 30)
		p.Send(tea.WindowSizeMsg{Width: 100, Height: 30})
		settle()
		cancel()
		<-done
		settle()
		time.Sleep(time.Second)
		synctest.Wait()
		got := term.screen()
		stop()
		if a.crash != nil {
			t.Fatal(a.crash)
		}
		if want := ansi.Strip(a.frame); trimmed(got) != trimmed(want) {
			t.Errorf("the terminal shows\n%s\nand the last frame was\n%s", got, want)
		}
	})
}

func trimmed(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// randomMsg returns anything that may happen to the screen, but quitting.
func randomMsg(r *rand.Rand, all []timeline.Observation, next *int) tea.Msg {
	switch r.IntN(24) {
	case 0:
		return tea.WindowSizeMsg{Width: r.IntN(300), Height: r.IntN(100)}
	case 1:
		return tea.MouseClickMsg{X: r.IntN(300), Y: r.IntN(100)}
	case 2:
		return tea.MouseWheelMsg{X: r.IntN(300), Y: r.IntN(100), Button: tea.MouseWheelUp + tea.MouseButton(r.IntN(4))}
	case 3, 4:
		*next++
		return observationsMsg{all[*next%len(all)]}
	case 5:
		return secondMsg{}
	case 6:
		return tea.PasteMsg{Content: nasty[r.IntN(len(nasty))]}
	case 7:
		return logs.LinesMsg{Tag: r.IntN(50), Lines: []logs.Line{{At: time.Unix(int64(r.IntN(1000)), 0), Text: nasty[r.IntN(len(nasty))], Own: false}}}
	case 8:
		return logs.EndedMsg{Tag: r.IntN(50), Err: context.DeadlineExceeded}
	case 9:
		return tea.BackgroundColorMsg{}
	case 10:
		return tea.KeyPressMsg{Code: rune(' ' + r.IntN(0x3000)), Text: string(rune('r' + r.IntN(9)))}
	}
	names := slices.DeleteFunc(keymap.Default().Names(), func(n string) bool { return n == "q" || n == "ctrl+c" || n == "ctrl+z" })
	k, _ := keymap.Default().Press(names[r.IntN(len(names))], false)
	return k
}
