package lanes

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// settled is how soon after the start of a container its readiness has been seen, so that
// nothing of it needs to be guessed.
const settled = 3 * time.Second

// likely makes faint what only is the likely state, because it was before podlife attached:
// of a container that is proved to have run, whether it was ready; of the pod, the steps of
// its start-up that no signal shows.
func likely(pg *page.Page, b *draw.Bar, l *timeline.Lane) {
	from := pg.Snapshot.Observed.From
	if from.Sub(visual.Born(pg.Life)) < settled {
		return
	}
	if l.Kind == timeline.LanePod {
		for _, sp := range visual.Steps(pg.Life) {
			if sp.Phase == timeline.Waiting && !sp.Start.Time.After(from) {
				b.Likely(page.StretchOf(&sp), pg.G.Wait)
			}
		}
		return
	}
	for i := range l.Spans {
		sp := &l.Spans[i]
		if l.Kind == timeline.LaneInit || sp.Track != timeline.TrackProcess || sp.Phase != timeline.Running || from.Sub(sp.Start.Time) < settled {
			continue
		}
		s := page.StretchOf(sp)
		if s.Open || s.End.At.After(from) {
			s.Open, s.End = false, page.EdgeOf(timeline.ExactEdge(from))
		}
		b.Likely(s, pg.G.Run)
	}
}

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

// drawUnheard overdraws what only would be true if nothing had changed since.
func drawUnheard(pg *page.Page, b *draw.Bar, l *timeline.Lane) {
	if value.Unheard(pg, l) {
		b.Stale(pg.Life.Verdict.Since, pg.Now)
	}
}

// drawUnseen overdraws what was not watched and is not proved by what was observed later.
// A track of its own is what happened in between, too: nothing proves that.
func drawUnseen(pg *page.Page, b *draw.Bar, l *timeline.Lane, t timeline.Track) {
	for _, u := range pg.Unseen() {
		b.Unseen(u.From, u.To, func(at time.Time) bool {
			return t == "" && !at.After(pg.Now) && visual.Proved(pg.Life, l, u, at)
		})
	}
}
