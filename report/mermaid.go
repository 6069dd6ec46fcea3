package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
)

// Mermaid writes a gantt chart for each window of each life, in the fenced
// blocks that GitHub, GitLab and mermaid's own command line look for. Lengths
// within one chart are to scale; between two charts nothing changed.
func Mermaid(w io.Writer, s timeline.Snapshot) error {
	var b strings.Builder
	for i := range s.Lives {
		l := &s.Lives[i]
		all := windowsOf(l, s.Now)
		abridgement{most: 8, first: 4, last: 4}.each(len(all), func(left int) {
			fmt.Fprintf(&b, "%%%% %s in between, not drawn\n\n", words.Number(left, "window"))
		}, func(i int) { mermaidChart(&b, l, all[i], s.Now) })
	}
	if len(s.Lives) == 0 {
		b.WriteString("%% No pod was seen\n")
	}
	if _, err := io.WriteString(w, strings.TrimSuffix(b.String(), "\n")); err != nil {
		return fmt.Errorf("write the report as Mermaid: %w", err)
	}
	return nil
}

func mermaidChart(b *strings.Builder, l *timeline.Life, win window, now time.Time) {
	fmt.Fprintf(b, "```mermaid\n%%%%{init: {\"gantt\": {\"leftPadding\": %d}}}%%%%\ngantt\n", mermaidPadding(l))
	from := words.FaceOf(l, now).Date(win.from)
	if from != words.AtPrinting {
		from = "from " + from
	}
	fmt.Fprintf(b, "    title %s · %s, %s %s\n", mermaidText(words.FullName(*l)), win.name, length.Total(win.to.Sub(win.from)), from)
	axis := mermaidAxisOf(l, win)
	b.WriteString(axis.head)
	for i := range l.Lanes {
		lane := &l.Lanes[i]
		tasks := mermaidTasks(lane, win, now, words.FaceOf(l, now))
		if len(tasks) == 0 {
			continue
		}
		fmt.Fprintf(b, "    section %s\n", mermaidText(lane.ID))
		for _, t := range tasks {
			b.WriteString("    " + t.line(axis) + "\n")
		}
	}
	b.WriteString("```\n\n")
}

// mermaidPadding returns the room that the names of the lanes take, in pixels.
func mermaidPadding(l *timeline.Life) int {
	longest := 0
	for _, lane := range l.Lanes {
		longest = max(longest, min(words.Columns(lane.ID), 40))
	}
	return 30 + 6*longest
}

// mermaidTask is a line of a chart. Its text begins with a word or sign of
// podlife's own, so that no name can be taken for a keyword.
type mermaidTask struct {
	text     string
	tag      string
	from, to time.Time
}

func (t mermaidTask) line(axis mermaidAxis) string {
	to := timeline.LaterTime(t.to, t.from.Add(time.Millisecond)) // a task without length is not drawn
	return fmt.Sprintf("%s :%s%s, %s", mermaidText(t.text), t.tag, axis.moment(t.from), axis.moment(to))
}

// mermaidAxis is how a chart's times are written, and the lines that say so.
type mermaidAxis struct {
	head   string
	moment func(time.Time) string
}

// mermaidAxisOf returns the axis of a window: of a life without dates, offsets
// from its first sign on, or from the window's beginning where that is a day or
// more after it. They are written as times of day, which Mermaid reads and shows
// on the reader's own clock, so that they are the same in any time zone; a window
// longer than that needs days.
func mermaidAxisOf(l *timeline.Life, win window) mermaidAxis {
	if !l.Pod.Relative {
		return mermaidAxis{"    dateFormat x\n    axisFormat %H:%M:%S\n", func(t time.Time) string { return strconv.FormatInt(t.UnixMilli(), 10) }}
	}
	const day = 24 * time.Hour
	origin := visual.Born(l)
	if win.to.Sub(origin) >= day {
		origin = win.from
	}
	layout, head := "15:04:05.000", "    dateFormat HH:mm:ss.SSS\n    axisFormat +%H:%M:%S\n"
	if win.to.Sub(origin) >= day {
		layout, head = "2006-01-02T"+layout, "    dateFormat YYYY-MM-DDTHH:mm:ss.SSS\n    axisFormat day %j %H:%M\n" // of the year, from 1
	}
	return mermaidAxis{head, func(t time.Time) string {
		return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Add(max(0, t.Sub(origin))).Format(layout)
	}}
}

// mermaidTasks returns a lane's spans and failures within a window, by time. A
// moment is drawn as a milestone.
func mermaidTasks(lane *timeline.Lane, win window, now time.Time, face words.Face) []mermaidTask {
	var tasks []mermaidTask
	for _, s := range lane.Spans {
		from, to := s.Start.Time, s.EndOr(now)
		if to.Before(win.from) || from.After(win.to) || dullInChart(s, now) {
			continue
		}
		text := spanName(lane, s)
		if lane.Kind == timeline.LaneContainer || lane.Kind == timeline.LaneSidecar || lane.Kind == timeline.LaneInit {
			text = words.Join(" ", text, spanEnd(s))
		}
		tasks = append(tasks, mermaidTask{strings.TrimSpace(text) + " " + face.Lasted(s).Short(), mermaidTag(s),
			timeline.LaterTime(from, win.from), timeline.EarlierTime(to, win.to)})
	}
	tasks = append(tasks, mermaidMilestones(lane, win)...)
	slices.SortStableFunc(tasks, func(a, b mermaidTask) int { return a.from.Compare(b.from) })
	return tasks
}

