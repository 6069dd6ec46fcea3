package verdict

import (
	"fmt"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

func isReadinessGate(s *scene) (fact, bool) {
	c := s.condition("Ready")
	if c == nil || c.Status == "True" || c.Reason != "ReadinessGatesNotReady" {
		return fact{}, false
	}
	f := at(s.pod, s.pod.podSpan)
	if cr := s.condition("ContainersReady"); cr != nil && cr.Status == "True" {
		f.since = cr.Since
	}
	return f.because(c.Reason, c.Message), true
}

func sayReadinessGate(s *scene, f fact) string {
	said := "the containers are ready"
	if !f.since.IsZero() {
		said = "the containers have been ready for " + s.since(f.since)
		if s.life.NowUnknown {
			said = "the containers have been ready since " + f.since.UTC().Format(time.TimeOnly)
		}
	}
	said += "; the pod waits for "
	// corresponding condition of pod readiness gate "example.com/lb" does not exist.
	var gates []string // one clause of the message each
	for _, clause := range strings.Split(f.block.Message, `readiness gate "`)[1:] {
		if gate, why, ok := strings.Cut(clause, `"`); ok {
			why, _, _ = strings.Cut(why, ", ")
			gates = append(gates, s.gateStory(gate, why))
		}
	}
	if len(gates) > 0 {
		return said + strings.Join(gates, "; and for ")
	}
	return said + "a readiness gate that is not True yet"
}

// gateStory names a readiness gate and why it is not open: by the reason and the
// message that its controller gave its condition, else by what the kubelet misses.
func (s *scene) gateStory(gate, missing string) string {
	if c := s.condition(gate); c != nil && c.Status != "True" {
		if why := join(": ", c.Reason, c.Message); why != "" {
			return "readiness gate " + gate + ": " + message.Shorten(why) + " (" + c.Status + ")"
		}
		return "readiness gate " + gate + ", whose condition is " + c.Status
	}
	return "readiness gate " + gate + ", whose condition " + message.Cut(strings.TrimSpace(missing), message.MessageWidth)
}

// isNotReady is the last rule: whatever is left is a pod on its way, or one
// that lost its readiness.
func isNotReady(s *scene) (fact, bool) {
	f := at(s.pod, s.pod.podSpan)
	if v := s.unready(); v != nil {
		f = at(v, v.process)
		if doing(v.readiness, timeline.NotReady) {
			f = at(v, v.readiness)
		}
		if other := s.goesOn(v); other != nil {
			f.block = at(other, other.process).block
		}
		if s.neverAgain(v) {
			f.severity, f.block = timeline.Bad, at(v, v.process).block
			return f, true
		}
		if p := v.probe("readiness"); p != nil && p.Streak > 0 {
			f = f.because("Unhealthy", p.LastMessage)
			if p.Streak >= int(p.FailureThreshold) {
				f.severity = timeline.Warning
			}
		}
	}
	if s.pod.podSpan != nil && s.pod.podSpan.Phase == timeline.NotReady {
		f.since = s.pod.podSpan.Start.Time
	}
	if s.wasReady() || (f.view != s.pod && f.view.before() != nil) {
		f.severity = timeline.Warning
	}
	return f, true
}

// wasReady: a pod is NotReady only once it has been Ready, seen or not.
func (s *scene) wasReady() bool {
	return s.pod.lastSpan(timeline.TrackPod, timeline.Ready) != nil || s.pod.lastSpan(timeline.TrackPod, timeline.NotReady) != nil
}

// unready is the container that the pod's readiness waits for: the first that
// is being created, else one whose readiness probe fails, else any not ready.
func (s *scene) unready() *laneView {
	if v := s.first(func(v *laneView) bool { return v.main() && doing(v.process, timeline.Creating) }); v != nil {
		return v
	}
	failing := func(v *laneView) bool {
		p := v.probe("readiness")
		return v.main() && p != nil && p.Streak > 0 && !doing(v.readiness, timeline.Ready)
	}
	if v := s.first(failing); v != nil {
		return v
	}
	return s.first(func(v *laneView) bool {
		return v.main() && !doing(v.readiness, timeline.Ready) && (v.Container == nil || !v.Container.Ready)
	})
}

func sayNotReady(s *scene, f fact) string {
	v := f.view
	if v == nil || v == s.pod {
		if s.pod.podSpan == nil {
			return "not enough has been seen of this pod to tell"
		}
		return "not ready for " + s.elapsedSince(s.pod.podSpan.Start) + ": waiting for the kubelet"
	}
	p := v.probe("readiness")
	switch {
	case doing(v.process, timeline.Creating):
		return join("; ", s.starting()+"creating "+v.name()+" for "+s.elapsedSince(v.process.Start), v.afterRestart())
	case !v.running():
		return s.notRunning(v)
	case p == nil:
		return join("; ", fmt.Sprintf("%s%s started %s ago and is not published as ready yet", s.starting(), v.name(), s.elapsedSince(v.process.Start)), v.afterRestart())
	case p.Streak > 0:
		said := fmt.Sprintf("%s is not ready: readiness failed %s", v.name(), times(p.Streak))
		if need := int(p.FailureThreshold); p.Streak < need && doing(v.readiness, timeline.NotReady) && v.lastSpan(timeline.TrackReadiness, timeline.Ready) != nil && v.afterRestart() == "" {
			// Events get lost (client-go's spam filter); fewer would not have had this effect.
			said = fmt.Sprintf("%s is not ready: readiness failed at least %s", v.name(), times(need))
		}
		if p.LastMessage != "" {
			said += " (" + message.Cut(message.ProbeOutput(p.LastMessage), message.MessageWidth) + ")"
		}
		return join("; ", said, s.lost(f), v.afterRestart())
	}
	return join("; ", fmt.Sprintf("%s runs for %s and waits for its readiness probe (every %ds)", v.name(), s.elapsedSince(v.process.Start), p.PeriodSeconds), s.lost(f), v.afterRestart())
}

// starting is the word before what goes on in a pod that was never ready: a
// container that is being created is no trouble.
func (s *scene) starting() string {
	if s.wasReady() {
		return ""
	}
	return "starting: "
}

// lost says since when a pod that had been ready is not.
func (s *scene) lost(f fact) string {
	if !s.wasReady() || s.pod.podSpan == nil || f.view == nil {
		return ""
	}
	return "out of service for " + s.elapsedSince(s.pod.podSpan.Start)
}

// goesOn is the container for which the pod goes on when v is done.
func (s *scene) goesOn(v *laneView) *laneView {
	if v.running() || v.lastExit() == nil {
		return nil
	}
	return s.first(func(o *laneView) bool { return o.Kind == timeline.LaneContainer && o.running() })
}

func (s *scene) notRunning(v *laneView) string {
	if a := v.lastExit(); a != nil {
		if s.neverAgain(v) {
			return join("; ", v.name()+": "+v.wrongStory(a), s.consequence(v))
		}
		said := v.name() + " is done (" + exitWords(a) + ")"
		if other := s.goesOn(v); other != nil {
			said += "; " + other.name() + " still runs"
		}
		return said
	}
	said := v.name() + " has not started"
	if r := v.waitingFor(); r != "" {
		said += " (" + r + ")"
	}
	return said
}
