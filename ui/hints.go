package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"

	"github.com/podlife/podlife/ui/draw"
)

// hint is one entry of the key line: keys that belong together, and a word.
type hint struct {
	word string
	keys []key.Binding
}

func hintOf(word string, keys ...key.Binding) hint { return hint{word, keys} }

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

// hints are the keys that matter most where the person is, the most important
// first.
func (a *app) hints(p page) []hint {
	k := &a.keys
	playing := []hint{hintOf("play", k.Play), hintOf("step", k.StepBack, k.Step), hintOf("speed", k.Slower, k.Faster)}
	if a.play != nil {
		playing = append(playing, hintOf("start/end", k.Start, k.End))
	}
	switch {
	case len(a.shot.Lives) == 0: // nothing to choose from
		return playing
	case p == pageList:
		out := []hint{hintOf("pod", k.Up, k.Down), hintOf("open", k.Open), hintOf("filter", k.Filter), hintOf("clock/age", k.All)}
		return append(append(out, playing...), hintOf("export", k.Export))
	case a.pane == paneEvents:
		return append([]hint{
			hintOf("event", k.Up, k.Down), hintOf("to the axis", k.Open), hintOf("filter", k.Filter), hintOf("match", k.NextMatch, k.PrevMatch),
			hintOf("all, or the lane's", k.All), hintOf("lanes", k.Pane), hintOf("copy", k.Copy)}, playing...)
	case a.pane == paneSheet:
		return a.sheetHints(playing)
	}
	out := []hint{hintOf("lane", k.Up, k.Down), hintOf("open", k.Open)}
	if p == pageContainer {
		out = []hint{hintOf("back", k.Back), hintOf("run", k.Earlier, k.Later)}
	}
	ax := &a.scene().ax
	window, first := hintOf("window", k.PrevWindow, k.NextWindow), ax.Single() && ax.Compressed()
	if first { // only one of them is in sight
		out = append(out, window)
	}
	if a.wishes != nil {
		out = append(out, hintOf("logs", k.Logs))
	}
	out = append(append(out, playing[:2]...), hintOf("cursor", k.Left, k.Right))
	if !first {
		out = append(out, window)
	}
	out = append(out, hintOf("spec", k.Spec), hintOf("change", k.PrevChange, k.NextChange), hintOf("zoom", k.ZoomIn, k.ZoomOut), hintOf("fit", k.Fit), hintOf("pane", k.Pane),
		hintOf("export", k.Export), hintOf("follow", k.Follow), hintOf("mark", k.Mark))
	out = append(out, playing[2:]...)
	return append(out, hintOf("fold", k.Fold), hintOf("filter", k.Filter), hintOf("gaps", k.Gaps), hintOf("time", k.Clock), hintOf("edges", k.Edge))
}

// sheetHints are for the logs and the spec.
func (a *app) sheetHints(playing []hint) []hint {
	k := &a.keys
	height := hintOf("all of the screen", k.Fold)
	if a.tall {
		height.word = "half of the screen"
	}
	if a.sheet == sheetSpec {
		return append([]hint{hintOf("scroll", k.Up, k.Down), hintOf("close", k.Back), hintOf("filter", k.Filter), height, hintOf("lanes", k.Pane), hintOf("copy", k.Copy)}, playing...)
	}
	if a.wishes == nil {
		return append([]hint{hintOf("close", k.Back), hintOf("lanes", k.Pane), hintOf("cursor", k.Left, k.Right)}, playing...)
	}
	return append([]hint{
		hintOf("line", k.Up, k.Down), hintOf("close", k.Back), hintOf("filter", k.Filter), hintOf("to the axis", k.Open), hintOf("cursor", k.Left, k.Right),
		height, hintOf("end", k.End), hintOf("lanes", k.Pane), hintOf("copy", k.Copy)}, playing...)
}

// drawKeys draws the key line. Help and quit keep their place at the end.
func (a *app) drawKeys(c *draw.Canvas, y int, p page) {
	if a.message != "" {
		c.Text(1, y, a.w-2, a.message, draw.Accent)
		return
	}
	tail := []hint{hintOf("help", a.keys.Help), hintOf("quit", a.keys.Quit)}
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

func hintWidth(h hint) int { return draw.Width(h.text()) + 1 + draw.Width(h.word) + 2 }

func (a *app) drawHint(c *draw.Canvas, x, y int, h hint) int {
	x = c.Text(x, y, a.w-x, h.text(), draw.Bold)
	x = c.Text(x+1, y, a.w-x-1, h.word, draw.Muted)
	return x + 2
}
