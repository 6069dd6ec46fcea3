package axis_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/podlife/podlife/timeline/axis"
)

var birth = time.Date(2026, 11, 22, 14, 2, 7, 0, time.UTC)

func at(d time.Duration) time.Time { return birth.Add(d) }

const day = 24 * time.Hour

// sixDays returns a start of 4 s, a restart on day 3 and a deletion at the end,
// with a grace period that still runs.
func sixDays() ([]axis.Point, time.Time, time.Time) {
	restart, deleted := 3*day+11*time.Hour, 6*day+2*time.Hour
	points := []axis.Point{
		{Time: at(0), Kind: axis.Startup}, {Time: at(300 * time.Millisecond)}, {Time: at(1200 * time.Millisecond)},
		{Time: at(2 * time.Second)}, {Time: at(3100 * time.Millisecond)}, {Time: at(4 * time.Second)},
		{Time: at(restart - 6*time.Second), Kind: axis.NotReady}, {Time: at(restart), Kind: axis.Restart, N: 1},
		{Time: at(restart + time.Second)}, {Time: at(restart + 9*time.Second)},
		{Time: at(deleted), Kind: axis.Deleted}, {Time: at(deleted + 2*time.Second)},
	}
	return points, at(deleted + 15*time.Second), at(deleted + 30*time.Second)
}

// crashes returns a life of n restarts, five minutes apart.
func crashes(n int) ([]axis.Point, time.Time) {
	points := []axis.Point{{Time: at(0), Kind: axis.Startup}, {Time: at(2 * time.Second)}, {Time: at(5 * time.Second)}}
	for i := 1; i <= n; i++ {
		t := time.Duration(i) * 5 * time.Minute
		points = append(points, axis.Point{Time: at(t), Kind: axis.Restart, N: i},
			axis.Point{Time: at(t + time.Second)}, axis.Point{Time: at(t + 6*time.Second)})
	}
	return points, points[len(points)-1].Time
}

// ruler draws an axis as its ticks and bands.
func ruler(a axis.Axis) string {
	ruler := blank(a.Width(), '─')
	for _, t := range a.Ticks() {
		write(ruler, t.Col, "┬"+t.Label)
	}
	for _, g := range a.Gaps() {
		for i := g.Col; i < g.Col+g.Width; i++ {
			ruler[i] = ' '
		}
		label := blank(max(g.Width-2, 0), ' ')
		write(label, max(len(label)-utf8.RuneCountInString(g.Label), 0)/2, g.Label)
		write(ruler, g.Col, "╎"+string(label)+"╎")
	}
	return string(ruler)
}

func blank(n int, r rune) []rune { return []rune(strings.Repeat(string(r), n)) }

func write(row []rune, col int, s string) {
	for _, r := range s {
		if col < len(row) {
			row[col] = r
		}
		col++
	}
}

func TestRuler(t *testing.T) {
	points, now, deadline := sixDays()
	loop, loopEnd := crashes(500)
	few, fewEnd := crashes(2)
	start := points[:6]
	for _, test := range []struct {
		name  string
		s     axis.Segments
		width int
		view  axis.View
		want  string
	}{
		{"six days", axis.Split(points, birth, deadline, true), 62, axis.View{Now: now}, `
1.305s
┬0s────┬╎3d11h╎─┬0s────┬10s───╎2d15h╎─┬0s────┬10s────┬20s───┬─`},
		{"six days, narrow", axis.Split(points, birth, deadline, true), 44, axis.View{Now: now}, `
2.728s
┬0s─────╎3d11h╎─┬0s─────╎2d15h╎─┬0s───────┬─`},
		{"six days, no room", axis.Split(points, birth, deadline, true), 20, axis.View{Now: now}, `
7h41m12.576s
┬0s───┬2d───┬4d───┬─`},
		{"six days, linear", axis.Split(points, birth, deadline, false), 62, axis.View{Now: now}, `
2h23m37.984s
┬0s───────┬1d───────┬2d───────┬3d───────┬4d───────┬5d───────┬─`},
		{"started and left alone", axis.Split(start, birth, at(3*day), true), 62, axis.View{Follow: true}, `
83.375ms
┬0s────────┬1s─────────┬2s─────────┬3s─────────┬4s╎ 3d  ╎─────`},
		{"started a minute ago", axis.Split(start, birth, at(52250*time.Millisecond), true), 62, axis.View{Follow: true}, `
83.375ms
┬0s────────┬1s─────────┬2s─────────┬3s─────────┬4s╎ 48s ╎─────`},
		{"still starting", axis.Split(start, birth, at(9*time.Second), true), 62, axis.View{Follow: true}, `
200ms
┬0s───────┬2s───────┬4s───────┬6s───────┬8s───────┬10s──────┬─`},
		{"over after 9 s", axis.Split(start, birth, at(9*time.Second), true), 62, axis.View{}, `
147.625ms
┬0s───┬1s────┬2s────┬3s────┬4s───┬5s────┬6s────┬7s────┬8s───┬─`},
		{"two restarts", axis.Split(few, birth, fewEnd, true), 62, axis.View{}, `
428.75ms
┬0s────────┬5s╎4m54s╎─┬0s────────┬5s──╎4m53s╎─┬0s────────┬5s──`},
		{"500 restarts", axis.Split(loop, birth, loopEnd, true), 62, axis.View{}, `
1.2s
┬0s─────╎4m49s╎─┬0s────╎×497 restarts╎─┬0s────╎4m50s╎─┬0s─────`},
		{"500 restarts, 200 cells", axis.Split(loop, birth, loopEnd, true), 200, axis.View{}, `
142.875ms
┬0s───┬1s────┬2s────┬3s────┬4s────┬5s╎4m55s╎─┬0s───┬1s────┬2s────┬3s────┬4s────┬5s────┬6s╎×497 restarts╎─┬0s───┬1s────┬2s────┬3s────┬4s────┬5s────┬6s╎4m54s╎─┬0s───┬1s────┬2s────┬3s────┬4s────┬5s────┬─`},
		{"500 restarts, waiting", axis.Split(loop, birth, loopEnd.Add(time.Hour), true), 80, axis.View{Follow: true}, `
857.5ms
┬0s─────╎4m52s╎─┬0s──────╎×497 restarts╎─┬0s──────╎4m51s╎─┬0s──────╎ 1h  ╎──────`},
		{"500 restarts, the next one soon", axis.Split(loop, birth, loopEnd.Add(300*time.Second), true), 56, axis.View{Now: loopEnd.Add(260 * time.Second), Follow: true}, `
20s
┬0s─╎3m20s╎─┬0s╎×497 restarts╎─┬0s╎3m40s╎─┬0s╎3m06s╎────`},
		{"long countdown", axis.Split(start, birth, at(12*time.Minute), true), 62, axis.View{Now: at(5 * time.Minute)}, `
121.25ms
┬0s─────┬1s─────┬2s─────┬3s─────┬4s╎4m55s╎─────╎ 7m  ╎────────`},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := axis.New(test.s, test.width, test.view)
			got := fmt.Sprintf("\n%v\n%s", a.PerCell(), ruler(a))
			if got != test.want {
				t.Errorf("got %s\nwant %s", got, test.want)
			}
		})
	}
}
