package stats

import (
	"cmp"
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
)

// An outlier takes longer, for certain, than the third quartile and one and a
// half times the distance of the quartiles (Tukey's fence), and by what a person
// would notice. Fewer than five lives have none.
const (
	fence      = 1.5
	fewest     = 5
	noticeable = time.Second
)

// outliers returns the lives that took far longer to become ready than the
// others, the longest first.
func outliers(lives []timeline.Life, all Group) []Outlier {
	var known []sample
	for i := range lives {
		if l := &lives[i]; l.Startup.Complete || Starting(l) {
			if x := StartupLength(l); x.Known {
				known = append(known, sample{i, x, !l.Startup.Complete})
			}
		}
	}
	if len(known) < fewest {
		return nil
	}
	o := order(known)
	q1, median, q3 := o.quantile(0.25).Best, o.quantile(0.5).Best, o.quantile(0.75).Best
	limit := max(q3+time.Duration(fence*float64(q3-q1)), median+noticeable)
	var out []Outlier
	for _, s := range known {
		if s.length.Lo <= limit {
			continue
		}
		l := &lives[s.of]
		x := Outlier{Pod: l.Pod.Namespace + "/" + l.Pod.Name, Length: s.length}
		x.Length.Hi = s.bounds()[2]
		for _, stage := range StartupStages(l) {
			if longer := stage.Length.Best - all.usual(stage.Stage); longer > x.Longer {
				x.Stage, x.Longer = stage.Stage, longer
			}
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b Outlier) int { return cmp.Compare(b.Length.Best, a.Length.Best) })
	return out
}

// usual returns how long a stage of the start-up takes in the middle of all lives: no
// time at all if most do not have it.
func (g *Group) usual(stage Stage) time.Duration {
	if d := g.Stage(stage); d != nil && 2*d.N > g.Lives {
		return d.P50.Best
	}
	return 0
}
