package ui

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
)

// drawList fills the screen with one line a pod, trouble on top. Only the
// lines in sight are drawn.
func (a *app) drawList(c *draw.Canvas, s *scene) {
	a.drawListTitle(c)
	v := a.listRows(s)
	a.drawText(c, 1, a.groupLines(), v.verdict)
	if v.trouble > 0 {
		c.Text(1, v.trouble, a.w-2, a.trouble(), draw.SevWarning)
	}
	if v.playback > 0 {
		a.drawPlayback(c, v.playback)
	}
	cols := a.listColumns(s)
	if v.head > 0 {
		a.drawListHead(c, v.head, cols, a.outOfSight(v.first, len(s.groups)-v.first-v.rows))
	}
	if v.keys > 0 {
		a.drawKeys(c, v.keys, pageList)
	}
	if len(s.groups) == 0 {
		c.Text(2, v.top, a.w-3, "no pod matches", draw.Muted)
		return
	}
	if room := v.rows - len(s.groups) - 1; room >= 5 {
		a.drawPreview(c, s, v.top+len(s.groups)+1, room)
	}
	for i := range v.rows {
		if v.first+i < len(s.groups) {
			a.drawPod(c, s, v.top+i, cols, v.first+i)
		}
	}
}

// drawListTitle draws what the list shows, the filter, and the mode.
func (a *app) drawListTitle(c *draw.Canvas) {
	x := c.Text(1, 0, 9, "podlife", draw.Muted) + 2
	if t := a.listTitle(); t != "" {
		x = c.Text(x, 0, a.w-x-1, t, draw.Bold) + 2
	}
	switch {
	case a.typing:
		x = c.Text(x, 0, a.w-x-1, "/ "+a.filter+"_", draw.Accent)
	case a.filter != "":
		x = c.Text(x, 0, a.w-x-1, "/"+a.filter, draw.Accent)
	}
	if m := a.mode(); x+3+draw.Width(m) < a.w {
		c.Right(a.w-1, 0, draw.Width(m), m, a.modeStyle())
	}
}

// groupLines are the verdict on all pods, in as many lines as it needs.
func (a *app) groupLines() []draw.Line {
	if len(a.shot.everyone().groups) == 0 {
		return nil
	}
	return draw.Wrap("", a.shot.everyone().verdict, max(a.w-2, 1), severityStyle[a.shot.everyone().worst()]|draw.Bold)
}

// listRows is where the parts of the list are; 0 is a part that is left out.
type listRows struct {
	verdict                       int // how many lines it got
	trouble, head, playback, keys int
	top, rows                     int // of the pods
	first                         int // the first pod in sight
}

func (a *app) listRows(s *scene) listRows {
	v := listRows{verdict: min(len(a.groupLines()), max(a.h/10, 1), max(a.h-4, 0))}
	v.top = 1 + v.verdict
	if a.trouble() != "" && a.h > 3 {
		v.trouble = v.top
		v.top++
	}
	foot := 1
	if a.play != nil && a.h > 5 {
		foot, v.playback = 2, a.h-2
	}
	if a.h > v.top+foot+1 {
		v.head = v.top
		v.top++
	}
	if a.h > v.top+foot {
		v.keys = a.h - 1
	}
	v.rows = a.h - v.top - foot
	if v.rows < 1 {
		v.rows, v.top = 1, min(v.top, a.h-1)
	}
	v.first = draw.Scroll(len(s.groups), v.rows, s.group)
	return v
}

// listLine is the pod on a line of the screen.
func (a *app) listLine(s *scene, y int) (int, bool) {
	v := a.listRows(s)
	i := v.first + y - v.top
	return i, y >= v.top && y < v.top+v.rows && i < len(s.groups)
}

// listTitle is what the list shows: a namespace, a target.
func (a *app) listTitle() string {
	if a.opts.Target != "" {
		return timeline.Clean(a.opts.Target)
	}
	return timeline.Clean(a.opts.Title)
}

// listCols are the columns of the list. The bars share one axis.
type listCols struct {
	nameW, stateW int
	textX, textW  int // the headline; 0: no room for it
	barX, tailX   int
	ax            axis.Axis
}

// listColumns shares the width out: names and states get what they need,
// within limits; bars and headlines share the rest.
func (a *app) listColumns(s *scene) listCols {
	var v listCols
	v.nameW = min(max(s.crowd.longest, 8), max(a.w/3, 12))
	v.stateW = min(max(s.crowd.stateW, 6), max(a.w/4, 10))
	v.tailX = a.w - 12
	v.textX = v.nameW + v.stateW + 4
	rest := v.tailX - v.textX
	barW := min(max(rest/2, 24), 60, rest)
	if v.textW = rest - barW - 1; v.textW < 20 {
		v.textW, barW = 0, min(rest, 60)
	}
	if a.w < narrowest {
		v.textW, barW = a.w-v.textX-1, 0
	}
	v.barX = v.tailX - barW
	from, to := s.crowd.from, s.crowd.to
	if !a.wall {
		to = from.Add(s.crowd.oldest)
	}
	v.ax = axis.New(axis.Split(nil, from, to, false), max(barW-1, 0), axis.View{})
	return v
}

