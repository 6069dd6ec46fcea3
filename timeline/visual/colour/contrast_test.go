package colour

import (
	"fmt"
	"math"
	"strconv"
	"testing"
)

// luminance and contrast are WCAG 2's.
func luminance(rgb string) float64 {
	n, _ := strconv.ParseUint(rgb[1:], 16, 32)
	sum := 0.0
	for i, share := range []float64{.2126, .7152, .0722} {
		v := float64(n>>(16-8*i)&0xff) / 255
		if v <= .04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+.055)/1.055, 2.4)
		}
		sum += share * v
	}
	return sum
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

// xterm256 returns a colour of the cube or the greys, which are the same
// everywhere.
func xterm256(n int) string {
	if n >= 232 {
		v := 8 + 10*(n-232)
		return fmt.Sprintf("#%02x%02x%02x", v, v, v)
	}
	steps := []int{0, 95, 135, 175, 215, 255}
	n -= 16
	return fmt.Sprintf("#%02x%02x%02x", steps[n/36], steps[n/6%6], steps[n%6])
}

// TestContrast checks that text can be read, and lines can be seen, on the backgrounds
// that people have, in a terminal or on a page. Rule is the one role in which nothing is
// written.
func TestContrast(t *testing.T) {
	for _, tt := range []struct {
		background string
		dark       bool
		line       float64
	}{
		{"#000000", true, 3}, {"#1e1e1e", true, 3}, {"#282c34", true, 2.5}, {"#ffffff", false, 3}, {"#fdf6e3", false, 3},
		{table[Background].Dark.RGB, true, 3}, {table[Background].Light.RGB, false, 3}, // pages'
	} {
		for role, both := range table[:Background] {
			c := both.Light
			if tt.dark {
				c = both.Dark
			}
			least := 4.5
			if Role(role) == Rule {
				least = tt.line
			}
			all := []string{c.RGB}
			if Role(role) != Plain { // whose colour is the terminal's own
				all = append(all, xterm256(int(c.Of256)))
			}
			for _, shown := range all {
				if got := contrast(shown, tt.background); got < least {
					t.Errorf("role %d, %s on %s: contrast %.2f, less than %.1f", role, shown, tt.background, got, least)
				}
			}
		}
	}
}

// The 16 colours as terminals show them by default.
var terminals = map[string][16]string{
	"xterm":        {"#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5", "#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"},
	"Linux":        {"#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa", "#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"},
	"Windows":      {"#0c0c0c", "#c50f1f", "#13a10e", "#c19c00", "#0037da", "#881798", "#3a96dd", "#cccccc", "#767676", "#e74856", "#16c60c", "#f9f1a5", "#3b78ff", "#b4009e", "#61d6d6", "#f2f2f2"},
	"Terminal.app": {"#000000", "#990000", "#00a600", "#999900", "#0000b2", "#b200b2", "#00a6b2", "#bfbfbf", "#666666", "#e50000", "#00d900", "#e5e500", "#0000ff", "#e500e5", "#00e5e5", "#e5e5e5"},
	"Solarized":    {"#073642", "#dc322f", "#859900", "#b58900", "#268bd2", "#d33682", "#2aa198", "#eee8d5", "#002b36", "#cb4b16", "#586e75", "#657b83", "#839496", "#6c71c4", "#93a1a1", "#fdf6e3"},
}

// TestContrastOf16 checks that of the 16 colours, only those are used that no
// terminal hides: blue is next to black in many, yellow and green are next to
// white, and Solarized's bright black is its background, so that nothing but
// lines may be drawn in it.
func TestContrastOf16(t *testing.T) {
	for _, tt := range []struct {
		dark bool
		on   map[string]string // terminal → background
	}{
		{true, map[string]string{"xterm": "#000000", "Linux": "#000000", "Windows": "#0c0c0c", "Terminal.app": "#000000", "Solarized": "#002b36"}},
		{false, map[string]string{"xterm": "#ffffff", "Terminal.app": "#ffffff", "Solarized": "#fdf6e3"}},
	} {
		for name, background := range tt.on {
			for role, both := range table {
				c := both.Light
				if tt.dark {
					c = both.Dark
				}
				if c.Of16 == 0 || Role(role) == Rule {
					continue
				}
				if got := contrast(terminals[name][c.Of16], background); got < 3 {
					t.Errorf("role %d, colour %d on %s's %s: contrast %.2f", role, c.Of16, name, background, got)
				}
			}
		}
	}
}

// TestContrastOfPages checks what else is written on pages: a state on the colour of
// its severity, names on a folded stretch, a hint in the colours the other way round.
func TestContrastOfPages(t *testing.T) {
	for _, tt := range []struct {
		what      string
		ink, over Role
	}{
		{"a state", Background, OK}, {"a state", Background, Progress}, {"a state", Background, Warning}, {"a state", Background, Bad},
		{"a label", Muted, Folded}, {"a hint", Background, Plain},
	} {
		ink, over := Of(tt.ink), Of(tt.over)
		for _, pair := range [][2]Colour{{ink.Dark, over.Dark}, {ink.Light, over.Light}} {
			if got := contrast(pair[0].RGB, pair[1].RGB); got < 4.5 {
				t.Errorf("%s, %s on %s: contrast %.2f", tt.what, pair[0].RGB, pair[1].RGB, got)
			}
		}
	}
}

// TestPageNames checks that style rules can tell the colours of pages apart by name.
func TestPageNames(t *testing.T) {
	seen := map[string]bool{}
	for _, b := range OfPage() {
		if seen[b.Page] || b.Dark.RGB == "" || b.Light.RGB == "" {
			t.Errorf("%q: twice, or without a colour", b.Page)
		}
		seen[b.Page] = true
	}
	if Of(Roles) != (Both{}) {
		t.Error("a role that there is none of has a colour")
	}
}
