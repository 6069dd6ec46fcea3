package ui

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// Frame renders the one screen of width × height cells that a user would see
// at the moment at (client clock; zero: the recording's end) after pressing
// keys: height lines joined by newlines, none wider than width. Without
// ColorAlways it is plain text. An unknown key name or a size below 1 is an
// error.
func Frame(o Options, width, height int, at time.Time, keys []string) (string, error) {
	if width < 1 || height < 1 {
		return "", fmt.Errorf("frame %dx%d: width and height must be at least 1", width, height)
	}
	if width > maxSide || height > maxSide {
		return "", fmt.Errorf("frame %dx%d: width and height must be at most %d", width, height, maxSide)
	}
	o.Live, o.Paused = nil, true
	o.At = at
	if at.IsZero() && o.Recording != nil && o.Recording.Len() > 0 {
		o.At = o.Recording.All.At(o.Recording.Len() - 1)
	}
	a := newApp(o)
	if o.Status != nil {
		a.session.status = o.Status()
	}
	if o.Color != ColorAlways {
		a.colors.profile = colorprofile.NoTTY
	}
	a.theme = a.colors.theme()
	a.update(tea.WindowSizeMsg{Width: width, Height: height})
	for _, name := range keys {
		k, err := a.keys.Press(strings.TrimSpace(name), a.writing())
		if err != nil {
			return "", err
		}
		a.press(k)
	}
	frame := a.paint()
	return frame, a.session.unreadable()
}

// maxSide bounds a frame's memory; no terminal is larger.
const maxSide = 2000
