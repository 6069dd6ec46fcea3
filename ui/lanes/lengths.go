package lanes

import (
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// measured are the phases whose length is worth reading in the bar itself: what is
// waited out, and what is fetched.
var measured = map[timeline.Phase]bool{
	timeline.BackOff: true, timeline.PullBackOff: true, timeline.Pulling: true, timeline.PreStop: true, timeline.Stopping: true,
}

// lengths writes how long they took into the back-offs, pulls and stops of a
// container's own row that were over at the moment of the page.
func lengths(pg *page.Page, b *draw.Bar, l *timeline.Lane) {
	if l.Container == nil || value.Unheard(pg, l) {
		return
	}
	for i := range l.Spans {
		sp := &l.Spans[i]
		look, ok := page.MergedLook(sp)
		if !ok || !measured[sp.Phase] || sp.Open() || sp.End.Time.After(pg.Now) {
			continue
		}
		b.Inside(page.StretchOf(sp), look.Glyph(pg.G), length.Between(sp.Start, sp.End).Short(), look.Style())
	}
}
