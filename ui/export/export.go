// Package export is the menu that writes what is shown to a file.
package export

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/page"
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

// Model is the menu of exports.
type Model struct {
	Exports Exports
	On      bool
	format  int
	Naming  bool // the format is chosen, the name is being typed
	busy    bool
	name    page.Input
	err     string
}

// DoneMsg says how an export ended.
type DoneMsg struct {
	where string
	err   error
}

// Start opens the menu, or returns why there is nothing to export.
func (m *Model) Start(pg *page.Page) tea.Msg {
	switch {
	case len(m.Exports.Formats) == 0 || m.Exports.Write == nil:
		return page.SayMsg("there is nothing to export with here")
	case pg.Life == nil:
		return page.SayMsg("there is nothing to export yet")
	}
	*m = Model{Exports: m.Exports, On: true, format: m.format}
	return nil
}

// Update takes a key while the menu is open, or how an export ended.
func (m *Model) Update(msg tea.Msg, pg *page.Page, lives []*timeline.Life) tea.Msg {
	if done, ok := msg.(DoneMsg); ok {
		return m.ended(done)
	}
	if paste, ok := msg.(tea.PasteMsg); ok && m.Naming && !m.busy {
		m.name.Paste(paste.Content)
	}
	switch {
	case m.busy:
	case m.Naming:
		return m.nameKey(msg, pg, lives)
	case page.Matches(msg, pg.Keys.Back, pg.Keys.Export, pg.Keys.Quit):
		m.On = false
	case page.Matches(msg, pg.Keys.Up):
		m.format = max(m.format-1, 0)
	case page.Matches(msg, pg.Keys.Down):
		m.format = min(m.format+1, len(m.Exports.Formats)-1)
	case page.Matches(msg, pg.Keys.Open):
		m.Naming, m.err = true, ""
		m.name.Set(m.proposed(pg))
	}
	return nil
}

// nameKey takes a key while the file's name is typed.
func (m *Model) nameKey(msg tea.Msg, pg *page.Page, lives []*timeline.Life) tea.Msg {
	k, ok := msg.(tea.KeyPressMsg)
	switch s := k.String(); {
	case !ok:
	case s == "enter" && m.name.Value() != "":
		m.busy, m.err = true, ""
		return m.write(pg, lives)
	case s == "esc":
		m.Naming, m.err = false, ""
	default:
		m.name.Edit(k)
	}
	return nil
}

// proposed returns the name that is proposed: the pod's, or the list's.
func (m *Model) proposed(pg *page.Page) string {
	name := pg.Life.Pod.Name
	if pg.Kind == page.List {
		name = "pods"
	}
	return fileName(name, m.Exports.Formats[m.format].Extension)
}

// write returns the command that writes in the background what is shown at this
// moment: the pod's lives, or in the list everything.
func (m *Model) write(pg *page.Page, lives []*timeline.Life) tea.Cmd {
	snap := *pg.Snapshot
	if pg.Kind == page.List {
		snap = pg.Whole(pg.Snapshot)
	} else {
		snap.Lives = nil
		for _, l := range lives {
			snap.Lives = append(snap.Lives, *l)
		}
	}
	file, format, write := m.name.Value(), m.Exports.Formats[m.format].Name, m.Exports.Write
	return func() tea.Msg {
		where, err := write(file, format, snap)
		return DoneMsg{where, err}
	}
}

// ended ends an export: the menu stays open when it failed.
func (m *Model) ended(msg DoneMsg) tea.Msg {
	m.busy = false
	if msg.err != nil {
		m.err = timeline.Clean(msg.err.Error())
		return nil
	}
	m.On = false
	return page.SayMsg("wrote " + timeline.Clean(msg.where))
}

// maxFileName bounds a proposed name, in bytes: file systems allow 255, with the
// extension.
const maxFileName = 200

// fileName returns the name of a file for what is called name, which a recording
// may have made up: no directory, no option, no hidden file, no device of
// Windows, whatever it holds. Letters, digits, "_", "." and "-" stay as they are.
func fileName(name, extension string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '.', r == '_', r == '-':
			return r
		}
		return '-'
	}, timeline.Clean(name))
	name = strings.Trim(name[:min(len(name), maxFileName)], ".-")
	device, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch {
	case name == "":
		name = "pod"
	case slices.Contains(devices(), device):
		name = "pod-" + name
	}
	return name + extension
}

// devices returns the names that are no files on Windows, whatever follows a dot
// (Naming Files, Paths, and Namespaces).
func devices() []string {
	names := []string{"CON", "PRN", "AUX", "NUL"}
	for _, n := range "0123456789" {
		names = append(names, "COM"+string(n), "LPT"+string(n))
	}
	return names
}
