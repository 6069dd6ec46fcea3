package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/stats"
)

// StatsText writes what many lives have in common as a page: how long each stage
// took, then the time to ready by revision, node and image, the outliers, and how
// many served.
func StatsText(w io.Writer, s stats.Summary, t Traffic, o Options) error {
	p := newPage(w, o)
	p.row(0, nil, nil, livesText(&s.All), 3)
	if len(s.All.Stages) > 0 {
		p.blank()
		statsTable(p, "stage", s.All.Stages, func(d stats.Distribution) string { return distributionName(d.Stage) })
	}
	for i, g := range s.Groups {
		if i == 0 || s.Groups[i-1].By != g.By {
			group := slices.DeleteFunc(slices.Clone(s.Groups), func(x stats.Group) bool { return x.By != g.By })
			statsBy(p, g.By, group)
		}
	}
	if len(s.Outliers) > 0 {
		p.section("OUTLIERS")
		for _, x := range s.Outliers {
			text := x.Length.Sentence() + " to ready"
			if x.Longer > 0 {
				text += ": " + distributionName(x.Stage) + " took " + length.Total(x.Longer) + " longer than the median"
			}
			p.row(2, nil, nil, words.Join("  ", x.Pod, text), 3)
		}
	}
	t.write(p)
	return p.failed("the statistics")
}

// livesText returns "12 lives · 10 became ready · 1 starting · 1 never became ready".
func livesText(g *stats.Group) string {
	text := words.Number(g.Lives, "life")
	if g.Lives != 1 {
		text = fmt.Sprintf("%d lives", g.Lives)
	}
	for _, c := range []struct {
		n    int
		text string
	}{{g.Ready, "%d became ready"}, {g.Starting, "%d starting"}, {g.Never - g.Completed, "%d never became ready"}, {g.Completed, "%d completed without being seen ready"}, {g.Deleted, "%d deleted on the way"}, {g.Unknown, "%d whose start was not seen"}} {
		if c.n > 0 {
			text += " · " + fmt.Sprintf(c.text, c.n)
		}
	}
	return text
}

func statsBy(p *page, by string, groups []stats.Group) {
	var rows []stats.Distribution
	var names []string
	for i := range groups {
		if d := groups[i].Stage(stats.Startup); d != nil {
			rows, names = append(rows, *d), append(names, groups[i].Value)
		}
	}
	if len(rows) == 0 {
		return
	}
	p.blank()
	next := 0
	statsTable(p, "to ready, by "+by, rows, func(stats.Distribution) string { next++; return names[next-1] })
}

// statsTable writes a row a distribution. A number of lives in which the stage
// still goes on is said beside it.
func statsTable(p *page, heading string, rows []stats.Distribution, name func(stats.Distribution) string) {
	table := [][]string{{heading, "n", "p50", "p90", "p99", "max"}}
	for _, d := range rows {
		table = append(table, []string{cutStage(name(d), 40), fmt.Sprint(d.N), quantileText(d.P50), quantileText(d.P90), quantileText(d.P99), quantileText(d.Max)})
	}
	widths := p.widths(table)
	for i, row := range table {
		row[1] = words.Left(row[1], widths[1])
		text := ""
		if i > 0 && rows[i-1].Open > 0 {
			text = fmt.Sprintf("%d going on", rows[i-1].Open)
		}
		p.row(0, widths, row, text, 1)
	}
}

// quantileText returns a quantile with its bounds: "4.0s ±0.5s", "at least 12s".
func quantileText(q stats.Quantile) string { return q.Length().Column() }

func distributionName(s stats.Stage) string {
	switch {
	case s == stats.Startup:
		return "to ready"
	case s.Lane == "pod":
		return words.StepName(s.Phase)
	}
	return s.Lane + " " + words.StepName(s.Phase)
}

// cutStage cuts the name of a stage to n columns: its lane's, for the phase tells it from
// the lane's others.
func cutStage(name string, n int) string {
	lane, phase, _ := strings.Cut(name, " ")
	if room := n - words.Columns(phase) - 1; words.Columns(name) > n && phase != "" && room > 0 {
		return words.Cut(lane, room) + " " + phase
	}
	return words.CutMiddle(name, n)
}

// noticed reports whether two quantiles differ by more than goes unnoticed.
func noticed(a, b stats.Quantile) bool {
	return (b.Best - a.Best).Abs() > max(brief, max(a.Best, b.Best)/50)
}

// signed returns a difference with its sign: "+3.1s", "-0.4s".
func signed(d time.Duration) string {
	if d < 0 {
		return "-" + length.Total(-d)
	}
	return "+" + length.Total(d)
}
