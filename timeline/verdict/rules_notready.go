package verdict

import (
	"fmt"
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

func isReadinessGate(l *lifeView) (fact, bool) {
	c := l.condition("Ready")
	if c == nil || c.Status == "True" || c.Reason != "ReadinessGatesNotReady" {
		return fact{}, false
	}
	f := at(l.pod, l.pod.podSpan)
	if cr := l.condition("ContainersReady"); cr != nil && cr.Status == "True" {
		f.since = cr.Since
	}
	return f.because(c.Reason, c.Message), true
}

func sayReadinessGate(l *lifeView, f fact) string {
	said := "the containers are ready"
	if !f.since.IsZero() {
		said = "the containers have been ready " + l.lasting(second(f.since))
	}
	said += "; the pod waits for "
	// corresponding condition of pod readiness gate "example.com/lb" does not exist.
	if missing := l.missingGates(f.block.Message); len(missing) > 1 {
		return said + "readiness gates " + strings.Join(missing, " and ") + ", whose conditions do not exist"
	}
	var gates []string // one clause of the message each
	for _, clause := range strings.Split(f.block.Message, `readiness gate "`)[1:] {
		if gate, why, ok := strings.Cut(clause, `"`); ok {
			why, _, _ = strings.Cut(why, ", ")
			gates = append(gates, l.gateStory(gate, why))
		}
	}
	if len(gates) > 0 {
		return said + strings.Join(gates, "; and for ")
	}
	return said + "a readiness gate that is not True yet"
}

// missingGates returns the readiness gates of a message where none of them has a
// condition yet; else nil.
func (l *lifeView) missingGates(msg string) []string {
	var names []string
	for _, clause := range strings.Split(msg, `readiness gate "`)[1:] {
		gate, why, _ := strings.Cut(clause, `"`)
		if l.condition(gate) != nil || !strings.HasPrefix(why, " does not exist") {
			return nil
		}
		names = append(names, gate)
	}
	return names
}

// gateStory names a readiness gate and why it is not open: by the reason and the
// message that its controller gave its condition, else by what the kubelet misses.
func (l *lifeView) gateStory(gate, missing string) string {
	if c := l.condition(gate); c != nil && c.Status != "True" {
		if why := join(": ", c.Reason, c.Message); why != "" {
			return "readiness gate " + gate + ": " + message.Shorten(why) + " (" + c.Status + ")"
		}
		return "readiness gate " + gate + ", whose condition is " + c.Status
	}
	return "readiness gate " + gate + ", whose condition " + message.Cut(strings.TrimSpace(missing), message.MessageWidth)
}

// isNotReady holds for whatever is left: a pod on its way, or one that lost its
// readiness.
func isNotReady(l *lifeView) (fact, bool) {
	f := at(l.pod, l.pod.podSpan)
	if l.cutAbove() {
		f.block = nil
		return f, true
	}
	if v := l.unready(); v != nil {
		f = at(v, v.process)
		if doing(v.readiness, timeline.NotReady) {
			f = at(v, v.readiness)
		}
		if other := l.goesOn(v); other != nil {
			f.block = at(other, other.process).block
		}
		if l.neverAgain(v) {
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
	if l.pod.podSpan != nil && l.pod.podSpan.Phase == timeline.NotReady {
		f.since = l.pod.podSpan.Start.Time
	}
	if l.wasReady() || (f.view != l.pod && f.view.before() != nil) {
		f.severity = timeline.Warning
	}
	return f, true
}

func (l *lifeView) wasReady() bool {
	return l.pod.lastSpan(timeline.TrackPod, timeline.Ready) != nil || l.pod.lastSpan(timeline.TrackPod, timeline.NotReady) != nil
}

// unready returns the container that the pod's readiness waits for: the first
// that is being created, else one whose readiness probe fails, else any not
// ready.
func (l *lifeView) unready() *laneView {
	if v := l.first(func(v *laneView) bool { return v.main() && doing(v.process, timeline.Creating) }); v != nil {
		return v
	}
	failing := func(v *laneView) bool {
		p := v.probe("readiness")
		return v.main() && p != nil && p.Streak > 0 && !doing(v.readiness, timeline.Ready)
	}
	if v := l.first(failing); v != nil {
		return v
	}
	return l.first((*laneView).unready)
}

func sayNotReady(l *lifeView, f fact) string {
	v := f.view
	if l.cutAbove() {
		return sayCutAbove(l)
	}
	if v == nil || v == l.pod {
		if l.pod.podSpan == nil {
			return "not enough has been seen of this pod to tell"
		}
		return "not ready " + l.lasting(l.pod.podSpan.Start) + ": waiting for the kubelet"
	}
	return join("; ", l.whyNotReady(f), l.alsoNotReady(v))
}

// whyNotReady describes what the readiness of the fact's container waits for.
func (l *lifeView) whyNotReady(f fact) string {
	v := f.view
	p := v.probe("readiness")
	switch {
	case doing(v.process, timeline.Creating):
		return join("; ", "creating "+v.name()+" "+l.lasting(v.process.Start), v.afterRestart())
	case !v.running():
		return l.notRunning(v)
	case v.probedInVain() != nil && (p == nil || p.Streak == 0 && v.timesInVain() >= max(2, int(p.FailureThreshold))):
		return join("; ", v.inVain(l), l.lost(f), v.afterRestart())
	case p == nil && v.process.Start.Uncertainty() > recent:
		return join("; ", v.name()+" runs, since when is unknown, and is not published as ready", v.afterRestart())
	case p == nil:
		return join("; ", fmt.Sprintf("%s started %s and is not published as ready yet", v.name(), l.ago(v.process.Start)), v.afterRestart())
	case p.Streak > 0:
		said := fmt.Sprintf("%s is not ready: readiness failed %s", v.name(), times(p.Streak))
		if need := int(p.FailureThreshold); p.Streak < need && doing(v.readiness, timeline.NotReady) && v.lastSpan(timeline.TrackReadiness, timeline.Ready) != nil && v.afterRestart() == "" {
			// Events get lost (client-go's spam filter); fewer would not have had this effect.
			said = fmt.Sprintf("%s is not ready: readiness failed at least %s", v.name(), times(need))
		}
		if p.LastMessage != "" {
			said += " (" + message.Cut(message.ProbeOutput(p.LastMessage), message.MessageWidth) + ")"
		}
		return join("; ", said, l.lost(f), v.afterRestart())
	}
	return join("; ", fmt.Sprintf("%s runs %s and waits for its readiness probe (every %ds)", v.name(), l.lasting(v.process.Start), p.PeriodSeconds), l.lost(f), v.afterRestart())
}

// probedInVain returns the last probe of the current run that did not pass, where
// no streak counts it: it could not be run, or the input does not say what the
// container's probes are. Readiness first, as that is what is missing; or nil.
func (v *laneView) probedInVain() *timeline.Mark {
	for _, track := range []timeline.Track{timeline.TrackReadiness, timeline.TrackStartup, timeline.TrackLiveness} {
		if m := v.lastMark(func(m *timeline.Mark) bool {
			return m.Track == track && v.ofRun(m) && strings.HasPrefix(m.Kind, "Probe")
		}); m != nil && m.Kind != "ProbeWarning" {
			return m
		}
	}
	return nil
}

// ofRun reports whether a mark was made while the current run went on.
func (v *laneView) ofRun(m *timeline.Mark) bool {
	return v.process == nil || !m.Time.Latest.Before(v.process.Start.Earliest)
}

// timesInVain returns how often the current run was probed so.
func (v *laneView) timesInVain() int {
	n, last := 0, v.probedInVain()
	for i := range v.Marks {
		if m := &v.Marks[i]; m.Track == last.Track && m.Kind == last.Kind && v.ofRun(m) {
			n += max(m.Count, 1)
		}
	}
	return n
}

// inVain describes probes that no streak counts.
func (v *laneView) inVain(l *lifeView) string {
	m := v.probedInVain()
	how := "failed"
	if m.Kind == "ProbeErrored" {
		how = "could not be run"
	}
	head := v.name() + " is not ready: "
	if m.Track != timeline.TrackReadiness { // then it may well be
		head = v.name() + " runs; "
	}
	said := fmt.Sprintf("%sits %s probe %s %s, last %s", head, m.Track, how, times(v.timesInVain()), l.ago(m.Time))
	if out := message.ProbeOutput(m.Message); out != "" {
		said += " (" + message.Cut(message.Innermost(out), message.MessageWidth) + ")"
	}
	if n := v.killsBefore(l.life, m); n > 0 {
		said += "; killed for it " + times(n) + " before"
	}
	return said
}

// killsBefore returns how many earlier runs were killed for the probe that failed
// at m, of which no more than the Events are known.
func (v *laneView) killsBefore(l *timeline.Life, m *timeline.Mark) int {
	if m.Track == timeline.TrackReadiness || len(v.Attempts) > 1 {
		return 0
	}
	n := 0
	for i := range l.Events {
		if e := &l.Events[i]; e.Lane == v.ID && e.Reason == "Killing" && message.KillCause(e.Message) == timeline.Cause(m.Track) {
			n += max(e.Count, 1)
		}
	}
	return n
}

// lost returns since when a pod that had been ready is not.
func (l *lifeView) lost(f fact) string {
	if !l.wasReady() || l.pod.podSpan == nil || f.view == nil {
		return ""
	}
	return "out of service " + l.lasting(l.pod.podSpan.Start)
}

// goesOn returns the container for which the pod goes on when v is done, or
// nil.
func (l *lifeView) goesOn(v *laneView) *laneView {
	if v.running() || v.lastExit() == nil {
		return nil
	}
	return l.first(func(o *laneView) bool { return o.Kind == timeline.LaneContainer && o.running() })
}

func (l *lifeView) notRunning(v *laneView) string {
	if a := v.lastExit(); a != nil {
		if l.neverAgain(v) {
			return join("; ", v.name()+": "+v.wrongStory(a), l.consequence(v))
		}
		said := v.name() + " is done (" + exitWords(a) + ")"
		if other := l.goesOn(v); other != nil {
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

// neverAgain reports whether a container whose last run ended wrongly is not
// started again although the pod goes on, so that it can never become ready.
func (l *lifeView) neverAgain(v *laneView) bool {
	a := v.lastExit()
	return v.main() && a != nil && wrongEnd(a) && !v.retries() && !l.over() && l.goesOn(v) != nil
}

// consequence returns what the restart policy makes of an end after which the
// container is not started again, while the pod goes on; or "".
func (l *lifeView) consequence(v *laneView) string {
	if !l.neverAgain(v) {
		return ""
	}
	code := "it"
	if a := v.lastExit(); a.ExitCode != nil {
		code = fmt.Sprintf("exit %d", *a.ExitCode)
	}
	policy := l.life.Pod.RestartPolicy
	if policy == "" {
		policy = "of its spec"
	}
	return code + " is not restarted under restartPolicy " + policy + ", so the pod cannot become ready"
}
