package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/logs"
)

// idleSeconds is after how many seconds without a change on the screen, and
// then how often, it is painted anew.
const idleSeconds = 5

// poll asks for the state of the connection once a second, and for a new frame
// when something on the screen depends on the clock.
func (a *app) poll() tea.Cmd {
	a.same++
	if a.session.live == nil {
		return nil
	}
	again := a.session.ticking()
	if a.same > idleSeconds { // minutes and hours on the screen need no look every second
		again = again && a.same%idleSeconds == 0
	}
	if a.session.ask(&a.opts) || again {
		return a.changed()
	}
	return nil
}

// rest calls Options.Resting where the screen has come to rest or is wanted again.
func (a *app) rest() {
	resting := a.same > idleSeconds
	if resting == a.atRest {
		return
	}
	a.atRest = resting
	if a.opts.Resting != nil {
		a.opts.Resting(resting)
	}
}

// tendLogs asks for the log again where it has ended and there may be more.
func (a *app) tendLogs(second bool) {
	if l := &a.lower.logs; l.Shown && l.Phase == logs.Ended {
		l.Tend(a.layout().Page, second)
	}
}
