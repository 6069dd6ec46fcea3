package list

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Model is the list of pods: one line a pod, trouble on top.
type Model struct {
	wall   bool // the bars share the wall clock, not the age
	Filter page.Input

	All  *Pods   // of the snapshot
	Part *Pods   // what the filter leaves
	of   listKey // what all was made from
	Sel  int     // index into part
}

// listKey names what a list was made from.
type listKey struct {
	edition page.Edition
	now     time.Time
}

// Take makes the list of a page's snapshot, once for each, and returns how many
// pods there are.
func (m *Model) Take(pg *page.Page) int {
	if key := (listKey{pg.Edition, pg.Now}); m.All == nil || m.of != key {
		m.All, m.of = newPods(pg.Snapshot), key
	}
	m.Part = m.All
	return len(m.All.Groups)
}

// Choose selects a pod, on the list's own page among those that the filter leaves,
// and returns its lives, the newest last.
func (m *Model) Choose(p page.Kind, pod string) []*timeline.Life {
	if p == page.List && m.Filter.Value() != "" {
		m.Part = m.All.matching(m.Filter.Value())
	}
	if len(m.Part.Groups) == 0 {
		return nil
	}
	m.Sel = chosenPod(m.Part.Groups, pod)
	return m.Part.Groups[m.Sel].lives
}

// Key returns namespace/name of the selected pod, "" without one.
func (m *Model) Key() string {
	if m.Part == nil || m.Sel >= len(m.Part.Groups) {
		return ""
	}
	return m.Part.Groups[m.Sel].key
}

// Update moves the selection.
func (m *Model) Update(msg tea.Msg, pg *page.Page) tea.Msg {
	n := len(m.Part.Groups)
	if by, ok := pg.Steps(msg); ok && n > 0 {
		m.Sel = min(max(m.Sel+by, 0), n-1)
		return nil
	}
	switch line, clicked := msg.(page.ClickMsg); {
	case page.Matches(msg, pg.Keys.Open):
		return page.OpenMsg{}
	case page.Matches(msg, pg.Keys.All):
		m.wall = !m.wall
	case clicked:
		if v := m.Layout(pg); int(line) >= v.Top && int(line) < v.Top+v.Rows && v.first+int(line)-v.Top < n {
			m.Sel = v.first + int(line) - v.Top
		}
	}
	return nil
}

// Draw draws the list's title, the verdict on all pods, and those in sight.
func (m *Model) Draw(c *draw.Canvas, _ draw.Area, pg *page.Page) {
	v, n := m.Layout(pg), len(m.Part.Groups)
	m.drawTitle(pg, c)
	page.DrawText(c, draw.Area{Y: 1, W: pg.W, H: v.verdict}, pg, m.groupLines(pg))
	if v.trouble > 0 {
		c.Text(1, v.trouble, pg.W-2, pg.Trouble, draw.SevWarning)
	}
	cols := m.columns(pg)
	if v.head > 0 {
		m.drawHead(pg, c, v.head, cols, page.OutOfSight(pg, v.first, n-v.first-v.Rows))
	}
	if n == 0 {
		c.Text(2, v.Top, pg.W-3, "no pod matches", draw.Muted)
		return
	}
	for i := range min(v.Rows, n-v.first) {
		m.drawPod(pg, c, v.Top+i, cols, v.first+i)
	}
}

// drawTitle draws what the list shows, the filter, and the mode.
func (m *Model) drawTitle(pg *page.Page, c *draw.Canvas) {
	x := c.Text(1, 0, 9, "podlife", draw.Muted) + 2
	if t := listTitle(pg); t != "" {
		x = c.Text(x, 0, pg.W-x-1, t, draw.Bold) + 2
	}
	switch {
	case pg.Typing:
		x = c.Text(x, 0, pg.W-x-1, "/ "+m.Filter.Typed(), draw.Accent)
	case m.Filter.Value() != "":
		x = c.Text(x, 0, pg.W-x-1, "/"+m.Filter.Value(), draw.Accent)
	}
	if m := pg.Mode; x+3+draw.Width(m) < pg.W {
		c.Right(pg.W-1, 0, draw.Width(m), m, page.ModeStyle(pg))
	}
}

// groupLines returns the verdict on all pods, in as many lines as it needs.
func (m *Model) groupLines(pg *page.Page) []draw.Line {
	if len(m.All.Groups) == 0 {
		return nil
	}
	return draw.Wrap("", m.All.verdict, max(pg.W-2, 1), page.SeverityStyle[m.All.worst()]|draw.Bold)
}

// listRows is where the parts of the list are; 0 is a part that is left out.
type listRows struct {
	verdict                       int // how many lines it got
	trouble, head, Playback, Keys int
	Top, Rows                     int // of the pods
	first                         int // the first pod in sight
}

