package draw

// sign is a glyph and what it means.
type sign struct {
	Glyph, Text string
	Style       Style
}

// Legend returns the glyphs with their meanings, those first that explain themselves least;
// the help and the documentation use them too.
func Legend(g *Glyphs) []sign {
	return []sign{
		{g.Wait, "wait", Waiting}, {g.BackOff, "back-off", Failed}, {g.Pull, "pull", Pulling}, {g.Hook, "hook", Hook}, {g.Run, "running", Running},
		{g.Ready, "ready", Steady}, {g.Stop, "stopping", Hook}, {g.Probe, "probing", Probe}, {g.likely, "likely", Running | faint},
		{g.Inexact, "not known", Future}, {g.readyDim, "inexact", Steady | faint}, {g.Continues, "continues", Steady}, {g.future, "future", Future},
		{g.Deadline, "kill", Failed}, {g.Restart, "restart", Accent}, {g.Errored, "errored", Muted}, {g.Open, "not over", Steady},
		{g.Fail, "fail", Failed}, {g.OK, "ok", Ready}, {g.Milestone, "milestone", Accent},
	}
}

// DrawLegend draws the glyphs that are in an area of the canvas with their
// meanings, as many as fit into line y.
func (c *Canvas) DrawLegend(y int, in Area) {
	x := 1
	for _, it := range Legend(c.g) {
		if !c.has(in, it.Glyph) {
			continue
		}
		if x+3+Width(it.Text) > c.w {
			return
		}
		c.Set(x, y, it.Glyph, it.Style)
		x = c.Text(x+2, y, c.w-x-2, it.Text, Muted) + 1
	}
}

// has reports whether a glyph is in an area. Before a digit it is a part of a length.
func (c *Canvas) has(in Area, glyph string) bool {
	for y := max(in.Y, 0); y < min(in.Y+in.H, c.h); y++ {
		for x := max(in.X, 0); x < min(in.X+in.W, c.w); x++ {
			at := y*c.w + x
			if c.cells[at].text == glyph && (x+1 >= c.w || !digit(c.cells[at+1].text)) {
				return true
			}
		}
	}
	return false
}

func digit(text string) bool { return len(text) == 1 && text[0] >= '0' && text[0] <= '9' }
