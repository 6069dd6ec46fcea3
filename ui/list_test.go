package ui

import (
	"strings"
	"testing"
	"time"
)

// TestListAlignment checks that the bars of the list are to scale on one axis,
// from the creation or by the clock, and filters leave the rest of the list as
// it is.
func TestListAlignment(t *testing.T) {
	all := recording(t, "rollout")
	bars := func(keys string) map[string]int { // where each pod's bar begins
		f, err := Frame(Options{Recording: all, Location: time.UTC}, 100, 24, all[0].At.Add(time.Minute), strings.Fields(keys))
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]int{}
		for line := range strings.Lines(f) {
			if name := strings.Fields(line); len(name) > 3 && strings.HasPrefix(strings.Trim(name[0], "▌"), "shop-") {
				out[name[0]] = len([]rune(line[:strings.IndexAny(line, "░▄█")]))
			}
		}
		return out
	}
	age, wall := bars("down"), bars("a down")
	if len(age) < 6 || age["shop-d94984565-krjfk"] != age["shop-6dd6d547db-2lk9j"] {
		t.Errorf("by age: %v", age)
	}
	if wall["shop-d94984565-krjfk"] < wall["shop-6dd6d547db-2lk9j"]+10 {
		t.Errorf("by the clock: %v", wall)
	}
	if got := bars("/ k r j enter down"); len(got) > 1 {
		t.Errorf("filtered: %v", got)
	}
}

// TestListCounts checks that a list that is longer than the screen says how
// many pods are above and below.
func TestListCounts(t *testing.T) {
	all := recording(t, "rollout")
	f, err := Frame(Options{Recording: all}, 100, 9, all[0].At.Add(30*time.Second), strings.Fields("down down down down"))
	if err != nil || !strings.Contains(f, "─ pod ↑2 ↓2 ─") {
		t.Errorf("no counts (%v) in\n%s", err, f)
	}
}
