package report

import (
	"slices"

	"github.com/podlife/podlife/timeline"
)

// termination tells the way down step by step, from the request to the removal.
func (v view) termination() {
	t := v.life.Termination
	if t == nil {
		return
	}
	v.section(join("  ", "TERMINATION", join(", ", t.By, prefix("grace ", graceText(t)))))
	steps := v.stopSteps(t)
	lane := 3
	for _, s := range steps {
		lane = max(lane, min(columns(s.lane), 36))
	}
	for _, s := range steps {
		v.row(2, []int{9, lane}, []string{v.axis.at(s.at), cut(s.lane, lane)}, s.what, 2)
	}
}

func graceText(t *timeline.Termination) string {
	if t.Grace <= 0 {
		return ""
	}
	return setting(t.Grace)
}

type stopRow struct {
	at         timeline.Edge
	lane, what string
}

func (v view) stopSteps(t *timeline.Termination) []stopRow {
	rows := []stopRow{{t.Requested, "pod", "asked to stop"}}
	for _, s := range t.Steps {
		rows = append(rows, containerStop(s)...)
	}
	rows = append(rows, stopRow{t.Stopped, "pod", "all containers down"}, stopRow{t.Gone, "pod", "removed from the API"})
	if t.Stopped.IsZero() {
		rows = append(rows, stopRow{t.Kill, "pod", "SIGKILL is due"})
	}
	rows = slices.DeleteFunc(rows, func(r stopRow) bool { return r.at.IsZero() })
	slices.SortStableFunc(rows, func(a, b stopRow) int { return a.at.Time.Compare(b.at.Time) })
	return rows
}

func containerStop(s timeline.StopStep) []stopRow {
	killing := "kubelet begins to stop it"
	if s.HasPreStop {
		killing += ": preStop"
	}
	rows := []stopRow{{s.Killing, s.Lane, killing}}
	if s.HasPreStop && !s.PreStopEnd.IsZero() {
		rows = append(rows, stopRow{s.PreStopEnd, s.Lane, "preStop over after " + between(s.Killing, s.PreStopEnd).String()})
	}
	rows = append(rows, stopRow{s.SIGTERM, s.Lane, "SIGTERM"})
	exit := "exited"
	if s.SIGKILL {
		exit = "killed (SIGKILL)"
	}
	if !s.SIGTERM.IsZero() && !s.Exited.IsZero() {
		exit += " " + between(s.SIGTERM, s.Exited).String() + " after SIGTERM"
	}
	return append(rows, stopRow{s.Exited, s.Lane, exit})
}

// expected lists what will happen if things go on as they do now.
func (v view) expected() {
	if len(v.life.Future) == 0 {
		return
	}
	v.section("EXPECTED")
	for _, d := range v.life.Future {
		in := between(momentEdge(v.now), d.Edge).String()
		when := "in " + in
		if d.Edge.Latest.Before(v.now) {
			when = "overdue"
		}
		v.row(2, []int{9, 16}, []string{v.axis.at(d.Edge), string(d.Kind)}, join(" · ", when, d.Lane), 1)
	}
}
