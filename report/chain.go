package report

import (
	"strings"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/stats"
)

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