// drawListHead draws the names of the columns, how many pods are out of sight,
// and the ticks of the shared axis.
func (a *app) drawListHead(c *draw.Canvas, y int, v listCols, out string) {
	c.Fill(0, y, a.w, a.g.HRule, draw.Rule)
	x := c.Text(1, y, v.nameW, " pod ", draw.Muted)
	if out != "" {
		c.Text(x, y, v.nameW+1-x, out+" ", draw.Accent)
	}
	c.Text(v.nameW+2, y, v.stateW+2, " state ", draw.Muted)
	for _, t := range v.ax.TicksFunc(a.listTick) {
		c.Set(v.barX+t.Col, y, a.g.Tick, draw.Rule)
		c.Text(v.barX+t.Col+1, y, v.ax.Width()-t.Col-1, t.Label, draw.Muted)
	}
	if a.w >= narrowest {
		c.Text(v.tailX, y, 11, " "+a.g.Restart+"    age ", draw.Muted)
	}
}

// listTick is a label of the shared axis: an age, or the time of day.
func (a *app) listTick(t time.Time, since, step time.Duration) string {
	if !a.wall {
		return axis.TickLabel(since, step)
	}
	t = t.In(a.opts.Location)
	if a.clock == clockUTC {
		t = t.UTC()
	}
	if step < time.Minute {
		return t.Format("15:04:05")
	}
	return t.Format("15:04")
}

// drawPod draws one pod's line.
func (a *app) drawPod(c *draw.Canvas, s *scene, y int, v listCols, i int) {
	g := s.groups[i]
	l := g.newest()
	st := draw.Plain
	if i == s.group {
		c.Set(0, y, a.g.Gutter, draw.Accent|draw.Bold)
		st = draw.Bold
	}
	c.Text(2, y, v.nameW, draw.Middle(g.label, v.nameW), st)
	x := v.nameW + 3
	c.Text(x, y, min(v.stateW, a.w-x), g.state(a.g), severityStyle[l.Verdict.Severity])
	c.Text(v.textX, y, v.textW, draw.Clauses(strings.TrimSpace(l.Verdict.Headline), v.textW), draw.Plain)
	if v.ax.Width() > 0 {
		a.podBar(c, s, g, v, y)
	}
	if a.w < narrowest {
		return
	}
	if l.Pod.Restarts > 0 {
		c.Right(v.tailX+3, y, 4, itoa(l.Pod.Restarts), draw.Plain)
	} else {
		c.Right(v.tailX+3, y, 1, a.g.Dot, draw.Rule)
	}
	f, t := visual.Extent(l, "", s.now)
	c.Right(a.w-1, y, 7, whole(t.Sub(f)), draw.Muted)
}

// podBar draws the newest life of a name on the list's shared axis: aligned at
// the creation, or every life of the name by the wall clock.
func (a *app) podBar(c *draw.Canvas, s *scene, g podGroup, v listCols, y int) {
	lives := g.lives
	if !a.wall {
		lives = lives[len(lives)-1:]
	}
	for _, l := range lives {
		shift := time.Duration(0)
		if !a.wall {
			begin, _ := visual.Extent(l, "", s.now)
			shift = v.ax.From().Sub(begin)
		}
		a.lifeBar(s, l, v.ax, shift).Draw(c, v.barX, y)
	}
}

// lifeBar is the bar of a whole life, moved by shift.
func (a *app) lifeBar(s *scene, l *timeline.Life, ax axis.Axis, shift time.Duration) *draw.Bar {
	b := draw.NewBar(ax, s.now.Add(shift), a.g)
	pod := l.Lane("pod")
	if pod == nil {
		return b
	}
	for _, sp := range pod.Spans {
		sp.Start = moved(sp.Start, shift)
		if !sp.Open() {
			sp.End = moved(sp.End, shift)
		}
		v, ok := merged[trackPhase{sp.Track, sp.Phase}]
		if !ok {
			continue
		}
		b.Span(stretchOf(&sp), v.glyph(a.g), v.st)
		if sp.Open() && !over(l) {
			b.Present(v.st)
		}
	}
	if over(l) {
		b.Mark(l.Pod.Gone.Add(shift), a.g.Milestone, draw.Muted)
	}
	return b
}

// moved is an edge d later.
func moved(e timeline.Edge, d time.Duration) timeline.Edge {
	e.Time, e.Earliest, e.Latest = e.Time.Add(d), e.Earliest.Add(d), e.Latest.Add(d)
	return e
}
