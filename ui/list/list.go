// Package list is the list of pods: grouped by name, trouble on top, with a verdict on all of
// them.
package list

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Model is the list of pods: one line a pod, trouble on top.
type Model struct {
	swap   bool // align the bars the other way: see wall
	lines  []line
	plain  bool // the lines are the pods, one after the other
	opened map[foldID]bool
	marked []string // namespace/name of at most two pods, the first marked first
	Filter page.Input

	All      *Pods   // of the snapshot
	Part     *Pods   // what the filter leaves
	filtered *Pods   // the last part that a filter left
	of       listKey // what all was made from
	part     partKey // … and what part
	Sel      int     // index into part
}

// listKey names what a list was made from.
type listKey struct {
	edition page.Edition
	now     time.Time
	upkeep  page.Upkeep
}

// partKey names what the part of a list was made from.
type partKey struct {
	listKey
	filter string
}

// Take makes the list of a page's snapshot, once for each, and returns how many
// pods there are.
func (m *Model) Take(pg *page.Page) int {
	key := listKey{pg.Edition, pg.Now, pg.Upkeep}
	switch {
	case m.All != nil && m.of == key:
	case m.All != nil && key.upkeep.Follows(m.of.upkeep) && m.All.update(pg.Snapshot, pg.Changed):
	default:
		m.All = newPods(pg.Snapshot)
	}
	m.of, m.Part = key, m.All
	return len(m.All.Groups)
}

// Choose selects a pod, on the list's own page among those that the filter leaves,
// and returns its lives, the newest last.
func (m *Model) Choose(pg *page.Page, pod string) []*timeline.Life {
	if pg.Kind == page.List && m.Filter.Value() != "" {
		if key := (partKey{m.of, m.Filter.Value()}); m.filtered == nil || m.part != key {
			m.filtered, m.part = m.All.matching(key.filter), key
		}
		m.Part = m.filtered
	}
	if len(m.Part.Groups) == 0 {
		m.lines = nil
		return nil
	}
	m.Sel = chosenPod(m.Part.Groups, pod, m.Sel)
	if pg.Kind == page.List {
		m.layLines(m.Layout(pg).Rows)
		if pod == "" {
			m.selectFirst()
		}
		m.renewInSight(pg)
	}
	return m.Part.Groups[m.Sel].lives
}

// renewInSight brings the pods in sight up to date to the moment of the page, and the
// one that the head of the list speaks of.
func (m *Model) renewInSight(pg *page.Page) {
	v := m.Layout(pg)
	for i := range min(v.Rows, len(m.lines)-v.first) {
		if pods := m.lines[v.first+i].pods; len(pods) > 0 { // of folded ones only the first has a bar
			for _, l := range m.Part.Groups[pods[0]].lives { // which share a line
				pg.RenewOne(l)
			}
		}
	}
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
		m.move(by)
		return nil
	}
	switch line, clicked := msg.(page.ClickMsg); {
	case page.Matches(msg, pg.Keys.Open):
		if !m.open() {
			return page.OpenMsg{}
		}
	case page.Matches(msg, pg.Keys.Mark):
		return m.mark()
	case page.Matches(msg, pg.Keys.Compare):
		return m.compare(pg)
	case page.Matches(msg, pg.Keys.All):
		m.swap = !m.swap
	case clicked:
		if v := m.Layout(pg); int(line) >= v.Top && int(line) < v.Top+v.Rows && v.first+int(line)-v.Top < len(m.lines) {
			if l := m.lines[v.first+int(line)-v.Top]; l.title == nil {
				m.Sel = l.pods[0]
			}
		}
	}
	return nil
}

// Draw draws the list's title, the verdict on all pods, and those in sight.
func (m *Model) Draw(c *draw.Canvas, _ draw.Area, pg *page.Page) {
	v, n := m.Layout(pg), len(m.lines)
	m.drawTitle(pg, c)
	page.DrawText(c, draw.Area{Y: 1, W: pg.W, H: v.verdict}, pg, m.groupLines(pg))
	if v.trouble > 0 {
		c.Text(1, v.trouble, pg.W-2, pg.Trouble, draw.SevWarning)
	}
	cols := m.columns(pg)
	if v.strip > 0 {
		m.All.drawCapacity(pg, c, draw.Area{Y: v.strip, H: stripRows(pg)}, cols)
	}
	if v.head > 0 {
		m.drawHead(pg, c, v.head, cols, page.OutOfSight(pg, v.first, n-v.first-v.Rows))
	}
	if len(m.Part.Groups) == 0 {
		c.Text(2, v.Top, pg.W-3, "no pod matches", draw.Muted)
		return
	}
	for i := range min(v.Rows, n-v.first) {
		m.drawLine(pg, c, v.Top+i, cols, m.lines[v.first+i])
	}
}

