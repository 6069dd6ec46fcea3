package header

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// stage is one step of the strip under the identity line.
type stage struct {
	glyph string
	text  string
	st    draw.Style
}

// stageNames are the words for the pod's phases, done and going on.
var stageNames = map[timeline.Phase][2]string{
	timeline.Gated:        {"gated", "gated"},
	timeline.Scheduling:   {"scheduled", "scheduling"},
	timeline.Preparing:    {"prepared", "preparing"},
	timeline.Initializing: {"init", "initializing"},
	timeline.Starting:     {"started", "starting"},
	timeline.NotReady:     {"not ready", "not ready"},
	timeline.Terminating:  {"terminated", "terminating"},
	timeline.Finalizing:   {"finalized", "finalizing"},
}

// stages tells the life as steps: the start-up phase by phase with what each
// took, when it was first ready, how often it was not, and the way down.
func stages(pg *page.Page) []stage {
	var out []stage
	pod := pg.Life.Lane("pod")
	if pod == nil {
		return nil
	}
	seenReady, flaps := false, 0
	end, ended := outcome(pg)
	for i := range pod.Spans {
		sp := &pod.Spans[i]
		if ended && i == len(pod.Spans)-1 && (sp.Phase == timeline.NotReady || sp.Phase == timeline.Starting && !seenReady) {
			continue // what the pod's own end cut off
		}
		if sp.Phase == timeline.Ready {
			if !seenReady {
				out = append(out, stage{pg.G.OK, "ready @" + firstReady(pg, pod.Spans[0].Start, sp.Start), draw.Ready})
			}
			seenReady = true
			continue
		}
		if seenReady && sp.Phase == timeline.NotReady && !(sp.Open() && i == len(pod.Spans)-1) {
			flaps++
			continue
		}
		if flaps > 0 {
			out, flaps = append(out, flapped(pg, flaps)), 0
		}
		cut := !seenReady && i+1 < len(pod.Spans) && pod.Spans[i+1].Phase == timeline.Terminating
		out = append(out, stageOf(pg, sp, cut, pg.Now))
	}
	if flaps > 0 {
		out = append(out, flapped(pg, flaps))
	}
	if ended {
		out = append(out, end)
	}
	if page.Over(pg.Life) {
		out = append(out, stage{pg.G.OK, "gone", draw.Muted})
	}
	return out
}

// outcome is how a pod ended by itself, if it did.
func outcome(pg *page.Page) (stage, bool) {
	switch {
	case pg.Life.Termination != nil:
	case pg.Life.Pod.Phase == "Succeeded":
		return stage{pg.G.OK, "completed", draw.Ready}, true
	case pg.Life.Pod.Phase == "Failed":
		return stage{pg.G.Fail, "failed", draw.Failed}, true
	}
	return stage{}, false
}

// firstReady is how long after the creation the pod was first ready, with no
// more precision than the verdict's.
func firstReady(pg *page.Page, created, first timeline.Edge) string {
	total := time.Duration(pg.Life.Startup.Total)
	if pg.Life.Startup.Complete && total >= time.Second && created.Uncertainty()+first.Uncertainty() <= 1500*time.Millisecond {
		return page.Short(total)
	}
	return page.Between(created, first, pg.Now)
}

// flapText ends the stage that counts how often the pod was not ready.
const flapText = " not ready"

func flapped(pg *page.Page, n int) stage {
	return stage{pg.G.Fail, page.Itoa(n) + pg.G.Times + flapText, draw.Failed}
}

// stageOf is the step of one phase of the pod; cut off is what the pod's end
// left undone.
func stageOf(pg *page.Page, sp *timeline.Span, cut bool, now time.Time) stage {
	words, ok := stageNames[sp.Phase]
	if !ok {
		words = [2]string{string(sp.Phase), string(sp.Phase)}
	}
	length := page.Between(sp.Start, sp.End, now)
	switch {
	case sp.Open():
		return stage{pg.G.Open, words[1] + " " + length, draw.Accent | draw.Bold}
	case cut:
		return stage{pg.G.Dot, words[1] + " " + length, draw.Muted}
	case sp.Outcome == timeline.Failed:
		return stage{pg.G.Fail, words[1] + " " + length, draw.Failed}
	}
	return stage{pg.G.OK, words[0] + " " + length, draw.Muted}
}

// fitted are the stages that fit into w cells: without the times that the
// pod was not ready if need be, then without the first stages. cut tells that
// some of these are missing.
func fitted(all []stage, w int) (list []stage, cut bool) {
	need := func() int {
		n := -3
		for _, x := range all {
			n += draw.Width(x.glyph) + draw.Width(x.text) + 3
		}
		return n
	}
	if need() > w {
		all = slices.DeleteFunc(all, func(x stage) bool { return strings.HasSuffix(x.text, flapText) })
	}
	for len(all) > 1 && (need() > w || cut && need()+2 > w) {
		all, cut = all[1:], true
	}
	return all, cut
}

// Stages draws the strip of stages.
func Stages(c *draw.Canvas, in draw.Area, pg *page.Page) {
	x := 1
	list, cut := fitted(stages(pg), pg.W-2)
	if cut {
		x = c.Text(x, in.Y, 2, "…", draw.Muted) + 1
	}
	for i, st := range list {
		if i > 0 {
			x = c.Text(x, in.Y, 3, " "+pg.G.Sep+" ", draw.Rule)
		}
		x = c.Text(x, in.Y, pg.W-x-1, st.glyph, st.st)
		tst := st.st
		if tst == draw.Ready {
			tst = draw.Plain
		}
		x = c.Text(x, in.Y, pg.W-x-1, st.text, tst)
	}
}
