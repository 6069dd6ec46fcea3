package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/ui/page"
)

// TestIdentityIsNotCut checks that a number that is cut off reads as another
// number: the facts give up whole parts where there is no room.
func TestIdentityIsNotCut(t *testing.T) {
	all := recording(t, "rollout")
	for w := page.Narrowest; w <= 120; w++ {
		f, err := Frame(Options{Recording: recorded(all), Location: time.UTC}, w, 24, all[0].At.Add(31*time.Second), nil)
		if err != nil {
			t.Fatal(err)
		}
		for l := range strings.SplitSeq(f, "\n") {
			if strings.Contains(l, "restarts") && !strings.HasSuffix(strings.TrimRight(l, " "), "restarts 0 · age 8s") {
				t.Errorf("in %d columns: %s", w, l)
			}
		}
	}
}

// TestSourcesFindRoom checks that the sources of timestamps are shown on a screen on
// which nothing else of the selection is, and where not, that the key says why.
func TestSourcesFindRoom(t *testing.T) {
	for _, c := range []struct {
		w, h int
		want string
	}{{80, 24, " began      Probing 07:35:39 ±2s"}, {60, 20, " began      Probing 07:35:39 ±2s"}, {40, 12, "no room to show timestamp sources"}} {
		if f := strings.Join(lines(t, c.w, c.h, 84*time.Second, "i"), "\n"); !strings.Contains(f, c.want) {
			t.Errorf("%d×%d: no %q in\n%s", c.w, c.h, c.want, f)
		}
	}
}

// TestTitleKeepsTheContainer checks that on a narrow screen a container's page says of
// which it is.
func TestTitleKeepsTheContainer(t *testing.T) {
	for w, want := range map[int]string{34: " ‹ checkout  ▸ not ready 8s ↻1", 40: " ‹ my-pod › checkout  ▸ not ready 8s ↻1"} {
		if got := lines(t, w, 12, 84*time.Second, "enter")[0]; got != want {
			t.Errorf("in %d columns: %q, want %q", w, got, want)
		}
	}
}
