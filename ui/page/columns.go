package page

import (
	"strconv"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
)

// columns divides the width: labels, the axis, values.
type columns struct {
	LabelW int // gutter, fold mark, name, kind
	AxisX  int
	AxisW  int
	ValueX int
	ValueW int  // 0: no value column
	Narrow bool // labels are shorter
}

// Widths: below narrowest a list replaces the axis; below roomy there is no
// value column, and one window at a time.
const (
	Narrowest = 60
	Roomy     = 80
)

// ColumnsFor shares the width out: names need what they need, within limits.
func ColumnsFor(pg *Page, w int) columns {
	longest, shorter, least := 0, 0, 14
	for i := range pg.Life.Lanes {
		l := &pg.Life.Lanes[i]
		longest = max(longest, laneWidth(l, KindText(l)))
		shorter = max(shorter, laneWidth(l, ShortKind(l)))
		if len(l.Probes) > 0 {
			least = 20 // "     readiness 5s×3"
		}
	}
	var c columns
	switch {
	case w >= 140:
		c.LabelW, c.ValueW = min(max(longest, least), 30), 28
	case w >= 100:
		c.LabelW, c.ValueW = min(max(longest, least), 24), 24
	case w >= Roomy:
		c.LabelW, c.ValueW, c.Narrow = min(max(shorter, 15), 18), 18, true
	default:
		c.LabelW, c.ValueW, c.Narrow = min(max(shorter, 14), 16), 0, true
	}
	c.AxisX = c.LabelW
	c.AxisW = max(w-c.LabelW-1, 0)
	if c.ValueW > 0 {
		c.AxisW = max(w-c.LabelW-c.ValueW-1, 0)
		c.ValueX = c.AxisX + c.AxisW + 1
	}
	return c
}

// laneWidth returns the room a lane's label wants: gutter, fold mark, name,
// kind.
func laneWidth(l *timeline.Lane, kind string) int {
	w := 3 + draw.Width(LaneName(l)) + 1
	if kind != "" {
		w += len(kind) + 1
	}
	return w
}

// ShortKind returns a shorter KindText, for where there is little room.
func ShortKind(l *timeline.Lane) string {
	switch l.Kind {
	case timeline.LaneSidecar:
		return "side"
	case timeline.LaneEphemeral:
		return "dbg"
	case timeline.LaneService:
		return "svc"
	}
	return KindText(l)
}

// KindText returns what kind of lane it is: "main", "sidecar", "1/2", ….
func KindText(l *timeline.Lane) string {
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

// LaneName returns what a lane is called on the screen.
func LaneName(l *timeline.Lane) string {
	if l.Name == "" {
		return string(l.Kind)
	}
	if l.Kind == timeline.LanePod {
		return "pod"
	}
	return l.Name
}

// LaneLabel returns the name of a lane from its ID.
func LaneLabel(pg *Page, id string) string {
	if l := pg.Life.Lane(id); l != nil {
		return LaneName(l)
	}
	return id
}
