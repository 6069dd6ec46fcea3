// Package compare is the pane of two pods that the user marked: what differs between
// their lives, stage by stage.
package compare

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Model is the comparison. It holds identities, not lives: those of a live view go on.
type Model struct {
	On      bool
	Compare Func // nil: there is nothing that compares
	a, b    string
	top     int // the first line in sight
	lines   []line
	of      filled
}

// filled is what the lines were made from.
type filled struct {
	edition page.Edition
	a, b    string
	w       int
}

// Open shows what differs between the newest lives of two pods; it returns why, if
// it cannot.
func (m *Model) Open(two page.CompareMsg) string {
	if m.Compare == nil {
		return "nothing here compares pods"
	}
	m.a, m.b, m.On, m.top = two.A, two.B, true, 0
	m.of = filled{}
	return ""
}

// Update scrolls, or closes the pane.
func (m *Model) Update(msg tea.Msg, pg *page.Page) tea.Msg {
	if page.Matches(msg, pg.Keys.Back, pg.Keys.Quit, pg.Keys.Compare) {
		m.On = false
		return nil
	}
	if by, ok := pg.Steps(msg); ok {
		m.fill(pg)
		m.top = min(max(m.top+by, 0), max(len(m.lines)-room(pg.H-1), 0))
	}
	return nil
}

// room returns how many lines are in sight below the title in h lines.
func room(h int) int { return max(h-titleRows, 0) }

const titleRows = 2

// Draw fills the area with the comparison.
func (m *Model) Draw(c *draw.Canvas, in draw.Area, pg *page.Page) {
	m.fill(pg)
	x := c.Text(1, in.Y, in.W-2, "podlife", draw.Bold)
	x = c.Text(x+2, in.Y, in.W-x-3, "two pods compared, each from its own start", draw.Plain)
	shown := room(in.H)
	m.top = min(m.top, max(len(m.lines)-shown, 0))
	if note := page.OutOfSight(pg, m.top, len(m.lines)-m.top-shown); note != "" && x+draw.Width(note)+3 < in.W {
		c.Right(in.W-1, in.Y, draw.Width(note), note, draw.Muted)
	}
	for i := range min(shown, len(m.lines)-m.top) {
		m.lines[m.top+i].draw(c, in.Y+titleRows+i, pg)
	}
}

// fill makes the lines for the width of a page, anew where the data is newer.
func (m *Model) fill(pg *page.Page) {
	of := filled{pg.Edition, m.a, m.b, pg.W}
	if m.of == of {
		return
	}
	m.of = of
	a, b := newest(pg, m.a), newest(pg, m.b)
	if a == nil || b == nil {
		m.lines = []line{{text: "one of the pods is kept no longer", style: draw.Muted}}
		return
	}
	m.lines = picture{a: a, b: b, diff: m.Compare(a, b), w: pg.W}.lines(m.a, m.b)
}

// newest returns the newest life of a pod, nil if there is none.
func newest(pg *page.Page, pod string) *timeline.Life {
	found := timeline.FindLast(pg.Snapshot.Lives, func(l *timeline.Life) bool { return l.Pod.Namespace+"/"+l.Pod.Name == pod })
	if found != nil {
		pg.Renew(found)
	}
	return found
}

// nameOf returns what a lane is called, by its ID.
func nameOf(lane string) string { return lane[strings.LastIndexByte(lane, '/')+1:] }

// Func compares two lives, in words and figures.
type Func func(a, b *timeline.Life) Diff

// Diff is what differs between two lives. When their stages were, the lives say.
type Diff struct {
	HeadlineA, HeadlineB string
	Sentence             string // what it comes to
	StartupA, StartupB   string // how long both took to become ready, or have taken so far
	Path, Stop           []Stage
	Counts               []Count // only those that differ
}

// Stage is a stage that at least one of the lives had.
type Stage struct {
	stats.Stage
	A, B  string // how long it took there, "-" where it did not occur
	Delta string // "6.4s slower (+84%)"

	// Differs is by how much longer it took in B, negative where in A: 0 where what is
	// known of both does not distinguish them.
	Differs time.Duration
}

// Count is how often something happened in both lives.
type Count struct {
	Lane, What string
	A, B       int
}
