package verdict

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
)

// startup is a life on its way from creation to the first Ready.
type startup struct {
	*lifeView
	end      time.Time // the first Ready, or where the way there ended
	complete bool      // it became Ready
}

func newStartup(life *timeline.Life, now time.Time) startup {
	s := startup{lifeView: newLifeView(life, now)}
	s.end, s.complete = s.startEnd()
	return s
}

// StartupPath attributes creation → first Ready to the stages that gated it.
// For a pod that was never Ready it ends with the pod, or now.
func StartupPath(l *timeline.Life, now time.Time) timeline.Startup {
	s := newStartup(l, now)
	from, to := s.created().Time.Round(time.Millisecond), s.end.Round(time.Millisecond)
	if s.created().IsZero() || !to.After(from) || s.vague() {
		return timeline.Startup{Complete: s.complete, Path: []timeline.Step{}}
	}
	p := pathOf(s.gates(from, to), from, to)
	return timeline.Startup{Complete: s.complete, Total: timeline.Duration(to.Sub(from)), Path: p}
}

// vagueStart is how little may be known of a start's first steps for shares of it to
// say anything: a text that prints ages in hours has none.
const vagueStart = 10 * time.Second

// vague reports whether it is not known when the life was created, or when it
// got its node.
func (s startup) vague() bool {
	if s.created().Uncertainty() > vagueStart {
		return true
	}
	return slices.ContainsFunc(s.pod.Spans, func(sp timeline.Span) bool {
		return sp.Phase == timeline.Preparing && sp.Start.Uncertainty() > vagueStart
	})
}

func (s startup) startEnd() (end time.Time, complete bool) {
	if sp := timeline.Find(s.pod.Spans, func(sp *timeline.Span) bool { return sp.Phase == timeline.Ready }); sp != nil {
		return sp.Start.Time, true
	}
	end = s.now
	earlier := func(t time.Time) {
		if !t.IsZero() && t.Before(end) {
			end = t
		}
	}
	earlier(s.life.Pod.Gone)
	if t := s.life.Termination; t != nil {
		earlier(t.Requested.Time)
	} else {
		earlier(s.life.Pod.DeletionRequested)
	}
	if s.life.Pod.Phase == "Succeeded" || s.life.Pod.Phase == "Failed" {
		earlier(ending{s.lifeView}.ended().since)
	}
	return end, false
}

// gate is a span as a candidate for holding progress up; higher ranks win.
type gate struct {
	lane       string
	phase      timeline.Phase
	rank       int
	start, end time.Time
}

// pathOf gives every stretch between two edges to the highest gate over it.
func pathOf(gates []gate, from, to time.Time) []timeline.Step {
	cuts := make([]time.Time, 0, 2*len(gates)+2)
	cuts = append(cuts, from, to)
	for i := range gates {
		cuts = append(cuts, gates[i].start, gates[i].end)
	}
	slices.SortFunc(cuts, time.Time.Compare)
	slices.SortStableFunc(gates, func(a, b gate) int { return a.start.Compare(b.start) })
	path := make([]timeline.Step, 0, len(gates)+4)
	next := 0
	var open []int
	for c := 0; c+1 < len(cuts); c++ {
		t, until := cuts[c], cuts[c+1]
		if !until.After(t) || t.Before(from) || !t.Before(to) {
			continue
		}
		for ; next < len(gates) && !gates[next].start.After(t); next++ {
			open = append(open, next)
		}
		best := -1
		kept := open[:0]
		for _, g := range open {
			if !gates[g].end.After(t) {
				continue
			}
			kept = append(kept, g)
			if best < 0 || gates[g].rank > gates[best].rank {
				best = g
			}
		}
		open = kept
		step := timeline.Step{Lane: "pod", Phase: timeline.Kubelet, Start: t, Duration: timeline.Duration(until.Sub(t))}
		if best >= 0 {
			step.Lane, step.Phase = gates[best].lane, gates[best].phase
		}
		path = appendStep(path, step)
	}
	return finish(absorb(path), to.Sub(from))
}

// shortestStep is the length below which a step is only the gap between two others.
const shortestStep = 10 * time.Millisecond

// absorb gives the gaps to the step after them.
func absorb(path []timeline.Step) []timeline.Step {
	kept := path[:0]
	for i := range path {
		step := path[i]
		if n := len(kept); n > 0 && isGap(&kept[n-1]) {
			prev := kept[n-1]
			step.Start, step.Duration = prev.Start, prev.Duration+step.Duration
			kept = kept[:n-1]
		}
		kept = appendStep(kept, step)
	}
	return kept
}

func isGap(s *timeline.Step) bool {
	return time.Duration(s.Duration) < shortestStep && (s.Phase == timeline.Kubelet || s.Phase == timeline.Running || s.Phase == timeline.NotReady)
}

func appendStep(path []timeline.Step, step timeline.Step) []timeline.Step {
	if n := len(path); n > 0 && path[n-1].Lane == step.Lane && path[n-1].Phase == step.Phase {
		path[n-1].Duration += step.Duration
		return path
	}
	return append(path, step)
}

// latency is the longest gap between two steps that is taken for the
// kubelet's own: a relist each second, status posts, a busy node.
const latency = 5 * time.Second

// finish names the gaps for what they are and computes the shares.
func finish(path []timeline.Step, total time.Duration) []timeline.Step {
	for i := range path {
		if path[i].Phase == timeline.Kubelet && time.Duration(path[i].Duration) > latency {
			path[i].Phase = timeline.Unattributed
		}
		path[i].Share = float64(path[i].Duration) / float64(total)
	}
	return path
}

func stageEnd(s timeline.Startup, lane string, phase timeline.Phase) time.Time {
	step := timeline.FindLast(s.Path, func(step *timeline.Step) bool { return step.Lane == lane && step.Phase == phase })
	if step == nil {
		return time.Time{}
	}
	return step.Start.Add(time.Duration(step.Duration))
}
