package verdict

import (
	"fmt"

	"github.com/podlife/podlife/timeline"
)

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
