package ui

import (
	"reflect"
	"time"
	"unsafe"

	tea "charm.land/bubbletea/v2"
)

// How often Bubble Tea looks whether there is something to write. Each look
// wakes the process: sixty a second cost up to a percent of a core while nothing
// happens, and two a second would answer a key late.
const (
	looksPerSecond = 60
	awake          = time.Second / looksPerSecond
	drowsy         = time.Second / 2
)

// looksOf is the ticker of a program's looks, nil before it runs. Bubble Tea
// keeps it to itself and has no other way to slow it down; where a version of it
// has no such field, the looks go on as they are.
func looksOf(p *tea.Program) *time.Ticker {
	field := reflect.ValueOf(p).Elem().FieldByName("ticker")
	if !field.IsValid() || field.Type() != reflect.TypeFor[*time.Ticker]() {
		return nil
	}
	return *(**time.Ticker)(unsafe.Pointer(field.UnsafeAddr())) // #nosec G103 -- its type was checked
}

// wake makes what has been painted appear within a look.
func (a *app) wake() {
	a.fresh = true
	if a.asleep {
		a.asleep = false
		a.lookEvery(awake)
	}
}

// doze slows the looks down if nothing has changed since it was called last.
func (a *app) doze() {
	if !a.fresh && !a.asleep {
		a.asleep = true
		a.lookEvery(drowsy)
	}
	a.fresh = false
}

func (a *app) lookEvery(d time.Duration) {
	if a.looks == nil {
		return
	}
	if t := a.looks(); t != nil {
		t.Reset(d)
	}
}
