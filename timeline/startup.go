package timeline

import (
	"slices"
	"time"
)

// A Startup is found by cutting creation → first Ready at every edge of every
// span in it and giving each stretch to the one stage that held progress up
// then. The kubelet works strictly in sequence (kuberuntime_manager.go,
// SyncPod), so at most one stage does; where edges are not exact and spans
// overlap, the later step of the sequence wins, because it could not have
// begun before the earlier one was over.

// startupPath attributes creation → first Ready to the stages that gated it.
// For a pod that was never Ready it ends with the pod, or now.
func startupPath(l *Life, now time.Time) Startup {
	s := newScene(l, now)
	from := s.created().Time.Round(time.Millisecond)
	to, complete := s.startEnd()
	to = to.Round(time.Millisecond)
	if s.created().IsZero() || !to.After(from) {
		return Startup{Complete: complete, Path: []Step{}}
	}
	p := pathOf(s.gates(from, to), from, to)
	return Startup{Complete: complete, Total: Duration(to.Sub(from)), Path: p}
}

// startEnd is the first Ready, or where the way there ended.
func (s *scene) startEnd() (end time.Time, complete bool) {
	for i := range s.pod.Spans {
		if sp := &s.pod.Spans[i]; sp.Phase == Ready {
			return sp.Start.Time, true
		}
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
		earlier(s.ended().since)
	}
	return end, false
}

// gate is a span as a candidate for holding progress up; higher ranks win.
type gate struct {
	lane       string
	phase      Phase
	rank       int
	start, end time.Time
}

// pathOf gives every stretch between two edges to the highest gate over it.
func pathOf(gates []gate, from, to time.Time) []Step {
	cuts := make([]time.Time, 0, 2*len(gates)+2)
	cuts = append(cuts, from, to)
	for i := range gates {
		cuts = append(cuts, gates[i].start, gates[i].end)
	}
	slices.SortFunc(cuts, time.Time.Compare)
	slices.SortStableFunc(gates, func(a, b gate) int { return a.start.Compare(b.start) })
	path := make([]Step, 0, len(gates)+4)
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
		step := Step{Lane: "pod", Phase: Kubelet, Start: t, Duration: Duration(until.Sub(t))}
		if best >= 0 {
			step.Lane, step.Phase = gates[best].lane, gates[best].phase
		}
		path = appendStep(path, step)
	}
	return finish(absorb(path), to.Sub(from))
}

// sliver is a step that is only the seam between two others.
const sliver = 10 * time.Millisecond

// absorb gives the seams to the step after them.
func absorb(path []Step) []Step {
	kept := path[:0]
	for i := range path {
		step := path[i]
		if n := len(kept); n > 0 && seam(&kept[n-1]) {
			prev := kept[n-1]
			step.Start, step.Duration = prev.Start, prev.Duration+step.Duration
			kept = kept[:n-1]
		}
		kept = appendStep(kept, step)
	}
	return kept
}

func seam(s *Step) bool {
	return time.Duration(s.Duration) < sliver && (s.Phase == Kubelet || s.Phase == Running || s.Phase == NotReady)
}

// appendStep merges a step with an equal one before it.
func appendStep(path []Step, step Step) []Step {
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
func finish(path []Step, total time.Duration) []Step {
	for i := range path {
		if path[i].Phase == Kubelet && time.Duration(path[i].Duration) > latency {
			path[i].Phase = Unattributed
		}
		path[i].Share = float64(path[i].Duration) / float64(total)
	}
	return path
}

// Longest is the step that took most of the time, all its stretches in one
// and in all attempts; nil for an empty path.
func (s Startup) Longest() *Step {
	longest, took := -1, Duration(0)
	for i := range s.Path {
		if sum, _ := s.sum(i); sum > took {
			longest, took = i, sum
		}
	}
	if longest < 0 {
		return nil
	}
	step := s.Path[longest]
	step.Duration, step.Share = s.sum(longest)
	return &step
}

// sum adds up all stretches of the stage that step i is of.
func (s Startup) sum(i int) (took Duration, share float64) {
	of := &s.Path[i]
	for j := range s.Path {
		if o := &s.Path[j]; o.Phase == of.Phase && o.Lane == of.Lane {
			took += o.Duration
			share += o.Share
		}
	}
	return took, share
}

// End is when the path ends; the zero time if it is empty.
func (s Startup) End() time.Time {
	if len(s.Path) == 0 {
		return time.Time{}
	}
	return s.Path[0].Start.Add(time.Duration(s.Total))
}

// lastOf is when the last stretch of a stage ended.
func (s Startup) lastOf(lane string, phase Phase) time.Time {
	var t time.Time
	for i := range s.Path {
		if step := &s.Path[i]; step.Lane == lane && step.Phase == phase {
			t = step.Start.Add(time.Duration(step.Duration))
		}
	}
	return t
}
