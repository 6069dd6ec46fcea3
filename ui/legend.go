package ui

import "charm.land/bubbles/v2/key"

// legendItems explain the glyphs; the help and the documentation use them too.
func legendItems(g *glyphSet) []stage {
	return []stage{
		{g.wait, "wait", waiting}, {g.pull, "pull", pulling}, {g.hook, "hook", hook}, {g.run, "running", running},
		{g.ready, "ready", ready}, {g.stop, "stopping", hook}, {g.cont, "continues", ready}, {g.future, "future", future},
		{g.probe, "probing", probe}, {g.fail, "fail", failed}, {g.ok, "ok", ready}, {g.restart, "restart", accent}, {g.deadline, "kill", failed},
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

// keyLine lists the keys that matter most on a page.
func (a *app) keyLine(p page) []key.Binding {
	k := &a.keys
	var b []key.Binding
	if a.play != nil {
		b = append(b, k.Play, k.Step, k.Faster)
	}
	switch p {
	case pageList:
		return append(b, k.Down, k.Open, k.Help, k.Quit)
	case pageContainer:
		b = append(b, k.Back, k.Right, k.NextChange, k.Earlier)
	default:
		b = append(b, k.Down, k.Open, k.Right, k.NextChange)
	}
	return append(b, k.ZoomIn, k.Fit, k.Follow, k.Mark, k.Fold, k.Gaps, k.Clock, k.Pane, k.Filter, k.Edge)
}

// drawKeys draws the key line. Help and quit keep their place at the end.
func (a *app) drawKeys(c *canvas, y int, p page) {
	if a.message != "" {
		c.text(1, y, a.w-2, a.message, accent)
		return
	}
	tail := []key.Binding{a.keys.Help, a.keys.Quit}
	tailW := 0
	for _, b := range tail {
		tailW += keyWidth(b)
	}
	x := 1
	for _, b := range a.keyLine(p) {
		if !b.Enabled() || b.Help().Key == a.keys.Help.Help().Key || b.Help().Key == a.keys.Quit.Help().Key {
			continue
		}
		if x+keyWidth(b)+tailW > a.w {
			continue
		}
		x = a.drawKey(c, x, y, b)
	}
	for _, b := range tail {
		x = a.drawKey(c, x, y, b)
	}
}

func keyWidth(b key.Binding) int { return width(b.Help().Key) + width(keyWord(b)) + 3 }

// keyWord is a binding's description, up to the first colon or comma.
func keyWord(b key.Binding) string {
	d := b.Help().Desc
	for i, r := range d {
		if r == ':' || r == ',' {
			return d[:i]
		}
	}
	return d
}

func (a *app) drawKey(c *canvas, x, y int, b key.Binding) int {
	x = c.text(x, y, a.w-x, b.Help().Key, bold)
	x = c.text(x+1, y, a.w-x-1, keyWord(b), muted)
	return x + 2
}
