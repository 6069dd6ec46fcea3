package list

import (
	"slices"
	"sort"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// change is a moment at which a pod became ready (+1), or was it no more (−1), and how
// many were ready from then on.
type change struct {
	at    time.Time
	by    int
	ready int
}

// readinessOf returns when a pod became ready and not ready.
func readinessOf(l *timeline.Life, now time.Time) []change {
	var list []change
	pod := l.Lane("pod")
	if pod == nil {
		return nil
	}
	for i := range pod.Spans {
		sp := &pod.Spans[i]
		if sp.Track != timeline.TrackPod || sp.Phase != timeline.Ready || sp.Start.Time.After(now) {
			continue
		}
		list = append(list, change{at: sp.Start.Time, by: 1})
		if !sp.Open() {
			list = append(list, change{at: sp.End.Time, by: -1})
		}
	}
	return list
}

// readiness returns when pods became ready and not ready, in order.
func readiness(groups []Group) []change {
	var list []change
	for i := range groups {
		list = append(list, groups[i].sum.changes...)
	}
	slices.SortStableFunc(list, func(a, b change) int { return a.at.Compare(b.at) })
	n := 0
	for i := range list {
		n += list[i].by
		list[i].ready = n
	}
	return list
}

// capacity is how many pods were ready over time.
type capacity []change

// between returns the least and the most that were ready in a stretch of time.
func (c capacity) between(from, to time.Time) (least, most int) {
	i := sort.Search(len(c), func(i int) bool { return c[i].at.After(from) })
	if i > 0 {
		least, most = c[i-1].ready, c[i-1].ready
	}
	for ; i < len(c) && c[i].at.Before(to); i++ {
		least, most = min(least, c[i].ready), max(most, c[i].ready)
	}
	return least, most
}

// wanted returns how many pods there should be, and whether that was observed: else
// it is the most that ever were ready at once.
func (c *Pods) wanted() (n int, known bool) {
	if c.object != nil && c.object.Wanted > 0 {
		return c.object.Wanted, true
	}
	_, most := c.ready.between(c.from, c.to.Add(time.Second))
	return most, false
}

// worstText returns "ready at worst 3 of 4" of a rollout, from the new revision's
// first pod until all of it were ready, at now or before.
func (c *Pods) worstText(until time.Time) string {
	n, _ := c.wanted()
	if len(c.revisions) < 2 || n == 0 {
		return ""
	}
	least, _ := c.ready.between(c.rolledFrom(), until)
	if least >= n {
		return ""
	}
	return "ready at worst " + page.Itoa(least) + " of " + page.Itoa(n)
}

// rolledFrom returns when the first pod of the new revision was created.
func (c *Pods) rolledFrom() time.Time {
	var first time.Time
	for _, i := range c.revisions[0].pods {
		if p := c.Groups[i].sum; first.IsZero() || p.created.Before(first) {
			first = p.created
		}
	}
	return first
}

// drawCapacity draws how many pods were ready in each cell of the axis, as a height in
// some rows; where fewer than wanted were, in the colour of a warning. What was not
// watched is dashed.
func (c *Pods) drawCapacity(pg *page.Page, on *draw.Canvas, in draw.Area, v listCols) {
	want, known := c.wanted()
	if want == 0 {
		return
	}
	on.Text(2, in.Y, v.barX-3, wantedText(want, known), draw.Muted)
	bottom := in.Y + in.H - 1
	if in.H > 1 {
		on.Right(v.barX-1, bottom, 1, "0", draw.Muted)
	}
	unseen := pg.UnseenFrom(c.from)
	for x := range v.ax.Width() {
		from, to := v.ax.Time(float64(x)), v.ax.Time(float64(x+1))
		switch {
		case to.Before(c.from), from.After(pg.Latest.Present):
			continue
		case pg.Stale() && !from.Before(pg.Now), slices.ContainsFunc(unseen, func(u visual.Stretch) bool { return !from.Before(u.From) && from.Before(u.To) }):
			on.Set(v.barX+x, bottom, pg.G.Inexact, draw.Future)
			continue
		}
		least, _ := c.ready.between(from, to)
		st := draw.Steady
		if least < want {
			st = draw.SevWarning
		}
		on.Column(v.barX+x, in, least, want, st)
	}
}

// wantedText returns "ready of 4", or "ready, max 4" where it was not observed how many
// are wanted.
func wantedText(want int, known bool) string {
	if known {
		return "ready of " + page.Itoa(want)
	}
	return "ready, max " + page.Itoa(want)
}
