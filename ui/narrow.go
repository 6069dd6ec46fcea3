package ui

import (
	"sort"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
)

// happening is one line of the narrow list: what began, when, for how long.
type happening struct {
	at         time.Duration
	lasted     string
	start      time.Time
	id         string // the lane's
	lane, text string
	glyph      string
	st         draw.Style
}

// happenings are the spans of a life in the order in which they began.
func (a *app) happenings(s *scene) []happening {
	var out []happening
	for i := range s.life.Lanes {
		l := &s.life.Lanes[i]
		if s.page == pageContainer && l.ID != a.lane {
			continue
		}
		for j := range l.Spans {
			sp := &l.Spans[j]
			look, ok := merged[trackPhase{sp.Track, sp.Phase}]
			if !ok {
				continue
			}
			text := string(sp.Phase)
			if sp.Phase == timeline.Running && sp.Outcome == timeline.Failed {
				text += " " + a.exitText(sp)
			}
			name := laneName(l)
			if l.Kind == timeline.LaneService {
				name += " svc" // it often has a container's name
			}
			lasted := a.g.Open + whole(sp.Duration(s.now))
			if !sp.Open() {
				if lasted = between(sp.Start, sp.End, s.now); lasted[0] >= '0' && lasted[0] <= '9' {
					lasted = "+" + lasted
				}
			}
			out = append(out, happening{
				id: l.ID, lane: name, lasted: lasted,
				at: sp.Start.Time.Sub(visual.Born(s.life)), start: sp.Start.Time,
				text: text, glyph: look.glyph(a.g), st: look.st,
			})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].start.Before(out[j].start) })
	return out
}

// drawNarrow replaces the axis where it would have no room: "@12.3s +4.6s app
// Pulling", the newest at the bottom.
func (a *app) drawNarrow(c *draw.Canvas, s *scene) {
	a.drawTitle(c, s)
	top, foot := 1, 0
	if a.h > 2 {
		n := 1
		if a.h >= 16 {
			n = min(len(a.headline(s)), 3)
		}
		s.plan[blockHeadline] = n
		a.drawHeadline(c, s, 1)
		top += n
	}
	if t := a.trouble(); t != "" && a.h > 4 {
		c.Text(1, top, a.w-2, t, draw.SevWarning)
		top++
	}
	if a.h > 4 {
		foot = 1
		a.drawKeys(c, a.h-1, s.page)
	}
	if a.play != nil && a.h > 6 {
		foot = 2
		a.drawPlayback(c, a.h-2)
	}
	rows := a.h - top - foot
	list := a.happenings(s)
	first := max(len(list)-rows, 0)
	if a.h < 2 {
		return
	}
	sel := a.row.lane
	for i := first; i < len(list); i++ {
		a.drawHappening(c, top+i-first, &list[i], sel == list[i].id)
	}
}

func (a *app) drawHappening(c *draw.Canvas, y int, h *happening, selected bool) {
	if selected {
		c.Set(0, y, a.g.Gutter, draw.Accent|draw.Bold)
	}
	c.Right(10, y, 9, "@"+strings.TrimPrefix(offset(h.at), "+"), draw.Muted)
	c.Right(18, y, 7, h.lasted, draw.Plain)
	c.Set(19, y, h.glyph, h.st)
	x := c.Text(21, y, min(14, max(a.w/3, 6)), h.lane, draw.Bold)
	c.Text(x+1, y, a.w-x-2, h.text, draw.Plain)
}
