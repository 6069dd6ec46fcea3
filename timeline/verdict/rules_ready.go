package verdict

import (
	"fmt"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

// recent is how long something that is over still is worth a clause.
const recent = 10 * time.Minute

func isReady(l *lifeView) (fact, bool) {
	if !doing(l.pod.podSpan, timeline.Ready) {
		return fact{}, false
	}
	f := fact{view: l.pod, span: l.pod.podSpan, since: l.pod.podSpan.Start.Time}
	if l.justRecovered() {
		f.severity = timeline.Warning
	}
	return f, true
}

// justRecovered reports whether the pod became ready again, or a container of
// it runs again after an end that was not wanted, less than timeline.Recovering ago.
func (l *lifeView) justRecovered() bool {
	ready := timeline.Find(l.pod.Spans, func(sp *timeline.Span) bool { return sp.Phase == timeline.Ready })
	if ready != l.pod.podSpan && !l.past(l.pod.podSpan.Start.Time.Add(timeline.Recovering)) {
		return true
	}
	return l.first(func(v *laneView) bool {
		return v.RecoveredFrom(l.now) != nil && !l.past(v.current().Started.Time.Add(timeline.Recovering))
	}) != nil
}

// sayReady says at first how long the start took, later how long Ready has
// lasted, and what happened on the way only while it is recent.
func sayReady(l *lifeView, f fact) string {
	first := timeline.Find(l.pod.Spans, func(sp *timeline.Span) bool { return sp.Phase == timeline.Ready })
	start := "ready " + length.Between(l.created(), first.Start).Total() + " after creation"
	head := start
	switch again := first != f.span; {
	case !again && first.Start.Uncertainty() > recent: // of a table's row, or in the middle of a life
		head = "ready, since when is unknown"
		if c := l.condition("Ready"); c != nil && c.Status == "True" && !c.Since.IsZero() { // perhaps not for the first time
			head = "ready " + l.lasting(second(c.Since))
		}
	case !again && l.life.Pod.Created.IsZero(): // from what has no start, no length
		head = "ready " + l.lasting(f.span.Start)
	case again && l.now.Sub(f.since) < recent:
		head = join(" ", "ready again", l.lasting(f.span.Start), l.recovered())
	case l.now.Sub(f.since) >= recent:
		head = "ready " + l.lasting(f.span.Start) + "; first " + start
	}
	history := l.history()
	if history == "" && first == f.span {
		history = l.biggest()
	}
	return join("; ", head, l.failingProbe(head), history, l.resizing())
}

// worthTelling is how long a step of the start must have been to be named.
const worthTelling = timeline.Duration(time.Second)

// biggest returns the step that took most of the start: "35% waiting for app's
// image".
func (l *lifeView) biggest() string {
	path := l.life.Startup
	if len(path.Path) == 0 {
		path = StartupPath(l.life, l.now)
	}
	step := path.Longest()
	if !path.Complete || step == nil || step.Duration < worthTelling || step.Phase == timeline.Unattributed {
		return ""
	}
	return fmt.Sprintf("%.0f%% %s", step.Share*100, l.stepName(step))
}

// history returns what recently went wrong and is over: the last restart; after
// longer, the number of restarts.
func (l *lifeView) history() string {
	var last *laneView
	for i := range l.lanes {
		v := &l.lanes[i]
		if cur := v.current(); v.main() && cur != nil && v.before() != nil && (last == nil || cur.Started.Time.After(last.current().Started.Time)) {
			last = v
		}
	}
	if last == nil {
		return ""
	}
	cur := last.current()
	if l.now.Sub(cur.Started.Time) < recent {
		said := fmt.Sprintf("%s restarted%s: %s", last.name(), unlessUnknown(" ", l.ago(cur.Started)), last.story(last.before(), cur))
		if last.Restarts > 1 {
			said += ", " + count(last.Restarts, "restart") + " in all"
		}
		if _, m := last.killCause(last.before()); m != nil {
			said += " (" + message.Cut(message.ProbeOutput(m.Message), message.MessageWidth/2) + ")"
		} else if m := last.before().Message; m != "" {
			said += " (" + message.Cut(m, message.MessageWidth/2) + ")"
		}
		return said
	}
	return fmt.Sprintf("%s, the last%s: %s", count(l.life.Pod.Restarts, "restart"), unlessUnknown(" ", l.ago(cur.Started)), last.story(last.before(), nil))
}

// recovered describes the last stretch of not being ready: "after 8s not ready
// (readiness of app: HTTP 503), lost 4 times in all".
func (l *lifeView) recovered() string {
	var last *timeline.Span
	lost := 0
	for i := range l.pod.Spans {
		if sp := &l.pod.Spans[i]; sp.Phase == timeline.NotReady {
			last = sp
			lost++
		}
	}
	if last == nil || l.restartedIn(last) {
		return "" // the clause of the restart says it
	}
	said := "after " + length.Between(last.Start, last.End).Sentence() + " not ready"
	if why := l.notReadyCause(last); why != "" {
		said += " (" + why + ")"
	}
	if lost > 1 {
		said += ", lost " + times(lost) + " in all"
	}
	return said
}

// publishing is how late the kubelet may publish that a container restarted.
const publishing = 5 * time.Second

// restartedIn reports whether a restart is what made the pod not ready in sp.
func (l *lifeView) restartedIn(sp *timeline.Span) bool {
	return l.first(func(v *laneView) bool {
		cur := v.current()
		return v.main() && cur != nil && v.before() != nil && cur.Started.Time.After(sp.Start.Earliest.Add(-publishing)) && !cur.Started.Time.After(sp.End.Latest)
	}) != nil
}

func (l *lifeView) notReadyCause(sp *timeline.Span) string {
	if sp.Reason == "NodeLost" {
		return "the node was lost"
	}
	for i := range l.lanes {
		v := &l.lanes[i]
		m := v.lastMark(func(m *timeline.Mark) bool {
			return m.Track == timeline.TrackReadiness && m.Kind == "ProbeFailed" && !m.Time.Time.After(sp.End.Latest)
		})
		p := v.probe("readiness")
		if m != nil && p != nil && !m.Time.Latest.Before(sp.Start.Earliest.Add(-p.Period())) {
			return "readiness of " + v.name() + ": " + message.Cut(message.ProbeOutput(m.Message), message.MessageWidth/2)
		}
	}
	return ""
}

func (l *lifeView) resizing() string {
	if c := l.condition("PodResizePending"); c != nil && c.Status == "True" {
		return join(": ", "resize "+strings.ToLower(c.Reason), message.Cut(c.Message, message.MessageWidth))
	}
	if c := l.condition("PodResizeInProgress"); c != nil && c.Status == "True" {
		if c.Reason == "" {
			return "resize in progress"
		}
		return join(": ", "resize failed", message.Cut(c.Message, message.MessageWidth)) // reason Error; it is tried again
	}
	return ""
}

// failingProbe warns of a probe that fails right now without having had an
// effect; its output is left out if the headline quotes it already.
func (l *lifeView) failingProbe(headline string) string {
	for i := range l.lanes {
		v := &l.lanes[i]
		for j := range v.Probes {
			p := &v.Probes[j]
			if v.main() && p.Streak > 0 && !p.LastFailure.IsZero() && l.now.Sub(p.LastFailure.Time) < p.Patience() {
				said := fmt.Sprintf("%s of %s just failed %d of %d", p.Probe, v.name(), p.Streak, p.FailureThreshold)
				if p.Streak > int(p.FailureThreshold) {
					said = fmt.Sprintf("%s of %s just failed %s", p.Probe, v.name(), times(p.Streak))
				}
				if why := message.Cut(message.ProbeOutput(p.LastMessage), message.MessageWidth/2); why != "" && !strings.Contains(headline, why) {
					said += " (" + why + ")"
				}
				return said
			}
		}
	}
	return ""
}
