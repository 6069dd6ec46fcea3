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

func isReady(s *scene) (fact, bool) {
	if !doing(s.pod.podSpan, timeline.Ready) {
		return fact{}, false
	}
	return fact{view: s.pod, span: s.pod.podSpan, since: s.pod.podSpan.Start.Time}, true
}

// sayReady: how long it took is news at first, how long it lasts is news
// later; what happened on the way only while it is recent.
func sayReady(s *scene, f fact) string {
	var first *timeline.Span
	for i := range s.pod.Spans {
		if s.pod.Spans[i].Phase == timeline.Ready {
			first = &s.pod.Spans[i]
			break
		}
	}
	start := "ready " + length.Between(s.created(), first.Start).Total() + " after creation"
	head := start
	switch again := first != f.span; {
	case again && s.now.Sub(f.since) < recent:
		head = join(" ", "ready again for", s.elapsedSince(f.span.Start), s.recovered())
	case s.now.Sub(f.since) >= recent:
		head = "ready for " + s.elapsedSince(f.span.Start) + "; first " + start
	}
	history := s.history()
	if history == "" && first == f.span {
		history = s.biggest()
	}
	return join("; ", head, s.wobble(head), history, s.resizing())
}

// worthTelling is how long a step of the start must have been to be named.
const worthTelling = timeline.Duration(time.Second)

// biggest is the step that took most of the start: "35% went to the pull of app".
func (s *scene) biggest() string {
	path := s.life.Startup
	if len(path.Path) == 0 {
		path = StartupPath(s.life, s.now)
	}
	step := path.Longest()
	if !path.Complete || step == nil || step.Duration < worthTelling || step.Phase == timeline.Unattributed {
		return ""
	}
	return fmt.Sprintf("%.0f%% went to %s", step.Share*100, stepName(step))
}

// history is what recently went wrong and is over: the last restart, or why
// the pod had not been ready; after longer, the number of restarts.
func (s *scene) history() string {
	var last *laneView
	for i := range s.lanes {
		v := &s.lanes[i]
		if cur := v.current(); v.main() && cur != nil && v.before() != nil && (last == nil || cur.Started.Time.After(last.current().Started.Time)) {
			last = v
		}
	}
	if last != nil {
		cur := last.current()
		if s.now.Sub(cur.Started.Time) < recent {
			said := fmt.Sprintf("%s restarted %s ago: %s", last.name(), s.elapsedSince(cur.Started), last.story(last.before(), cur))
			if last.Restarts > 1 {
				said += ", " + count(last.Restarts, "restart") + " in all"
			}
			if _, m := last.killer(last.before()); m != nil {
				said += " (" + message.Cut(message.ProbeOutput(m.Message), message.MessageWidth/2) + ")"
			} else if m := last.before().Message; m != "" {
				said += " (" + message.Cut(m, message.MessageWidth/2) + ")"
			}
			return said
		}
		return fmt.Sprintf("%s, the last %s ago: %s", count(s.life.Pod.Restarts, "restart"), s.elapsedSince(cur.Started), last.story(last.before(), nil))
	}
	return ""
}

// recovered tells the last stretch of not being ready: "after 8s not ready
// (readiness of app: HTTP 503), lost 4 times in all".
func (s *scene) recovered() string {
	var last *timeline.Span
	lost := 0
	for i := range s.pod.Spans {
		if sp := &s.pod.Spans[i]; sp.Phase == timeline.NotReady {
			last = sp
			lost++
		}
	}
	if last == nil || s.restartedIn(last) {
		return "" // the restart tells it
	}
	said := "after " + length.Between(last.Start, last.End).Sentence() + " not ready"
	if why := s.notReadyCause(last); why != "" {
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
func (s *scene) restartedIn(sp *timeline.Span) bool {
	return s.first(func(v *laneView) bool {
		cur := v.current()
		return v.main() && cur != nil && v.before() != nil && cur.Started.Time.After(sp.Start.Earliest.Add(-publishing)) && !cur.Started.Time.After(sp.End.Latest)
	}) != nil
}

// notReadyCause is what made the pod not ready in a span that is over.
func (s *scene) notReadyCause(sp *timeline.Span) string {
	if sp.Reason == "NodeLost" {
		return "the node was lost"
	}
	for i := range s.lanes {
		v := &s.lanes[i]
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

// resizing tells an in-place resize that has not come through.
func (s *scene) resizing() string {
	if c := s.condition("PodResizePending"); c != nil && c.Status == "True" {
		return join(": ", "resize "+strings.ToLower(c.Reason), message.Cut(c.Message, message.MessageWidth))
	}
	if c := s.condition("PodResizeInProgress"); c != nil && c.Status == "True" {
		if c.Reason == "" {
			return "resize in progress"
		}
		return join(": ", "resize failed", message.Cut(c.Message, message.MessageWidth)) // reason Error; it is tried again
	}
	return ""
}

// wobble warns of a probe that fails right now without having had an effect;
// what it says is left out if it was told already.
func (s *scene) wobble(told string) string {
	for i := range s.lanes {
		v := &s.lanes[i]
		for j := range v.Probes {
			p := &v.Probes[j]
			if v.main() && p.Streak > 0 && !p.LastFailure.IsZero() && s.now.Sub(p.LastFailure.Time) < p.Patience() {
				said := fmt.Sprintf("%s of %s just failed %d of %d", p.Probe, v.name(), p.Streak, p.FailureThreshold)
				if p.Streak > int(p.FailureThreshold) {
					said = fmt.Sprintf("%s of %s just failed %s", p.Probe, v.name(), times(p.Streak))
				}
				if why := message.Cut(message.ProbeOutput(p.LastMessage), message.MessageWidth/2); why != "" && !strings.Contains(told, why) {
					said += " (" + why + ")"
				}
				return said
			}
		}
	}
	return ""
}
