package ticket

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestTickets reads public tickets and compares the verdict on each pod with
// testdata/verdicts.txt, a page to read.
func TestTickets(t *testing.T) {
	files, err := filepath.Glob("testdata/tickets/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tickets: %v", err)
	}
	var b strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, filepath.Base(file))
		b.WriteString(verdictsOf(t, text))
		b.WriteByte('\n')
	}
	fixture.Golden(t, filepath.Join("testdata", "verdicts.txt"), b.String())
}

// verdictsOf returns the verdict on every pod of a text, and what was odd in it.
func verdictsOf(t *testing.T, text []byte) string {
	t.Helper()
	read, err := Read(text, "ticket")
	if err != nil {
		return "  " + err.Error() + "\n"
	}
	var b strings.Builder
	for _, l := range fold(read).Lives {
		when := "dated"
		if l.Pod.Relative {
			when = "relative"
		}
		fmt.Fprintf(&b, "  %s (%s) %s%s\n", l.Pod.Name, when, l.Verdict.State, facts(&l))
	}
	for _, w := range read.Warnings {
		fmt.Fprintf(&b, "  ! %s\n", w)
	}
	return b.String()
}

// facts returns what a page says of a pod's containers: restarts and the last
// end.
func facts(l *timeline.Life) string {
	said := ""
	if l.Pod.Node != "" {
		said += " on " + l.Pod.Node
	}
	for i := range l.Lanes {
		lane := &l.Lanes[i]
		if lane.Container == nil {
			continue
		}
		said += fmt.Sprintf("; %s %s", lane.ID, lane.Container.State)
		if lane.Restarts > 0 {
			said += fmt.Sprintf(", %d restarts", lane.Restarts)
		}
		for _, a := range slices.Backward(lane.Attempts) {
			if a.Exited.IsZero() && a.ExitCode == nil {
				continue
			}
			code := "code unknown"
			if a.ExitCode != nil {
				code = fmt.Sprintf("exit %d", *a.ExitCode)
			}
			said += fmt.Sprintf(", run %d %s %s", a.Number, code, a.Reason)
			break
		}
	}
	return said
}

func fold(read Ticket) timeline.Snapshot {
	m := model.New()
	m.SetNowUnknown(read.NowUnknown)
	for _, o := range read.Observations {
		m.Apply(o)
	}
	last := read.Observations[len(read.Observations)-1].At
	return m.Snapshot(last)
}

// TestRandom fails if a text without a pod takes more than a moment, or is read.
func TestRandom(t *testing.T) {
	text := make([]byte, 1<<20)
	x := uint32(1)
	for i := range text {
		x = x*1664525 + 1013904223
		text[i] = byte(' ' + x>>24%95)
		if x>>16%64 == 0 {
			text[i] = '\n'
		}
	}
	if _, err := Read(text, "random"); err == nil || !strings.Contains(err.Error(), "no pod in it") {
		t.Errorf("read a pod in random text: %v", err)
	}
}

// FuzzRead looks for a text that makes the reader panic, or the model.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/tickets/*.txt")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(_ *testing.T, text []byte) {
		if read, err := Read(text, "fuzz"); err == nil && len(read.Observations) > 0 {
			fold(read)
		}
	})
}
