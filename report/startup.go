package report

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/stats"
	"github.com/podlife/podlife/timeline/verdict"
)

// startup writes creation → first Ready, each moment attributed: where the time went.
func (v view) startup() {
	s := v.life.Startup
	if len(s.Path) == 0 {
		return
	}
	v.section("STARTUP  " + v.startupSummary())
	lane := 0
	for _, step := range s.Path {
		lane = max(lane, min(words.Columns(step.Lane), 36, max(v.width-64, 12)))
	}
	wide := min(max(v.width-lane-52, 6), 20)
	moments := v.life.PathMoments()
	for _, step := range s.Path {
		v.row(2, []int{8, 7, 4, wide, lane}, []string{
			v.offsets.at(timeline.ExactEdge(step.Start)), "+" + stats.StepLength(moments, step.Start, step.Duration).Part(), words.Left(words.Percent(step.Share), 4), bar(step.Share, wide), words.Cut(step.Lane, lane),
		}, words.StepName(step.Phase), 1)
	}
}

func (v view) startupSummary() string {
	s := v.life.Startup
	took := length.Total(time.Duration(s.Total))
	if s.Complete && !v.life.ReadyUnseen {
		last := verdict.Critical(v.life, v.now)
		return words.Join("; ", v.readyAfter()+" from "+v.beginning()+" to ready", words.Unless(last+" was ready last", last == ""))
	}
	end := ""
	switch p := v.life.Pod; {
	case v.life.Termination != nil:
		end = " from " + v.beginning() + " to the request to stop"
	case !p.Gone.IsZero() || p.Phase == "Succeeded" || p.Phase == "Failed":
		end = " from " + v.beginning() + " to its end"
	}
	switch {
	case v.life.Pod.Phase == "Succeeded" && !s.Complete && v.life.Termination == nil:
		return "ran " + took + " to completion"
	case v.life.ReadyUnseen:
		return took + cmp.Or(end, " since "+v.beginning()) + "; readiness before podlife attached is unknown"
	case end == "" && v.life.NowUnknown:
		return "not ready at least " + took + " after " + v.beginning()
	case end == "":
		return "not ready " + took + " after " + v.beginning()
	}
	return "never ready; " + took + end
}

// facts writes what is known of the stages that took most of the start.
func (v view) facts() {
	facts := verdict.StartupFacts(v.life, v.now)
	if len(facts) == 0 {
		return
	}
	v.section("LONGEST  what is known of the stages that took most of it")
	names := make([]string, len(facts))
	wide := 0
	for i, f := range facts {
		names[i] = f.Lane + " " + words.StepName(f.Phase)
		wide = max(wide, min(words.Columns(names[i]), 44))
	}
	for i, f := range facts {
		v.row(2, []int{6, 4, wide}, []string{words.Left(v.factLength(f), 6), words.Left(words.Percent(f.Share), 4), cutStage(names[i], wide)}, f.Text, 3)
	}
}

// factLength returns how long a stage took in all its stretches.
func (v view) factLength(f verdict.Fact) string {
	for _, stage := range stats.StartupStages(v.life) {
		if stage.Lane == f.Lane && stage.Phase == f.Phase {
			return stage.Length.Part()
		}
	}
	return length.Total(time.Duration(f.Duration))
}

// readyAfter returns how long it took, or at most took: who comes late sees
// when the pod became ready last, which need not have been the first time.
func (v view) readyAfter() string {
	x := stats.StartupLength(v.life)
	if lane := v.life.Lane("pod"); lane != nil {
		i := slices.IndexFunc(lane.Spans, func(s timeline.Span) bool { return s.Phase == timeline.Ready })
		if i >= 0 {
			x = length.Between(lane.Spans[0].Start, lane.Spans[i].Start)
		}
	}
	return x.Total()
}

// bar returns a share of n columns; more than nothing is at least a thin line.
func bar(share float64, n int) string {
	if share <= 0 || math.IsNaN(share) {
		return ""
	}
	halves := int(math.Round(min(share, 1) * float64(2*n)))
	if halves == 0 {
		return "▏"
	}
	return strings.Repeat("█", halves/2) + strings.Repeat("▌", halves%2)
}

// link is a step of a path as it is shown in one line.
type link struct {
	timeline.Step
	length length.Length
}

// links returns the steps of a path without those too short to
// matter; what they separated becomes one.
func (v view) links(path timeline.Startup) []link {
	var list []link
	moments := v.life.Moments()
	for _, step := range path.Path {
		x := stats.StepLength(moments, step.Start, step.Duration)
		switch n := len(list); {
		case step.Share < 0.05 && x.Best < 100*time.Millisecond:
		case n > 0 && list[n-1].Lane == step.Lane && list[n-1].Phase == step.Phase:
			list[n-1].Share += step.Share
			list[n-1].length = list[n-1].length.Plus(x)
		default:
			list = append(list, link{step, x})
		}
	}
	return list
}

// chain returns a path in one line: each with its length, and its share where it counts.
func (v view) chain(path timeline.Startup, own string) string {
	links := v.links(path)
	parts := make([]string, len(links))
	for i, s := range links {
		name := words.StepName(s.Phase)
		if s.Lane != own && s.Lane != "pod" {
			name = v.who(s.Lane) + " " + name
		}
		parts[i] = name + " " + s.length.Part()
		if s.Share >= 0.1 && len(path.Path) > 1 {
			parts[i] += " " + words.Percent(s.Share)
		}
	}
	return strings.Join(parts, " · ")
}
