package header

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/verdict"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// stage is one step of the strip under the identity line.
type stage struct {
	glyph string
	text  string
	st    draw.Style
	flaps bool      // counts how often the pod was not ready
	at    time.Time // when it began
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

// stages returns the life as steps: the start-up phase by phase with what each
// took, when it was first ready, how often it was not, and the way down.
func stages(pg *page.Page) []stage {
	var out []stage
	pod := pg.Life.Lane("pod")
	if pod == nil {
		return nil
	}
	seenReady, flaps, flapping := false, 0, time.Time{}
	end, ended := outcome(pg)
	for i := range pod.Spans {
		sp := &pod.Spans[i]
		last := i == len(pod.Spans)-1
		if ended && last && cutOff(sp, seenReady) {
			continue
		}
		if sp.Phase == timeline.Ready {
			if !seenReady {
				out = append(out, stage{pg.G.OK, "ready @" + value.FirstReady(pg.Life), draw.Ready, false, sp.Start.Time})
			}
			seenReady = true
			continue
		}
		if seenReady && sp.Phase == timeline.NotReady && !(sp.Open() && last) {
			if flaps++; flaps == 1 {
				flapping = sp.Start.Time
			}
			continue
		}
		if flaps > 0 {
			out, flaps = append(out, flapped(pg, flaps, flapping)), 0
		}
		cut := !seenReady && i+1 < len(pod.Spans) && pod.Spans[i+1].Phase == timeline.Terminating
		out = append(out, stageOf(pg, sp, cut))
	}
	if flaps > 0 {
		out = append(out, flapped(pg, flaps, flapping))
	}
	switch now := page.LastOpen(pod, timeline.TrackPod); {
	case ended:
		out = append(out, end)
	case now != nil && now.Phase == timeline.Ready && again(out) && !page.Over(pg.Life):
		out = append(out, stage{pg.G.Open, "ready " + page.Lasting(pg, now.Start.Time), draw.Ready, false, now.Start.Time})
	}
	if page.Over(pg.Life) {
		out = append(out, stage{pg.G.OK, "gone", draw.Muted, false, pg.End})
	}
	return out
}

// cutOff reports whether a span is one that the pod's own end cut off.
func cutOff(sp *timeline.Span, seenReady bool) bool {
	return sp.Phase == timeline.NotReady || sp.Phase == timeline.Starting && !seenReady
}

// outcome returns how a pod ended by itself, if it did.
func outcome(pg *page.Page) (stage, bool) {
	switch {
	case pg.Life.Termination != nil:
	case pg.Life.Pod.Phase == "Succeeded":
		return stage{pg.G.OK, "completed", draw.Ready, false, pg.End}, true
	case pg.Life.Pod.Phase == "Failed":
		return stage{pg.G.Fail, "failed", draw.Failed, false, pg.End}, true
	}
	return stage{}, false
}

// again reports whether something came after the pod was first ready: then what
// it is now is a stage of its own.
func again(list []stage) bool { return len(list) > 0 && list[len(list)-1].flaps }

// flapped returns the stage that counts how often the pod was not ready, or was restarted
// where that is why.
func flapped(pg *page.Page, n int, first time.Time) stage {
	restarts := 0
	for i := range pg.Life.Lanes {
		if l := &pg.Life.Lanes[i]; l.Kind != timeline.LaneInit {
			restarts += l.Restarts
		}
	}
	switch {
	case restarts > 0:
		return stage{pg.G.Restart + page.Itoa(restarts), "", draw.SevWarning, true, first}
	case n > 1:
		return stage{pg.G.Fail, "not ready " + page.Itoa(n) + pg.G.Times, draw.Failed, true, first}
	}
	return stage{pg.G.Fail, "not ready", draw.Failed, true, first}
}

// stageOf returns the step of one phase of the pod; cut off is what the pod's
// end left undone.
func stageOf(pg *page.Page, sp *timeline.Span, cut bool) stage {
	words, ok := stageNames[sp.Phase]
	if !ok {
		words = [2]string{string(sp.Phase), string(sp.Phase)}
	}
	lasted := page.Took(pg, sp.Start, sp.End)
	if sp.Phase == timeline.Terminating && page.Over(pg.Life) && sp.End.Time.Equal(pg.Life.Pod.Gone) && pg.Life.Termination != nil {
		lasted = value.Whole(verdict.GoneAfter(pg.Life))
	}
	switch {
	case sp.Open():
		st := draw.Accent
		if v := pg.Life.Verdict; page.Bad(v.Severity) {
			st = page.SeverityStyle[v.Severity]
		}
		return stage{pg.G.Open, words[1] + " " + lasted, st | draw.Bold, false, sp.Start.Time}
	case cut:
		return stage{pg.G.Dot, words[1] + " " + lasted, draw.Muted, false, sp.Start.Time}
	case sp.Outcome == timeline.Failed:
		return stage{pg.G.Fail, words[1] + " " + lasted, draw.Failed, false, sp.Start.Time}
	}
	return stage{pg.G.OK, words[0] + " " + lasted, draw.Muted, false, sp.Start.Time}
}

// fitted returns the stages that fit into w cells: without the first stages if need be.
// cut means that some are missing.
func fitted(all []stage, w int) (list []stage, cut bool) {
	need := func() int {
		n := -3
		for _, x := range all {
			n += draw.Width(x.glyph) + draw.Width(x.text) + 3
		}
		return n
	}
	for len(all) > 1 && (need() > w || cut && need()+2 > w) {
		all, cut = all[1:], true
	}
	return all, cut
}

// placed calls f for each stage that fits, with the column where it begins.
func placed(pg *page.Page, f func(x int, st stage)) (cut bool) {
	list, cut := fitted(stages(pg), pg.W-2)
	x := 1
	if cut {
		x += 2
	}
	for _, st := range list {
		f(x, st)
		x += draw.Width(st.glyph) + draw.Width(st.text) + 3
	}
	return cut
}

// Stages draws the strip of stages.
func Stages(c *draw.Canvas, in draw.Area, pg *page.Page) {
	begin := 0
	cut := placed(pg, func(x int, st stage) {
		if begin > 0 {
			c.Text(x-3, in.Y, 3, " "+pg.G.Sep+" ", draw.Rule)
		}
		begin = x
		x = c.Text(x, in.Y, pg.W-x-1, st.glyph, st.st)
		tst := st.st
		if tst == draw.Ready {
			tst = draw.Plain
		}
		c.Text(x, in.Y, pg.W-x-1, st.text, tst)
	})
	if cut {
		c.Text(1, in.Y, 2, "…", draw.Muted)
	}
}

// StageAt returns when the stage in a column of the strip began.
func StageAt(pg *page.Page, column int) (at time.Time, ok bool) {
	placed(pg, func(x int, st stage) {
		if column >= x && column < x+draw.Width(st.glyph)+draw.Width(st.text) {
			at, ok = st.at, true
		}
	})
	return at, ok
}
