package ui

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// podDetails: what the pod waits for, where the start-up time went, and the
// conditions. While it starts, the start-up comes first.
func (a *app) podDetails(s *scene) []draw.Line {
	var held []draw.Line
	if b := s.life.Verdict.Blocking; b != nil && b.Message != "" {
		held = draw.Wrap("blocked by", laneLabel(s, b.Lane)+": "+b.Message, a.w-14, draw.Plain)
	}
	if t := s.life.Termination; t != nil {
		held = append(held, draw.Flow("stopping", "", a.terminationParts(s, t), a.g.Dot, a.w-14)...)
	}
	if f := s.life.Pod.Finalizers; len(f) > 0 && !s.life.Pod.DeletionRequested.IsZero() {
		held = append(held, draw.Line{Label: "finalizers", Text: strings.Join(f, ", "), Style: draw.Plain})
	}
	out := a.startupLines(s)
	if s.life.Startup.Complete || a.ended(s) {
		out = append(held, out...)
	} else {
		out = append(out, held...)
	}
	if c := a.conditionText(s); c != "" {
		out = append(out, draw.Line{Label: "conditions", Text: c, Style: draw.Plain})
	}
	if s.life.Pod.IP != "" {
		out = append(out, draw.Line{Label: "address", Text: s.life.Pod.IP, Style: draw.Muted})
	}
	return out
}

// startupLines tell where the time until the first Ready went.
func (a *app) startupLines(s *scene) []draw.Line {
	st := s.life.Startup
	if len(st.Path) == 0 {
		return nil
	}
	took, word := short(time.Duration(st.Total)), " so far:"
	switch {
	case st.Complete:
		took, word = toFirstReady(s.life, took), " to first Ready:"
	case s.life.ReadyUnseen:
		word = " since creation, Ready not seen:"
	case a.ended(s):
		word = ", never Ready:"
	}
	return draw.Flow("startup", took+word+" ", a.pathParts(s, st), a.g.Dot, a.w-14)
}

// toFirstReady is what the start took, or the most it can have taken: who comes
// late sees when the pod became ready last, which need not have been the first time.
func toFirstReady(l *timeline.Life, took string) string {
	spans := l.Lane("pod").Spans
	i := slices.IndexFunc(spans, func(sp timeline.Span) bool { return sp.Phase == timeline.Ready })
	if i >= 0 && spans[i].Start.Uncertainty() > 2*time.Second {
		return atMost(spans[i].Start.Latest.Sub(spans[0].Start.Earliest))
	}
	return took
}

// ended reports a pod that starts no more: it is being stopped, or is done.
func (a *app) ended(s *scene) bool {
	return s.life.Termination != nil || over(s.life) || s.life.Pod.Phase == "Succeeded" || s.life.Pod.Phase == "Failed"
}

// pathParts lists the longest stages of the start-up with their shares.
func (a *app) pathParts(s *scene, st timeline.Startup) []string {
	type stage struct {
		timeline.Step
		unsure time.Duration // of its length
	}
	var steps []stage
	moments := s.life.Moments()
	for _, p := range st.Path { // one entry for what happened several times
		unsure := moments.At(p.Start).Uncertainty() + moments.At(p.Start.Add(time.Duration(p.Duration))).Uncertainty()
		i := slices.IndexFunc(steps, func(x stage) bool { return x.Lane == p.Lane && x.Phase == p.Phase })
		if i < 0 {
			steps = append(steps, stage{p, unsure})
			continue
		}
		steps[i].Duration += p.Duration
		steps[i].Share += p.Share
		steps[i].unsure += unsure
	}
	slices.SortStableFunc(steps, func(x, y stage) int { return int(y.Duration - x.Duration) })
	var parts []string
	for _, p := range steps {
		if p.Share < 0.005 || len(parts) == 6 {
			break
		}
		name := word(doing, p.Phase)
		if p.Phase == timeline.PullBackOff {
			name = "pull " + name
		}
		switch {
		case p.Lane != "" && p.Lane != "pod":
			name = laneLabel(s, p.Lane) + " " + name
		case p.Phase == timeline.NotReady: // though all its containers are
			name = "readiness gate"
		}
		parts = append(parts, name+" "+about(time.Duration(p.Duration), p.unsure)+" "+itoa(int(p.Share*100+0.5))+"%")
	}
	return parts
}

func (a *app) conditionText(s *scene) string {
	var parts []string
	for _, c := range s.life.Conditions {
		g := a.g.Ok
		if c.Status != "True" {
			g = a.g.Fail
		}
		text := g + c.Type
		if c.Status != "True" && c.Reason != "" {
			text += " (" + c.Reason + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "  ")
}

// terminationParts are "deleted", "requested 16:16:22", "grace 30s", and how it went.
func (a *app) terminationParts(s *scene, t *timeline.Termination) []string {
	parts := []string{}
	if t.By.Detail != "" {
		parts = append(parts, t.By.Detail)
	}
	parts = append(parts, "requested "+a.moment(s, t.Requested.Time), "grace "+whole(t.Grace))
	if !t.Stopped.IsZero() {
		parts = append(parts, "containers down after "+between(t.Requested, t.Stopped, s.now))
	}
	if !t.Gone.IsZero() {
		parts = append(parts, "gone after "+between(t.Requested, t.Gone, s.now))
	}
	return parts
}
