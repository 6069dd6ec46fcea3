package help

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/colorprofile"

	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// drawn returns what a drawing leaves on a screen.
func drawn(pg *page.Page, f func(c *draw.Canvas, in draw.Area, pg *page.Page)) string {
	c := draw.NewCanvas(pg.W, pg.H, pg.G)
	f(c, draw.Area{W: pg.W, H: pg.H}, pg)
	return c.Render(draw.NewTheme(colorprofile.NoTTY, true))
}

// TestHelpShowsEveryKey checks that scrolled to its end the help has shown
// every key that works, and no other.
func TestHelpShowsEveryKey(t *testing.T) {
	keys := keymap.Default()
	keys.Replaying(false)
	for _, size := range [][2]int{{160, 50}, {100, 30}, {80, 24}, {66, 9}, {40, 9}, {40, 4}} {
		pg, m := &page.Page{W: size[0], H: size[1], G: draw.Unicode(), Keys: &keys, Mouse: true}, Model{}
		m.Toggle(keymap.Pod)
		seen := ""
		for range 200 {
			seen += drawn(pg, m.Draw)
			m.Update(page.ScrollMsg(1), pg)
		}
		for _, g := range keys.GroupsIn(keymap.Pod) {
			for _, b := range g.Keys {
				if shown := strings.Contains(seen, " "+draw.Pad(b.Help().Key, keyWidth)+b.Help().Desc); b.Enabled() && !shown {
					t.Errorf("%v: %q is not in the help", size, b.Help())
				}
			}
		}
		if strings.Contains(seen, "play or pause") {
			t.Errorf("%v: a live view has no playback", size)
		}
	}
}

// TestNarrowHelpSaysThatThereIsMore checks that also where the keys of the help itself have
// no room, its title says how much is below.
func TestNarrowHelpSaysThatThereIsMore(t *testing.T) {
	keys := keymap.Default()
	pg, m := &page.Page{W: 40, H: 12, G: draw.Unicode(), Keys: &keys}, Model{}
	m.Toggle(keymap.Pod)
	title, _, _ := strings.Cut(drawn(pg, m.Draw), "\n")
	if !strings.HasPrefix(title, " keys of a pod's page") || !strings.HasSuffix(title, " more") {
		t.Errorf("%q", title)
	}
}

// TestLine checks that the key line shows what fits, says that there is more,
// and keeps help and quit.
func TestLine(t *testing.T) {
	keys := keymap.Default()
	for w, want := range map[int]string{
		60: " ↑↓ lane  enter open  L logs  ? help  q quit",
		40: " ↑↓ lane  enter open …  ? help  q quit",
		45: " ↑↓ lane  enter open  L logs  ? help  q quit",
		38: " ↑↓ lane  enter open  ? help  q quit",
		34: " ↑↓ lane …  ? help  q quit",
		18: " ? help  q quit",
		10: " ? help …",
	} {
		pg := &page.Page{W: w, H: 1, G: draw.Unicode(), Keys: &keys}
		l := Line{Keys: []key.Binding{keymap.HintOf("lane", keys.Up, keys.Down), keymap.HintOf("open", keys.Open), keymap.HintOf("logs", keys.Logs)}}
		if got := drawn(pg, l.Draw); got != want {
			t.Errorf("in %d cells: %q, want %q", w, got, want)
		}
	}
	pg := &page.Page{W: 60, H: 1, G: draw.Unicode(), Keys: &keys}
	l := Line{Keys: []key.Binding{keymap.Fixed("enter", "write"), keymap.Fixed("esc", "back")}, Alone: true}
	if got, want := drawn(pg, l.Draw), " enter write  esc back"; got != want {
		t.Errorf("of a menu: %q, want %q", got, want)
	}
}
