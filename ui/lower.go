package ui

import (
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/events"
	"github.com/podlife/podlife/ui/logs"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/spec"
)

// sheet is what the lower part of a life's page shows instead of the
// selection's details and the events.
type sheet int

const (
	noSheet sheet = iota
	sheetLogs
	sheetSpec
)

// lower is the lower part of a life's page: the events, or the sheet that is
// open in their place.
type lower struct {
	sheet  sheet
	tall   bool // the sheet fills the screen
	events events.Model
	logs   logs.Model
	spec   spec.Model
}

func (l *lower) open(k sheet) { l.sheet, l.tall = k, false }

// close goes back to the events, and ends the reading of a log.
func (l *lower) close() {
	l.logs.Close()
	l.open(noSheet)
}

// needed reports whether the keys, at a focus, or a sheet need the lower part of the
// page, so that it is shown also where there is no room for the axis.
func (l *lower) needed(at page.Focus) bool { return l.sheet != noSheet || at == page.FocusEvents }

// pane returns the pane that takes the keys at a focus, nil where that is none
// of these.
func (l *lower) pane(f page.Focus) component {
	switch {
	case f == page.FocusEvents:
		return &l.events
	case f == page.FocusSheet && l.sheet == sheetLogs:
		return &l.logs
	case f == page.FocusSheet:
		return &l.spec
	}
	return nil
}

// filter returns the filter of the pane in use: of the events if it is none of
// the sheets.
func (l *lower) filter(f page.Focus) *page.Input {
	switch {
	case f == page.FocusSheet && l.sheet == sheetLogs:
		return &l.logs.Filter
	case f == page.FocusSheet:
		return &l.spec.Filter
	}
	return &l.events.Filter
}

// Draw draws what is shown.
func (l *lower) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	switch l.sheet {
	case sheetLogs:
		l.logs.Draw(c, in, pg)
	case sheetSpec:
		l.spec.Draw(c, in, pg)
	default:
		l.events.Draw(c, in, pg)
	}
}

// copied returns the sheet's part of what the clipboard gets; ok is false while
// the keys act elsewhere.
func (l *lower) copied(pg *page.Page) (text string, ok bool) {
	switch {
	case pg.Focus != page.FocusSheet:
		return "", false
	case l.sheet == sheetLogs:
		return l.logs.Copy(pg), true
	}
	return l.spec.Copy(pg), true
}

// showLogs opens the log of the selected container, or closes it if that is what
// is shown.
func (a *app) showLogs(previous bool) {
	s := a.layout()
	if s.Life == nil {
		return
	}
	if s.Kind == page.List {
		a.goIn()
		s = a.layout()
	}
	log := &a.lower.logs
	was := log.Tag
	a.reply(log.Show(s.Page, previous))
	switch {
	case log.Shown && log.Tag != was:
		a.lower.open(sheetLogs)
		a.pane = page.FocusSheet
	case !log.Shown && a.lower.sheet == sheetLogs:
		a.closeSheet()
	}
}

// showSpec opens the spec and status of the selection, or closes it.
func (a *app) showSpec() {
	s := a.layout()
	if s.Life == nil {
		return
	}
	if s.Kind == page.List {
		a.goIn()
	} else if a.lower.sheet == sheetSpec {
		a.closeSheet()
		return
	}
	a.lower.close()
	a.lower.spec = spec.Model{}
	a.lower.open(sheetSpec)
	a.pane = page.FocusSheet
}

// closeSheet closes what is open in the lower part, and gives the keys to the
// lanes if it had them.
func (a *app) closeSheet() {
	a.lower.close()
	if a.pane == page.FocusSheet {
		a.pane = page.FocusLanes
	}
}

func (a *app) filter() *page.Input {
	if a.layout().Kind == page.List && a.pane != page.FocusSheet {
		return &a.list.Filter
	}
	return a.lower.filter(a.pane)
}
