package verdict

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
)

// The ranks of what can hold a start up, from the weakest to the strongest.
const (
	rankWaiting     = iota // a reason is known, but nothing goes on
	rankPass               // the kubelet is busy with another container, of a pod one at a time
	rankRunning            // the critical container runs
	rankReadiness          // … and is not ready
	rankStartup            // … or its startup probe has not passed
	rankOwn                // … is being pulled, created, hooked or stopped, or backs off
	rankPod                // the pod itself: gated, scheduling, preparing
	rankSidecarRuns        // a sidecar that has not been probed yet
	rankSidecar            // a sidecar that the next init container waits for
	rankInit               // an init container
	rankMain               // a main container's first pull, creation or postStart
	rankReadyGates         // all containers are ready, a readiness gate is not
)

func (s startup) gates(from, to time.Time) []gate {
	c := collector{from: from, to: to, gates: make([]gate, 0, 48)}
	begun := s.mainsBegin(to).Round(time.Millisecond)
	critical := s.critical(to)
	for i := range s.lanes {
		v := &s.lanes[i]
		for j := range v.Spans {
			sp := &v.Spans[j]
			until, early := to, sp.Start.Time.Before(begun)
			if v.Kind == timeline.LaneSidecar && v != critical && early && begun.Before(to) {
				until = begun
			}
			after := from
			if v.Kind == timeline.LaneSidecar && sp.Phase == timeline.Running {
				after = begun // before, it ran beside the init containers after it
			}
			if v.Kind == timeline.LaneSidecar && sp.Phase == timeline.Running && v.probe("startup") != nil {
				c.add(v, sp, rankSidecarRuns, from, timeline.EarlierTime(until, v.startedBy(sp.Attempt)))
			}
			if v == critical && sp.Phase == timeline.Running && (sp.Open() || sp.End.Time.After(to)) {
				until = timeline.EarlierTime(until, v.readyFrom(sp.Attempt)) // from then on the pod waits for something else
			}
			if r, ok := c.rank(v, sp, v == critical, early); ok {
				c.add(v, sp, r, after, until)
			}
		}
	}
	if t := readySince(critical, to); !t.IsZero() && s.hasReadinessGate() {
		c.gates = append(c.gates, gate{lane: "pod", phase: timeline.NotReady, rank: rankReadyGates, start: t.Round(time.Millisecond), end: to})
	}
	return c.gates
}

type collector struct {
	from, to time.Time
	gates    []gate
}

func (c *collector) add(v *laneView, sp *timeline.Span, rank int, after, until time.Time) {
	start, end := sp.Start.Time, until
	if sp.Track == timeline.TrackReadiness {
		start = v.probedFrom(sp)
	}
	start = start.Round(time.Millisecond)
	if !sp.Open() && sp.End.Time.Before(until) {
		end = sp.End.Time.Round(time.Millisecond)
	}
	probed := sp.Track == timeline.TrackStartup || sp.Track == timeline.TrackReadiness
	unseen := sp.Outcome == timeline.Unknown || probed
	if unseen && sp.End.Uncertainty() > latency && sp.End.Earliest.Before(end) {
		seen := timeline.LaterTime(start, sp.End.Earliest.Round(time.Millisecond)) // what was not seen is not blamed on it
		if probed {
			c.gates = append(c.gates, gate{lane: "pod", phase: timeline.Unattributed, rank: rank, start: timeline.LaterTime(seen, c.from), end: timeline.EarlierTime(end, c.to)})
		}
		end = seen
	}
	start = timeline.LaterTime(start, timeline.LaterTime(c.from, after))
	if end.After(c.to) {
		end = c.to
	}
	if !end.After(start) {
		return
	}
	g := gate{lane: v.ID, phase: sp.Phase, rank: rank, start: start, end: end}
	if sp.Phase == timeline.Running && v.Kind == timeline.LaneContainer && !v.readinessKnown(sp.Attempt) {
		g.lane, g.phase = "pod", timeline.Unattributed // it may have been ready
	}
	c.gates = append(c.gates, g)
}

// probedFrom returns from when a span of not being ready is the readiness
// probe's: with a startup probe that one only begins when the startup probe has
// passed.
func (v *laneView) probedFrom(sp *timeline.Span) time.Time {
	start := sp.Start.Time
	for i := range v.Spans {
		o := &v.Spans[i]
		if o.Track != timeline.TrackStartup || o.Attempt != sp.Attempt {
			continue
		}
		if o.Open() {
			return sp.EndOr(o.Start.Time)
		}
		if o.End.Time.After(start) {
			start = o.End.Time
		}
	}
	return start
}

// rank returns how strongly a span holds the start up, if at all; early is one
// that began before any main container did.
func (c *collector) rank(v *laneView, sp *timeline.Span, critical, early bool) (int, bool) {
	switch v.Kind {
	case timeline.LanePod:
		return rankPod, sp.Phase == timeline.Gated || sp.Phase == timeline.Scheduling || sp.Phase == timeline.Preparing
	case timeline.LaneInit:
		return rankInit, sp.Track == timeline.TrackImage || (sp.Track == timeline.TrackProcess && sp.Phase != timeline.Waiting)
	case timeline.LaneSidecar:
		if r, ok := rankOfSidecar(sp); ok && early {
			return r, true
		}
	case timeline.LaneContainer:
		if sp.Attempt <= 1 && (sp.Phase == timeline.Pulling || sp.Phase == timeline.Creating || sp.Phase == timeline.PostStart) {
			return rankMain, true
		}
	default:
		return 0, false
	}
	if !critical {
		return rankPass, keepsPassBusy[sp.Phase]
	}
	return c.rankOfCritical(v, sp)
}