// drawTitle draws what the list shows, the filter, and the mode.
func (m *Model) drawTitle(pg *page.Page, c *draw.Canvas) {
	x := c.Text(1, 0, 9, "podlife", draw.Muted) + 2
	if t := m.title(pg); t != "" {
		x = c.Text(x, 0, pg.W-x-1, t, draw.Bold) + 2
	}
	x = c.Text(x, 0, pg.W-x-1, m.Filter.Note(pg.Typing), draw.Accent)
	if pg.Stale() {
		text := "STALE " + length.Whole(pg.Present.Sub(pg.Now))
		x = c.Text(x, 0, pg.W-x-1, text, draw.SevWarning|draw.Bold) + 2
	}
	end := pg.W - 1
	if m := pg.Mode; x+2+draw.Width(m) < end {
		c.Right(end, 0, draw.Width(m), m, page.ModeStyle(pg))
		end -= draw.Width(m) + 2
	}
	if text := m.state(pg); text != "" && !pg.Stale() && x+draw.Width(text) <= end {
		c.Text(max(x, min(pg.W*45/100, end-draw.Width(text))), 0, end-x, text, page.SeverityStyle[m.All.worst()]|draw.Bold)
	}
}

// state returns the word on all pods that stands in the title, "" without one.
func (m *Model) state(pg *page.Page) string {
	if m.All == nil || m.All.state == "" {
		return ""
	}
	return page.SeverityGlyph(pg.G, m.All.worst()) + " " + m.All.state
}

// groupLines returns the verdict on all pods, in as many lines as it needs.
func (m *Model) groupLines(pg *page.Page) []draw.Line {
	if len(m.All.Groups) == 0 {
		return nil
	}
	head, worst := "", m.All.worst()
	if pg.Stale() {
		head = "last known:"
		if worst == timeline.OK {
			worst = timeline.Warning
		}
	}
	lines := draw.Flow("", head, m.All.verdict, pg.G.Dot, max(pg.W-2, 1))
	for i := range lines {
		lines[i].Style = page.SeverityStyle[worst] | draw.Bold
	}
	return lines
}

// listRows is where the parts of the list are; 0 is a part that is left out.
type listRows struct {
	verdict                       int // how many lines it got
	trouble, head, Playback, Keys int
	strip                         int // how many pods were ready
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
	if pg.H >= lowestStrip && pg.W >= narrowestStrip && m.All != nil && len(m.All.ready) > 0 && !m.All.job() && m.wall() {
		v.strip = v.Top
		v.Top += stripRows(pg)
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
	if len(m.lines) > 0 {
		v.first = draw.Scroll(len(m.lines), v.Rows, m.selected())
	}
	return v
}

// lowestStrip and narrowestStrip are the least size of a screen with room for how many
// pods were ready.
const (
	lowestStrip    = 16
	narrowestStrip = 80
)

// stripRows returns how many rows show how many pods were ready: in a tall page it is a
// curve. It depends on the size alone, so that the list stays where it is.
func stripRows(pg *page.Page) int {
	if pg.H >= tall && pg.G != draw.ASCII() { // whose digits say it in one
		return 4
	}
	return 1
}

// tall is the least height of a page with room for a curve.
const tall = 45

// wall reports whether the bars share the clock, and not the age of the pods: those
// of a workload do, because a rollout shows in no other way, until the user asks for
// the other.
func (m *Model) wall() bool { return (len(m.All.revisions) > 0) != m.swap }

// title returns what the list shows: a workload, a target, or of a recording its
// namespace, because a file's path says nothing of pods.
func (m *Model) title(pg *page.Page) string {
	switch {
	case len(m.All.revisions) > 0:
		return workloadText(m.All.workload)
	case pg.Replay && len(m.All.Groups) > 0 && !pg.Snapshot.SeveralNamespaces():
		return m.All.Groups[0].Newest().Pod.Namespace + " " + pg.G.Dot + " " + page.Plural(len(m.All.Groups), "pod")
	}
	return timeline.Clean(pg.Title)
}

// LinesShown returns how many lines the pods take, were there room for all.
func (m *Model) LinesShown() int { return len(m.lines) }
