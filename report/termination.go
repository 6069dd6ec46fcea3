package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/serving"
	"github.com/podlife/podlife/timeline/verdict"
)

// termination writes the way down step by step, from the request to the removal.
func (v view) termination() {
	t := v.life.Termination
	if t == nil {
		return
	}
	v.section(words.Join(", ", "TERMINATION  offsets from "+stopStart(t)+" at "+v.face().On(t.Requested.Time, v.life.Pod.Created), words.Prefix("grace ", graceText(t))))
	steps := v.stopSteps(t)
	lane := 3
	for _, s := range steps {
		lane = max(lane, min(words.Columns(s.lane), 36))
	}
	for i, after := range afterRequest(t, steps) {
		v.row(2, []int{9, lane}, []string{after, words.Cut(steps[i].lane, lane)}, steps[i].what, 3)
	}
	if text := v.stopPath(t); text != "" {
		v.row(2, nil, nil, text, 3)
	}
	for _, r := range serving.Races(v.life, v.now) {
		v.row(2, nil, nil, raceText(r, ""), 3)
	}
}

// stopPath returns what the time from the request to the end was spent on.
func (v view) stopPath(t *timeline.Termination) string {
	path := verdict.StopPath(v.life, v.now)
	if len(path.Path) < 2 {
		return ""
	}
	return length.Total(time.Duration(path.Total)) + stopLength(path, t) + ": " + v.chain(path, "")
}

func stopLength(path timeline.Startup, t *timeline.Termination) string {
	switch {
	case !path.Complete:
		return " so far"
	case t.Gone.IsZero() || path.End().Before(t.Gone.Time.Add(-time.Millisecond)):
		return " from " + stopStart(t) + " to the last exit"
	}
	return " from " + stopStart(t) + " to the removal"
}

// stopStart names what a stop is measured from: a kubelet that stops a pod of its
// own accord is asked by no one.
func stopStart(t *timeline.Termination) string {
	if t.By.Kind == timeline.StopKubelet {
		return "the kubelet's stop"
	}
	return "the request"
}

func stopBegan(t *timeline.Termination) string {
	if t.By.Kind == timeline.StopKubelet {
		return t.By.Detail
	}
	return words.Join(": ", "asked to stop", t.By.Detail)
}

// together makes one row of three or more containers to which the same
// happened at the same time: twelve of them are no twelve lines.
func (v view) together(from offsets, rows []stopRow) []stopRow {
	var out []stopRow
	for i := 0; i < len(rows); {
		var names []string
		rest := rows[i:]
		for _, r := range rest {
			if r.what == rest[0].what && from.at(r.at) == from.at(rest[0].at) {
				names = append(names, v.who(r.lane))
			}
		}
		if len(names) < 3 {
			out = append(out, rows[i])
			i++
			continue
		}
		first := rest[0]
		out = append(out, stopRow{first.at, fmt.Sprintf("%d containers", len(names)), first.what + ": " + strings.Join(names, " ")})
		rows = append(rows[:i:i], slices.DeleteFunc(slices.Clone(rest), func(r stopRow) bool {
			return r.what == first.what && from.at(r.at) == from.at(first.at)
		})...)
	}
	return out
}

func graceText(t *timeline.Termination) string {
	if t.Grace <= 0 {
		return ""
	}
	return length.Setting(t.Grace)
}

type stopRow struct {
	at         timeline.Edge
	lane, what string
}

