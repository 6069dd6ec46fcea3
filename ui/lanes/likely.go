package lanes

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
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