// keepsPassBusy is what the kubelet does for one container after the other of a
// pod: it kills within the pass, too (kuberuntime_manager.go, SyncPod).
var keepsPassBusy = map[timeline.Phase]bool{timeline.Pulling: true, timeline.Creating: true, timeline.PostStart: true, timeline.PreStop: true, timeline.Stopping: true}

// startedBy returns when the startup probe of a run had passed or was given up;
// zero while it has not.
func (v *laneView) startedBy(attempt int) time.Time {
	if sp := timeline.Find(v.Spans, func(sp *timeline.Span) bool { return sp.Track == timeline.TrackStartup && sp.Attempt == attempt }); sp != nil {
		return sp.End.Time
	}
	return time.Time{}
}

// rankOfSidecar ranks the spans of a sidecar: the next init container starts
// when the sidecar has been started, with a startup probe when that has passed.
func rankOfSidecar(sp *timeline.Span) (int, bool) {
	return rankSidecar, keepsPassBusy[sp.Phase] || sp.Phase == timeline.PullBackOff || sp.Phase == timeline.BackOff || sp.Track == timeline.TrackStartup
}

func (c *collector) rankOfCritical(v *laneView, sp *timeline.Span) (int, bool) {
	readiness, startup := v.probe("readiness") != nil, v.probe("startup") != nil
	switch sp.Track {
	case timeline.TrackImage, timeline.TrackHooks, timeline.TrackStop:
		return rankOwn, true
	case timeline.TrackStartup:
		return rankStartup, true
	case timeline.TrackReadiness:
		return rankReadiness, sp.Phase == timeline.NotReady && readiness && sp.Outcome != timeline.Unknown
	case timeline.TrackProcess:
		switch sp.Phase {
		case timeline.Creating, timeline.BackOff:
			return rankOwn, true
		case timeline.Running:
			// Without a probe a running container is ready as soon as the kubelet says so.
			return rankRunning, readiness || startup || (!sp.Open() && !sp.End.Time.After(c.to))
		case timeline.Waiting:
			return rankWaiting, !Ordinary(sp.Reason)
		}
	}
	return 0, false
}

// Ordinary reports whether a container with this waiting reason only waits for
// its turn.
func Ordinary(reason string) bool {
	return reason == "" || reason == "PodInitializing" || reason == "ContainerCreating"
}

// mainsBegin returns the first thing that any main container did, or later than
// to.
func (s startup) mainsBegin(to time.Time) time.Time {
	first := to.Add(1)
	for i := range s.lanes {
		v := &s.lanes[i]
		if v.Kind != timeline.LaneContainer {
			continue
		}
		for j := range v.Spans {
			if sp := &v.Spans[j]; sp.Phase != timeline.Waiting && (sp.Track == timeline.TrackImage || sp.Track == timeline.TrackProcess) && sp.Start.Time.Before(first) {
				first = sp.Start.Time
			}
		}
	}
	return first
}

// critical returns the container that became ready last before to, or that
// still is not; nil when there is none.
func (s startup) critical(to time.Time) *laneView {
	var best *laneView
	var bestAt time.Time
	for i := range s.lanes {
		v := &s.lanes[i]
		if !v.main() {
			continue
		}
		t := readySince(v, to)
		if t.IsZero() {
			t = v.settled(to)
		}
		if best == nil || !t.Before(bestAt) {
			best, bestAt = v, t
		}
	}
	return best
}

// settled returns, for a container that was not ready, when it was done for
// good; one that is not done is later than anything.
func (v *laneView) settled(to time.Time) time.Time {
	a := v.lastExit()
	if v.Kind != timeline.LaneContainer || a == nil || a.Failed() || v.current() != nil || v.retries() || a.Exited.Time.After(to) {
		return to.Add(time.Hour)
	}
	return a.Exited.Time
}

// readyFrom returns when a run was ready first; zero if it was not.
func (v *laneView) readyFrom(attempt int) time.Time {
	ready := func(sp *timeline.Span) bool {
		return sp.Track == timeline.TrackReadiness && sp.Phase == timeline.Ready && sp.Attempt == attempt
	}
	if sp := timeline.Find(v.Spans, ready); sp != nil {
		return sp.Start.Time
	}
	return time.Time{}
}

// readySince returns when the container became ready for good before to: the
// start of its readiness span that lasts until then. It is zero when it was not
// ready.
func readySince(v *laneView, to time.Time) time.Time {
	if v == nil {
		return time.Time{}
	}
	sp := timeline.FindLast(v.Spans, func(sp *timeline.Span) bool {
		return sp.Track == timeline.TrackReadiness && sp.Phase == timeline.Ready && !sp.Start.Time.After(to) && (sp.Open() || !sp.End.Time.Before(to))
	})
	if sp == nil {
		return time.Time{}
	}
	return sp.Start.Time
}

// kubeConditions are the conditions that Kubernetes itself sets; any other is
// one that a readiness gate asked for.
var kubeConditions = map[string]bool{
	"PodScheduled": true, "PodReadyToStartContainers": true, "Initialized": true, "ContainersReady": true, "Ready": true,
	"DisruptionTarget": true, "PodResizePending": true, "PodResizeInProgress": true, "AllContainersRestarting": true,
}

// hasReadinessGate looks for the conditions of gates: the gates themselves are
// in the spec, but a pod that was ready has their conditions.
func (s startup) hasReadinessGate() bool {
	return slices.ContainsFunc(s.life.Conditions, func(c timeline.Condition) bool {
		return !kubeConditions[c.Type] || c.Reason == "ReadinessGatesNotReady"
	})
}
