package report

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// startup is creation → first Ready, each moment attributed: where the time went.
func (v view) startup() {
	s := v.life.Startup
	if len(s.Path) == 0 {
		return
	}
	v.section("STARTUP  " + v.startupSummary())
	lane := 0
	for _, step := range s.Path {
		lane = max(lane, min(columns(step.Lane), 36, max(v.width-64, 12)))
	}
	wide := min(max(v.width-lane-52, 6), 20)
	moments := v.life.Moments()
	for _, step := range s.Path {
		v.row(2, []int{8, 7, 4, wide, lane}, []string{
			v.axis.at(momentEdge(step.Start)), "+" + about(pathLength(moments, step.Start, step.Duration)), left(percent(step.Share), 4), bar(step.Share, wide), cut(step.Lane, lane),
		}, stepName(step.Phase), 1)
	}
}

func (v view) startupSummary() string {
	s := v.life.Startup
	took := total(time.Duration(s.Total))
	if s.Complete && !v.life.ReadyUnseen {
		return join("; ", v.readyAfter()+" from creation to ready", suffix(v.life.Critical(v.now), " was ready last"))
	}
	end := ""
	switch p := v.life.Pod; {
	case v.life.Termination != nil:
		end = " from creation to the request to stop"
	case !p.Gone.IsZero() || p.Phase == "Succeeded" || p.Phase == "Failed":
		end = " from creation to its end"
	}
	switch {
	case v.life.ReadyUnseen:
		return took + cmp.Or(end, " since creation") + "; whether it was ever ready was not seen"
	case end == "":
		return "not ready " + took + " after creation"
	}
	return "never ready; " + took + end
}

func suffix(s, end string) string {
	if s == "" {
		return ""
	}
	return s + end
}

// facts tells what is known of the stages that took most of the start.
func (v view) facts() {
	facts := v.life.StartupFacts(v.now)
	if len(facts) == 0 {
		return
	}
	v.section("LONGEST  what is known of the stages that took most of it")
	names := make([]string, len(facts))
	wide := 0
	for i, f := range facts {
		names[i] = f.Lane + " " + stepName(f.Phase)
		wide = max(wide, min(columns(names[i]), 44))
	}
	for i, f := range facts {
		v.row(2, []int{6, 4, wide}, []string{left(v.factLength(f), 6), left(percent(f.Share), 4), cut(names[i], wide)}, f.Text, 3)
	}
}

// factLength is how long a stage took in all its stretches.
func (v view) factLength(f timeline.Fact) string {
	for _, stage := range pathLengths(v.life) {
		if stage.lane == f.Lane && stage.phase == f.Phase {
			return about(stage.length)
		}
	}
	return total(time.Duration(f.Took))
}

// readyAfter is how long it took, or at most took: who comes late sees when
// the pod became ready last, which need not have been the first time.
func (v view) readyAfter() string {
	if lane := v.life.Lane("pod"); lane != nil {
		i := slices.IndexFunc(lane.Spans, func(s timeline.Span) bool { return s.Phase == timeline.Ready })
		if i >= 0 && lane.Spans[i].Start.Uncertainty() > 2*time.Second {
			return upTo(lane.Spans[i].Start.Latest.Sub(lane.Spans[0].Start.Earliest))
		}
	}
	return total(time.Duration(v.life.Startup.Total))
}

// stepName words the two names for time that is no stage of the pod.
func stepName(p timeline.Phase) string {
	switch p {
	case timeline.Kubelet:
		return "(kubelet)"
	case timeline.Unattributed:
		return "(no signal tells)"
	}
	return string(p)
}

func momentEdge(t time.Time) timeline.Edge {
	return timeline.Edge{Time: t, Earliest: t, Latest: t}
}

// left aligns a number to the right of n columns.
func left(s string, n int) string { return strings.Repeat(" ", max(n-columns(s), 0)) + s }

// bar is a share of n columns; more than nothing is at least a thin line.
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
