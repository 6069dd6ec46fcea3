package verdict

import (
	"fmt"
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// killCauses are what gets a container killed so that it starts again; track is
// where a probe's failures are.
var killCauses = []struct {
	cause timeline.Cause
	track timeline.Track
	words string
}{
	{timeline.CauseLiveness, timeline.TrackLiveness, "liveness failed"},
	{timeline.CauseStartup, timeline.TrackStartup, "startup probe failed"},
	{timeline.CauseResize, "", "its resize requires a restart"},
	{timeline.CauseDefinition, "", "its definition changed"},
	{timeline.CauseRestartAll, "", "restart of all containers"},
	{timeline.CauseSandbox, "", "sandbox changed"},
	{timeline.CauseUnknown, "", "its state was unknown to the kubelet"},
}

// story returns why attempt a ended and, when there is one, how the next began:
// "liveness failed 2 of 2 → killed → preStop 6s → exit 0 → restarted after 9s".
func (v *laneView) story(a, next *timeline.Attempt) string {
	parts := make([]string, 0, 6)
	begin := a.Exited
	if probe, mark := v.killCause(a); probe != "" && a.Reason == timeline.ExitUnknown {
		parts = append(parts, probe+", "+exitWords(a))
	} else if probe != "" {
		parts = append(parts, probe, "killed")
		if mark != nil {
			begin = mark.Time
		}
	} else if a.Cause == timeline.CausePostStart {
		parts = append(parts, string(timeline.CausePostStart), "killed")
	} else {
		parts = append(parts, exitWords(a))
	}
	killed := len(parts) == 2
	if pre := v.preStopOf(a); killed && pre != nil {
		parts = append(parts, "preStop"+hookTime(pre.Start, pre.End))
	}
	if code := codeWords(a); killed && a.Failed() && code != "" {
		parts = append(parts, code)
	}
	if next != nil && next.Number == a.Number+1 && !next.Started.IsZero() && !begin.IsZero() {
		parts = append(parts, "restarted"+unlessUnknown(" after ", length.Between(begin, next.Started).Sentence()))
	}
	return strings.Join(parts, " → ")
}

// unlessUnknown returns a length behind its word, or nothing where none is known.
func unlessUnknown(word, elapsed string) string {
	if strings.HasPrefix(elapsed, length.Unknown) {
		return ""
	}
	return word + elapsed
}

func (v *laneView) howEnded(a *timeline.Attempt) string {
	if probe, _ := v.killCause(a); probe != "" {
		return v.story(a, nil)
	}
	return exitWords(a)
}

// hookTime returns how long a hook lasted, where more is known than that it
// ended before the exit.
func hookTime(start, end timeline.Edge) string {
	if start.IsZero() || end.IsZero() || end.Basis == timeline.Observed && !end.Precise() {
		return ""
	}
	return " " + length.Between(start, end).Sentence()
}

// codeWords returns the exit of a container that was stopped.
func codeWords(a *timeline.Attempt) string {
	switch {
	case a.Signal == 9 || (a.ExitCode != nil && *a.ExitCode == 137):
		return "SIGKILL"
	case a.ExitCode != nil && *a.ExitCode == 143:
		return "exit 143 (SIGTERM)" // not proof that it was not handled: JVMs and shells exit so, too
	case a.ExitCode != nil:
		return fmt.Sprintf("exit %d", *a.ExitCode)
	}
	return ""
}

// killCause returns what had attempt a killed ("liveness failed 2 of 2") and a
// probe's mark of its failures, or "".
func (v *laneView) killCause(a *timeline.Attempt) (string, *timeline.Mark) {
	for _, k := range killCauses {
		if a.Cause != k.cause {
			continue
		}
		said := k.words
		if k.track == "" {
			return said, nil
		}
		if p := v.probe(string(k.cause)); p != nil && p.FailureThreshold > 0 {
			said += fmt.Sprintf(" %d of %d", p.FailureThreshold, p.FailureThreshold)
		}
		return said, v.lastMark(func(m *timeline.Mark) bool {
			return m.Track == k.track && m.Kind != "Killing" && (m.Severity == timeline.Warning || m.Severity == timeline.Bad) && (a.Exited.IsZero() || !m.Time.Time.After(a.Exited.Latest))
		})
	}
	return "", nil
}

func (v *laneView) preStopOf(a *timeline.Attempt) *timeline.Span {
	return timeline.FindLast(v.Spans, func(sp *timeline.Span) bool {
		return sp.Track == timeline.TrackHooks && sp.Phase == timeline.PreStop && sp.Attempt == a.Number && !sp.Open()
	})
}

func (v *laneView) before() *timeline.Attempt {
	if n := len(v.Attempts); n > 1 && v.Attempts[n-2].Over() {
		return &v.Attempts[n-2]
	}
	return nil
}

// afterRestart explains a run that is not the first by how the run before it
// went.
func (v *laneView) afterRestart() string {
	cur, prev := v.current(), v.before()
	if cur == nil || prev == nil {
		return ""
	}
	return fmt.Sprintf("run %d: %s", prev.Number, v.story(prev, cur))
}
