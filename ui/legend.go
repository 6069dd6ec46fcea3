package ui

// legendItems explain the glyphs; the help and the documentation use them too.
func legendItems(g *glyphSet) []stage {
	return []stage{
		{g.wait, "wait", waiting}, {g.pull, "pull", pulling}, {g.hook, "hook", hook}, {g.run, "running", running},
		{g.ready, "ready", ready}, {g.stop, "stopping", hook}, {g.cont, "continues", ready}, {g.future, "future", future},
		{g.probe, "probing", probe}, {g.fail, "fail", failed}, {g.ok, "ok", ready}, {g.restart, "restart", accent}, {g.deadline, "kill", failed},
		{g.milestone, "milestone", accent}, {g.open, "not over", ready}, {g.readyDim, "inexact", ready | faint}, {g.errored, "errored", muted},
	}
}

func (a *app) drawLegend(c *canvas, y int) {
	x := 1
	for _, it := range legendItems(a.g) {
		if x+3+width(it.text) > a.w {
			return
		}
		c.set(x, y, it.glyph, it.st)
		x = c.text(x+2, y, a.w-x-2, it.text, muted) + 1
	}
}
