package ui

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// exportingTo returns an app whose exports are noted.
func exportingTo(got *[]string, err error) *app {
	exports := testExports
	exports.Write = func(file, format string, s timeline.Snapshot) (string, error) {
		*got = append(*got, file+" "+format+" "+s.Lives[0].Pod.Name)
		return "/home/me/" + file + " (3.2 kB)", err
	}
	return showing(sixDays(), Options{Exports: exports}, 100, 30)
}

// last presses a key and runs the command that it starts.
func last(t *testing.T, a *app, name string) {
	t.Helper()
	k, err := keymap.Default().Press(name, true)
	if err != nil {
		t.Fatal(err)
	}
	if cmd := a.press(k); cmd != nil {
		a.update(cmd())
	}
}

func TestExport(t *testing.T) {
	var got []string
	a := exportingTo(&got, nil)
	pressAll(t, a, "e down down enter")
	if f := a.paint(); !strings.Contains(f, "checkout-7d9f4c6b8-x2k4q.md_") {
		t.Errorf("no name is proposed:\n%s", f)
	}
	last(t, a, "enter")
	if want := "checkout-7d9f4c6b8-x2k4q.md markdown checkout-7d9f4c6b8-x2k4q"; strings.Join(got, "|") != want {
		t.Errorf("wrote %v, want %s", got, want)
	}
	if f := a.paint(); !strings.Contains(f, "wrote /home/me/checkout-7d9f4c6b8-x2k4q.md (3.2 kB)") || a.export.On {
		t.Errorf("it is not said where it went:\n%s", f)
	}
}

// TestExportFails checks that what fails is shown where the name can be
// changed; the name is not lost.
func TestExportFails(t *testing.T) {
	var got []string
	a := exportingTo(&got, errors.New("/home/me/x.md exists already; choose another name"))
	pressAll(t, a, "e enter q ? backspace")
	last(t, a, "enter")
	f := a.paint()
	if !strings.Contains(f, "exists already; choose another name") || !strings.Contains(f, ".txtq_") || len(got) != 1 {
		t.Errorf("wrote %v, shows\n%s", got, f)
	}
	pressAll(t, a, "esc")
	if !a.export.On || a.export.Naming {
		t.Error("esc did not lead back to the formats")
	}
	pressAll(t, a, "esc")
	if a.export.On {
		t.Error("esc did not close the menu")
	}
}

// TestExportIsModal checks that while the menu is open no key does anything but
// what the menu says; ctrl+c still quits.
func TestExportIsModal(t *testing.T) {
	var got []string
	a := exportingTo(&got, nil)
	pressAll(t, a, "e s L tab x w")
	if a.lower.sheet != noSheet || a.pane != page.FocusLanes || a.time.Expand || !a.time.Cursor.IsZero() || !a.export.On {
		t.Error("a key went past the menu")
	}
	a.update(tea.MouseClickMsg{X: 30, Y: 9})
	if !a.time.Cursor.IsZero() {
		t.Error("a click went past the menu")
	}
	pressAll(t, a, "enter ctrl+c")
	if !a.quit {
		t.Error("ctrl+c does not quit")
	}
}

// TestExportName checks that an empty name is not a name; and a name that is
// longer than the box shows its end.
func TestExportName(t *testing.T) {
	var got []string
	a := exportingTo(&got, nil)
	pressAll(t, a, "e enter")
	a.press(tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl})
	last(t, a, "enter")
	if len(got) > 0 || !a.export.On {
		t.Errorf("wrote %v", got)
	}
	a.update(tea.PasteMsg{Content: "/very/long/" + strings.Repeat("directory/", 8) + "a b.txt\n"})
	if f := a.paint(); !strings.Contains(f, "directory/a b.txt_") {
		t.Errorf("the end of the name is not in sight:\n%s", f)
	}
	last(t, a, "enter")
	if len(got) != 1 || !strings.HasSuffix(got[0], "/a b.txt text checkout-7d9f4c6b8-x2k4q") {
		t.Errorf("wrote %v", got)
	}
}
