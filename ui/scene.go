package ui

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/visual"
)

// scene is one frame's data and layout: what is drawn where. Keys that depend
// on what is on the screen (the cursor's cell, the rows) use the same scene.
type scene struct {
	now time.Time
	*crowd
	page page

	group  int            // index into groups
	life   *timeline.Life // nil when there is nothing to show
	begin  time.Time      // the life's extent
	end    time.Time
	number int // of this life among those of its name, from 1
	of     int

	cols columns
	ax   axis.Axis
	rows []row
	sel  int // index into rows
	plan plan
}

// scene lays out the current frame, or returns the layout made for it already.
func (a *app) scene() *scene {
	if a.sc != nil {
		return a.sc
	}
	snap := a.snapshot()
	s := &scene{now: snap.Now, crowd: a.shot.everyone(), page: a.page}
	a.sc = s
	if !a.chosen {
		s.page = pagePod
		if len(s.groups) > 1 {
			s.page = pageList
		}
	}
	if s.page == pageList && a.filter != "" {
		s.crowd = s.crowd.matching(a.filter)
	}
	if len(s.groups) == 0 {
		return s
	}
	s.group = chosenPod(s.groups, a.pod)
	lives := s.groups[s.group].lives
	s.of = len(lives)
	s.number = s.of
	for i, l := range lives {
		if l.Pod.UID == a.uid {
			s.number = i + 1
		}
	}
	s.life = lives[s.number-1]
	if s.page != pageList {
		a.openWanted(s.life)
		s.page = a.page
	}
	s.begin, s.end = visual.Extent(s.life, "", s.now)
	a.layout(s)
	return s
}

// layout fills in rows, columns, axis and the vertical plan of a life's page.
func (a *app) layout(s *scene) {
	if s.page == pageList {
		return
	}
	if s.page == pageContainer && s.life.Lane(a.lane) == nil {
		s.page = pagePod
	}
	s.cols = columnsFor(a.w, s)
	s.ax = axis.New(a.segments(s), s.cols.axisW, a.viewFor(s))
	s.plan = a.planFor(s)
}

// selected is the row the keys act on.
func (s *scene) selected() *row {
	if s.sel < 0 || s.sel >= len(s.rows) {
		return nil
	}
	return &s.rows[s.sel]
}

// lane is the lane of a row.
func (s *scene) lane(r *row) *timeline.Lane { return &s.life.Lanes[r.lane] }
