package ui

import (
	"strings"
	"testing"
	"time"
)

// TestOneWindowAtATime checks that where there is no room for a value column
// there is one window at a time, and every time key leads through them.
func TestOneWindowAtATime(t *testing.T) {
	all := recording(t, "many-containers")
	ruler := func(w int, keys string) string {
		f, err := Frame(Options{Recording: recorded(all), Location: time.UTC}, w, 16, time.Time{}, strings.Fields(keys))
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
		first = "STARTUP 07:15:12   ┬07:15:30                    ╎×1 ] ╎"
		last  = "╎[ ×1 ╎   RESTART 1 07:16:04              DELETE"
		whole = "STARTUP        ╎     ╎  RESTART 1 07:16:04       DELETE"
	)
	for _, c := range []struct {
		what, keys, want string
	}{
		{"the present", "", last},
		{"hopping back", "[", first},
		{"hopping back past the first", "[ [", first},
		{"hopping back and forth", "[ ]", last},
		{"the whole life", "f", whole},
		{"and back", "f f", last},
		{"hopping from the whole life", "f [", first},
		{"following after a hop", "[ F", last},
		{"the cursor leaves a window", "[" + strings.Repeat(" right", 48), last},
		{"and comes back into it", "[" + strings.Repeat(" right", 48) + strings.Repeat(" left", 20), first},
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
