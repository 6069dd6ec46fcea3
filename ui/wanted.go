package ui

import (
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/page"
)

// openWanted opens the page of Options.Container, once and as soon as the pod
// shown has containers at all; unless the user has chosen something by then.
func (a *app) openWanted(life *timeline.Life) {
	if a.wanted == "" {
		return
	}
	name, known := a.wanted, false
	for i := range life.Lanes {
		l := &life.Lanes[i]
		if l.Container == nil {
			continue
		}
		known = true
		if l.Name == name {
			a.wanted, a.page, a.chosen, a.lane, a.lanes.Row = "", page.Container, true, l.ID, page.RowID{Lane: l.ID}
			return
		}
	}
	if known {
		a.wanted, a.message = "", "this pod has no container "+timeline.Clean(name)
	}
}
