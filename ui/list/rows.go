package list

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// drawHead draws the names of the columns, how many lines are out of sight,
// and the ticks of the shared axis.
func (m *Model) drawHead(pg *page.Page, c *draw.Canvas, y int, v listCols, out string) {
	c.Fill(0, y, pg.W, pg.G.HRule, draw.Rule)
	for _, t := range m.ticks(pg, v.ax) {
		c.Set(v.barX+t.Col, y, pg.G.Tick, draw.Rule)
		if t.Col+1+draw.Width(t.Label) <= v.tickW(m.tookTitle()) { // whole, or not at all
			c.Text(v.barX+t.Col+1, y, v.ax.Width(), t.Label, draw.Muted)
		}
	}
	m.drawUnseen(pg, c, y, v)
	name := "pod"
	if r := m.revisionInSight(pg); r != nil && len(m.All.revisions) > 1 {
		name = r.title()
	}
	x := c.Text(1, y, max(v.barX-2, 4), " "+name+" ", draw.Muted)
	if out != "" {
		c.Text(x, y, pg.W-x, out+" ", draw.Accent)
	}
	if v.tookX > 0 {
		c.Right(v.tookX, y, 10, m.tookTitle(), draw.Muted)
		c.Text(v.textX, y, v.textW, " state ", draw.Muted)
	} else if v.stateW > 0 {
		c.Text(v.nameW+2, y, v.stateW+2, " state ", draw.Muted)
	}
	if pg.W >= page.Narrowest {
		c.Text(v.tailX, y, 11, " "+pg.G.Restart+"    age ", draw.Muted)
	}
}

// drawUnseen draws "╌╌ not watched 34s ╌╌" over the stretches of the shared clock that were
// not watched, in the fullest form for which there is room.
func (m *Model) drawUnseen(pg *page.Page, c *draw.Canvas, y int, v listCols) {
	if !m.wall() {
		return
	}
	for _, u := range pg.UnseenFrom(v.ax.From()) {
		from := max(int(v.ax.Col(u.From)), 0)
		n := min(int(v.ax.Col(u.To)), v.ax.Width()) - from
		if n < 1 {
			continue
		}
		c.Fill(v.barX+from, y, n, pg.G.Inexact, draw.Future)
		lasted := length.Whole(u.To.Sub(u.From))
		for _, text := range []string{" not watched " + lasted + " ", " " + lasted + " "} {
			if w := draw.Width(text); w+2 <= n {
				c.Text(v.barX+from+(n-w)/2, y, w, text, draw.SevWarning)
				break
			}
		}
	}
}

// tookTitle names the column of times.
func (m *Model) tookTitle() string {
	if m.All.job() {
		return " ran "
	}
	return " to ready "
}

// revisionInSight returns the revision of the first line in sight.
func (m *Model) revisionInSight(pg *page.Page) *revision {
	first := m.Layout(pg).first
	if first >= len(m.lines) {
		return nil
	}
	l := m.lines[first]
	if l.title != nil {
		return l.title
	}
	return m.Part.revisionOf(l.pods[0])
}

// revisionOf returns the revision of a pod, nil in a list of several workloads.
func (c *Pods) revisionOf(pod int) *revision {
	if r := timeline.Find(c.revisions, func(r **revision) bool { return slices.Contains((*r).pods, pod) }); r != nil {
		return *r
	}
	return nil
}

// drawLine draws one line: the title of a revision, a pod, or folded ones.
func (m *Model) drawLine(pg *page.Page, c *draw.Canvas, y int, v listCols, l line) {
	switch {
	case l.title != nil:
		c.Fill(0, y, pg.W, pg.G.HRule, draw.Rule)
		c.Text(1, y, pg.W-2, " "+l.title.title()+" ", draw.Muted)
		return
	case len(l.pods) > 1:
		m.drawFolded(pg, c, y, v, l)
		return
	}
	m.drawPod(pg, c, y, v, l.pods[0])
}

// drawFolded draws several pods in one line: how many, the middle of their times to
// ready, and the bar of the first.
func (m *Model) drawFolded(pg *page.Page, c *draw.Canvas, y int, v listCols, l line) {
	st := draw.Muted
	for _, i := range l.pods {
		if i == m.Sel {
			c.Set(0, y, pg.G.Gutter, draw.Accent|draw.Bold)
			st = draw.Bold
		}
	}
	name, took := m.Part.foldedText(pg, l)
	c.Text(2, y, v.nameW, name, st)
	if v.tookX > 0 {
		c.Right(v.tookX, y, 9, took, draw.Muted)
	}
	if v.ax.Width() > 0 {
		m.podBar(pg, c, m.Part.Groups[l.pods[0]], v, y)
	}
	c.Text(v.textX, y, v.textW, strings.Join(pg.Keys.Open.Keys(), "")+" opens", draw.Muted)
}

