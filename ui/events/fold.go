package events

import (
	"slices"
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/page"
)

// run is one run of a container in the list of events.
type run struct {
	lane   string
	number int
}

// fold is the events of one run in one line.
type fold struct {
	run
	line   timeline.EventLine    // as it is shown
	events []*timeline.EventLine // what is folded, oldest first
}

// fewestRuns is how many runs a container has before their events fold: two runs are
// better read in full.
const fewestRuns = 3

// fewestFolded is how many events are worth a fold.
const fewestFolded = 3

// begins are the reasons with which a run begins, and ends those after which the next
// one may.
var (
	begins = map[string]bool{"Pulling": true, "Pulled": true, "Created": true, "Started": true}
	ends   = map[string]bool{"Exited": true, "BackOff": true, "Killing": true}
)

// runsOf numbers the runs to which events belong, in the order of time: 0 for an event
// of none. What the pod says meanwhile of its readiness belongs to the run of the only
// container that restarts.
func runsOf(all []timeline.EventLine) []run {
	of, now, over := make([]run, len(all)), map[string]int{}, map[string]bool{}
	for i := range all {
		e := &all[i]
		if strings.HasPrefix(e.Lane, "service/") || e.Lane == "pod" || e.Lane == "" {
			continue
		}
		if n := now[e.Lane]; begins[e.Reason] && (n == 0 || over[e.Lane]) {
			now[e.Lane], over[e.Lane] = n+1, false
		}
		over[e.Lane] = over[e.Lane] || ends[e.Reason]
		of[i] = run{e.Lane, now[e.Lane]}
	}
	lane := ""
	for l, n := range now {
		switch {
		case n < fewestRuns:
		case lane != "":
			return of // the pod may speak of either
		default:
			lane = l
		}
	}
	current := 0
	for i := range all {
		switch e := &all[i]; {
		case of[i].lane == lane:
			current = of[i].number
		case lane != "" && e.Lane == "pod" && (e.Reason == "Ready" || e.Reason == "NotReady") && current > 0:
			of[i] = run{lane, current}
		}
	}
	return of
}

// foldRuns puts the events of each run of a container that was restarted again and
// again into one line. The list is the newest first. Runs that are open, and the one in
// which the page's moment is, stay as they are.
func (m *Model) foldRuns(pg *page.Page, list []*timeline.EventLine) []*timeline.EventLine {
	m.runs = map[*timeline.EventLine]run{}
	all := pg.Latest.Life.Events
	m.last = map[string]int{}
	for i, r := range runsOf(all) {
		if r.number > 0 {
			m.runs[&all[i]] = r
			m.last[r.lane] = r.number
		}
	}
	m.keepSelected(list)
	folds := map[run]*fold{}
	for _, e := range slices.Backward(list) {
		r, ok := m.runs[e]
		if !ok || m.last[r.lane] < fewestRuns || m.isOpen(pg, r) {
			continue
		}
		f := folds[r]
		if f == nil {
			f = &fold{run: r}
			folds[r] = f
		}
		f.events = append(f.events, e)
	}
	m.folds = map[*timeline.EventLine]*fold{}
	var out []*timeline.EventLine
	for _, e := range list {
		f := folds[m.runs[e]]
		if f == nil || len(f.events) < fewestFolded || f.splitBy(pg) {
			out = append(out, e)
			continue
		}
		if f.line.Reason == "" { // the newest of them is where the line is
			f.line = f.shown(pg)
			m.folds[&f.line] = f
			out = append(out, &f.line)
		}
	}
	return out
}

// keepSelected opens the run of the selected event: it must not vanish while it is
// read, because the container was restarted once more.
func (m *Model) keepSelected(list []*timeline.EventLine) {
	if m.Selected == (ID{}) {
		return
	}
	for _, e := range list {
		if r, ok := m.runs[e]; ok && idOf(e) == m.Selected {
			m.setOpen(r, true)
		}
	}
}

// setOpen shows the events of a run, or folds them.
func (m *Model) setOpen(r run, open bool) {
	if m.opened == nil {
		m.opened = map[run]bool{}
	}
	m.opened[r] = open
}

// tall is the least height, in lines, of a page with room for the events of a run
// beside those that are folded.
const tall = 45

// isOpen reports whether the events of a run are shown one by one: where the user
// wants them, and the newest run's on a tall page.
func (m *Model) isOpen(pg *page.Page, r run) bool {
	if open, ok := m.opened[r]; ok {
		return open
	}
	return pg.H >= tall && m.last[r.lane] == r.number && r.number >= fewestRuns
}

// splitBy reports whether the moment of the page is within the run.
func (f *fold) splitBy(pg *page.Page) bool {
	if pg == pg.Latest {
		return false
	}
	at := page.CursorEnd(pg)
	return !f.events[0].Time.Time.After(at) && f.events[len(f.events)-1].Time.Time.After(at)
}

// shown returns the line: "run 4  pulled › created › started › exit 3 › BackOff  (6
// events)".
func (f *fold) shown(pg *page.Page) timeline.EventLine {
	newest := f.events[len(f.events)-1]
	line := timeline.EventLine{
		Time: newest.Time, First: f.events[0].First, Lane: f.lane, Track: newest.Track, Count: 1, Derived: true,
		Reason: f.title(), Severity: timeline.OK,
	}
	var steps []string
	for _, e := range f.events {
		if page.Bad(e.Severity) {
			line.Severity = timeline.Bad
		}
		if e.Lane != f.lane {
			continue // what the pod says of it follows from the others
		}
		if step := stepOf(e); !slices.Contains(steps, step) {
			steps = append(steps, step)
		}
	}
	line.Message = strings.Join(steps, " "+pg.G.Sep+" ") + "  (" + page.Plural(len(f.events), "event") + ")"
	return line
}

// stepOf returns an event in a word or two: "pulled", "exit 3", "BackOff".
func stepOf(e *timeline.EventLine) string {
	switch {
	case e.Reason == "Exited":
		text, _, _ := strings.Cut(e.Message, " (")
		return text
	case begins[e.Reason]:
		return strings.ToLower(e.Reason)
	}
	return e.Reason
}

// toggle opens the selected fold, or folds the run of the selected event again, and
// reports whether there was any.
func (m *Model) toggle(pg *page.Page, list []*timeline.EventLine) bool {
	i := m.Index(pg, list)
	if i < 0 {
		return false
	}
	m.of = linesKey{} // the lines are others now
	if f := m.folds[list[i]]; f != nil {
		m.setOpen(f.run, true)
		m.Selected = idOf(f.events[len(f.events)-1])
		return true
	}
	r, ok := m.runs[list[i]]
	if !ok || !m.isOpen(pg, r) {
		return false
	}
	m.setOpen(r, false)
	m.Selected = ID{Reason: r.title(), Lane: r.lane, First: list[i].First}
	return true
}

// title returns the words for a run in the place of a reason.
func (r run) title() string { return "run " + page.Itoa(r.number) }

// has reports whether a line that was selected is this one, or is folded in it.
func (f *fold) has(id ID) bool {
	if id.Reason == f.title() && id.Lane == f.lane {
		return true
	}
	return slices.ContainsFunc(f.events, func(e *timeline.EventLine) bool { return idOf(e) == id })
}
