package ui

import (
	"regexp"
	"testing"
	"time"
)

// TestOneLengthHasOneWording checks that a page gives the length of a life, and how long
// the object outlived its deletion, in one number wherever it does.
func TestOneLengthHasOneWording(t *testing.T) {
	number := `(?:about )?~?([0-9dhm.]+m?s)`
	for _, name := range []string{"oom", "checkout", "delete-while-pulling", "full-lifecycle", "recreated", "readiness-flap"} {
		all := recording(t, name)
		f, err := Frame(Options{Recording: recorded(all), Location: time.UTC}, 120, 40, all[len(all)-1].At, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, places := range [][]string{
			{`life of ` + number, `lived ` + number, `life ` + number + ` linear`},
			{`gone ` + number + ` after deletion`, `gone after ` + number, `terminated ` + number},
		} {
			first := ""
			for _, place := range places {
				m := regexp.MustCompile(place).FindStringSubmatch(f)
				if m == nil {
					continue // not in sight, or not a number
				}
				if first == "" {
					first = m[1]
				}
				if m[1] != first {
					t.Errorf("%s: %q beside %s in\n%s", name, m[0], first, f)
				}
			}
			if first == "" {
				t.Errorf("%s: no %q in\n%s", name, places[0], f)
			}
		}
	}
}
