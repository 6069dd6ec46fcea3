package ui

import (
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/ui/compare"
	"github.com/podlife/podlife/ui/export"
	"github.com/podlife/podlife/ui/help"
	"github.com/podlife/podlife/ui/lanes"
	"github.com/podlife/podlife/ui/list"
	"github.com/podlife/podlife/ui/logs"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/palette"
	"github.com/podlife/podlife/ui/ruler"
)

// state is everything the user chose that no pane keeps. It holds identities, never
// positions on the screen, so that resizing and new data leave it alone.
type state struct {
	page   page.Kind
	chosen bool   // page was chosen by a key; until then it follows the number of pods
	pod    string // namespace/name of the pod shown, or of the selected line of the list
	uid    string // an earlier life of that name; "": the newest
	lane   string // the container of pageContainer

	pane     page.Focus // what has the keys
	typing   bool       // the filter of the pane is being typed
	edges    bool       // show the sources of timestamps
	dragging bool       // the mouse drags along a line of time …
	dragged  block      // … that of this block
	message  string     // what the last key did, if it cannot be seen otherwise
}

// panes are the components of the screen, each with a state of its own.
type panes struct {
	time    ruler.Model
	lanes   lanes.Model
	lower   lower
	list    list.Model
	help    help.Model
	palette palette.Model
	export  export.Model
	compare compare.Model
}

func newPanes(o Options) panes {
	p := panes{
		time:    ruler.Model{View: axis.View{Follow: true}},
		lanes:   lanes.Model{Open: map[string]bool{}},
		export:  export.Model{Exports: o.Exports},
		compare: compare.Model{Compare: o.Compare},
	}
	if o.Live != nil && o.Logs != nil {
		p.lower.logs.Wishes = make(chan logs.Wish, 1)
	}
	return p
}

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
