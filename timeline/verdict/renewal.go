package verdict

import (
	"fmt"

	"github.com/podlife/podlife/timeline"
)

// renewal is the last time that all of a pod had to start again, its init
// containers too: earlier runs count for nothing since.
type renewal struct {
	at   timeline.Edge // zero: there was none
	with string        // where what has run since did: " in the new sandbox"
}

// renewed returns the pod's last renewal: a sandbox that was re-created, or a
// restart of all containers. Where no Event says so, an init container shows it
// that began again after what had come after it.
func (l *lifeView) renewed() renewal {
	var r renewal
	if a := l.ranAgain(); a != nil {
		r = renewal{a.Started, " this time"}
	}
	if m := l.pod.lastOf("SandboxChanged"); m != nil {
		r = renewal{m.Time, " in the new sandbox"}
	}
	for i := range l.lanes {
		for j := range l.lanes[i].Attempts {
			a := &l.lanes[i].Attempts[j]
			if (a.RestartsAll || a.Cause == timeline.CauseRestartAll) && (r.at.IsZero() || a.Exited.Time.After(r.at.Time)) {
				r = renewal{a.Exited, " since the restart of all containers"}
			}
		}
	}
	return r
}

// ranAgain returns the last run of the first init container that began after the
// end of a later one, or of a main container; or nil. They run in order, and only
// once each, but for a failure.
func (l *lifeView) ranAgain() *timeline.Attempt {
	for i := range l.lanes {
		v := &l.lanes[i]
		if n := len(v.Attempts); v.Kind == timeline.LaneInit && n > 0 && l.endedBefore(&v.Attempts[n-1], i+1) {
			return &v.Attempts[n-1]
		}
	}
	return nil
}

// endedBefore reports whether a container of a later lane had ended when a run of
// an init container began.
func (l *lifeView) endedBefore(a *timeline.Attempt, from int) bool {
	if a.Started.IsZero() {
		return false
	}
	for i := from; i < len(l.lanes); i++ {
		v := &l.lanes[i]
		last := v.lastExit()
		if v.Kind != timeline.LaneInit && v.Kind != timeline.LaneContainer || last == nil || last.Exited.IsZero() {
			continue
		}
		if last.Exited.Latest.Before(a.Started.Latest) && last.Exited.Time.Before(a.Started.Time) {
			return true
		}
	}
	return false
}

// failed counts the failures of an init container since the renewal: what made it
// run again before is not known to be its own.
func (r renewal) failed(v *laneView) int {
	if r.at.IsZero() {
		return v.failures()
	}
	return timeline.Count(v.Attempts, func(a *timeline.Attempt) bool { return a.Failed() && r.counts(a) })
}

// counts reports whether a run began after the renewal; a text may say of a run
// only when it ended.
func (r renewal) counts(a *timeline.Attempt) bool {
	began := a.Started
	if began.IsZero() {
		began = a.Exited
	}
	return r.at.IsZero() || !began.Time.Before(r.at.Time)
}

// renewing reports whether init containers have to run again, or do, before the
// main containers are started once more.
func (l *lifeView) renewing() bool {
	r, before := l.renewed(), false
	if r.at.IsZero() || l.over() {
		return false
	}
	for i := range l.lanes {
		v := &l.lanes[i]
		if n := len(v.Attempts); v.Kind == timeline.LaneContainer && n > 0 {
			if v.running() || r.counts(&v.Attempts[n-1]) {
				return false
			}
			before = true
		}
	}
	done, of := l.inits()
	return before && done < of
}

// initsDone words how many init containers are done: "1 of 3 done in the new
// sandbox".
func (l *lifeView) initsDone(noun string) string {
	done, of := l.inits()
	return fmt.Sprintf("%d of %d %sdone", done, of, noun) + l.renewed().with
}

// restartOfAll is a life in which a restart rule may have all containers stopped
// and started again (RestartAllContainers).
type restartOfAll struct{ *lifeView }

// asker returns the container whose exit has all of the pod start again, until it
// has itself; or nil.
func (l restartOfAll) asker() *laneView {
	return l.first(func(v *laneView) bool {
		n := len(v.Attempts)
		return v.starts() && n > 0 && v.Attempts[n-1].RestartsAll
	})
}

// going reports whether a restart rule has all containers of the pod
// stopped and started again (RestartAllContainers).
func (l restartOfAll) going() bool {
	removed := l.first(func(v *laneView) bool {
		return v.waitingFor() == "RestartingAllContainers" && !doing(v.process, timeline.Creating)
	})
	asked := l.asker() != nil || l.isCond("AllContainersRestarting") || removed != nil && l.first((*laneView).running) == nil && l.firstRestarting() == nil
	return asked && l.initRuns() == nil && !l.over()
}

// where returns the container that asked for it, or else the pod.
func (l restartOfAll) where() fact {
	v := l.asker()
	if v == nil {
		f := at(l.pod, l.pod.podSpan)
		if c := l.condition("AllContainersRestarting"); c != nil {
			f.since = c.Since
		}
		return f
	}
	f, a := at(v, v.process), v.lastExit()
	f.since = a.Exited.Time
	return f.because("RestartAllContainers", a.Message)
}

// say names who asked for it, and what is being stopped for it.
func (l restartOfAll) say(f fact) string {
	said := "all containers are being restarted by a restart rule"
	if f.view != l.pod {
		said = fmt.Sprintf("all containers are restarted for %s: %s", f.view.name(), exitWords(f.view.lastExit()))
	}
	if v := l.first(func(v *laneView) bool { return doing(v.hook, timeline.PreStop) || doing(v.stop, timeline.Stopping) }); v != nil {
		return said + "; stopping " + v.name() + l.killProgress(v)
	}
	if f.view == l.pod {
		return said
	}
	return said + "; restarting, " + l.elapsedSince(f.view.lastExit().Exited) + " since the exit"
}
