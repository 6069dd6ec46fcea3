package list

import (
	"slices"

	"github.com/podlife/podlife/ui/page"
)

// line is one line of the list: the title of a revision, a pod, or several pods that
// are folded into one.
type line struct {
	title *revision // nil for pods
	pods  []int     // indexes into Pods.Groups; several are folded
	fold  foldID
}

// foldID names a fold: what the user opened stays open.
type foldID struct {
	revision string
	gone     bool
}

// leastFolded are the fewest pods that fold into one line.
const leastFolded = 3

// layLines lays the lines of the list out: with a workload's revisions, and what is
// well or gone folded where not all lines have room.
func (m *Model) layLines(room int) {
	c := m.Part
	if len(c.revisions) == 0 {
		if m.plain = m.plain && len(m.lines) == len(c.Groups); m.plain {
			return
		}
		m.plain, m.lines = true, m.lines[:0]
		all := make([]int, len(c.Groups))
		for i := range all {
			all[i] = i
			m.lines = append(m.lines, line{pods: all[i : i+1]})
		}
		return
	}
	m.plain, m.lines = false, m.lines[:0]
	crowded := c.leastLines() > room
	for i, r := range c.revisions {
		if i > 0 { // the head of the list has the first one
			m.lines = append(m.lines, line{title: r})
		}
		var well, gone []int
		for at, i := range r.pods {
			alone := line{pods: r.pods[at : at+1]} // no memory of its own: there may be thousands
			switch p := c.Groups[i].sum; {
			case m.Filter.Value() != "":
				m.lines = append(m.lines, alone)
			case p.over:
				gone = append(gone, i)
			case crowded && p.ok:
				well = append(well, i)
			default:
				m.lines = append(m.lines, alone)
			}
		}
		m.addFolded(well, foldID{r.name, false})
		m.addFolded(gone, foldID{r.name, true})
	}
}

// leastLines returns how many lines a workload's pods take if what is gone is folded.
func (c *Pods) leastLines() int {
	n := len(c.revisions) - 1
	for _, r := range c.revisions {
		gone := c.count(r).gone
		n += len(r.pods)
		if gone >= leastFolded {
			n -= gone - 1
		}
	}
	return n
}

// addFolded adds pods in one line, unless they are too few or the user opened it.
func (m *Model) addFolded(pods []int, id foldID) {
	if len(pods) >= leastFolded && !m.opened[id] {
		m.lines = append(m.lines, line{pods: pods, fold: id})
		return
	}
	for i := range pods {
		m.lines = append(m.lines, line{pods: pods[i : i+1]})
	}
}

// selected returns the line of the selected pod.
func (m *Model) selected() int {
	if m.plain {
		return max(min(m.Sel, len(m.lines)-1), 0)
	}
	return max(slices.IndexFunc(m.lines, func(l line) bool { return slices.Contains(l.pods, m.Sel) }), 0)
}

func (m *Model) selectFirst() {
	for _, l := range m.lines {
		if l.title == nil {
			m.Sel = l.pods[0]
			return
		}
	}
}

// move selects the pod that is some lines further.
func (m *Model) move(by int) {
	step := 1
	if by < 0 {
		step = -1
	}
	if len(m.lines) == 0 {
		return
	}
	at := min(max(m.selected()+by, 0), len(m.lines)-1)
	for _, d := range []int{step, -step} { // titles are not selected
		for i := at; i >= 0 && i < len(m.lines); i += d {
			if m.lines[i].title == nil {
				m.Sel = m.lines[i].pods[0]
				return
			}
		}
	}
}

// open opens what is folded in the selected line, and reports whether anything was.
func (m *Model) open() bool {
	if len(m.lines) == 0 {
		return false
	}
	l := m.lines[m.selected()]
	if len(l.pods) < 2 {
		return false
	}
	if m.opened == nil {
		m.opened = map[foldID]bool{}
	}
	m.opened[l.fold] = true
	return true
}

// foldedText returns "×27 ready" and "p50 9s".
func (c *Pods) foldedText(pg *page.Page, l line) (name, took string) {
	word := " ready"
	if l.fold.gone {
		word = " gone"
	}
	took, ok := c.folded[l.fold]
	if !ok {
		if t := c.toReady(l.pods); t.Any() {
			took = "p50 " + quantileText(t, 0.5)
		}
		c.folded[l.fold] = took
	}
	return pg.G.Times + page.Itoa(len(l.pods)) + word, took
}
