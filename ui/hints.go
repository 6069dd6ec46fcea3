package ui

import (
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// hints are the keys that matter most where the person is, the most important
// first.
func (a *app) hints(s *scene, p page.Kind) []keymap.Hint {
	k := &a.keys
	playing := []keymap.Hint{keymap.HintOf("play", k.Play), keymap.HintOf("step", k.StepBack, k.Step), keymap.HintOf("speed", k.Slower, k.Faster)}
	if a.play != nil {
		playing = append(playing, keymap.HintOf("start/end", k.Start, k.End))
	}
	switch {
	case len(a.list.All.Groups) == 0: // nothing to choose from
		return playing
	case p == page.List:
		out := []keymap.Hint{keymap.HintOf("pod", k.Up, k.Down), keymap.HintOf("open", k.Open), keymap.HintOf("filter", k.Filter), keymap.HintOf("clock/age", k.All)}
		return append(append(out, playing...), keymap.HintOf("export", k.Export))
	case a.pane == page.FocusEvents:
		return append([]keymap.Hint{
			keymap.HintOf("event", k.Up, k.Down), keymap.HintOf("to the axis", k.Open), keymap.HintOf("filter", k.Filter), keymap.HintOf("match", k.NextMatch, k.PrevMatch),
			keymap.HintOf("all, or the lane's", k.All), keymap.HintOf("lanes", k.Pane), keymap.HintOf("copy", k.Copy)}, playing...)
	case a.pane == page.FocusSheet:
		return a.sheetHints(playing)
	}
	out := []keymap.Hint{keymap.HintOf("lane", k.Up, k.Down), keymap.HintOf("open", k.Open)}
	if p == page.Container {
		out = []keymap.Hint{keymap.HintOf("back", k.Back), keymap.HintOf("run", k.Earlier, k.Later)}
	}
	ax := &s.Ax
	window, first := keymap.HintOf("window", k.PrevWindow, k.NextWindow), ax.Single() && ax.Compressed()
	if first { // only one of them is in sight
		out = append(out, window)
	}
	if a.logs.Wishes != nil {
		out = append(out, keymap.HintOf("logs", k.Logs))
	}
	out = append(append(out, playing[:2]...), keymap.HintOf("cursor", k.Left, k.Right))
	if !first {
		out = append(out, window)
	}
	out = append(out, keymap.HintOf("spec", k.Spec), keymap.HintOf("change", k.PrevChange, k.NextChange), keymap.HintOf("zoom", k.ZoomIn, k.ZoomOut), keymap.HintOf("fit", k.Fit), keymap.HintOf("pane", k.Pane),
		keymap.HintOf("export", k.Export), keymap.HintOf("follow", k.Follow), keymap.HintOf("mark", k.Mark))
	out = append(out, playing[2:]...)
	return append(out, keymap.HintOf("fold", k.Fold), keymap.HintOf("filter", k.Filter), keymap.HintOf("gaps", k.Gaps), keymap.HintOf("time", k.Clock), keymap.HintOf("edges", k.Edge))
}

// sheetHints are for the logs and the spec.
func (a *app) sheetHints(playing []keymap.Hint) []keymap.Hint {
	k := &a.keys
	height := keymap.HintOf("all of the screen", k.Fold)
	if a.tall {
		height.Word = "half of the screen"
	}
	if a.sheet == sheetSpec {
		return append([]keymap.Hint{keymap.HintOf("scroll", k.Up, k.Down), keymap.HintOf("close", k.Back), keymap.HintOf("filter", k.Filter), height, keymap.HintOf("lanes", k.Pane), keymap.HintOf("copy", k.Copy)}, playing...)
	}
	if a.logs.Wishes == nil {
		return append([]keymap.Hint{keymap.HintOf("close", k.Back), keymap.HintOf("lanes", k.Pane), keymap.HintOf("cursor", k.Left, k.Right)}, playing...)
	}
	return append([]keymap.Hint{
		keymap.HintOf("line", k.Up, k.Down), keymap.HintOf("close", k.Back), keymap.HintOf("filter", k.Filter), keymap.HintOf("to the axis", k.Open), keymap.HintOf("cursor", k.Left, k.Right),
		height, keymap.HintOf("end", k.End), keymap.HintOf("lanes", k.Pane), keymap.HintOf("copy", k.Copy)}, playing...)
}

// drawKeys draws the key line. Help and quit keep their place at the end.
func (a *app) drawKeys(c *draw.Canvas, s *scene, y int, p page.Kind) {
	if a.message != "" {
		c.Text(1, y, a.w-2, a.message, draw.Accent)
		return
	}
	tail := []keymap.Hint{keymap.HintOf("help", a.keys.Help), keymap.HintOf("quit", a.keys.Quit)}
	tailW := 0
	for _, h := range tail {
		tailW += keymap.HintWidth(h)
	}
	x := 1
	for _, h := range a.hints(s, p) {
		if h.Usable() && x+keymap.HintWidth(h)+tailW <= a.w {
			x = keymap.DrawHint(c, x, y, h)
		}
	}
	for _, h := range tail {
		x = keymap.DrawHint(c, x, y, h)
	}
}
