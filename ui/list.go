package ui

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/axis"
)

// drawList fills the screen with one line a pod, trouble on top. Only the
// lines in sight are drawn.
func (a *app) drawList(c *canvas, s *scene) {
	x := c.text(1, 0, 9, "podlife", muted) + 2
	x = c.text(x, 0, a.w-x-1, a.listTitle(), bold) + 3
	x = c.text(x, 0, a.w-x-1, a.groupText(s), bold)
	switch {
	case a.typing:
		x = c.text(x+2, 0, a.w-x-3, "/ "+a.filter+"_", accent)
	case a.filter != "":
		x = c.text(x+2, 0, a.w-x-3, "/"+a.filter, accent)
	}
	if m := a.mode(); x+3+width(m) < a.w {
		c.right(a.w-1, 0, width(m), m, a.modeStyle())
	}
	v := a.listRows(s)
	if v.trouble > 0 {
		c.text(1, v.trouble, a.w-2, a.trouble(s), sevWarning)
	}
	if v.playback > 0 {
		a.drawPlayback(c, v.playback)
	}
	cols := a.listColumns(s)
	if v.head > 0 {
		a.drawListHead(c, v.head, cols)
	}
	if v.keys > 0 {
		a.drawKeys(c, v.keys, pageList)
	}
	if len(s.groups) == 0 {
		c.text(2, v.top, a.w-3, "no pod matches", muted)
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

// listRows is where the parts of the list are; 0 is a part that is left out.
type listRows struct {
	trouble, head, playback, keys int
	top, rows                     int // of the pods
	first                         int // the first pod in sight
}

func (a *app) listRows(s *scene) listRows {
	v := listRows{top: 1}
	if a.trouble(s) != "" && a.h > 3 {
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
	v.first = scroll(len(s.groups), v.rows, s.group)
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

// listCols are the columns of the list.
type listCols struct {
	nameW, stateW, barX, barW, tailX int
	strip                            axis.Strip
}

func (a *app) listColumns(s *scene) listCols {
	var v listCols
	v.nameW = min(max(s.crowd.longest, 8), max(a.w/3, 12))
	v.stateW = min(20, max(a.w/4, 10))
	v.tailX = a.w - 12
	if a.w >= 80 {
		v.barW = min(max(a.w/6, 14), 40)
		v.barX = v.tailX - v.barW - 1
	}
	v.strip = axis.Strip{From: s.crowd.from, To: s.crowd.to, Width: v.barW}
	if !a.wall {
		v.strip.To = v.strip.From.Add(s.crowd.oldest)
	}
	return v
}

func (a *app) drawListHead(c *canvas, y int, v listCols) {
	c.fill(0, y, a.w, a.g.hrule, rule)
	c.text(2, y, v.nameW, " pod ", muted)
	c.text(v.nameW+3, y, v.stateW, " state ", muted)
	if v.barW > 0 {
		name := " age, to "
		if a.wall {
			name = " clock, "
		}
		c.text(v.barX, y, v.barW, name+whole(v.strip.To.Sub(v.strip.From))+" ", muted)
	}
	if a.w >= 60 {
		c.text(v.tailX, y, 11, " "+a.g.restart+"    age ", muted)
	}
}

// drawPod draws one pod's line.
func (a *app) drawPod(c *canvas, s *scene, y int, v listCols, i int) {
	g := s.groups[i]
	l := g.newest()
	st := plain
	if i == s.group {
		c.set(0, y, a.g.gutter, accent|bold)
		st = bold
	}
	c.text(2, y, v.nameW, l.Pod.Name, st)
	x := v.nameW + 3
	sev := severityStyle[l.Verdict.Severity]
	state := severityGlyph(a.g, l.Verdict.Severity) + " " + string(l.Verdict.State)
	if len(g.lives) > 1 {
		state += " " + a.g.times + itoa(len(g.lives))
	}
	c.text(x, y, min(v.stateW, a.w-x), state, sev)
	x += v.stateW + 1
	end := v.tailX - 1
	if v.barW > 0 {
		end = v.barX - 1
	}
	c.text(x, y, end-x, strings.TrimSpace(l.Verdict.Headline), plain)
	if v.barW > 0 {
		a.podBar(c, s, g, v, y)
	}
	if a.w < 60 {
		return
	}
	if l.Pod.Restarts > 0 {
		c.right(v.tailX+3, y, 4, itoa(l.Pod.Restarts), plain)
	} else {
		c.right(v.tailX+3, y, 1, a.g.dot, rule)
	}
	f, t := extent(l, "", s.now)
	c.right(a.w-1, y, 7, whole(t.Sub(f)), muted)
}

// podBar draws the newest life of a name on the list's shared scale: aligned
// at the creation, or every life of the name by the wall clock.
func (a *app) podBar(c *canvas, s *scene, g podGroup, v listCols, y int) {
	lives := g.lives
	if !a.wall {
		lives = lives[len(lives)-1:]
	}
	for _, l := range lives {
		shift := time.Duration(0)
		if begin, _ := extent(l, "", s.now); !a.wall {
			shift = v.strip.From.Sub(begin)
		}
		a.lifeBar(c, s, l, v, shift, y)
	}
}

func (a *app) lifeBar(c *canvas, s *scene, l *timeline.Life, v listCols, shift time.Duration, y int) {
	pod := l.Lane("pod")
	if pod == nil {
		return
	}
	for i := range pod.Spans {
		sp := &pod.Spans[i]
		look, ok := merged[trackPhase{sp.Track, sp.Phase}]
		if !ok {
			continue
		}
		to := v.strip.Cell(sp.EndOr(s.now).Add(shift))
		for x := v.strip.Cell(sp.Start.Time.Add(shift)); x <= to; x++ {
			c.set(v.barX+x, y, look.glyph(a.g), look.st)
		}
	}
	if over(l) {
		c.set(v.barX+v.strip.Cell(l.Pod.Gone.Add(shift)), y, a.g.dot, muted)
	}
}
