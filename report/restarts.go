package report

import (
	"cmp"
	"fmt"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/verdict"
)

// restarts writes of each restart what ended the run before it and how long
// the container stayed down.
func (v view) restarts() {
	begun := false
	for i := range v.life.Lanes {
		lane := &v.life.Lanes[i]
		if lane.Container == nil || (lane.Restarts == 0 && len(lane.Attempts) < 2) {
			continue
		}
		if !begun {
			v.section("RESTARTS")
			begun = true
		}
		v.laneRestarts(lane)
	}
}

func (v view) laneRestarts(lane *timeline.Lane) {
	summary := words.Number(max(lane.Restarts, len(lane.Attempts)-1), "restart")
	if lane.Missed > 0 {
		summary += fmt.Sprintf("; %s left no trace", words.Number(lane.Missed, "run"))
	}
	v.row(2, []int{words.Columns(lane.ID)}, []string{lane.ID}, summary, 1)
	ends, message := len(lane.Attempts)-1, ""
	manyRows.each(ends, func(left int) { v.row(4, []int{9}, []string{"…"}, fmt.Sprintf("%d more", left), 1) }, func(i int) {
		a, next := lane.Attempts[i], lane.Attempts[i+1]
		began := next.Started
		if began.IsZero() {
			began = next.Created // its start failed
		}
		v.row(4, []int{9}, []string{v.offsets.at(began)}, restartText(a, next)+words.Prefix(" · ", words.Unless(a.Message, a.Message == message)), 3)
		if text := v.recovery(lane, next.Number); text != "" {
			v.row(4, []int{9}, []string{""}, text, 3)
		}
		message = a.Message
	})
}

// recovery returns how a restart's time from exit to Ready was spent.
func (v view) recovery(lane *timeline.Lane, number int) string {
	path := verdict.Recovery(v.life, lane, number, v.now)
	if len(path.Path) == 0 {
		return ""
	}
	took := length.Total(time.Duration(path.Total))
	what := "ready " + took + " after the exit"
	switch {
	case path.Complete && lane.Kind == timeline.LaneInit:
		what = "started " + took + " after the exit"
	case path.Complete:
	case lane.Kind != timeline.LaneInit && !lane.Run(number).Exited.IsZero():
		what = "never ready, " + took + " from exit to exit"
	default:
		what = "not ready " + took + " after the exit"
	}
	return what + ": " + v.chain(path, lane.ID)
}

func restartText(a, next timeline.Attempt) string {
	return words.Join(", ", fmt.Sprintf("run %d after run %d: %s", next.Number, a.Number, endText(a.ExitCode, a.Signal, a.Reason)),
		words.Prefix("ran ", lengthOf(a.Started, a.Exited)), words.Prefix("stopped: ", string(a.Cause)), words.Prefix("down ", downTime(a, next)))
}

// downTime returns how long a container was down between two runs; where others
// came between, which left no trace, that is unknown.
func downTime(a, next timeline.Attempt) string {
	if next.Number != a.Number+1 {
		return ""
	}
	return lengthOf(a.Exited, next.Started)
}

// lengthOf returns the time between two edges, or nothing where one is unknown.
func lengthOf(from, to timeline.Edge) string {
	if from.IsZero() || to.IsZero() {
		return ""
	}
	return length.Between(from, to).Sentence()
}

// endText returns how a run ended, as far as that was seen.
func endText(code *int32, signal int32, reason string) string {
	return cmp.Or(words.ExitText(code, signal, reason), "end not seen")
}
