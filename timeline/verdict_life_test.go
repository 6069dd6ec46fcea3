package timeline

import (
	"time"

	"github.com/podlife/podlife/timeline/edge"
)

// Hand-made lives for the tests of verdicts and startup paths. Times are
// seconds after t0, at which the pod was created.

var t0 = time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)

func sec(s float64) time.Time { return t0.Add(time.Duration(s * float64(time.Second))) }

func sharpAt(s float64) Edge { return edge.ExactEdge(sec(s)) }

// apiSecond is an edge of an API second.
func apiSecond(s float64) Edge {
	return Edge{Time: sec(s), Earliest: sec(s), Latest: sec(s + 1), Basis: Reported}
}

// span ends open when to is negative.
func span(t Track, p Phase, from, to float64) Span {
	s := Span{Track: t, Phase: p, Attempt: 1, Start: sharpAt(from), Outcome: Ongoing}
	if to >= 0 {
		s.End, s.Outcome = sharpAt(to), Succeeded
	}
	return s
}

func (s Span) run(n int) Span            { s.Attempt = n; return s }
func (s Span) why(reason, m string) Span { s.Reason, s.Message = reason, m; return s }
func (s Span) lost() Span                { s.Outcome = Failed; return s }

func podLane(spans ...Span) Lane { return Lane{ID: "pod", Kind: LanePod, Name: "pod", Spans: spans} }

func lane(kind LaneKind, name string, spans ...Span) Lane {
	return Lane{
		ID: string(kind) + "/" + name, Kind: kind, Name: name, Spans: spans,
		Container: &Container{Name: name, Image: "registry.example.com/shop/" + name + ":1.42.0", State: "Running", Started: true},
	}
}

func app(spans ...Span) Lane { return lane(LaneContainer, "app", spans...) }

func (l Lane) waiting(reason, message string) Lane {
	l.Container.State, l.Container.Reason, l.Container.Message, l.Container.Started = "Waiting", reason, message, false
	return l
}

func (l Lane) marked(marks ...Mark) Lane     { l.Marks = marks; return l }
func (l Lane) probing(ps ...ProbeInfo) Lane  { l.Probes = ps; return l }
func (l Lane) attempted(as ...Attempt) Lane  { l.Attempts = as; return l }
func (l Lane) restarted(n int) Lane          { l.Restarts = n; return l }
func (l Lane) with(f func(*Container)) Lane  { f(l.Container); return l }
func (l Life) expecting(ds ...Deadline) Life { l.Future = ds; return l }
func (l Life) knowing(cs ...Condition) Life  { l.Conditions = cs; return l }
func (l Life) stopping(t Termination) Life   { l.Termination = &t; return l }
func (l Life) being(f func(*Pod)) Life       { f(&l.Pod); return l }
func cond(typ, status, reason string) Condition {
	return Condition{Type: typ, Status: status, Reason: reason, Since: sec(20)}
}

func mark(t Track, kind string, at float64, n int, msg string) Mark {
	return Mark{Track: t, Kind: kind, Time: sharpAt(at), Count: n, Message: msg, Severity: Warning}
}

// ran is an attempt; it goes on when to is negative.
func ran(n int, from, to float64, code int32) Attempt {
	a := Attempt{Number: n, Started: sharpAt(from)}
	if to >= 0 {
		a.Exited, a.ExitCode = sharpAt(to), &code
	}
	return a
}

func (a Attempt) killedBy(cause string) Attempt { a.Cause = cause; return a }
func (a Attempt) said(reason, msg string) Attempt {
	a.Reason, a.Message = reason, msg
	return a
}

func due(kind DeadlineKind, lane string, at float64) Deadline {
	return Deadline{Kind: kind, Lane: lane, Edge: sharpAt(at)}
}

func lifeOf(lanes ...Lane) Life {
	return Life{
		Pod:   Pod{Namespace: "shop", Name: "checkout", Node: "node-1", Phase: "Running", RestartPolicy: "Always", Created: t0, GracePeriod: 30 * time.Second},
		Lanes: lanes,
	}
}

// up are the spans of a pod that was scheduled and prepared within a second.
func up(rest ...Span) []Span {
	return append([]Span{span(TrackPod, Scheduling, 0, 0.1), span(TrackPod, Preparing, 0.1, 1)}, rest...)
}
