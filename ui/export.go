package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
)

// Format is one of the formats that can be exported.
type Format struct {
	Name      string // "markdown"
	Extension string // ".md"
	For       string // in a few words: "a pull request or a ticket"
}

// Exports writes what is shown to files.
type Exports struct {
	Formats []Format
	// Write writes a snapshot to a file that does not exist yet, and says
	// where it went and what it is ("/home/me/web.md, 3.2 kB"). It is called
	// from a goroutine of its own.
	Write func(file, format string, s timeline.Snapshot) (where string, err error)
}

// exportMenu is where a person is in exporting.
type exportMenu struct {
	on     bool
	format int
	naming bool // the format is chosen, the name is being typed
	busy   bool
	name   string
	err    string
}

// exportedMsg says how an export ended.
type exportedMsg struct {
	where string
	err   error
}

// startExport opens the menu.
func (a *app) startExport() {
	s := a.scene()
	switch {
	case len(a.opts.Exports.Formats) == 0 || a.opts.Exports.Write == nil:
		a.message = "there is nothing to export with here"
	case s.life == nil:
		a.message = "there is nothing to export yet"
	default:
		a.export = exportMenu{on: true, format: a.export.format}
	}
}

// exporting takes a key while the menu is open; false means that it is not the
// menu's.
func (a *app) exporting(k tea.KeyPressMsg) (tea.Cmd, bool) {
	m := &a.export
	switch {
	case k.String() == "ctrl+c" || key.Matches(k, a.keys.Suspend):
		return nil, false
	case m.busy:
	case m.naming:
		return a.naming(k), true
	case key.Matches(k, a.keys.Back, a.keys.Export, a.keys.Quit):
		m.on = false
	case key.Matches(k, a.keys.Up):
		m.format = max(m.format-1, 0)
	case key.Matches(k, a.keys.Down):
		m.format = min(m.format+1, len(a.opts.Exports.Formats)-1)
	case key.Matches(k, a.keys.Open):
		m.naming, m.name, m.err = true, a.exportName(), ""
	}
	return nil, true
}

// naming takes a key while the file's name is typed.
func (a *app) naming(k tea.KeyPressMsg) tea.Cmd {
	m := &a.export
	switch s := k.String(); {
	case s == "enter" && m.name != "":
		m.busy, m.err = true, ""
		return a.writeExport()
	case s == "esc":
		m.naming, m.err = false, ""
	default:
		edit(&m.name, k, maxName)
	}
	return nil
}

// exportName is the name that is proposed: the pod's, or the list's.
func (a *app) exportName() string {
	s := a.scene()
	name := s.life.Pod.Name
	if s.page == pageList {
		name = "pods"
	}
	return fileName(name, a.opts.Exports.Formats[a.export.format].Extension)
}

// writeExport writes in the background what is shown at this moment: the pod's
// lives, or in the list everything.
func (a *app) writeExport() tea.Cmd {
	s := a.scene()
	snap := *a.snapshot()
	if s.page != pageList {
		snap.Lives = nil
		for _, l := range s.groups[s.group].lives {
			snap.Lives = append(snap.Lives, *l)
		}
	}
	file, format, write := a.export.name, a.opts.Exports.Formats[a.export.format].Name, a.opts.Exports.Write
	return func() tea.Msg {
		where, err := write(file, format, snap)
		return exportedMsg{where, err}
	}
}

// exported ends an export: the menu stays open when it failed.
func (a *app) exported(msg exportedMsg) {
	a.export.busy = false
	if msg.err != nil {
		a.export.err = timeline.Clean(msg.err.Error())
		return
	}
	a.export.on = false
	a.message = "wrote " + timeline.Clean(msg.where)
}
