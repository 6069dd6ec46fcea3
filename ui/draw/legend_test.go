package draw

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
)

// TestLegendOfTheScreen checks that the legend explains what is in the bars, and
// nothing else.
func TestLegendOfTheScreen(t *testing.T) {
	g := Unicode()
	c := NewCanvas(40, 3, g)
	c.Set(2, 0, g.Milestone, Plain) // not in the bars
	c.Set(12, 0, g.BackOff, Failed)
	c.Set(13, 1, g.Fail, Failed)
	c.DrawLegend(2, Area{X: 10, Y: 0, W: 30, H: 2})
	lines := strings.Split(c.Render(NewTheme(colorprofile.NoTTY, true)), "\n")
	if got, want := strings.TrimSpace(lines[2]), "⌁ back-off ✗ fail"; got != want {
		t.Errorf("the legend is %q, want %q", got, want)
	}
}
