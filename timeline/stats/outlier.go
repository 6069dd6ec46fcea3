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
	q1, q2, q3 := o.quantile(0.25).Best, o.quantile(0.5).Best, o.quantile(0.75).Best
	limit := max(q3+time.Duration(fence*float64(q3-q1)), q2+noticeable)
	var out []Outlier
	for _, s := range known {
		if s.length.Lo <= limit {
			continue
		}
		l := &lives[s.of]
		x := Outlier{Pod: l.Pod.Namespace + "/" + l.Pod.Name, Length: s.length}
		x.Length.Hi = s.bounds()[2]
		for _, stage := range StartupStages(l) {
			if longer := stage.Length.Best - all.Usual(stage.Stage, 0.5, median); longer > x.Longer {
				x.Stage, x.Longer = stage.Stage, longer
			}
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b Outlier) int { return cmp.Compare(b.Length.Best, a.Length.Best) })
	return out
}

func median(d *Distribution) Quantile { return d.P50 }

// Usual returns the best estimate of how long a stage of the start-up takes in a share
// p of a group's starts; of reads that quantile. It is no time at all if so many do not
// have the stage: those that have it are what the quantile is of.
func (g *Group) Usual(stage Stage, p float64, of func(*Distribution) Quantile) time.Duration {
	d := g.Stage(stage)
	if d == nil || float64(g.Starts()-d.N) >= p*float64(g.Starts())-1e-9 {
		return 0
	}
	return of(d).Best
}

// Starts returns how many lives show how long the start-up takes; all, if none does.
func (g *Group) Starts() int {
	if d := g.Stage(Startup); d != nil {
		return d.N
	}
	return g.Lives
}
