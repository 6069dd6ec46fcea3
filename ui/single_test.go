package ui

import (
	"strings"
	"testing"
	"time"
)

// TestOneWindowAtATime checks that where there is no room for a value column
// there is one window at a time, and every time key leads through them.
func TestOneWindowAtATime(t *testing.T) {
	all := recording(t, "crashloop")
	ruler := func(w int, keys string) string {
		f, err := Frame(Options{Recording: all, Location: time.UTC}, w, 16, time.Time{}, strings.Fields(keys))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(f, "\n") {
			if strings.Contains(line, "DELETE") || strings.Contains(line, "STARTUP") || strings.Contains(line, "╎") {
				return strings.TrimSpace(line)
			}
		}
		return "no windows:\n" + f
	}
	const (
		first  = "STARTUP    RESTART 2 07:30:22        RESTART 3  ╎×2 ] ╎"
		second = "╎[ ×1 ╎ RESTART 4 07:31:35                      ╎×1 ] ╎"
		third  = "╎[ ×2 ╎ RESTART 5         DELETE 07:33:18"
		whole  = "STARTUP     RESTART 3╎     ╎ ↻4     ╎     ╎ ↻5   DELETE"
	)
	for _, c := range []struct {
		what, keys, want string
	}{
		{"the present", "", third},
		{"hopping back", "[", second},
		{"hopping back twice", "[ [", first},
		{"hopping back and forth", "[ [ ] ]", third},
		{"hopping back past the first", "[ [ [ [", first},
		{"the whole life", "f", whole},
		{"and back", "f f", third},
		{"hopping from the whole life", "f [", second},
		{"following after a hop", "[ F", third},
		{"the cursor leaves a window", "[ left left left", first},
		{"the cursor comes back into it", "[ left left left right right right right right", second},
		{"a change in another window", "w w", first},
	} {
		if got := ruler(70, c.keys); got != c.want {
			t.Errorf("%s: %q: got\n%s\nwant\n%s", c.what, c.keys, got, c.want)
		}
	}
	if got := ruler(80, ""); strings.Contains(got, "[") || !strings.Contains(got, "STARTUP") {
		t.Errorf("80 cells wide: %s", got)
	}
}
