// Package narrow replaces the time axis where it would have no room: a line for each span.
package narrow

import (
	"sort"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
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

// happenings returns the spans of a life in the order in which they began.
func happenings(pg *page.Page) []happening {
	var out []happening
	for i := range pg.Life.Lanes {
		l := &pg.Life.Lanes[i]
		if pg.Kind == page.Container && l.ID != pg.Lane {
			continue
		}
		for j := range l.Spans {
			sp := &l.Spans[j]
			look, ok := page.MergedLook(sp)
			if !ok {
				continue
			}
			text := string(sp.Phase)
			if sp.Phase == timeline.Running && sp.Outcome == timeline.Failed {
				text += " " + value.ExitText(pg, sp)
			}
			name := page.LaneName(l)
			if l.Kind == timeline.LaneService {
				name += " svc" // it often has a container's name
			}
			lasted := pg.G.Open + page.Lasting(pg, sp.Start.Time)
			if !sp.Open() {
				if lasted = length.Of(sp.Start, sp.End, pg.Now).Short(); lasted[0] >= '0' && lasted[0] <= '9' {
					lasted = "+" + lasted
				}
			}
			out = append(out, happening{
				id: l.ID, lane: name, lasted: lasted,
				at: sp.Start.Time.Sub(visual.Born(pg.Life)), start: sp.Start.Time,
				text: text, glyph: look.Glyph(pg.G), st: look.Style(),
			})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].start.Before(out[j].start) })
	return out
}

// Draw draws what began when in the lines of in, the newest at the bottom:
// "@12.3s +4.6s app Pulling".
func Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	list := happenings(pg)
	first := max(len(list)-in.H, 0)
	for i := first; i < len(list); i++ {
		drawHappening(pg, c, in.Y+i-first, &list[i], pg.At.Lane == list[i].id)
	}
}

func drawHappening(pg *page.Page, c *draw.Canvas, y int, h *happening, selected bool) {
	if selected {
		c.Set(0, y, pg.G.Gutter, draw.Accent|draw.Bold)
	}
	c.Right(10, y, 9, "@"+strings.TrimPrefix(page.Offset(h.at), "+"), draw.Muted)
	c.Right(18, y, 7, h.lasted, draw.Plain)
	c.Set(19, y, h.glyph, h.st)
	x := c.Text(21, y, min(14, max(pg.W/3, 6)), h.lane, draw.Bold)
	c.Text(x+1, y, pg.W-x-2, h.text, draw.Plain)
}
