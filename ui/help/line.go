package help

import (
	"strings"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// Line is the key line: what the last key did, or else the keys that matter most.
type Line struct {
	Message string
	Keys    []key.Binding // the most important first
	Alone   bool          // without help and quit, which a menu takes for text
}

// separator is between two keys.
const separator = "  "

// Draw draws as many of the keys as fit; those of help and quit always stay where
// they work.
func (l Line) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	in.X, in.W = in.X+1, in.W-2
	if l.Message != "" {
		c.Text(in.X, in.Y, in.W, l.Message, draw.Accent)
		return
	}
	view := help.Model{ShortSeparator: separator, Styles: help.Styles{ShortKey: draw.Bold.Lipgloss(), ShortDesc: draw.Muted.Lipgloss()}}
	always := view.ShortHelpView([]key.Binding{keymap.HintOf("help", pg.Keys.Help), keymap.HintOf("quit", pg.Keys.Quit)})
	if l.Alone {
		always = ""
	}
	view.Ellipsis, view.Styles.Ellipsis = "…", draw.Muted.Lipgloss()
	if room := in.W - lipgloss.Width(always) - len(separator); room > 0 && room >= lipgloss.Width(view.ShortHelpView(l.Keys[:min(len(l.Keys), 1)])) {
		view.SetWidth(room)
		keys := view.ShortHelpView(l.Keys)
		shown := strings.TrimRight(ansi.Truncate(ansi.Strip(keys), room, ""), " ") // where no ellipsis fits, the view is too long
		if shown != "" {
			always = strings.TrimSuffix(ansi.Truncate(keys, lipgloss.Width(shown), "")+separator+always, separator)
		}
	}
	c.Styled(in, always)
}
