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
		f, err := Frame(Options{Recording: recorded(all), Location: time.UTC}, 100, 24, all[0].At.Add(time.Minute), strings.Fields(keys))
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]int{}
		for line := range strings.Lines(f) {
			if name := strings.Fields(strings.TrimPrefix(line, "▌")); len(name) > 3 && strings.Contains("krjfk 5vv95 gcb52 p8fbd ×4", name[0]) && strings.ContainsAny(line, "░▄█") {
				out[strings.Trim(name[0], "▌")] = len([]rune(line[:strings.IndexAny(line, "░▄█")]))
			}
		}
		return out
	}
	wall, age := bars("down"), bars("a down")
	if len(age) != 5 || age["krjfk"] != age["×4"] {
		t.Errorf("by age: %v", age)
	}
	if wall["krjfk"] < wall["×4"]+10 {
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
	f, err := Frame(Options{Recording: recorded(all)}, 100, 9, all[0].At.Add(30*time.Second), strings.Fields("down down down down"))
	if err != nil || !strings.Contains(f, "─ new  d94984565 ↑1 ") {
		t.Errorf("no counts (%v) in\n%s", err, f)
	}
}

// TestNothingToAlign checks that in a list that has no room for bars the key that aligns
// them does not speak of events.
func TestNothingToAlign(t *testing.T) {
	all := recording(t, "rollout")
	f, err := Frame(Options{Recording: recorded(all), Location: time.UTC}, 60, 20, all[0].At.Add(30*time.Second), []string{"a"})
	if want := "no bars to align"; err != nil || !strings.Contains(f, want) {
		t.Errorf("%v, no %q in\n%s", err, want, f)
	}
}