func (v view) stopSteps(t *timeline.Termination) []stopRow {
	rows := []stopRow{{t.Requested, "pod", stopBegan(t)}}
	if !t.Deleted.IsZero() {
		rows = append(rows, stopRow{t.Deleted, "pod", "deletion requested"})
	}
	if !t.Shortened.IsZero() {
		rows = append(rows, stopRow{t.Shortened, "pod", "grace shortened to " + length.Setting(t.Shorter) + " by a second request"})
	}
	for _, s := range inTurn(t.Steps) {
		rows = append(rows, containerStop(s)...)
	}
	rows = append(rows, stopRow{t.Stopped, "pod", "all containers down"}, stopRow{t.Gone, "pod", "removed from the API"})
	if t.Stopped.IsZero() {
		rows = append(rows, stopRow{t.Kill, "pod", "SIGKILL is due"})
	}
	rows = slices.DeleteFunc(rows, func(r stopRow) bool { return r.at.IsZero() })
	slices.SortStableFunc(rows, func(a, b stopRow) int { return a.at.Time.Compare(b.at.Time) })
	for i := range rows {
		rows[i].at = since(t.Requested, rows[i].at)
	}
	return v.together(offsets{t.Requested.Time}, rows)
}

// since returns a moment as well as it is known from when another was.
func since(from, e timeline.Edge) timeline.Edge {
	e.Earliest, e.Latest = e.Earliest.Add(from.Time.Sub(from.Latest)), e.Latest.Add(from.Time.Sub(from.Earliest))
	return e
}

// afterRequest returns the offsets of a stop's steps: those from a creation days
// before would all be the same.
func afterRequest(t *timeline.Termination, rows []stopRow) []string {
	moments := make([]timeline.Edge, len(rows))
	for i := range rows {
		moments[i] = rows[i].at
	}
	offsets := offsets{t.Requested.Time}.inOrder(moments)
	for i := range offsets {
		offsets[i] = "+" + strings.TrimPrefix(offsets[i], "@")
	}
	return offsets
}

// inTurn puts the sidecars after the containers that they wait for, the last of
// them first: its SIGTERM can come in the moment of another's exit.
func inTurn(steps []timeline.StopStep) []timeline.StopStep {
	var mains, sidecars []timeline.StopStep
	for _, s := range steps {
		if strings.HasPrefix(s.Lane, string(timeline.LaneSidecar)+"/") {
			sidecars = append(sidecars, s)
		} else {
			mains = append(mains, s)
		}
	}
	slices.Reverse(sidecars)
	return append(mains, sidecars...)
}

func containerStop(s timeline.StopStep) []stopRow {
	rows := []stopRow{{s.Killing, s.Lane, "kubelet begins to stop it"}}
	switch {
	case s.HasPreStop:
		rows[0].what += ": preStop"
	case s.SIGTERM.Time.Equal(s.Killing.Time):
		rows[0].what, s.Killing = "SIGTERM, no preStop", timeline.Edge{}
	}
	if s.HasPreStop && !s.PreStopEnd.IsZero() {
		rows = append(rows, stopRow{s.PreStopEnd, s.Lane, "preStop over after " + length.Between(s.Killing, s.PreStopEnd).Sentence()})
	}
	if !s.Killing.IsZero() {
		rows = append(rows, stopRow{s.SIGTERM, s.Lane, "SIGTERM"})
	}
	exit := "exited"
	if s.SIGKILL {
		exit = "killed (SIGKILL)"
	}
	if !s.SIGTERM.IsZero() && !s.Exited.IsZero() {
		exit += " " + length.Between(s.SIGTERM, s.Exited).Sentence() + " after SIGTERM"
	}
	return append(rows, stopRow{s.Exited, s.Lane, exit})
}

// until returns the countdown to what is expected; where the present is not
// known, by when it was expected.
func (v view) until(e timeline.Edge) string {
	if v.life.NowUnknown {
		return "by " + v.face().On(e.Latest, v.life.Pod.Created)
	}
	return length.Until(e, v.now)
}

// expected lists what will happen if things go on as they do now.
func (v view) expected() {
	if len(v.life.Future) == 0 {
		return
	}
	v.section("EXPECTED")
	for _, d := range v.life.Future {
		v.row(2, []int{9, 16}, []string{v.offsets.at(d.Edge), string(d.Kind)}, words.Join(" · ", v.until(d.Edge), d.Lane), 1)
	}
}
