package details

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/verdict"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// podDetails returns what the pod waits for, where the start-up time went, and
// the conditions. While it starts, the start-up comes first.
func podDetails(pg *page.Page) []draw.Line {
	var held []draw.Line
	if b := pg.Life.Verdict.Blocking; b != nil && b.Message != "" && !strings.Contains(pg.Life.Verdict.Headline, b.Message) {
		held = draw.Wrap("blocked by", page.LaneLabel(pg, b.Lane)+": "+b.Message, pg.W-14, draw.Plain)
	}
	if t := pg.Life.Termination; t != nil {
		held = append(held, draw.Flow("stopping", "", terminationParts(pg, t), pg.G.Dot, pg.W-14)...)
	}
	if f := pg.Life.Pod.Finalizers; len(f) > 0 && !pg.Life.Pod.DeletionRequested.IsZero() {
		held = append(held, draw.Line{Label: "finalizers", Text: strings.Join(f, ", "), Style: draw.Plain})
	}
	out := startupLines(pg)
	if pg.Life.Startup.Complete || ended(pg) {
		out = append(held, out...)
	} else {
		out = append(out, held...)
	}
	return slices.Concat(out, draw.Fact("conditions", conditionText(pg), draw.Plain), draw.Fact("address", pg.Life.Pod.IP, draw.Muted))
}

// startupLines say where the time until the first Ready went.
func startupLines(pg *page.Page) []draw.Line {
	st := pg.Life.Startup
	if len(st.Path) == 0 || pg.Waterfall {
		return nil
	}
	took, word := length.Total(time.Duration(st.Total)), " so far:"
	switch {
	case st.Complete:
		took, word = value.FirstReady(pg.Life), " to first Ready:"
	case pg.Life.ReadyUnseen:
		word = " since creation, earlier readiness unknown:"
	case pg.Life.Pod.Phase == "Succeeded" && pg.Life.Termination == nil:
		took, word = "ran "+took, " to completion:"
	case ended(pg):
		word = ", never Ready:"
	}
	return draw.Flow("startup", took+word+" ", pathParts(pg, st), pg.G.Dot, pg.W-14)
}

// ended reports a pod that starts no more: it is being stopped, or is done.
func ended(pg *page.Page) bool {
	return pg.Life.Termination != nil || page.Over(pg.Life) || pg.Life.Pod.Phase == "Succeeded" || pg.Life.Pod.Phase == "Failed"
}

// pathParts lists the longest stages of the start-up with their shares.
func pathParts(pg *page.Page, st timeline.Startup) []string {
	type stage struct {
		timeline.Step
		length length.Length
	}
	var steps []stage
	moments := pg.Life.PathMoments()
	for _, p := range st.Path { // one entry for what happened several times
		x := value.StepLength(moments, p)
		i := slices.IndexFunc(steps, func(x stage) bool { return x.Lane == p.Lane && x.Phase == p.Phase })
		if i < 0 {
			steps = append(steps, stage{p, x})
			continue
		}
		steps[i].Duration += p.Duration
		steps[i].Share += p.Share
		steps[i].length = steps[i].length.Plus(x)
	}
	slices.SortStableFunc(steps, func(x, y stage) int { return int(y.Duration - x.Duration) })
	var parts []string
	for _, p := range steps {
		if p.Share < 0.005 || len(parts) == 6 {
			break
		}
		name := page.DoingWord(p.Phase)
		if p.Phase == timeline.PullBackOff {
			name = "pull " + name
		}
		switch {
		case p.Lane != "" && p.Lane != "pod":
			name = page.LaneLabel(pg, p.Lane) + " " + name
		case p.Phase == timeline.NotReady: // though all its containers are
			name = "readiness gate"
		}
		parts = append(parts, name+" "+p.length.Part()+" "+page.Itoa(int(p.Share*100+0.5))+"%")
	}
	return parts
}

func conditionText(pg *page.Page) string {
	var parts []string
	for _, c := range pg.Life.Conditions {
		g := pg.G.OK
		if c.Status != "True" {
			g = pg.G.Fail
		}
		text := g + c.Type
		if c.Status != "True" && c.Reason != "" {
			text += " (" + c.Reason + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "  ")
}

// terminationParts returns "deleted", "requested 16:16:22", "grace 30s", and
// how it went.
func terminationParts(pg *page.Page, t *timeline.Termination) []string {
	parts := []string{}
	if t.By.Detail != "" {
		parts = append(parts, t.By.Detail)
	}
	parts = append(parts, "requested "+page.Moment(pg, t.Requested.Time), "grace "+length.Setting(t.Grace))
	if !t.Stopped.IsZero() {
		parts = append(parts, "containers down after "+length.Of(t.Requested, t.Stopped, pg.Now).Sentence())
	}
	if !t.Gone.IsZero() {
		gone := length.Of(t.Requested, t.Gone, pg.Now)
		if page.Over(pg.Life) {
			gone = verdict.GoneAfter(pg.Life)
		}
		parts = append(parts, "gone after "+gone.Total())
	}
	return parts
}
