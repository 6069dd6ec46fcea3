// Package stats says how long the stages of many lives took: quantiles of
// lengths that are themselves known only within bounds, by revision, node, and
// how the image came, and how two groups of lives compare. It must not know how
// a life is folded, or how numbers are printed.
package stats

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// Distribution is how long a stage took in the lives of a group.
type Distribution struct {
	Stage
	Stop               bool // of the termination, which may have a stage of the start-up's name
	N                  int  // lives that it occurred in
	Open               int  // … in which it still goes on
	P50, P90, P99, Max Quantile
}

// Group is the lives that have something in common.
type Group struct {
	By, Value string // what, such as "revision" and "d94984565"; "" for all lives
	Lives     int
	Ready     int // have been ready
	Starting  int // are on their way to the first Ready
	Never     int // ended, or failed and were deleted, without having been ready
	Completed int // … of these, succeeded, as a Job's do
	Deleted   int // were deleted on their way to the first Ready: no measure of it
	Unknown   int // were ready, perhaps, before they were watched
	// Stages: Startup first, then its parts in the order of their beginnings, then
	// those of the termination. A stage that no life has is not there. Where lives were
	// ready, or are on their way, the parts are of those alone, as Startup is.
	Stages []Distribution
}

// Outlier is a life that took far longer than the others to become ready.
type Outlier struct {
	Pod    string        // namespace/name
	Length length.Length // without an upper bound, if it is not ready yet
	Stage  Stage         // the stage that differs most from the usual
	Longer time.Duration // … by so much, from its median
}

// Summary is what many lives have in common, and what not.
type Summary struct {
	All      Group
	Groups   []Group // by revision, node and image, where there are two of a kind
	Outliers []Outlier
}

// Of sums up lives, each taken at its own now.
func Of(lives []timeline.Life) Summary {
	all := make([]int, len(lives))
	for i := range lives {
		all[i] = i
	}
	s := Summary{All: groupOf(lives, all)}
	for _, d := range dimensions {
		var order []string
		members := map[string][]int{}
		for i := range lives {
			if v := d.of(&lives[i]); v != "" {
				if members[v] == nil {
					order = append(order, v)
				}
				members[v] = append(members[v], i)
			}
		}
		if len(order) < 2 {
			continue
		}
		for _, v := range order {
			g := groupOf(lives, members[v])
			g.By, g.Value = d.by, v
			s.Groups = append(s.Groups, g)
		}
	}
	s.Outliers = outliers(lives, s.All)
	return s
}

// dimensions are what lives are grouped by.
var dimensions = []struct {
	by string
	of func(*timeline.Life) string
}{
	{"revision", Revision},
	{"node", func(l *timeline.Life) string { return l.Pod.Node }},
	{"image", image},
}

// Revision returns which version of its workload's template a pod was made from,
// as its labels have it, or else its ReplicaSet's name; "" if that is unknown.
func Revision(l *timeline.Life) string {
	if l.Pod.Revision != "" {
		return l.Pod.Revision
	}
	name, _ := strings.CutPrefix(l.Pod.Owner, replicaSet)
	return strings.TrimPrefix(name, l.Pod.Owner)
}

const replicaSet = "ReplicaSet/"

// image returns whether a pod's first containers had to wait for an image:
// "pulled" if one did, "present" if none did, "" if that is not known.
func image(l *timeline.Life) string {
	known := ""
	for i := range l.Lanes {
		if len(l.Lanes[i].Attempts) == 0 {
			continue
		}
		switch p := l.Lanes[i].Attempts[0].Pull; {
		case p.Present:
			known = cmp.Or(known, "present")
		case p != timeline.Pull{}:
			return "pulled"
		}
	}
	return known
}

// groupOf sums up the lives with the given indexes.
func groupOf(lives []timeline.Life, of []int) Group {
	g := Group{Lives: len(of)}
	for _, i := range of {
		g.count(&lives[i])
	}
	measure := g.measures()
	starts, stops := map[Stage][]sample{}, map[Stage][]sample{}
	var startup, stop []Stage
	for _, i := range of {
		l := &lives[i]
		open := Starting(l)
		if l.Startup.Complete || open {
			add(starts, sample{i, StartupLength(l), open}, Startup)
		}
		if !measure(l) {
			continue
		}
		stages := StartupStages(l)
		for k, x := range stages {
			startup = ordinal(startup, stages, k)
			add(starts, sample{i, x.Length, open && x.Stage == lastStep(l)}, x.Stage)
		}
	}
	for _, i := range of {
		stages := StopStages(&lives[i])
		for k, x := range stages {
			stop = ordinal(stop, stages, k)
			add(stops, sample{i, x.Length, false}, x.Stage)
		}
	}
	for _, stage := range slices.Concat([]Stage{Startup}, startup) {
		if list := starts[stage]; len(list) > 0 {
			g.Stages = append(g.Stages, distribution(stage, false, list))
		}
	}
	for _, stage := range stop {
		if list := stops[stage]; len(list) > 0 {
			g.Stages = append(g.Stages, distribution(stage, true, list))
		}
	}
	return g
}

// lastStep returns the stage that a startup path has got to.
func lastStep(l *timeline.Life) Stage {
	step := l.Startup.Path[len(l.Startup.Path)-1]
	return Stage{step.Lane, step.Phase}
}

func add(samples map[Stage][]sample, s sample, stage Stage) {
	if s.length.Known {
		samples[stage] = append(samples[stage], s)
	}
}

// ordinal inserts stage k of a life into the order of all: after those that are
// before it in that life.
func ordinal(order []Stage, stages []StageLength, k int) []Stage {
	if slices.Contains(order, stages[k].Stage) {
		return order
	}
	after := 0
	for _, earlier := range stages[:k] {
		after = max(after, slices.Index(order, earlier.Stage)+1)
	}
	return slices.Insert(order, after, stages[k].Stage)
}

func distribution(stage Stage, stop bool, samples []sample) Distribution {
	o := order(samples)
	d := Distribution{Stage: stage, Stop: stop, N: len(samples), P50: o.quantile(0.5), P90: o.quantile(0.9), P99: o.quantile(0.99), Max: o.quantile(1)}
	d.Open = timeline.Count(samples, func(s *sample) bool { return s.open })
	return d
}

// Stage returns how long a stage of the start-up took; nil if no life of the group has it.
func (g *Group) Stage(stage Stage) *Distribution { return g.find(stage, false) }

func (g *Group) find(stage Stage, stop bool) *Distribution {
	return timeline.Find(g.Stages, func(d *Distribution) bool { return d.Stage == stage && d.Stop == stop })
}
