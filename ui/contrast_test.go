package ui

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
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

// xterm256 is a colour of the cube or the greys, which are the same everywhere.
func xterm256(n int) string {
	if n >= 232 {
		v := 8 + 10*(n-232)
		return fmt.Sprintf("#%02x%02x%02x", v, v, v)
	}
	steps := []int{0, 95, 135, 175, 215, 255}
	n -= 16
	return fmt.Sprintf("#%02x%02x%02x", steps[n/36], steps[n/6%6], steps[n%6])
}

// lined reports the roles of lines and dots, in which nothing is written.
func lined(role style) bool { return role == rule || role == future }

// Text can be read and lines can be seen on the backgrounds that people have.
func TestContrast(t *testing.T) {
	for _, tt := range []struct {
		background string
		palette    *palette
		text, line float64
	}{
		{"#000000", &darkPalette, 4.5, 3}, {"#1e1e1e", &darkPalette, 4.5, 3}, {"#282c34", &darkPalette, 4.5, 2.5},
		{"#ffffff", &lightPalette, 4.5, 3}, {"#fdf6e3", &lightPalette, 4.3, 3},
	} {
		for role, c := range tt.palette {
			if c == (colour{}) {
				continue
			}
			least := tt.text
			if lined(style(role)) {
				least = tt.line
			}
			for _, shown := range []string{c.rgb, xterm256(c.of256)} {
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

// Of the 16 colours, only those are used that no terminal hides: blue is next
// to black in many, yellow and green are next to white, and Solarized's bright
// black is its background, so that nothing but lines may be drawn in it.
func TestContrastOf16(t *testing.T) {
	for _, tt := range []struct {
		palette *palette
		on      map[string]string // terminal → background
	}{
		{&darkPalette, map[string]string{"xterm": "#000000", "Linux": "#000000", "Windows": "#0c0c0c", "Terminal.app": "#000000", "Solarized": "#002b36"}},
		{&lightPalette, map[string]string{"xterm": "#ffffff", "Terminal.app": "#ffffff", "Solarized": "#fdf6e3"}},
	} {
		for name, background := range tt.on {
			for role, c := range tt.palette {
				if c.of16 == 0 || style(role) == rule {
					continue
				}
				if got := contrast(terminals[name][c.of16], background); got < 3 {
					t.Errorf("role %d, colour %d on %s's %s: contrast %.2f", role, c.of16, name, background, got)
				}
			}
		}
	}
}

// Nothing is written in the colours of lines, which are fainter than text may be.
func TestNothingIsWrittenInLines(t *testing.T) {
	for _, name := range []string{"checkout", "crashloop", "demo", "many-containers", "node-lost", "prestop-hang", "rollout", "startup-fail"} {
		all := recording(t, name)
		length := all[len(all)-1].At.Sub(all[0].At)
		for _, keys := range []string{"", "down enter", "esc", "?", "down s", "L", "e"} {
			for _, share := range momentShares {
				a := newApp(Options{Recording: all, At: all[0].At.Add(time.Duration(share * float64(length))), Paused: true, Location: time.UTC})
				a.w, a.h = 100, 30
				for k := range strings.FieldsSeq(keys) {
					p, err := keyPress(k, false)
					if err != nil {
						t.Fatal(err)
					}
					a.press(p)
				}
				c := newCanvas(a.w, a.h, false)
				a.draw(c)
				for i, p := range c.cells {
					if r := []rune(p.text); lined(p.st.role()) && len(r) > 0 && (unicode.IsLetter(r[0]) || unicode.IsDigit(r[0])) {
						t.Fatalf("%s, %q: %q is written in role %d at %d,%d", name, keys, p.text, p.st.role(), i%c.w, i/c.w)
					}
				}
			}
		}
	}
}
