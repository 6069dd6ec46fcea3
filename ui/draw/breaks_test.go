package draw

import (
	"strings"
	"testing"
)

// TestNumbersKeepTheirNouns checks that no line ends between a number and what it counts
// or names, unless a line has no other blank.
func TestNumbersKeepTheirNouns(t *testing.T) {
	for _, c := range []struct {
		text string
		w    int
		want string
	}{
		{"app exits at once after 3 restarts", 26, "app exits at once|after 3 restarts"},
		{"app was killed again: exit 137 (OOMKilled)", 27, "app was killed again:|exit 137 (OOMKilled)"},
		{"app was killed again, exit 137 after 1m16s", 27, "app was killed again,|exit 137 after 1m16s"},
		{"waiting for one of these, 4 of 5 containers ready", 28, "waiting for one of these,|4 of 5 containers ready"},
		{"probe failed, 3 of 3 fails, 1s ago", 26, "probe failed,|3 of 3 fails, 1s ago"},
		{"succeeded, on attempt 3, in 5s", 23, "succeeded, on|attempt 3, in 5s"},
		{"exit 137 exit 137", 6, "exit|137|exit|137"},
		{"node ip-10-0-3-17 is gone", 17, "node ip-10-0-3-17|is gone"},
		{"waiting 83% of it", 11, "waiting|83% of it"},
		{"since 14:02:07, 3 fails", 17, "since 14:02:07,|3 fails"},
	} {
		got := strings.Join(Wrapped(c.text, c.w, 9), "|")
		if got != c.want {
			t.Errorf("%d cells\n got %s\nwant %s", c.w, got, c.want)
		}
		for line := range strings.SplitSeq(got, "|") {
			if Width(line) > c.w {
				t.Errorf("%q is wider than %d", line, c.w)
			}
		}
	}
}
