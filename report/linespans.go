package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// revision is how far a better signal may move a moment that was already
// written: an API second, the kubelet's and the watch's delay.
const revision = 3 * time.Second

// oncePerRun are the phases that a run of a container has one of: however far
// a revision moves it, it is the same.
var oncePerRun = map[timeline.Phase]bool{
	timeline.Running: true, timeline.PostStart: true, timeline.PreStop: true, timeline.Stopping: true,
}

// writtenSpan is a span whose beginning, and perhaps end, has been written.
type writtenSpan struct {
	track   timeline.Track
	phase   timeline.Phase
	attempt int
	start   time.Time
	ended   bool
}

func (w *changes) spans(lane *timeline.Lane, known *writtenLane) {
	match, taken := matchSpans(known.spans, lane.Spans)
	var now []writtenSpan
	for i, s := range lane.Spans {
		t := writtenSpan{s.Track, s.Phase, s.Attempt, s.Start.Time, false}
		if match[i] >= 0 {
			t.ended = known.spans[match[i]].ended
		} else if what := beginning(lane, i); what != "" {
			w.add(s.Start, lane.ID, what)
		}
		if !s.Open() && !t.ended && !w.exitMayCome(s) {
			t.ended = true
			if what := w.ending(lane, s); what != "" {
				w.add(s.End, lane.ID, what)
			}
		}
		now = append(now, t)
	}
	// A span that a revision took back may come again: remember it, as long
	// as the model still holds spans that old.
	if len(now) > 0 {
		first := slices.MinFunc(now, func(a, b writtenSpan) int { return a.start.Compare(b.start) }).start
		for j, t := range known.spans {
			if !taken[j] && !t.start.Before(first) {
				now = append(now, t)
			}
		}
	}
	known.spans = now
}

// beginning words the start of a span; "" where the line before it or after
// it says as much.
func beginning(lane *timeline.Lane, i int) string {
	s := lane.Spans[i]
	first := i == 0 || lane.Spans[i-1].Track != s.Track
	switch {
	case s.Track == timeline.TrackLiveness, s.Phase == timeline.Creating,
		s.Phase == timeline.Waiting && usual[s.Reason],
		s.Track == timeline.TrackReadiness && s.Phase == timeline.NotReady && first:
		return ""
	case s.Track == timeline.TrackStartup:
		return "startup probe begins"
	case s.Phase == timeline.Running:
		return "Running" + words.Unless(fmt.Sprintf(", run %d", s.Attempt), s.Attempt <= 1)
	case s.Phase == timeline.Pulling && lane.Container != nil:
		return "Pulling " + lane.Container.Image
	}
	return words.Join(": ", words.Join(" ", string(s.Phase), words.Unless("("+s.Reason+")", s.Reason == "")), s.Message)
}

// usual are the reasons to wait that every container has at first.
var usual = map[string]bool{"": true, "PodInitializing": true, "ContainerCreating": true}

// ending words the end of a span that does more than make way for the next.
func (w *changes) ending(lane *timeline.Lane, s timeline.Span) string {
	took := length.Of(s.Start, s.End, w.now).Sentence()
	switch s.Phase {
	case timeline.Running:
		text := endText(s.ExitCode, s.Signal, s.Reason) + " after " + took
		return words.Join(": ", words.Join(", ", text, stopped(lane, s)), s.Message)
	case timeline.Pulling:
		return words.Join(": ", outcome(s, "pulled in ", "pull failed after ", "pull ended after ")+took, pulled(s))
	case timeline.PostStart, timeline.PreStop:
		return words.Join(": ", outcome(s, string(s.Phase)+" done in ", string(s.Phase)+" failed after ", string(s.Phase)+" ended after ")+took, news(lane, s))
	}
	if s.Track == timeline.TrackStartup {
		return words.Join(": ", outcome(s, "startup probe passed after ", "startup probe failed for good after ", "startup probe ended after ")+took, news(lane, s))
	}
	return ""
}

// exitMayCome holds back the end of a run that only a later run proves: status
// has its exit code seconds later.
func (w *changes) exitMayCome(s timeline.Span) bool {
	return s.Phase == timeline.Running && s.ExitCode == nil && w.now.Before(s.End.Latest.Add(10*time.Second)) && w.life.Pod.Gone.IsZero()
}

func outcome(s timeline.Span, good, bad, unknown string) string {
	switch s.Outcome {
	case timeline.Failed:
		return bad
	case timeline.Unknown:
		return unknown
	}
	return good
}

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
