package drill

import (
	"slices"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// ShownRun returns the run that the page is about, an index into Attempts, or
// -1.
func ShownRun(pg *page.Page, l *timeline.Lane) int {
	if i := slices.IndexFunc(l.Attempts, func(at timeline.Attempt) bool { return at.Number == pg.Run }); i >= 0 && pg.Run != 0 {
		return i
	}
	return len(l.Attempts) - 1
}

// placedRun is a run in the run switcher.
type placedRun struct {
	x     int
	text  string
	index int // into Attempts
}

// placedRuns returns the runs that fit around the shown one, and how many do not,
// before and after.
func placedRuns(pg *page.Page, l *timeline.Lane) (runs []placedRun, before, after int) {
	const begin = 7
	shown := ShownRun(pg, l)
	texts := make([]string, len(l.Attempts))
	for i := range l.Attempts {
		texts[i] = runText(pg.Latest, &l.Attempts[i])
	}
	room := pg.W - begin - 18
	first, last := shown, shown
	used := draw.Width(texts[shown]) + 4
	for grown := true; grown; {
		grown = false
		if first > 0 && used+draw.Width(texts[first-1])+2 <= room {
			first--
			used += draw.Width(texts[first]) + 2
			grown = true
		}
		if last < len(texts)-1 && used+draw.Width(texts[last+1])+2 <= room {
			last++
			used += draw.Width(texts[last]) + 2
			grown = true
		}
	}
	x := begin
	if first > 0 {
		x += draw.Width("+"+page.Itoa(first)+" ") + 1
	}
	for i := first; i <= last; i++ {
		text := texts[i]
		if i == shown {
			text = "[" + text + "]"
		}
		runs = append(runs, placedRun{x, text, i})
		x += draw.Width(text) + 2
	}
	return runs, first, len(texts) - 1 - last
}

// Runs draws the run switcher: every run in a few cells, the shown one in
// brackets, as many as fit around it.
func Runs(c *draw.Canvas, in draw.Area, pg *page.Page) {
	y, l := in.Y, pg.Latest.Life.Lane(pg.Lane)
	x := c.Text(1, y, 6, "runs", draw.Muted) + 2
	if len(l.Attempts) == 0 {
		c.Text(x, y, pg.W-x-1, "none yet", draw.Muted)
		return
	}
	runs, before, after := placedRuns(pg, l)
	if before > 0 {
		c.Text(x, y, 8, "+"+page.Itoa(before)+" ", draw.Muted)
	}
	for _, r := range runs {
		st := draw.Muted
		if r.index == ShownRun(pg, l) {
			st = draw.Bold
		}
		x = c.Text(r.x, y, pg.W-r.x-1, r.text, st) + 2
	}
	if after > 0 {
		c.Text(x, y, 8, "+"+page.Itoa(after), draw.Muted)
	}
	if len(l.Attempts) > 1 {
		c.Right(pg.W-1, y, 14, "< > switch run", draw.Muted)
	}
}

// RunAt returns which run of the run switcher is in a column, as an index into
// Attempts, or -1.
func RunAt(pg *page.Page, x int) int {
	l := pg.Latest.Life.Lane(pg.Lane)
	if len(l.Attempts) == 0 {
		return -1
	}
	runs, _, _ := placedRuns(pg, l)
	for _, r := range runs {
		if x >= r.x && x < r.x+draw.Width(r.text) {
			return r.index
		}
	}
	return -1
}

// runText returns "1 ✗137 3d11h liveness".
func runText(pg *page.Page, at *timeline.Attempt) string {
	text := page.Itoa(at.Number) + " "
	switch {
	case at.Exited.IsZero() && at.ExitCode == nil && !page.Over(pg.Life):
		text += pg.G.Open
	case at.ExitCode == nil:
		text += "?"
	case *at.ExitCode == 0:
		text += pg.G.OK + "0"
	default:
		text += pg.G.Fail + page.Itoa(int(*at.ExitCode))
	}
	if !at.Started.IsZero() && (!at.Exited.IsZero() || at.ExitCode == nil && !page.Over(pg.Life)) {
		text += " " + page.Took(pg, at.Started, at.Exited)
	}
	if at.Cause != "" {
		text += " " + string(at.Cause)
	}
	return text
}

// tableHeight is from which height of the screen on the runs are a table, and
// tableLines how long that is at most.
const tableHeight, tableLines = 24, 8

// Tabled reports whether a container's runs are a table below its tracks, instead
// of the run switcher above them.
func Tabled(pg *page.Page) bool { return pg.H >= tableHeight && value.HasRuns(pg.Life.Lane(pg.Lane)) }

func runsPane(pg *page.Page, l *timeline.Lane) []drillLine {
	if !Tabled(pg) {
		return nil
	}
	lines, first := runLines(pg, l)
	rows := textLines(lines)
	for i := range rows[1:] {
		rows[i+1].run = l.Attempts[first+i].Number
	}
	return append([]drillLine{{title: "runs of " + page.LaneName(l), note: "< > another run"}}, rows...)
}

func runLines(pg *page.Page, l *timeline.Lane) (lines []draw.Line, first int) {
	return value.RunLines(pg, l, ShownRun(pg, l), pg.W-14, tableLines)
}

// RunIn returns which run is in a line of the panes, as an index into Attempts, or
// -1.
func RunIn(pg *page.Page, line int) int {
	l := pg.Life.Lane(pg.Lane)
	lines := panes(pg, l)
	if line >= len(lines) {
		return -1
	}
	return slices.IndexFunc(l.Attempts, func(at timeline.Attempt) bool { return at.Number == lines[line].run })
}
