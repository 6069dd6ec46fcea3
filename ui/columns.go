package ui

import (
	"strconv"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// columns divides the width: labels, the axis, values.
type columns struct {
	labelW int // gutter, fold mark, name, kind
	axisX  int
	axisW  int
	valueX int
	valueW int  // 0: no value column
	narrow bool // labels are shorter
}

// Widths: below narrowest a list replaces the axis; below roomy there is no
// value column, and one window at a time.
const (
	narrowest = 60
	roomy     = 80
)

// columnsFor shares the width out: names need what they need, within limits.
func columnsFor(w int, s *scene) columns {
	longest, shorter, least := 0, 0, 14
	for i := range s.life.Lanes {
		l := &s.life.Lanes[i]
		longest = max(longest, laneWidth(l, kindText(l)))
		shorter = max(shorter, laneWidth(l, shortKind(l)))
		if len(l.Probes) > 0 {
			least = 20 // "     readiness 5s×3"
		}
	}
	var c columns
	switch {
	case w >= 140:
		c.labelW, c.valueW = min(max(longest, least), 30), 28
	case w >= 100:
		c.labelW, c.valueW = min(max(longest, least), 24), 24
	case w >= roomy:
		c.labelW, c.valueW, c.narrow = min(max(shorter, 15), 18), 18, true
	default:
		c.labelW, c.valueW, c.narrow = min(max(shorter, 14), 16), 0, true
	}
	c.axisX = c.labelW
	c.axisW = max(w-c.labelW-1, 0)
	if c.valueW > 0 {
		c.axisW = max(w-c.labelW-c.valueW-1, 0)
		c.valueX = c.axisX + c.axisW + 1
	}
	return c
}

// laneWidth is the room a lane's label wants: gutter, fold mark, name, kind.
func laneWidth(l *timeline.Lane, kind string) int {
	w := 3 + draw.Width(laneName(l)) + 1
	if kind != "" {
		w += len(kind) + 1
	}
	return w
}

// shortKind is kindText where there is little room.
func shortKind(l *timeline.Lane) string {
	switch l.Kind {
	case timeline.LaneSidecar:
		return "side"
	case timeline.LaneEphemeral:
		return "dbg"
	case timeline.LaneService:
		return "svc"
	}
	return kindText(l)
}

// kindText tells what kind of lane it is: "main", "sidecar", "1/2", ….
func kindText(l *timeline.Lane) string {
	switch l.Kind {
	case timeline.LaneInit:
		if l.Container != nil && l.Container.Of > 0 {
			return strconv.Itoa(l.Container.Index+1) + "/" + strconv.Itoa(l.Container.Of)
		}
		return "init"
	case timeline.LaneSidecar:
		return "sidecar"
	case timeline.LaneContainer:
		return "main"
	case timeline.LaneEphemeral:
		return "debug"
	case timeline.LaneService:
		return "service"
	}
	return ""
}

// laneName is what a lane is called on the screen.
func laneName(l *timeline.Lane) string {
	if l.Name == "" {
		return string(l.Kind)
	}
	if l.Kind == timeline.LanePod {
		return "pod"
	}
	return l.Name
}
