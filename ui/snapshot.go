package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/ui/logs"
)

// shot is the snapshot on the screen and what it was taken from.
type shot struct {
	timeline.Snapshot
	of      *model.Model
	version int
	taken   bool
}

// stale is how old the snapshot of a live model may become when nothing
// arrived: everything on the screen that counts does so in seconds.
const stale = time.Second

// model is the model that is shown.
func (a *app) model() *model.Model {
	if a.play != nil {
		return a.play.Model
	}
	return a.live
}

// now is the moment that is shown.
func (a *app) now() time.Time {
	if a.play != nil {
		return a.play.At
	}
	return a.opts.Now()
}

// snapshot is the snapshot of the moment, taken again only when the model or
// the moment has changed.
func (a *app) snapshot() *timeline.Snapshot {
	m, now := a.model(), a.now()
	s := &a.shot
	fresh := s.taken && s.of == m && s.version == m.Version()
	if a.play != nil {
		fresh = fresh && s.Now.Equal(now)
	} else {
		age := now.Sub(s.Now)
		fresh = fresh && age >= 0 && age < stale
	}
	if !fresh {
		*s = shot{Snapshot: m.Snapshot(now), of: m, version: m.Version(), taken: true}
		s.Snapshot.Now = now
	}
	return &s.Snapshot
}

// sleepy is after how many seconds without a change on the screen, and then
// how often, it is looked at.
const sleepy = 5

// poll asks for the state of the connection once a second, and for a new frame
// when something on the screen depends on the clock.
func (a *app) poll() tea.Cmd {
	if a.live == nil {
		return nil
	}
	again := a.ticking()
	if a.same > sleepy { // minutes and hours on the screen need no look every second
		a.same++
		again = again && a.same%sleepy == 0
	}
	if a.opts.Missing != nil {
		version := a.live.Version()
		a.live.SetMissing(a.opts.Missing())
		again = again || version != a.live.Version()
	}
	if a.opts.Status != nil {
		if s := timeline.Clean(a.opts.Status()); s != a.status {
			a.status, again = s, true
		}
	}
	if again {
		return a.changed()
	}
	return nil
}

// ticking reports whether anything on the screen moves with the clock.
func (a *app) ticking() bool {
	for i := range a.shot.Lives {
		if a.shot.Lives[i].Pod.Gone.IsZero() {
			return true
		}
	}
	return false
}

// tendLogs asks for the log again where it has ended and there may be more.
func (a *app) tendLogs(second bool) {
	if a.logs.Shown && a.logs.Phase == logs.LogEnded {
		a.logs.Tend(a.scene().Page, second)
	}
}
