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
