package page

import (
	"slices"

	"github.com/podlife/podlife/ui/draw"
)

// DrawSheetTitle draws a sheet's title with as many of the notes as fit, the
// last ones first.
func DrawSheetTitle(pg *Page, c *draw.Canvas, y int, name string, notes []string) {
	var text string
	room := pg.W - draw.Width(name) - 8
	for _, next := range slices.Backward(notes) {
		if next == "" {
			continue
		}
		if text != "" {
			next += " " + pg.G.Dot + " " + text
		}
		if draw.Width(next) > room {
			break
		}
		text = next
	}
	c.PaneTitle(y, name, text, pg.Focus == FocusSheet)
}
