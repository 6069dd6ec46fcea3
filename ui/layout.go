package ui

import (
	"cmp"
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/page"
)

// layout is the data of one frame and what is drawn where. Keys that depend
// on what is on the screen (the cursor's cell, the rows) use the same layout.
type layout struct {
	*page.Page
	made  time.Time        // the present, or the moment of a recording, when it was made
	lives []*timeline.Life // of the pod's name
	plan  plan
}

// layout lays out the current frame, or returns the layout made for it already.
func (a *app) layout() *layout {
	if a.laid != nil {
		return a.laid
	}
	snap := a.session.snapshot()
	s := &layout{Page: a.newPage(snap), made: a.session.present()}
	a.laid = s
	n := a.list.Take(s.Page)
	if !a.chosen {
		s.Kind = page.Pod
		if n > 1 {
			s.Kind = page.List
		}
	}
	s.lives = a.list.Choose(s.Page, a.pod)
	if len(s.lives) == 0 {
		return s
	}
	s.Lives = len(s.lives)
	s.Number = s.Lives
	if i := slices.IndexFunc(s.lives, func(l *timeline.Life) bool { return l.Pod.UID == a.uid }); i >= 0 {
		s.Number = i + 1
	}
	s.Life = s.lives[s.Number-1]
	s.Renew(s.Life)
	if s.Kind != page.List {
		a.openWanted(s.Life)
		s.Kind, s.Lane, s.Row = a.page, a.lane, a.lanes.Row
	}
	s.Begin, s.End = visual.Extent(s.Life, "", s.Now)
	a.lookBack(s)
	a.arrange(s)
	s.share()
	return s
}

// arrange fills in rows, columns, axis and the vertical plan of a life's page.
func (a *app) arrange(s *layout) {
	if s.Kind == page.List {
		return
	}
	if s.Kind == page.Container && s.Life.Lane(a.lane) == nil {
		s.Kind = page.Pod
	}
	s.Latest.Kind = s.Kind
	s.Cols = page.ColumnsFor(s.Latest, a.w)
	s.Latest.Cols = s.Cols
	s.Ax = a.time.AxisOf(s.Latest)
	s.Latest.Ax = s.Ax
	s.EventLines = a.lower.events.Details(s.Page)
	s.plan = planner{s.Page, &a.lanes, &a.lower}.plan()
	s.AxisShown, s.HeadlineRows, s.LowerRows = s.plan[blockAxis] > 0, s.plan[blockHeadline], s.plan[blockEvents]
}

// newPage returns the page of a snapshot, without what the layout adds.
func (a *app) newPage(snap *timeline.Snapshot) *page.Page {
	pg := &page.Page{
		Upkeep: a.session.taken.upkeep, Changed: a.session.taken.changed,
		Now: snap.Now, Present: a.session.until(snap.Now), Snapshot: snap, Edition: page.Edition{Model: a.session.model(), Version: a.session.model().Version()},
		Kind: a.page, Lane: a.lane, Row: a.lanes.Row,
		W: a.w, H: a.h, G: a.g, Keys: &a.keys, Location: a.opts.Location, Mouse: a.opts.Mouse, Title: cmp.Or(a.opts.Target, a.opts.Title),
		Focus: a.pane, Typing: a.typing, Edges: a.edges,
		Clock: a.time.Clock, Cursor: a.time.Cursor, MarkA: a.time.MarkA, MarkB: a.time.MarkB,
		HasLogs: a.lower.logs.Wishes != nil, Tall: a.lower.tall,
		Message: a.message, Trouble: a.session.trouble(a.g.Dot),
	}
	if p := a.session.play; p != nil {
		pg.Replay, pg.Paused = true, !p.Playing
	}
	pg.Mode, pg.Moving = a.session.mode(a.g, a.time.View.Follow)
	pg.Latest = pg
	return pg
}
