package report

import (
	"fmt"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
)

// lanes writes a row for each container and Service: how it is and how it came to be.
func (m *mdPage) lanes(v view) {
	var rows [][]string
	for i := range v.life.Lanes {
		if lane := &v.life.Lanes[i]; lane.Kind != timeline.LanePod {
			rows = append(rows, laneCells(v, lane))
		}
	}
	if len(rows) == 0 {
		return
	}
	m.heading(3, "Lanes")
	m.table([]string{"lane", "state", "restarts:", "pull:", "first run:", "last exit", "failed probes", "image"}, rows)
}

func laneCells(v view, lane *timeline.Lane) []string {
	c := lane.Container
	if c == nil {
		return []string{words.MarkdownCode(lane.ID), words.Markdown(lastPhase(lane)), "", "", "", "", "", ""}
	}
	restarts := ""
	if lane.Restarts > 0 {
		restarts = fmt.Sprint(lane.Restarts)
	}
	return []string{words.MarkdownCode(lane.ID), words.Markdown(v.laneState(lane)), restarts, firstOf(v, lane, timeline.Pulling), firstOf(v, lane, timeline.Running),
		words.Markdown(lastExit(lane)), words.Markdown(failedProbes(lane)), words.MarkdownCode(c.Image)}
}

// firstOf returns how long a lane's first span of a phase took.
func firstOf(v view, lane *timeline.Lane, p timeline.Phase) string {
	s := timeline.Find(lane.Spans, func(s *timeline.Span) bool { return s.Phase == p })
	if s == nil {
		return ""
	}
	return words.Unless("▸ ", !s.Open()) + v.lasted(*s)
}

func lastPhase(lane *timeline.Lane) string {
	if len(lane.Spans) == 0 {
		return ""
	}
	return string(lane.Spans[len(lane.Spans)-1].Phase)
}

func lastExit(lane *timeline.Lane) string {
	a := timeline.FindLast(lane.Attempts, (*timeline.Attempt).Over)
	if a == nil {
		return ""
	}
	return words.Join(", ", endText(a.ExitCode, a.Signal, a.Reason), words.Prefix("stopped: ", string(a.Cause)))
}

func failedProbes(lane *timeline.Lane) string {
	text := ""
	for _, p := range lane.Probes {
		if p.Failures > 0 {
			text = words.Join(", ", text, fmt.Sprintf("%s %d", p.Probe, p.Failures))
		}
	}
	return text
}