func (m *Model) drawPod(pg *page.Page, c *draw.Canvas, y int, v listCols, i int) {
	g := m.Part.Groups[i]
	l := g.Newest()
	st := draw.Plain
	if i == m.Sel {
		c.Set(0, y, pg.G.Gutter, draw.Accent|draw.Bold)
		st = draw.Bold
	}
	if n := slices.Index(m.marked, g.key); n >= 0 {
		c.Set(1, y, "AB"[n:n+1], draw.Accent|draw.Bold)
	}
	c.Text(2, y, v.nameW, draw.Middle(g.Label, v.nameW), st)
	if len(m.All.revisions) > 0 {
		m.drawState(pg, c, y, v, g)
	} else {
		x := v.nameW + 3
		c.Text(x, y, min(v.stateW, pg.W-x), g.state(pg.G), page.SeverityStyle[l.Verdict.Severity])
		c.Text(v.textX, y, v.textW, draw.Clauses(why(pg, l), v.textW), draw.Plain)
	}
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

// drawState draws how long a workload's pod took to be ready, its state, and the stage
// in which it is while it is on the way.
func (m *Model) drawState(pg *page.Page, c *draw.Canvas, y int, v listCols, g Group) {
	l := g.Newest()
	if v.tookX > 0 {
		c.Right(v.tookX, y, 8, m.tookText(l), draw.Plain)
	}
	st := page.SeverityStyle[l.Verdict.Severity]
	if l.Verdict.Severity == timeline.OK {
		st = draw.Muted
	}
	text := g.state(pg.G)
	switch {
	case page.Over(l) || l.Verdict.Severity == timeline.OK:
	case l.Verdict.Severity == timeline.Progress:
		if stage := stageNow(l, pg.Now); stage != "" {
			text = page.SeverityGlyph(pg.G, l.Verdict.Severity) + " " + stage
		}
	default:
		why := draw.Clauses(why(pg, l), v.textW-draw.Width(text)-2)
		if x := c.Text(v.textX, y, v.textW, text, st) + 2; v.textX+v.textW-x >= 12 {
			c.Text(x, y, v.textX+v.textW-x, why, draw.Plain)
		}
		return
	}
	c.Text(v.textX, y, v.textW, text, st)
}

// why returns what is to be read next to the state of a pod: what it has only just
// recovered from, or else the headline without the word that repeats the state.
func why(pg *page.Page, l *timeline.Life) string {
	of := *pg
	of.Life = l
	if text := value.Recovered(&of); text != "" {
		return text
	}
	text := strings.TrimSpace(l.Verdict.Headline)
	return strings.TrimPrefix(text, strings.ToLower(string(l.Verdict.State))+" ")
}

// stageNow returns what a pod that is on its way does: "readiness probe 2s", "preStop
// 2s of 30s". It is "" where the state says as much.
func stageNow(l *timeline.Life, now time.Time) string {
	if l.Termination == nil {
		if l.Startup.Complete {
			return ""
		}
		return stageText(l)
	}
	for i := range l.Lanes {
		for j := range l.Lanes[i].Spans {
			sp := &l.Lanes[i].Spans[j]
			if sp.Open() && (sp.Phase == timeline.PreStop || sp.Phase == timeline.Stopping) {
				return page.DoingWord(sp.Phase) + " " + length.Running(now.Sub(sp.Start.Time)) + " of " + length.Setting(l.Termination.Grace)
			}
		}
	}
	return ""
}

// tookText returns the time to the first Ready, "…2.7s" while it is not ready, or ""
// where it never was.
func (m *Model) tookText(l *timeline.Life) string {
	took := time.Duration(l.Startup.Total)
	switch {
	case l.Startup.Complete || l.Pod.Phase == "Succeeded" || l.Pod.Phase == "Failed":
		return length.Total(took)
	case page.Over(l) || l.Termination != nil || l.ReadyUnseen:
		return ""
	}
	return "…" + length.Running(took)
}
