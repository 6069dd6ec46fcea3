package serving

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// Race is a container that was told to stop while its pod could still be sent
// new requests.
type Race struct {
	Service   string        // namespace/name
	Container string        // its lane
	SIGTERM   timeline.Edge // after its preStop hook
	Out       timeline.Edge // when the Service's endpoint ceased to be ready; zero: not yet
	Overlap   length.Length // from SIGTERM to Out
	Certain   bool          // it overlapped, whatever the truth within the bounds is
	Sleep     time.Duration // a preStop sleep that would have covered it, in whole seconds; 0 while it lasts
	Exit      length.Length // from SIGTERM to the container's exit; not known before that
	// Grace is the terminationGracePeriodSeconds that the sleep and the exit need together,
	// in whole seconds, where the pod's is shorter; 0: they fit, or it is not known.
	Grace time.Duration
}

// Races returns the Services that a pod was still an endpoint of when its main
// containers were told to stop, or may have been. A pod that served nothing has
// none.
func Races(l *timeline.Life, now time.Time) []Race {
	step := firstStop(l)
	if step == nil {
		return nil
	}
	var out []Race
	for i := range l.Lanes {
		lane := &l.Lanes[i]
		if lane.Kind != timeline.LaneService {
			continue
		}
		end, served := lastServed(lane)
		if !served || !end.IsZero() && !end.Latest.After(step.SIGTERM.Earliest) {
			continue
		}
		r := Race{Service: l.Pod.Namespace + "/" + lane.Name, Container: step.Lane, SIGTERM: step.SIGTERM, Out: end, Overlap: length.Of(step.SIGTERM, end, now)}
		r.Certain = end.IsZero() || end.Earliest.After(step.SIGTERM.Latest)
		if !end.IsZero() {
			r.Sleep = wholeSeconds(hookOf(step).Hi + r.Overlap.Hi)
			r.Exit, r.Grace = fits(step, r.Sleep, l.Pod.SpecGrace)
		}
		out = append(out, r)
	}
	return out
}

// wholeSeconds rounds up to what the API has fields for.
func wholeSeconds(d time.Duration) time.Duration { return (d + time.Second - 1).Truncate(time.Second) }

// fits returns how long a container took to exit after SIGTERM, and the grace period that
// it and a preStop sleep need where the pod's is shorter: the hook's time is taken from it
// (kuberuntime_container.go, killContainer). What SIGKILL ended needs as long at least.
func fits(step *timeline.StopStep, sleep, grace time.Duration) (exit length.Length, needs time.Duration) {
	if step.Exited.IsZero() {
		return exit, 0
	}
	exit = length.Between(step.SIGTERM, step.Exited)
	if needs = wholeSeconds(sleep + exit.Hi); grace == 0 || needs <= grace {
		return exit, 0
	}
	return exit, needs
}

// hookOf returns how long the preStop hook took that a longer sleep would replace.
func hookOf(step *timeline.StopStep) length.Length {
	if step.PreStop > 0 || !step.HasPreStop {
		return length.Exactly(step.PreStop)
	}
	return length.Between(step.Killing, step.PreStopEnd)
}

// firstStop returns the step of the main container that was told to stop first;
// nil if none was.
func firstStop(l *timeline.Life) *timeline.StopStep {
	if l.Termination == nil {
		return nil
	}
	var first *timeline.StopStep
	for i := range l.Termination.Steps {
		s := &l.Termination.Steps[i]
		lane := l.Lane(s.Lane)
		if lane == nil || lane.Kind != timeline.LaneContainer || s.SIGTERM.IsZero() {
			continue
		}
		if first == nil || s.SIGTERM.Time.Before(first.SIGTERM.Time) {
			first = s
		}
	}
	return first
}

// lastServed returns when an endpoint ceased to be ready for the last time; the
// zero Edge while it is.
func lastServed(lane *timeline.Lane) (end timeline.Edge, served bool) {
	for i := range lane.Spans {
		if sp := &lane.Spans[i]; sp.Track == timeline.TrackEndpoint && sp.Phase == timeline.Ready {
			end, served = sp.End, true
		}
	}
	return end, served
}
