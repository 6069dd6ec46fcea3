package words

import (
	"fmt"
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// FullName returns namespace/name.
func FullName(l timeline.Life) string {
	if l.Pod.Namespace == "" {
		return l.Pod.Name
	}
	return l.Pod.Namespace + "/" + l.Pod.Name
}

// SinceWhen returns between which moments a snapshot's observations were made; "" where
// no date of it is known.
func SinceWhen(s *timeline.Snapshot) string {
	w := s.Observed
	if w.From.IsZero() || s.Undated() {
		return ""
	}
	return fmt.Sprintf(" between %s and %s (%s)", Date(w.From), length.ClockOn(w.To, w.From), Number(w.Observations, "observation"))
}

// Readiness returns "ready 1/2 · 3 restarts".
func Readiness(p timeline.Pod) string {
	s := ""
	if p.Total > 0 && p.Gone.IsZero() {
		s = fmt.Sprintf("ready %d/%d", p.Ready, p.Total)
	}
	if p.Restarts > 0 {
		s = Join(" · ", s, Number(p.Restarts, "restart"))
	}
	return s
}

// ExitText returns "exit 137 (OOMKilled), signal 9".
func ExitText(code *int32, signal int32, reason string) string {
	if code == nil {
		return reason
	}
	s := fmt.Sprintf("exit %d", *code)
	if reason != "" {
		s += " (" + reason + ")"
	}
	if signal != 0 {
		s += fmt.Sprintf(", signal %d", signal)
	}
	return s
}

// StepName words the two names for time that is no stage of the pod.
func StepName(p timeline.Phase) string {
	switch p {
	case timeline.Kubelet:
		return "kubelet overhead"
	case timeline.Unattributed:
		return "no signal"
	}
	return string(p)
}

// UID returns a pod's UID; "" where it is not known.
func UID(uid string) string {
	if strings.HasPrefix(uid, timeline.UnknownUID) {
		return ""
	}
	return uid
}

// Rollouts returns a line for each workload that is judged: where there is no pod,
// it may say why.
func Rollouts(s *timeline.Snapshot) []string {
	var lines []string
	for _, w := range s.Judged() {
		lines = append(lines, w.String()+": "+w.Rollout.Headline)
	}
	return lines
}
