package lanes

import (
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// drawUnheard overdraws what only would be true if nothing had changed since.
func drawUnheard(pg *page.Page, b *draw.Bar, l *timeline.Lane) {
	if !value.Unheard(pg, l) {
		return
	}
	b.Stale(pg.Life.Verdict.Since, pg.Now)
}
