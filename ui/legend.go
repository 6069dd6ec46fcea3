package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
)

// legendItems explain the glyphs; the help and the documentation use them too.
func legendItems(g *glyphSet) []stage {
	return []stage{
		{g.wait, "wait", waiting}, {g.pull, "pull", pulling}, {g.hook, "hook", hook}, {g.run, "running", running},
		{g.ready, "ready", ready}, {g.stop, "stopping", hook}, {g.cont, "continues", ready}, {g.future, "future", future},
		{g.probe, "probing", probe}, {g.fail, "fail", failed}, {g.ok, "ok", ready}, {g.restart, "restart", accent}, {g.deadline, "kill", failed}, {g.readyDim, "inexact", ready | faint},
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

// hint is one entry of the key line: keys that belong together, and a word.
type hint struct {
	keys []key.Binding
	word string
}

// text is "↑↓": the first name of each key.
func (h hint) text() string {
	out := ""
	for _, b := range h.keys {
		name, _, _ := strings.Cut(b.Help().Key, " ")
		if len(h.keys) > 1 && out != "" && len(name) == 1 && name[0] < 'A' {
			out += " "
		}
		out += name
	}
	return out
}

func (h hint) enabled() bool { return len(enabledOf(h.keys)) > 0 }

// hints are the keys that matter most on a page, the most important first.
func (a *app) hints(p page) []hint {
	k := &a.keys
	playing := []hint{
		{[]key.Binding{k.Play}, "play"}, {[]key.Binding{k.StepBack, k.Step}, "step"},
		{[]key.Binding{k.Slower, k.Faster}, "speed"}, {[]key.Binding{k.Start, k.End}, "start/end"},
	}
	lane, open := hint{[]key.Binding{k.Up, k.Down}, "lane"}, hint{[]key.Binding{k.Open}, "open"}
	back := hint{[]key.Binding{k.Back}, "back"}
	axis := []hint{
		{[]key.Binding{k.Left, k.Right}, "cursor"}, {[]key.Binding{k.PrevChange, k.NextChange}, "change"},
		{[]key.Binding{k.PrevWindow, k.NextWindow}, "window"}, {[]key.Binding{k.ZoomIn, k.ZoomOut}, "zoom"},
		{[]key.Binding{k.Fit}, "fit"}, {[]key.Binding{k.Follow}, "follow"}, {[]key.Binding{k.Mark}, "mark"},
		{[]key.Binding{k.Fold}, "fold"}, {[]key.Binding{k.Pane}, "pane"}, {[]key.Binding{k.Filter}, "filter"},
		{[]key.Binding{k.Gaps}, "gaps"}, {[]key.Binding{k.Clock}, "time"}, {[]key.Binding{k.Edge}, "edges"},
	}
	var out []hint
	switch p {
	case pageList:
		out = append(out, hint{lane.keys, "pod"}, open, hint{[]key.Binding{k.Filter}, "filter"}, hint{[]key.Binding{k.All}, "clock/age"})
		return append(out, playing...)
	case pageContainer:
		out = append(out, back, hint{[]key.Binding{k.Earlier, k.Later}, "run"})
	default:
		out = append(out, lane, open)
	}
	out = append(out, playing[:2]...)
	out = append(out, axis[:6]...)
	out = append(out, playing[2:]...)
	return append(out, axis[6:]...)
}

// drawKeys draws the key line. Help and quit keep their place at the end.
func (a *app) drawKeys(c *canvas, y int, p page) {
	if a.message != "" {
		c.text(1, y, a.w-2, a.message, accent)
		return
	}
	tail := []hint{{[]key.Binding{a.keys.Help}, "help"}, {[]key.Binding{a.keys.Quit}, "quit"}}
	tailW := 0
	for _, h := range tail {
		tailW += hintWidth(h)
	}
	x := 1
	for _, h := range a.hints(p) {
		if h.enabled() && x+hintWidth(h)+tailW <= a.w {
			x = a.drawHint(c, x, y, h)
		}
	}
	for _, h := range tail {
		x = a.drawHint(c, x, y, h)
	}
}

func hintWidth(h hint) int { return width(h.text()) + 1 + width(h.word) + 2 }

func (a *app) drawHint(c *canvas, x, y int, h hint) int {
	x = c.text(x, y, a.w-x, h.text(), bold)
	x = c.text(x+1, y, a.w-x-1, h.word, muted)
	return x + 2
}
