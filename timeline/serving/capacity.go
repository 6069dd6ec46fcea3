package serving

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// Capacity is how many endpoints of a Service served over time.
type Capacity struct {
	Service string // namespace/name
	Wanted  int    // most of one revision that ever served at a time, a surge not being wanted; no more than its workloads want now
	Steps   []Step // whenever the number changed, oldest first
	Worst   *Dip   // nil while it was never below Wanted once it had got there
}

// Step is a change of the number of endpoints that serve.
type Step struct {
	At      time.Time
	Serving int
}

// Dip is the longest stretch with the fewest endpoints serving.
type Dip struct {
	Serving  int
	From, To timeline.Edge // To is zero while it lasts
	Length   length.Length
}

// flip is an endpoint that begins or ceases to serve.
type flip struct {
	edge     timeline.Edge
	by       int // +1 or -1
	revision string
}

// Of returns the capacity of each Service that a snapshot's pods are endpoints of,
// by name.
func Of(s *timeline.Snapshot) []Capacity {
	flips, stay := map[string][]flip{}, map[string][]*timeline.Pod{}
	for i := range s.Lives {
		l := &s.Lives[i]
		for j := range l.Lanes {
			if lane := &l.Lanes[j]; lane.Kind == timeline.LaneService {
				name := l.Pod.Namespace + "/" + lane.Name
				flips[name] = append(flips[name], flipsOf(l, lane)...)
				if l.Termination == nil && l.Pod.Gone.IsZero() {
					stay[name] = append(stay[name], &l.Pod)
				}
			}
		}
	}
	var out []Capacity
	for name, list := range flips {
		c := Capacity{Service: name, Wanted: most(list)}
		if n := asked(s, stay[name]); n > 0 {
			c.Wanted = min(c.Wanted, n) // the others were wanted once
		}
		if c.add(list, len(stay[name]) > 0, s.Now); len(c.Steps) > 0 {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b Capacity) int { return strings.Compare(a.Service, b.Service) })
	return out
}

// flipsOf returns when an endpoint began and ceased to serve. One that is on its
// way out may still answer; new connections go elsewhere while others are ready.
func flipsOf(l *timeline.Life, lane *timeline.Lane) []flip {
	var out []flip
	for i := range lane.Spans {
		sp := &lane.Spans[i]
		if sp.Track != timeline.TrackEndpoint || sp.Phase != timeline.Ready {
			continue
		}
		out = append(out, flip{sp.Start, 1, l.Pod.Owner + l.Pod.Revision})
		if !sp.End.IsZero() {
			out = append(out, flip{sp.End, -1, l.Pod.Owner + l.Pod.Revision})
		}
	}
	return out
}

// asked returns how many pods the workloads of some want; 0 where that is not known of
// one of them.
func asked(s *timeline.Snapshot, pods []*timeline.Pod) int {
	n, seen := 0, map[*timeline.Workload]bool{}
	for _, p := range pods {
		w := timeline.Find(s.Workloads, func(w *timeline.Workload) bool { return w.Rollout.State != "" && w.Has(p) })
		switch {
		case w == nil:
			return 0
		case !seen[w]:
			n, seen[w] = n+w.Wanted, true
		}
	}
	return n
}

// add adds up the flips of a Service, in order. Where none of its pods is to stay, what
// went after the last moment at which all served is no dip: nothing is wanted then.
func (c *Capacity) add(flips []flip, stay bool, now time.Time) {
	var whole *Dip
	serving, reached := 0, false
	var dip *Dip
	for i, f := range flips {
		serving += f.by
		if i+1 < len(flips) && flips[i+1].edge.Time.Equal(f.edge.Time) {
			continue // of one slice: a single change
		}
		if n := len(c.Steps); n > 0 && c.Steps[n-1].Serving == serving {
			continue
		}
		c.Steps = append(c.Steps, Step{f.edge.Time, serving})
		if dip != nil {
			dip.To, dip.Length = f.edge, length.Between(dip.From, f.edge)
			c.Worst, dip = worse(c.Worst, dip), nil
		}
		if reached = reached || serving >= c.Wanted; reached && serving < c.Wanted {
			dip = &Dip{Serving: serving, From: f.edge}
		} else {
			whole = c.Worst
		}
	}
	if !stay {
		c.Worst = whole
	} else if dip != nil {
		dip.Length = length.Since(dip.From, now)
		c.Worst = worse(c.Worst, dip)
	}
}

// most puts flips in order, and returns how many endpoints of one revision served at a time.
func most(flips []flip) int {
	slices.SortStableFunc(flips, func(a, b flip) int { return a.edge.Time.Compare(b.edge.Time) })
	n, serving := 0, map[string]int{}
	for _, f := range flips {
		serving[f.revision] += f.by
		n = max(n, serving[f.revision])
	}
	return n
}

// worse returns the dip with fewer serving, or the longer one.
func worse(a, b *Dip) *Dip {
	if a == nil || b.Serving < a.Serving || b.Serving == a.Serving && b.Length.Best > a.Length.Best {
		return b
	}
	return a
}
