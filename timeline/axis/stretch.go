package axis

import (
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// maxLife bounds the length of an axis, so that no sum of cells overflows. No
// pod is older; a wrong clock may say that it is.
const maxLife = 30 * 365 * 24 * time.Hour

// Widths in cells. A window has padBefore cells before its first change point
// and padAfter after its last, so that what a gap hides is never mistaken for
// what was there when it began.
const (
	bandCells  = 7 // ╎3d11h╎
	padBefore  = 1
	padAfter   = 2
	padNow     = 3  // before now, which is what people look at: mostly the past
	roomy      = 10 // a window with its label and a tick or two
	minWindow  = 8  // the least a window gets when there is room
	nowWindow  = 5  // the least the window around now gets
	tightest   = 4  // the least a window gets at all
	minPadded  = 8  // an axis narrower than this has no padding
	minFolding = 24 // an axis narrower than this has no gaps
)

// stretch is a time, in nanoseconds since the life's start, that is to be
// drawn to scale; what lies between stretches may become a gap.
type stretch struct {
	from, to int64
	restarts int
	fold     string // label of the gap before it, where it is more than idle time
	bare     bool   // nothing but now is in it
	unruled  bool   // it has no ticks: no change point is there to count from
	moving   bool   // it grows or shrinks while time passes
	waiting  bool   // what it ends with goes on, and is not cut
}

// draw returns the segments as stretches; a life without any is one of no length.
func (s Segments) draw() []stretch {
	list := make([]stretch, 0, len(s.List)+1)
	for _, g := range s.List {
		list = append(list, stretch{
			from: offset(s.From, g.From), to: offset(s.From, g.To), restarts: g.Restarts, fold: g.Before, waiting: g.grows,
		})
	}
	if len(list) == 0 {
		list = append(list, stretch{})
	}
	return list
}

// stretches adds the present and the end to the segments. now and to are in
// nanoseconds since the life's start, now ≤ to.
func (s Segments) stretches(now, to int64) []stretch {
	drawn := s.drawn
	if drawn == nil {
		drawn = s.draw()
	}
	list := append(make([]stretch, 0, len(drawn)+2), drawn...)
	for i := range list { // what is kept may run on to a moment that this axis does not reach
		list[i].to = max(min(list[i].to, to), list[i].from)
	}
	quiet := int64(s.Quiet)
	last := &list[len(list)-1]
	if quiet == 0 {
		last.to, last.moving = max(last.to, to), now == to
		return list
	}
	if to > now && to > last.to {
		list = append(list, stretch{from: to, to: to, unruled: true})
	}
	return open(list, now, quiet)
}

// open makes sure that now is in a stretch. Where the gap around it is short
// on one side, that side is drawn to scale: what just happened, and the last
// seconds of a countdown. Where a countdown is short as a whole (twice the
// quiet length, so that one side or the other always is), all of it is.
func open(list []stretch, now, quiet int64) []stretch {
	i := len(list) - 1 // the last stretch that begins before now
	for i > 0 && list[i].from > now {
		i--
	}
	before := &list[i]
	if now < before.to {
		return list
	}
	present := stretch{from: now, to: now, bare: true, unruled: true}
	if i == len(list)-1 {
		if before.waiting || now-before.to <= quiet {
			before.to, before.moving = now, true
			return list
		}
		return append(list, present)
	}
	after := &list[i+1]
	switch {
	case before.waiting, after.from-before.to <= 2*quiet:
		before.absorb(*after)
		return slices.Delete(list, i+1, i+2)
	case now-before.to <= quiet:
		before.to, before.moving = now, true
	case after.from-now <= 2*quiet:
		after.from, after.moving, after.unruled = now, true, true
	default:
		list = slices.Insert(list, i+1, present)
	}
	return list
}

// absorb joins s with the stretch that follows it.
func (s *stretch) absorb(next stretch) {
	s.to = next.to
	s.restarts += next.restarts
	// A window around now that is joined ends at now: from here on it grows.
	s.moving = s.moving || next.moving || next.bare
	s.waiting = s.waiting || next.waiting
	s.bare = s.bare && next.bare
	s.unruled = s.unruled && next.unruled
}

// before returns the padding before the first change point, in cells.
func (s stretch) before() int {
	if s.bare {
		return padNow
	}
	return padBefore
}

// band returns the width in cells of a gap before s.
func (s stretch) band() int { return bandFor(s.fold) }

func bandFor(label string) int {
	if label == "" {
		return bandCells
	}
	return utf8.RuneCountInString(label) + 2
}

// least returns the least width in cells when there are gaps.
func (s stretch) least(sp spacing) int {
	if s.bare {
		return nowWindow
	}
	return sp.window
}

// fold keeps the first and last two windows (and the one around now) where
// all of them would be too narrow to read, and fewer where even those are.
// Without room for any gap the whole life is one stretch.
func fold(list []stretch, width int) []stretch {
	n := len(list)
	if width < minFolding {
		return whole(list)
	}
	if n*roomy+(n-1)*bandCells <= width {
		return list
	}
	present := 0 // the windows around now and at what is expected hold no change point: they do not count
	for present < n-1 && list[n-1-present].unruled {
		present++
	}
	for _, keep := range [][2]int{{2, 2}, {1, 2}, {1, 1}} {
		head, tail := keep[0], keep[1]+present
		if head+tail >= n {
			if n*tightest+(n-1)*bandCells <= width {
				return list
			}
			continue
		}
		label := foldLabel(list[head : n-tail])
		bands := (head+tail-2)*bandCells + bandFor(label)
		if (head+tail)*tightest+bands <= width {
			folded := append(make([]stretch, 0, head+tail), list[:head]...)
			folded = append(folded, list[n-tail:]...)
			folded[head].fold = label
			return folded
		}
	}
	return whole(list)
}

func whole(list []stretch) []stretch {
	all := list[0]
	for _, s := range list[1:] {
		all.absorb(s)
	}
	return []stretch{all}
}

// foldLabel says what is in a gap that hides windows.
func foldLabel(hidden []stretch) string {
	restarts := 0
	for _, s := range hidden {
		restarts += s.restarts
	}
	switch {
	case restarts == 0:
		return "×" + strconv.Itoa(len(hidden))
	case restarts == 1:
		return "×1 restart"
	}
	return "×" + strconv.Itoa(restarts) + " restarts"
}

// offset returns t in nanoseconds since base, within [0, maxLife].
func offset(base, t time.Time) int64 { return int64(min(max(t.Sub(base), 0), maxLife)) }
