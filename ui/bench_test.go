package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/logs"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/playback"
)

// BenchmarkFrame draws whole frames of the recording with the most containers,
// each at another moment, so that the snapshot is taken every time.
func BenchmarkFrame(b *testing.B) {
	all := recording(b, "many-containers")
	for _, size := range [][2]int{{120, 40}, {200, 50}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			a := newApp(Options{Recording: recorded(all), Paused: true, Location: time.UTC, Color: ColorAlways})
			a.update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			a.session.play.Seek(a.session.play.Last())
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n++
				a.session.play.At = a.session.play.Last().Add(-time.Duration(n%1000) * time.Millisecond)
				a.touch()
				if len(a.paint()) == 0 {
					b.Fatal("nothing drawn")
				}
			}
		})
	}
}

// BenchmarkSnapshot measures the part of BenchmarkFrame that is not the screen's.
func BenchmarkSnapshot(b *testing.B) {
	all := recording(b, "many-containers")
	p := playback.New(recorded(all), all[len(all)-1].At, 1, true)
	for b.Loop() {
		p.Model.Snapshot(p.At)
	}
}

// manyPods returns a snapshot of n pods.
func manyPods(n int) timeline.Snapshot {
	s := sixDays()
	life := s.Lives[0]
	s.Lives = nil
	for i := range n {
		l := life
		l.Pod.Name, l.Pod.UID = fmt.Sprintf("pod-%d", i), fmt.Sprint(i)
		s.Lives = append(s.Lives, l)
	}
	return s
}

// BenchmarkList scrolls through lists of few and of thousands of pods: only
// those in sight are drawn, so both take as long.
func BenchmarkList(b *testing.B) {
	for _, n := range []int{40, 5000} {
		b.Run(fmt.Sprintf("%d pods", n), func(b *testing.B) {
			s := manyPods(n)
			a := showing(s, Options{}, 120, 40)
			b.ReportAllocs()
			by := 1
			for b.Loop() {
				if a.layout(); a.list.Sel == 0 || a.list.Sel == n-1 {
					by = -by
				}
				pointer{a, a.layout()}.scroll(by)
				a.touch()
				a.paint()
			}
		})
	}
}

// BenchmarkLogPane draws frames with a full log open, with and without a filter:
// what a container that writes without end costs thirty times a second.
func BenchmarkLogPane(b *testing.B) {
	for _, filter := range []string{"", "still"} {
		b.Run("filter="+filter, func(b *testing.B) {
			a := showing(sixDays(), Options{Logs: noLog, Color: ColorAlways}, 120, 40)
			a.lanes.Row = page.RowID{Lane: "container/app"}
			a.showLogs(false)
			a.lower.logs.Filter.Set(filter)
			a.update(logs.LinesMsg{Tag: a.lower.logs.Tag, Lines: linesFrom(a.session.now(), logs.MaxLines, strings.Repeat("still waiting for a connection ", 20))})
			b.ReportAllocs()
			for b.Loop() {
				a.touch()
				if len(a.paint()) == 0 {
					b.Fatal("nothing drawn")
				}
			}
		})
	}
}
