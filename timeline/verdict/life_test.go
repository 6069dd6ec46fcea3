package verdict

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

// Hand-made lives for the tests of verdicts and startup paths. Times are
// seconds after t0, at which the pod was created.

var t0 = time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)

func sec(s float64) time.Time { return t0.Add(time.Duration(s * float64(time.Second))) }

func sharpAt(s float64) timeline.Edge { return timeline.ExactEdge(sec(s)) }

// span ends open when to is negative.
func span(t timeline.Track, p timeline.Phase, from, to float64) timeline.Span {
	s := timeline.Span{Track: t, Phase: p, Attempt: 1, Start: sharpAt(from), Outcome: timeline.Ongoing}
	if to >= 0 {
		s.End, s.Outcome = sharpAt(to), timeline.Succeeded
	}
	return s
}

func ofRun(s timeline.Span, n int) timeline.Span { s.Attempt = n; return s }
func withReason(s timeline.Span, reason, m string) timeline.Span {
	s.Reason, s.Message = reason, m
	return s
}
func failedSpan(s timeline.Span) timeline.Span { s.Outcome = timeline.Failed; return s }

func podLane(spans ...timeline.Span) timeline.Lane {
	return timeline.Lane{ID: "pod", Kind: timeline.LanePod, Name: "pod", Spans: spans}
}

func lane(kind timeline.LaneKind, name string, spans ...timeline.Span) timeline.Lane {
	return timeline.Lane{
		ID: string(kind) + "/" + name, Kind: kind, Name: name, Spans: spans,
		Container: &timeline.Container{Name: name, Image: "registry.example.com/shop/" + name + ":1.42.0", State: "Running", Started: true},
	}
}

func app(spans ...timeline.Span) timeline.Lane { return lane(timeline.LaneContainer, "app", spans...) }

func withWaiting(l timeline.Lane, reason, message string) timeline.Lane {
	l.Container.State, l.Container.Reason, l.Container.Message, l.Container.Started = "Waiting", reason, message, false
	return l
}

func withMarks(l timeline.Lane, marks ...timeline.Mark) timeline.Lane    { l.Marks = marks; return l }
func withProbes(l timeline.Lane, ps ...timeline.ProbeInfo) timeline.Lane { l.Probes = ps; return l }
func withAttempts(l timeline.Lane, as ...timeline.Attempt) timeline.Lane { l.Attempts = as; return l }
func withRestarts(l timeline.Lane, n int) timeline.Lane                  { l.Restarts = n; return l }
func withContainer(l timeline.Lane, f func(*timeline.Container)) timeline.Lane {
	f(l.Container)
	return l
}
func withFuture(l timeline.Life, ds ...timeline.Deadline) timeline.Life { l.Future = ds; return l }
func withConditions(l timeline.Life, cs ...timeline.Condition) timeline.Life {
	l.Conditions = cs
	return l
}
func withTermination(l timeline.Life, t timeline.Termination) timeline.Life {
	l.Termination = &t
	return l
}
func withPod(l timeline.Life, f func(*timeline.Pod)) timeline.Life { f(&l.Pod); return l }
func cond(typ, status, reason string) timeline.Condition {
	return timeline.Condition{Type: typ, Status: status, Reason: reason, Since: sec(20)}
}

func mark(t timeline.Track, kind string, at float64, n int, msg string) timeline.Mark {
	return timeline.Mark{Track: t, Kind: kind, Time: sharpAt(at), Count: n, Message: msg, Severity: timeline.Warning}
}

// ran returns an attempt; it goes on when to is negative.
func ran(n int, from, to float64, code int32) timeline.Attempt {
	a := timeline.Attempt{Number: n, Started: sharpAt(from)}
	if to >= 0 {
		a.Exited, a.ExitCode = sharpAt(to), &code
	}
	return a
}

func killedFor(a timeline.Attempt, cause timeline.Cause) timeline.Attempt { a.Cause = cause; return a }
func havingSaid(a timeline.Attempt, reason, msg string) timeline.Attempt {
	a.Reason, a.Message = reason, msg
	return a
}

func due(kind timeline.DeadlineKind, lane string, at float64) timeline.Deadline {
	return timeline.Deadline{Kind: kind, Lane: lane, Edge: sharpAt(at)}
}

func lifeOf(lanes ...timeline.Lane) timeline.Life {
	return timeline.Life{
		Pod:   timeline.Pod{Namespace: "shop", Name: "checkout", Node: "node-1", Phase: "Running", RestartPolicy: "Always", Created: t0, GracePeriod: 30 * time.Second},
		Lanes: lanes,
	}
}

// up returns the spans of a pod that was scheduled and prepared within a
// second.
func up(rest ...timeline.Span) []timeline.Span {
	return append([]timeline.Span{span(timeline.TrackPod, timeline.Scheduling, 0, 0.1), span(timeline.TrackPod, timeline.Preparing, 0.1, 1)}, rest...)
}