// Layout returns where the parts of the list are on the screen.
func (m *Model) Layout(pg *page.Page) listRows {
	v := listRows{verdict: min(len(m.groupLines(pg)), max(pg.H/10, 1), max(pg.H-4, 0))}
	v.Top = 1 + v.verdict
	if pg.Trouble != "" && pg.H > 3 {
		v.trouble = v.Top
		v.Top++
	}
	foot := 1
	if pg.Replay && pg.H > 5 {
		foot, v.Playback = 2, pg.H-2
	}
	if pg.H > v.Top+foot+1 {
		v.head = v.Top
		v.Top++
	}
	if pg.H > v.Top+foot {
		v.Keys = pg.H - 1
	}
	v.Rows = pg.H - v.Top - foot
	if v.Rows < 1 {
		v.Rows, v.Top = 1, min(v.Top, pg.H-1)
	}
	v.first = draw.Scroll(len(m.Part.Groups), v.Rows, m.Sel)
	return v
}

// listTitle returns what the list shows: a namespace, a target.
func listTitle(pg *page.Page) string { return timeline.Clean(pg.Title) }

// listCols are the columns of the list. The bars share one axis.
type listCols struct {
	nameW, stateW int
	textX, textW  int // the headline; 0: no room for it
	barX, tailX   int
	ax            axis.Axis
}

// columns shares the width out: names and states get what they need,
// within limits; bars and headlines share the rest.
func (m *Model) columns(pg *page.Page) listCols {
	var v listCols
	v.nameW = min(max(m.Part.longest, 8), max(pg.W/3, 12))
	v.stateW = min(max(m.Part.stateW, 6), max(pg.W/4, 10))
	v.tailX = pg.W - 12
	v.textX = v.nameW + v.stateW + 4
	rest := v.tailX - v.textX
	barW := min(max(rest/2, 24), 60, rest)
	if v.textW = rest - barW - 1; v.textW < 20 {
		v.textW, barW = 0, min(rest, 60)
	}
	if pg.W < page.Narrowest {
		v.textW, barW = pg.W-v.textX-1, 0
	}
	v.barX = v.tailX - barW
	from, to := m.Part.from, m.Part.to
	if !m.wall {
		to = from.Add(m.Part.oldest)
	}
	v.ax = axis.New(axis.Split(nil, from, to, false), max(barW-1, 0), axis.View{})
	return v
}

// drawHead draws the names of the columns, how many pods are out of sight,
// and the ticks of the shared axis.
func (m *Model) drawHead(pg *page.Page, c *draw.Canvas, y int, v listCols, out string) {
	c.Fill(0, y, pg.W, pg.G.HRule, draw.Rule)
	x := c.Text(1, y, v.nameW, " pod ", draw.Muted)
	if out != "" {
		c.Text(x, y, v.nameW+1-x, out+" ", draw.Accent)
	}
	c.Text(v.nameW+2, y, v.stateW+2, " state ", draw.Muted)
	for _, t := range v.ax.TicksFunc(func(t time.Time, since, step time.Duration) string { return m.listTick(pg, t, since, step) }) {
		c.Set(v.barX+t.Col, y, pg.G.Tick, draw.Rule)
		c.Text(v.barX+t.Col+1, y, v.ax.Width()-t.Col-1, t.Label, draw.Muted)
	}
	if pg.W >= page.Narrowest {
		c.Text(v.tailX, y, 11, " "+pg.G.Restart+"    age ", draw.Muted)
	}
}

// listTick returns a label of the shared axis: an age, or the time of day.
func (m *Model) listTick(pg *page.Page, t time.Time, since, step time.Duration) string {
	if !m.wall {
		return axis.TickLabel(since, step)
	}
	t = t.In(pg.Location)
	if pg.Clock == page.ClockUTC {
		t = t.UTC()
	}
	if step < time.Minute {
		return t.Format("15:04:05")
	}
	return t.Format("15:04")
}

// drawPod draws one pod's line.
func (m *Model) drawPod(pg *page.Page, c *draw.Canvas, y int, v listCols, i int) {
	g := m.Part.Groups[i]
	l := g.Newest()
	st := draw.Plain
	if i == m.Sel {
		c.Set(0, y, pg.G.Gutter, draw.Accent|draw.Bold)
		st = draw.Bold
	}
	c.Text(2, y, v.nameW, draw.Middle(g.Label, v.nameW), st)
	x := v.nameW + 3
	c.Text(x, y, min(v.stateW, pg.W-x), g.state(pg.G), page.SeverityStyle[l.Verdict.Severity])
	c.Text(v.textX, y, v.textW, draw.Clauses(strings.TrimSpace(l.Verdict.Headline), v.textW), draw.Plain)
	if v.ax.Width() > 0 {
		m.podBar(pg, c, g, v, y)
	}
	if pg.W < page.Narrowest {
		return
	}
	if l.Pod.Restarts > 0 {
		c.Right(v.tailX+3, y, 4, page.Itoa(l.Pod.Restarts), draw.Plain)
	} else {
		c.Right(v.tailX+3, y, 1, pg.G.Dot, draw.Rule)
	}
	f, t := visual.Extent(l, "", pg.Now)
	c.Right(pg.W-1, y, 7, length.Whole(t.Sub(f)), draw.Muted)
}
