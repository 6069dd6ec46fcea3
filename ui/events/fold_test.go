package events

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/page"
)

// crashing returns a page of a recording, d after its beginning.
func crashing(t *testing.T, name string, d time.Duration) *page.Page {
	t.Helper()
	all := fixture.Named(t, name).Obs
	now, m := all[0].At.Add(d), model.New()
	for _, o := range all {
		if !o.At.After(now) {
			m.Apply(o)
		}
	}
	s := m.Snapshot(now)
	keys := keymap.Default()
	pg := &page.Page{Now: now, Kind: page.Pod, Snapshot: &s, Life: &s.Lives[0], W: 120, H: 40, G: draw.Unicode(), Keys: &keys, Location: time.UTC, Focus: page.FocusEvents}
	pg.Latest = pg
	return pg
}

// reasons returns the reasons of lines, the newest first.
func reasons(list []*timeline.EventLine) string {
	var out []string
	for _, e := range list {
		out = append(out, e.Reason)
	}
	return strings.Join(out, " ")
}

// TestRunsFold checks that the events of each run of a container that crashes again and
// again are one line, that it opens and folds again, and that a filter sees all.
func TestRunsFold(t *testing.T) {
	pg := crashing(t, "crashloop", 80*time.Second)
	m := Model{}
	folded := m.Lines(pg)
	if got, want := reasons(folded), "run 4 run 3 run 2 run 1 Scheduled Created"; got != want {
		t.Fatalf("folded: %s, want %s", got, want)
	}
	if got, want := folded[0].Message, "pulled › created › started › exit 3 › BackOff  (7 events)"; got != want || folded[0].Severity != timeline.Bad {
		t.Errorf("run 4: %q, %s", got, folded[0].Severity)
	}
	m.selectEvent(folded, 1)
	if !m.toggle(pg, folded) {
		t.Fatal("run 3 does not open")
	}
	opened := m.Lines(pg)
	if got, want := reasons(opened), "run 4 NotReady BackOff Exited Ready Started Created Pulled run 2 run 1 Scheduled Created"; got != want {
		t.Errorf("opened: %s, want %s", got, want)
	}
	if i := m.Index(pg, opened); i != 1 {
		t.Errorf("line %d is selected in the run that was opened", i)
	}
	if !m.toggle(pg, opened) || reasons(m.Lines(pg)) != reasons(folded) || m.Index(pg, m.Lines(pg)) != 1 {
		t.Errorf("folded again: %s", reasons(m.Lines(pg)))
	}
	m.Filter.Paste("exit 3")
	if got := reasons(m.Lines(pg)); strings.Contains(got, "run") || strings.Count(got, "Exited") != 4 {
		t.Errorf("filtered: %s", got)
	}
}

// TestTwoRunsStayInFull checks that a single restart hides nothing.
func TestTwoRunsStayInFull(t *testing.T) {
	m := Model{}
	if got := reasons(m.Lines(crashing(t, "demo", 84*time.Second))); strings.Contains(got, "run ") {
		t.Errorf("folded: %s", got)
	}
}

// TestNewestRunIsOpen checks that a tall page, which has the room, shows the events of
// the newest run until the user folds them.
func TestNewestRunIsOpen(t *testing.T) {
	pg := crashing(t, "crashloop", 80*time.Second)
	m := Model{}
	folded := reasons(m.Lines(pg))
	pg.H = tall
	if got, want := reasons(m.Lines(pg)), "NotReady BackOff Exited Ready Started Created Pulled run 3 run 2 run 1 Scheduled Created"; got != want {
		t.Fatalf("on a tall page: %s, want %s", got, want)
	}
	m.selectEvent(m.Lines(pg), 2)
	if !m.toggle(pg, m.Lines(pg)) || reasons(m.Lines(pg)) != folded {
		t.Errorf("folded: %s, want %s", reasons(m.Lines(pg)), folded)
	}
	if !m.toggle(pg, m.Lines(pg)) || reasons(m.Lines(pg)) == folded {
		t.Error("it does not open again")
	}
}
