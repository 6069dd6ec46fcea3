package lanes

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

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
