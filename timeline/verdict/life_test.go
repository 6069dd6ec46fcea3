package verdict

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

// Hand-made lives for the tests of verdicts and startup paths. Times are
// seconds after t0, at which the pod was created.

var t0 = time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)

func sec(s float64) time.Time { return t0.Add(time.Duration(s * float64(time.Second))) }

func exactAt(s float64) timeline.Edge { return timeline.ExactEdge(sec(s)) }

// span ends open when to is negative.
func span(t timeline.Track, p timeline.Phase, from, to float64) timeline.Span {
	s := timeline.Span{Track: t, Phase: p, Attempt: 1, Start: exactAt(from), Outcome: timeline.Ongoing}
	if to >= 0 {
		s.End, s.Outcome = exactAt(to), timeline.Succeeded
	}
	return s
}

func ofRun(s timeline.Span, n int) timeline.Span { s.Attempt = n; return s }
func withReason(s timeline.Span, reason, m string) timeline.Span {
	s.Reason, s.Message = reason, m
	return s
}
func failedSpan(s timeline.Span) timeline.Span { s.Outcome = timeline.Failed; return s }

// testLane is a lane that is put together step by step.
type testLane timeline.Lane

func podLane(spans ...timeline.Span) testLane {
	return testLane{ID: "pod", Kind: timeline.LanePod, Name: "pod", Spans: spans}
}

func lane(kind timeline.LaneKind, name string, spans ...timeline.Span) testLane {
	return testLane{
		ID: string(kind) + "/" + name, Kind: kind, Name: name, Spans: spans,
		Container: &timeline.Container{Name: name, Image: "registry.example.com/shop/" + name + ":1.42.0", State: "Running", Started: true},
	}
}

func app(spans ...timeline.Span) testLane { return lane(timeline.LaneContainer, "app", spans...) }

func (l testLane) waiting(reason, message string) testLane {
	l.Container.State, l.Container.Reason, l.Container.Message, l.Container.Started = "Waiting", reason, message, false
	return l
}

func (l testLane) marks(marks ...timeline.Mark) testLane          { l.Marks = marks; return l }
func (l testLane) probes(ps ...timeline.ProbeInfo) testLane       { l.Probes = ps; return l }
func (l testLane) attempts(as ...timeline.Attempt) testLane       { l.Attempts = as; return l }
func (l testLane) restarts(n int) testLane                        { l.Restarts = n; return l }
func (l testLane) container(f func(*timeline.Container)) testLane { f(l.Container); return l }

// testLife is a life that is put together step by step.
type testLife struct{ timeline.Life }

func (l testLife) future(ds ...timeline.Deadline) testLife      { l.Future = ds; return l }
func (l testLife) conditions(cs ...timeline.Condition) testLife { l.Conditions = cs; return l }
func (l testLife) termination(t timeline.Termination) testLife  { l.Termination = &t; return l }
func (l testLife) pod(f func(*timeline.Pod)) testLife           { f(&l.Pod); return l }

func cond(typ, status, reason string) timeline.Condition {
	return timeline.Condition{Type: typ, Status: status, Reason: reason, Since: sec(20)}
}

func mark(t timeline.Track, kind string, at float64, n int, msg string) timeline.Mark {
	return timeline.Mark{Track: t, Kind: kind, Time: exactAt(at), Count: n, Message: msg, Severity: timeline.Warning}
}

// ran returns an attempt; it goes on when to is negative.
func ran(n int, from, to float64, code int32) timeline.Attempt {
	a := timeline.Attempt{Number: n, Started: exactAt(from)}
	if to >= 0 {
		a.Exited, a.ExitCode = exactAt(to), &code
	}
	return a
}

func killedFor(a timeline.Attempt, cause timeline.Cause) timeline.Attempt { a.Cause = cause; return a }
func havingSaid(a timeline.Attempt, reason, msg string) timeline.Attempt {
	a.Reason, a.Message = reason, msg
	return a
}

func due(kind timeline.DeadlineKind, lane string, at float64) timeline.Deadline {
	return timeline.Deadline{Kind: kind, Lane: lane, Edge: exactAt(at)}
}

func lifeOf(lanes ...testLane) testLife {
	life := timeline.Life{
		Pod: timeline.Pod{Namespace: "shop", Name: "checkout", Node: "node-1", Phase: "Running", RestartPolicy: "Always", Created: t0, GracePeriod: 30 * time.Second},
	}
	for _, l := range lanes {
		life.Lanes = append(life.Lanes, timeline.Lane(l))
	}
	return testLife{life}
}

// up returns the spans of a pod that was scheduled and prepared within a
// second.
func up(rest ...timeline.Span) []timeline.Span {
	return append([]timeline.Span{span(timeline.TrackPod, timeline.Scheduling, 0, 0.1), span(timeline.TrackPod, timeline.Preparing, 0.1, 1)}, rest...)
}
