package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
)

// writtenMark is a mark that has been written, as often as it had occurred.
type writtenMark struct {
	track   timeline.Track
	kind    string
	message string
	time    time.Time
	count   int
}

func (w *changes) marks(lane *timeline.Lane, known *writtenLane) {
	taken := make([]bool, len(known.marks))
	var now []writtenMark
	for _, m := range lane.Marks {
		j := findMark(known.marks, taken, m)
		before := 0
		if j >= 0 {
			taken[j], before = true, known.marks[j].count
		}
		if m.Count > before {
			w.add(m.Time, lane.ID, markText(m, m.Count-before))
		}
		now = append(now, writtenMark{m.Track, m.Kind, m.Message, m.Time.Time, max(m.Count, before)})
	}
	for j, t := range known.marks {
		if !taken[j] && len(now) > 0 && !t.time.Before(now[0].time) {
			now = append(now, t)
		}
	}
	known.marks = now
}

// findMark returns the written mark that m is, or continues: the nearest of
// its kind and words that is not further away than a revision may move it,
// unless m counts on from it.
func findMark(written []writtenMark, taken []bool, m timeline.Mark) int {
	best, apart := -1, time.Duration(0)
	for j, t := range written {
		if taken[j] || t.track != m.Track || t.kind != m.Kind || (t.message != m.Message && !reworded[m.Kind]) {
			continue
		}
		d := m.Time.Time.Sub(t.time).Abs()
		if d > revision && (m.Count == 1 || m.Count <= t.count) {
			continue
		}
		if best < 0 || d < apart {
			best, apart = j, d
		}
	}
	return best
}

// reworded are the marks that status shows first and an event words better.
var reworded = map[string]bool{"Killing": true, "DeletionRequested": true, "SIGTERM": true, "SIGKILL": true, "Removed": true}

func markText(m timeline.Mark, n int) string {
	what := m.Kind
	if m.Kind == "ProbeFailed" && strings.Contains(m.Message, " probe ") {
		what = "" // "Readiness probe failed: …" has said it
	}
	if n > 1 {
		what = words.Join(" ", what, fmt.Sprintf("×%d", n))
	}
	return words.Join(": ", what, m.Message)
}
