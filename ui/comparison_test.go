package ui

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// TestTwoPodsCompare checks that d compares the two marked pods, or the marked one with
// the selected one, and that esc leads back to the list.
func TestTwoPodsCompare(t *testing.T) {
	all := recording(t, "rollout")
	names := func(w io.Writer, a, b *timeline.Life, columns int, _ bool) error {
		_, err := fmt.Fprintf(w, "%s with %s in %d columns\n", a.Pod.Name, b.Pod.Name, columns)
		return err
	}
	for _, c := range []struct{ keys, want string }{
		{"esc m down m down d", "shop-d94984565-krjfk with shop-d94984565-5vv95 in 98 columns"},
		{"esc m down down d", "shop-d94984565-krjfk with shop-d94984565-gcb52 in 98 columns"},
		{"esc m m d", "mark one pod with m, then select another, and d compares them"},
		{"esc m down d esc", "ready, max 4"},
	} {
		f, err := Frame(Options{Recording: all, Compare: names, Location: time.UTC}, 100, 30, all[0].At.Add(30*time.Second), strings.Fields(c.keys))
		if err != nil || !strings.Contains(f, c.want) {
			t.Errorf("%s: no %q (%v) in\n%s", c.keys, c.want, err, f)
		}
	}
}

// TestNothingMatchesInTheList checks that a filter that leaves no pod leaves no lines of
// pods that were there before it.
func TestNothingMatchesInTheList(t *testing.T) {
	all := recording(t, "rollout")
	f, err := Frame(Options{Recording: all, Location: time.UTC}, 100, 30, all[0].At.Add(30*time.Second), strings.Fields("esc down / z z z enter down m d"))
	if err != nil || !strings.Contains(f, "no pod matches") {
		t.Errorf("%v in\n%s", err, f)
	}
}
