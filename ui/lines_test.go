package ui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/colorprofile"

	"github.com/podlife/podlife/ui/draw"
)

// TestNothingIsWrittenInLines checks that nothing is written in the colours of
// lines, which are fainter than text may be.
func TestNothingIsWrittenInLines(t *testing.T) {
	lines := draw.NewTheme(colorprofile.TrueColor, true)
	colour := func(s draw.Style) string {
		return strings.TrimSuffix(strings.TrimPrefix(lines.SGR(draw.Plain, s), "\x1b["), "m")
	}
	drawn := regexp.MustCompile(fmt.Sprintf(`\x1b\[[0-9;]*(?:%s|%s)m([^\x1b]*)`, colour(draw.Rule), colour(draw.Future)))
	for _, name := range []string{"checkout", "crashloop", "demo", "many-containers", "node-lost", "prestop-hang", "rollout", "startup-fail"} {
		all := recording(t, name)
		length := all[len(all)-1].At.Sub(all[0].At)
		for _, keys := range []string{"", "down enter", "esc", "?", "down s", "L", "e"} {
			for _, share := range momentShares {
				o := Options{Recording: recorded(all), Location: time.UTC, Color: ColorAlways, Theme: Dark}
				f, err := Frame(o, 100, 30, all[0].At.Add(time.Duration(share*float64(length))), strings.Fields(keys))
				if err != nil {
					t.Fatal(err)
				}
				for _, run := range drawn.FindAllStringSubmatch(f, -1) {
					if strings.ContainsFunc(run[1], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
						t.Fatalf("%s, %q: %q is written in the colour of lines", name, keys, run[1])
					}
				}
			}
		}
	}
}
