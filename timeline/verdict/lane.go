package verdict

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
)

// laneView is a lane and the last span of each of its tracks (nil: none yet).
type laneView struct {
	*timeline.Lane
	podSpan, image, process, hook, startup, readiness, stop *timeline.Span
}

func viewOf(lane *timeline.Lane) laneView {
	v := laneView{Lane: lane}
	for i := range lane.Spans {
		sp := &lane.Spans[i]
		switch sp.Track {
		case timeline.TrackPod:
			v.podSpan = sp
		case timeline.TrackImage:
			v.image = sp
		case timeline.TrackProcess:
			v.process = sp
		case timeline.TrackHooks:
			v.hook = sp
		case timeline.TrackStartup:
			v.startup = sp
		case timeline.TrackReadiness:
			v.readiness = sp
		case timeline.TrackStop:
			v.stop = sp
		}
	}
	return v
}

// main reports whether the container's readiness counts for the pod's.
func (v *laneView) main() bool {
	return v.Kind == timeline.LaneContainer || v.Kind == timeline.LaneSidecar
}

// starts reports whether the pod's start depends on the container.
func (v *laneView) starts() bool { return v.main() || v.Kind == timeline.LaneInit }

func doing(sp *timeline.Span, p timeline.Phase) bool { return sp != nil && sp.Open() && sp.Phase == p }

func (v *laneView) running() bool { return doing(v.process, timeline.Running) }

// waitingFor returns the published waiting reason, unless the container is
// known to run by now: status lags behind, and keeps CrashLoopBackOff until
// after the restart.
func (v *laneView) waitingFor() string {
	if v.Container == nil || v.Container.State != "Waiting" || v.running() {
		return ""
	}
	return v.Container.Reason
}

func (v *laneView) lastExit() *timeline.Attempt {
	return timeline.FindLast(v.Attempts, func(a *timeline.Attempt) bool { return a.Over() })
}

func (v *laneView) current() *timeline.Attempt {
	if n := len(v.Attempts); n > 0 && !v.Attempts[n-1].Over() {
		return &v.Attempts[n-1]
	}
	return nil
}

// wrongEnd reports whether an end is a fault of the container or its stop: a
// kill for a probe or a postStart hook that failed, whatever the exit; not an
// unhandled SIGTERM (143), with which most programs end.
func wrongEnd(a *timeline.Attempt) bool {
	if a.Cause.Unhealthy() || a.Reason == "OOMKilled" {
		return a.Over()
	}
	return a.Failed() && (a.ExitCode == nil || *a.ExitCode != 143)
}

// failures counts the attempts that failed, as far as they are known one by
// one, or by the restart count where that is higher. What was stopped so that
// all of its pod start again has not failed.
func (v *laneView) failures() int {
	renewed := func(a *timeline.Attempt) bool {
		return a.Cause == timeline.CauseRestartAll || a.Cause == timeline.CauseSandbox
	}
	n := timeline.Count(v.Attempts, func(a *timeline.Attempt) bool { return a.Failed() && !renewed(a) })
	if last := v.lastExit(); last != nil && last.Failed() {
		restarts := v.Restarts - timeline.Count(v.Attempts, renewed)
		if v.current() == nil {
			restarts++
		}
		n = max(n, restarts)
	}
	return n
}

func (v *laneView) probe(name string) *timeline.ProbeInfo {
	return timeline.Find(v.Probes, func(p *timeline.ProbeInfo) bool { return p.Probe == name })
}

func (v *laneView) lastMark(fits func(*timeline.Mark) bool) *timeline.Mark {
	return timeline.FindLast(v.Marks, fits)
}

func (v *laneView) lastOf(kinds ...string) *timeline.Mark {
	return v.lastMark(func(m *timeline.Mark) bool { return slices.Contains(kinds, m.Kind) })
}

func (v *laneView) firstOf(kinds ...string) *timeline.Mark {
	return timeline.Find(v.Marks, func(m *timeline.Mark) bool { return slices.Contains(kinds, m.Kind) })
}

// counted returns how often marks of those kinds occurred from a time on.
func (v *laneView) counted(since time.Time, kinds ...string) int {
	n := 0
	for i := range v.Marks {
		if m := &v.Marks[i]; slices.Contains(kinds, m.Kind) && !m.Time.Latest.Before(since) {
			n += max(m.Count, 1)
		}
	}
	return n
}
