package ui

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// podDetails: where the start-up time went, and the conditions.
func (a *app) podDetails(s *scene) []line {
	var out []line
	if st := s.life.Startup; len(st.Path) > 0 {
		word := "so far"
		switch {
		case st.Complete:
			word = "to first Ready"
		case s.life.ReadyUnseen:
			word = "since creation, Ready not seen"
		}
		out = append(out, wrap("startup", short(time.Duration(st.Total))+" "+word+":  "+a.pathText(s, st), a.w-15, plain)...)
	}
	if b := s.life.Verdict.Blocking; b != nil && b.Message != "" {
		out = append(out, wrap("blocked by", laneLabel(s, b.Lane)+": "+b.Message, a.w-14, plain)...)
	}
	if t := s.life.Termination; t != nil {
		out = append(out, line{"stopping", a.terminationText(s, t), plain})
	}
	if c := a.conditionText(s); c != "" {
		out = append(out, line{"conditions", c, plain})
	}
	if f := s.life.Pod.Finalizers; len(f) > 0 && !s.life.Pod.DeletionRequested.IsZero() {
		out = append(out, line{"finalizers", strings.Join(f, ", "), plain})
	}
	if s.life.Pod.IP != "" {
		out = append(out, line{"address", s.life.Pod.IP, muted})
	}
	return out
}

// pathText lists the longest stages of the start-up with their shares.
func (a *app) pathText(s *scene, st timeline.Startup) string {
	var steps []timeline.Step
	for _, p := range st.Path { // one entry for what happened several times
		i := slices.IndexFunc(steps, func(x timeline.Step) bool { return x.Lane == p.Lane && x.Phase == p.Phase })
		if i < 0 {
			steps = append(steps, p)
			continue
		}
		steps[i].Duration += p.Duration
		steps[i].Share += p.Share
	}
	slices.SortStableFunc(steps, func(x, y timeline.Step) int { return int(y.Duration - x.Duration) })
	var parts []string
	for _, p := range steps {
		if p.Share < 0.005 || len(parts) == 6 {
			break
		}
		name := word(doing, p.Phase)
		if p.Lane != "" && p.Lane != "pod" {
			name = laneLabel(s, p.Lane) + " " + name
		}
		parts = append(parts, name+" "+short(time.Duration(p.Duration))+" "+itoa(int(p.Share*100+0.5))+"%")
	}
	return strings.Join(parts, " "+a.g.dot+" ")
}

func (a *app) conditionText(s *scene) string {
	var parts []string
	for _, c := range s.life.Conditions {
		g := a.g.ok
		if c.Status != "True" {
			g = a.g.fail
		}
		text := g + c.Type
		if c.Status != "True" && c.Reason != "" {
			text += " (" + c.Reason + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "  ")
}

// terminationText is "deleted 16:16:22 · grace 30s · preStop 15.4s".
func (a *app) terminationText(s *scene, t *timeline.Termination) string {
	parts := []string{}
	if t.By != "" {
		parts = append(parts, t.By)
	}
	parts = append(parts, "requested "+a.moment(s, t.Requested.Time), "grace "+whole(t.Grace))
	if !t.Stopped.IsZero() {
		parts = append(parts, "containers down after "+between(t.Requested, t.Stopped, s.now))
	}
	if !t.Gone.IsZero() {
		parts = append(parts, "gone after "+between(t.Requested, t.Gone, s.now))
	}
	return strings.Join(parts, " "+a.g.dot+" ")
}
