package verdict

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

// WhatIf is one thing without which a start would have been shorter, and how long it
// would have been. It follows from the path alone.
type WhatIf struct {
	Lane  string
	Probe string            // a probe that would run every second; "": the image would have been on the node
	Total timeline.Duration // how long the start would have been
	UpTo  timeline.Duration // how much shorter at most, where that is all that is known; Total is 0 then
}

// WhatIfs returns what would have shortened a start that is complete, the most
// first: nothing where the path does not say so exactly.
func WhatIfs(l *timeline.Life, now time.Time) []WhatIf {
	s := newStartup(l, now)
	if !s.complete || s.hasReadinessGate() {
		return nil
	}
	var found []WhatIf
	if w, ok := s.imagePresent(); ok {
		found = append(found, w)
	}
	if w, ok := s.probedEverySecond(); ok {
		found = append(found, w)
	}
	return found
}

// imagePresent returns the start without its longest pull: everything after the
// pull would have come sooner by as much, if all of the pull is on the path, and if
// what began before it was ready in time.
func (s startup) imagePresent() (w WhatIf, ok bool) {
	var longest *laneView
	elapsed := timeline.Duration(0)
	for i := range s.life.Startup.Path {
		step := &s.life.Startup.Path[i]
		if sum, share := s.life.Startup.Sum(i); step.Phase == timeline.Pulling && sum > elapsed && share >= worthAFact && time.Duration(sum) >= leastFact {
			longest, elapsed = s.view(step.Lane), sum
		}
	}
	if longest == nil {
		return w, false
	}
	pulls := spansOf(longest, timeline.Pulling, s.end)
	if len(pulls) != 1 || len(spansOf(longest, timeline.PullBackOff, s.end)) > 0 || len(spansOf(longest, timeline.BackOff, s.end)) > 0 {
		return w, false
	}
	pull := pulls[0]
	if pull.Open() || pull.Outcome != timeline.Succeeded || (pull.Duration(s.now)-time.Duration(elapsed)).Abs() > shortestStep {
		return w, false
	}
	total := s.life.Startup.Total - elapsed
	ready := s.end.Add(-time.Duration(elapsed))
	for i := range s.lanes {
		v := &s.lanes[i]
		if v == longest || !v.main() || len(v.Attempts) == 0 || !v.Attempts[0].Started.Time.Before(pull.Start.Time) {
			continue
		}
		if t := readySince(v, s.end); t.IsZero() || t.After(ready) {
			return w, false // it would have been the last one to be ready
		}
	}
	return WhatIf{Lane: longest.ID, Total: total}, true
}

// probedEverySecond returns by how much sooner the pod may have been ready had the
// readiness probe that it waited for last, and that failed before, run every
// second: a period's rest at most.
func (s startup) probedEverySecond() (w WhatIf, ok bool) {
	path := s.life.Startup.Path
	if len(path) == 0 {
		return w, false
	}
	last := &path[len(path)-1]
	v := s.view(last.Lane)
	if last.Phase != timeline.NotReady || v == nil {
		return w, false
	}
	p := v.probe(timeline.ReadinessProbe)
	if p == nil || p.PeriodSeconds < 2 || failsUntil(v, timeline.TrackReadiness, s.end) == 0 {
		return w, false
	}
	upTo := min(timeline.Duration(p.Period()-time.Second), last.Duration)
	return WhatIf{Lane: last.Lane, Probe: timeline.ReadinessProbe, UpTo: upTo}, time.Duration(upTo) >= leastFact
}

// spansOf returns a lane's spans in a phase that began before a moment.
func spansOf(v *laneView, p timeline.Phase, before time.Time) []timeline.Span {
	var list []timeline.Span
	for i := range v.Spans {
		if sp := &v.Spans[i]; sp.Phase == p && sp.Start.Time.Before(before) {
			list = append(list, *sp)
		}
	}
	return list
}

// failsUntil counts the failures of a probe up to a moment.
func failsUntil(v *laneView, track timeline.Track, until time.Time) int {
	n := 0
	for i := range v.Marks {
		if m := &v.Marks[i]; m.Track == track && m.Kind == "ProbeFailed" && !m.Time.Time.After(until) {
			n += m.Count
		}
	}
	return n
}
