package ui

import (
	"bytes"
	"image/color"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/podlife/podlife/ui/draw"
)

// The ways in which SGR sequences say a foreground colour.
var sgrColours = []struct {
	name string
	is   *regexp.Regexp
}{
	{"true", regexp.MustCompile(`\x1b\[[\d;]*38[;:]2[;:]`)},
	{"256", regexp.MustCompile(`\x1b\[[\d;]*38[;:]5[;:]`)},
	{"16", regexp.MustCompile(`\x1b\[([01247];)*(3|9)[0-7](;[01247])*m`)},
}

// TestColourProfiles checks that a terminal gets the colours that it
// understands, and no others.
func TestColourProfiles(t *testing.T) {
	for _, tt := range []struct {
		env     []string
		want    string
		profile colorprofile.Profile
	}{
		{[]string{"TERM=xterm-256color", "COLORTERM=truecolor"}, "true", colorprofile.TrueColor},
		{[]string{"TERM=xterm-256color"}, "256", colorprofile.ANSI256},
		{[]string{"TERM=xterm"}, "16", colorprofile.ANSI},
		{[]string{"TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=1"}, "", 0},
	} {
		var out bytes.Buffer
		synctest.Test(t, func(t *testing.T) {
			all := recording(t, "demo")
			a := newApp(Options{Recording: recorded(all), At: all[0].At.Add(time.Minute), Paused: true, Location: time.UTC, Theme: Dark})
			p := tea.NewProgram(a, tea.WithInput(nil), tea.WithOutput(&out), tea.WithoutSignalHandler(), tea.WithWindowSize(100, 30), tea.WithEnvironment(append(tt.env, "TTY_FORCE=1")))
			done := make(chan struct{})
			go func() {
				defer close(done)
				_, _ = p.Run()
			}()
			settle()
			p.Quit()
			<-done
			time.Sleep(2 * time.Second)
		})
		for _, c := range sgrColours {
			if got := c.is.Match(out.Bytes()); got != (c.name == tt.want) {
				t.Errorf("%v: colours of kind %s are sent: %v", tt.env, c.name, got)
			}
		}
		if tt.profile > 0 && !bytes.Contains(out.Bytes(), []byte(strings.Trim(draw.NewTheme(tt.profile, true).SGR(draw.Plain, draw.Ready), "\x1b[m"))) {
			t.Errorf("%v: the palette's colour is not sent", tt.env)
		}
		if !bytes.Contains(out.Bytes(), []byte("my-pod")) {
			t.Errorf("%v: nothing was drawn: %q", tt.env, out.Bytes())
		}
	}
}

// TestTheme checks that the terminal's background chooses the colours, unless
// --theme has.
func TestTheme(t *testing.T) {
	light, dark := tea.BackgroundColorMsg{Color: color.White}, tea.BackgroundColorMsg{Color: color.Black}
	for _, tt := range []struct {
		theme Theme
		msg   tea.Msg
		dark  bool
	}{
		{"", nil, true}, {"", light, false}, {"", dark, true},
		{Light, nil, false}, {Light, dark, false}, {Dark, light, true},
	} {
		a := newApp(Options{Theme: tt.theme})
		if asks := a.colors.ask(); asks != (tt.theme == "") {
			t.Errorf("theme %q asks the terminal: %v", tt.theme, asks)
		}
		if tt.msg != nil {
			a.update(tt.msg)
		}
		if *a.theme != *draw.NewTheme(colorprofile.TrueColor, tt.dark) {
			t.Errorf("theme %q, background %v: other colours than expected", tt.theme, tt.msg)
		}
	}
}