// mermaidMilestones returns what went wrong, each kind once, at its first time:
// every task of a chart takes a row, and a probe can fail a hundred times.
func mermaidMilestones(lane *timeline.Lane, win window) []mermaidTask {
	type kind struct {
		track timeline.Track
		name  string
	}
	var tasks []mermaidTask
	count, at := map[kind]int{}, map[kind]int{}
	for _, m := range lane.Marks {
		if m.Severity == timeline.OK || m.Severity == timeline.Progress || m.Time.Time.Before(win.from) || m.Time.Time.After(win.to) {
			continue
		}
		k := kind{m.Track, m.Kind}
		if count[k] == 0 {
			at[k] = len(tasks)
			tasks = append(tasks, mermaidTask{"", "milestone, crit, ", m.Time.Time, m.Time.Time})
		}
		count[k] += max(m.Count, 1)
		tasks[at[k]].text = severityGlyphs[m.Severity] + " " + words.Join(" ", m.Kind, words.Unless(string(m.Track), m.Track == timeline.TrackPod), words.Unless(fmt.Sprintf("×%d", count[k]), count[k] < 2))
	}
	return tasks
}

// dullInChart reports whether a span is one that a chart of a few dozen lines can do without.
func dullInChart(s timeline.Span, now time.Time) bool {
	quick := s.Outcome != timeline.Failed && length.Of(s.Start, s.End, now).Hi < time.Second
	switch s.Phase {
	case timeline.Waiting:
		return true
	case timeline.Creating:
		return quick
	}
	return s.Track == timeline.TrackLiveness && s.Outcome != timeline.Failed
}

// spanEnd returns how a run ended, or a failure.
func spanEnd(s timeline.Span) string {
	if s.Phase == timeline.Running {
		return words.Prefix("· ", words.ExitText(s.ExitCode, s.Signal, s.Reason))
	}
	return words.Prefix("· ", failure(s))
}

// mermaidTag colours a task: failures, what is up and ready, what is under way.
func mermaidTag(s timeline.Span) string {
	switch {
	case s.Outcome == timeline.Failed, s.Phase == timeline.BackOff, s.Phase == timeline.PullBackOff:
		return "crit, "
	case s.Phase == timeline.Ready:
		return "done, "
	case s.Phase == timeline.Running:
		return "active, "
	}
	return ""
}

// mermaidText spells every sign that means something to mermaid's lexer, to
// its directives or to the HTML that it writes as a character code; the
// ligature begins what mermaid itself puts in place of such a code.
func mermaidText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < ' ' || r == 0x7f:
			b.WriteByte(' ')
		case strings.ContainsRune("#;:%<>&\"'`{}\\$*_~[]|@,ﬂ", r):
			fmt.Fprintf(&b, "#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// window is a stretch of a life in which something happens. Between two
// windows nothing changes for so long that a chart to scale would show nothing
// else: four seconds of start-up, then six days.
type window struct {
	from, to time.Time
	name     string // what happens in it: "startup, restarts 1–2, delete"
}

// windowsOf cuts a life into its windows, in order, as the time axis does;
// there is always one.
func windowsOf(l *timeline.Life, now time.Time) []window {
	from, to := visual.Extent(l, "", now)
	points := append(visual.Points(l, ""), axis.Point{Time: to})
	slices.SortStableFunc(points, func(a, b axis.Point) int { return a.Time.Compare(b.Time) })
	var all []window
	for _, s := range axis.Split(points, from, to, true).Keep(visual.Waits(l, "", to)).List {
		all = append(all, window{s.From, timeline.EarlierTime(s.To, to), cmp.Or(happenings(points, s), "later")})
	}
	return all
}

// happenings names what the points of a segment stand for, each kind once.
func happenings(points []axis.Point, s axis.Segment) string {
	var names []string
	seen := map[axis.Kind]bool{}
	first, last := 0, 0
	for _, p := range points {
		if p.Kind == axis.Change || p.Time.Before(s.From) || p.Time.After(s.To) {
			continue
		}
		if p.Kind == axis.Restart {
			first, last = cmp.Or(first, p.N), p.N
		}
		if !seen[p.Kind] {
			seen[p.Kind] = true
			names = append(names, p.Name())
		}
	}
	if last > first {
		i := slices.Index(names, fmt.Sprintf("restart %d", first))
		names[i] = fmt.Sprintf("restarts %d–%d", first, last)
	}
	return strings.Join(names, ", ")
}
