package axis_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline/axis"
)

// TestUnseen checks that a time that was not watched is not cut out as idle: it is drawn
// to scale or, where it is far longer than what was watched, named in its cut.
func TestUnseen(t *testing.T) {
	points := []axis.Point{
		{Time: at(0), Kind: axis.Startup}, {Time: at(time.Second)}, {Time: at(2 * time.Second)}, {Time: at(4 * time.Second)},
	}
	for _, c := range []struct {
		from, to, now time.Duration
		want          string
	}{
		{20 * time.Second, 60 * time.Second, 65 * time.Second, `
1.102s
┬0s──────┬10s─────┬20s─────┬30s─────┬40s─────┬50s─────┬1m───`},
		{2 * time.Minute, 4 * time.Minute, 250 * time.Second, `
3.024s
┬0s─────╎1m33s╎─┬0s──────┬30s──────┬1m───────┬1m30s────┬2m──`},
		{time.Hour, 8 * 24 * time.Hour, 8*24*time.Hour + 9*time.Second, `
600ms
┬0s─────┬╎ 1h  ╎─┬0s────╎not watched 7d23h╎─┬0s─────┬5s─────`},
	} {
		s := axis.Split(points, birth, at(c.now), true).Unseen(at(c.from), at(c.to), "not watched")
		a := axis.New(s, 60, axis.View{Now: at(c.now)})
		if got := fmt.Sprintf("\n%v\n%s", a.PerCell(), ruler(a)); got != c.want {
			t.Errorf("from %v to %v: got %s\nwant %s", c.from, c.to, got, c.want)
		}
	}
}
