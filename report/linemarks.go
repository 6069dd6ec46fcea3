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
	match, taken := matchMarks(known.marks, lane.Marks)
	var now []writtenMark
	for i, m := range lane.Marks {
		before := 0
		if match[i] >= 0 {
			before = known.marks[match[i]].count
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
