package ui

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/internal/fixture"
)

// The README's moving picture: the demo's life, one frame every movingStep,
// each on the screen for movingPace, the last one for movingHold of them.
const (
	movingW, movingH = 90, 24
	movingStep       = 6 * time.Second
	movingPace       = 0.9 // seconds
	movingHold       = 4   // frames
	movingLimit      = 300 << 10
)

// TestMovingPicture checks that the README's moving picture, and the terminal
// recording of the same frames, are what podlife draws today; go test ./ui -run
// MovingPicture -update writes them.
func TestMovingPicture(t *testing.T) {
	dark, light := movingFrames(t, Dark), movingFrames(t, Light)
	for name, got := range map[string]string{"demo.svg": movingSVG(dark, light), "demo.cast": movingCast(t, dark)} {
		if len(got) > movingLimit {
			t.Errorf("%s has %d bytes, more than %d", name, len(got), movingLimit)
		}
		path := filepath.Join("..", "docs", "pictures", name)
		if fixture.Updating() {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if want, err := os.ReadFile(path); err != nil || got != string(want) {
			t.Errorf("%s is not what podlife draws (go test ./ui -run MovingPicture -update, and look at it): %v", path, err)
		}
	}
}

// movingFrames returns the demo's frames from its first to its last moment.
func movingFrames(t *testing.T, theme Theme) []string {
	t.Helper()
	all := recording(t, "demo")
	begin, end := all[0].At, all[len(all)-1].At
	var frames []string
	for at := begin.Add(movingStep / 2); ; at = at.Add(movingStep) {
		last := !at.Before(end)
		if last {
			at = end
		}
		f, err := Frame(Options{Recording: recorded(all), Color: ColorAlways, Theme: theme, Location: time.UTC}, movingW, movingH, at, nil)
		if err != nil {
			t.Fatal(err)
		}
		if frames = append(frames, strings.TrimSuffix(f, "\n")); last {
			return frames
		}
	}
}

// movingCast returns the frames as a recording of a terminal, in the format of
// asciinema, version 2: after the first frame only the rows that change.
func movingCast(t *testing.T, frames []string) string {
	t.Helper()
	var b strings.Builder
	line := func(v any) {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(text, '\n'))
	}
	line(map[string]any{"version": 2, "width": movingW, "height": movingH, "title": "podlife demo", "env": map[string]string{"TERM": "xterm-256color"}})
	var shown []string
	for i, f := range frames {
		var out strings.Builder
		if i == 0 {
			out.WriteString("\x1b[?25l\x1b[2J")
		}
		rows := strings.Split(f, "\n")
		for y, row := range rows {
			if i == 0 || shown[y] != row {
				fmt.Fprintf(&out, "\x1b[%d;1H%s\x1b[0m\x1b[K", y+1, row)
			}
		}
		shown = rows
		line([]any{float64(i) * movingPace, "o", out.String()})
	}
	line([]any{float64(len(frames)-1+movingHold) * movingPace, "o", "\x1b[?25h"})
	return b.String()
}
