package lanes

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Model is the pane of lanes: which row is selected, and which lanes show their
// tracks.
type Model struct {
	Row    page.RowID      // the row that is to be selected; zero until the user selects one
	Open   map[string]bool // lanes folded or unfolded by hand
	AllSet *bool           // all of them, by hand

	Rows []row // of the frame
	Sel  int   // the selected one
}

// row is one line of the lanes: a lane, or one of its tracks.
type row struct {
	lane  int // index into Life.Lanes
	track timeline.Track
	open  bool // lane row whose tracks follow
	folds bool // lane row that has tracks
}

func (r row) id(l *timeline.Life) page.RowID {
	return page.RowID{Lane: l.Lanes[r.lane].ID, Track: r.track}
}

func laneOf(pg *page.Page, r *row) *timeline.Lane { return &pg.Life.Lanes[r.lane] }

// Update moves the selection, and opens and folds lanes.
func (m *Model) Update(msg tea.Msg, pg *page.Page) tea.Msg {
	if by, ok := pg.Steps(msg); ok && len(m.Rows) > 0 {
		m.Row = m.Rows[min(max(m.Sel+by, 0), len(m.Rows)-1)].id(pg.Life)
		return nil
	}
	switch {
	case page.Matches(msg, pg.Keys.Open):
		return page.OpenMsg{}
	case page.Matches(msg, pg.Keys.Fold):
		m.fold(pg)
	case page.Matches(msg, pg.Keys.FoldAll):
		m.foldAll()
	}
	return nil
}

// At returns the row on a line of the pane of h lines.
func (m *Model) At(pg *page.Page, line, h int) (page.RowID, bool) {
	i := draw.Scroll(len(m.Rows), h, m.Sel) + line
	if i >= len(m.Rows) {
		return page.RowID{}, false
	}
	return m.Rows[i].id(pg.Life), true
}

// Reveal selects a row, and unfolds its lane if it has that track.
func (m *Model) Reveal(pg *page.Page, id page.RowID) {
	m.Row = page.RowID{Lane: id.Lane}
	if l := pg.Life.Lane(id.Lane); l != nil && page.HasTrack(l, id.Track) {
		m.Row.Track = id.Track
		m.Open[id.Lane] = true
	}
}

// fold opens or folds the selected lane.
func (m *Model) fold(pg *page.Page) {
	l, _ := pg.Selection()
	if pg.Kind != page.Pod || l == nil {
		return
	}
	r := timeline.Find(m.Rows, func(r *row) bool { return r.track == "" && pg.Life.Lanes[r.lane].ID == l.ID })
	m.Open[l.ID] = r == nil || !r.open
	m.Row = page.RowID{Lane: l.ID}
}

// foldAll opens all lanes; where all are open, it folds them.
func (m *Model) foldAll() {
	all := false
	for _, r := range m.Rows {
		all = all || r.folds && !r.open
	}
	m.AllSet = &all
	clear(m.Open)
}

// tracksOf lists the tracks of a lane that are worth a row of their own. The
// lane's own row already merges image, process, readiness and hooks.
func tracksOf(l *timeline.Lane) []timeline.Track {
	var ts []timeline.Track
	for _, t := range []timeline.Track{timeline.TrackImage, timeline.TrackHooks, timeline.TrackStartup, timeline.TrackReadiness, timeline.TrackLiveness, timeline.TrackStop} {
		if page.HasTrack(l, t) {
			ts = append(ts, t)
		}
	}
	return ts
}

// troubled reports whether a lane has a problem that its tracks explain: it
// blocks the pod for a bad reason, was restarted, or something of it failed
// before the pod was asked to stop; or it has a preStop hook to wait for. But
// for the first, what is true once stays true: rows that fold by themselves
// while they are read are a nuisance.
func troubled(life *timeline.Life, l *timeline.Lane) bool {
	v := life.Verdict
	if v.Blocking != nil && v.Blocking.Lane == l.ID && page.Bad(v.Severity) || l.Restarts > 0 {
		return true
	}
	stop := life.Pod.DeletionRequested
	if t := life.Termination; t != nil && t.By.Deleted() {
		stop = t.Requested.Time // within the second that the object names
	}
	early := func(e timeline.Edge) bool { return stop.IsZero() || e.Time.Before(stop) }
	bad := func(m *timeline.Mark) bool { return m.Kind == "SIGKILL" || m.Severity == timeline.Bad && early(m.Time) }
	failed := func(sp *timeline.Span) bool {
		return sp.Phase == timeline.PreStop || sp.Outcome == timeline.Failed && early(sp.End)
	}
	return timeline.Find(l.Marks, bad) != nil || timeline.Find(l.Spans, failed) != nil
}

// Rows is how many rows the tracks of lanes may take up: of the one that blocks the
// pod and of the selected one, of all with trouble, and of all lanes.
type Rows struct{ First, Troubled, Spare int }

func (r Rows) take(n int) Rows { return Rows{r.First - n, r.Troubled - n, r.Spare - n} }

// Unfolded decides which lanes show their tracks: those the user opened;
// else all with trouble for as long as there is room, the one that blocks the
// pod and the selected one first; then the others where nothing else wants the
// spare rows.
func (m *Model) Unfolded(pg *page.Page, rows Rows) map[string]bool {
	open := map[string]bool{}
	var auto, quiet []*timeline.Lane
	for i := range pg.Life.Lanes {
		l := &pg.Life.Lanes[i]
		n := len(tracksOf(l))
		if n == 0 {
			continue
		}
		if v, ok := m.byHand(l.ID); ok {
			if v {
				open[l.ID] = true
				rows = rows.take(n)
			}
			continue
		}
		if troubled(pg.Life, l) {
			auto = append(auto, l)
		} else {
			quiet = append(quiet, l)
		}
	}
	for _, first := range []bool{true, false} {
		for _, l := range auto {
			n, room := len(tracksOf(l)), rows.Troubled
			if first {
				room = rows.First
			}
			if open[l.ID] || first != m.urgent(pg.Life, l) || n > room {
				continue
			}
			open[l.ID] = true
			rows = rows.take(n)
		}
	}
	for _, l := range quiet {
		if n := len(tracksOf(l)); n <= min(rows.Troubled, rows.Spare) {
			open[l.ID] = true
			rows = rows.take(n)
		}
	}
	return open
}

// urgent lanes are unfolded before others.
func (m *Model) urgent(life *timeline.Life, l *timeline.Lane) bool {
	return l.ID == m.Row.Lane || life.Verdict.Blocking != nil && life.Verdict.Blocking.Lane == l.ID
}

// byHand returns the user's own choice for a lane, if there is one.
func (m *Model) byHand(id string) (open, ok bool) {
	if v, ok := m.Open[id]; ok {
		return v, true
	}
	if m.AllSet != nil {
		return *m.AllSet, true
	}
	return false, false
}

// LayRows lists the rows with the given lanes unfolded, and finds the selected one:
// the same row, else its lane, else the first; until the user selects one, what
// is wrong with the pod or was until just now. It returns what is selected.
func (m *Model) LayRows(pg *page.Page, open map[string]bool) page.RowID {
	m.Rows, m.Sel = nil, 0
	want := m.Row
	if want == (page.RowID{}) {
		want.Lane = page.Suspect(pg.Life, pg.Now)
	}
	for i := range pg.Life.Lanes {
		l := &pg.Life.Lanes[i]
		tracks := tracksOf(l)
		m.Rows = append(m.Rows, row{lane: i, open: open[l.ID], folds: len(tracks) > 0})
		if open[l.ID] {
			for _, t := range tracks {
				m.Rows = append(m.Rows, row{lane: i, track: t})
			}
		}
	}
	for i, r := range m.Rows {
		id := r.id(pg.Life)
		if id == want {
			m.Sel = i
			break
		}
		if id.Lane == want.Lane && id.Track == "" {
			m.Sel = i
		}
	}
	return m.selected(pg)
}

// selected returns the row that is selected, zero without one.
func (m *Model) selected(pg *page.Page) page.RowID {
	if m.Sel < 0 || m.Sel >= len(m.Rows) {
		return page.RowID{}
	}
	return m.Rows[m.Sel].id(pg.Life)
}

// LayContainer lists the rows of a container's page: its state and every track. It
// returns what is selected.
func (m *Model) LayContainer(pg *page.Page) page.RowID {
	m.Rows, m.Sel = nil, 0
	i := slices.IndexFunc(pg.Life.Lanes, func(l timeline.Lane) bool { return l.ID == pg.Lane })
	m.Rows = append(m.Rows, row{lane: i})
	for _, t := range []timeline.Track{timeline.TrackImage, timeline.TrackHooks, timeline.TrackStartup, timeline.TrackReadiness, timeline.TrackLiveness, timeline.TrackStop} {
		if drillTrack(&pg.Life.Lanes[i], t) {
			m.Rows = append(m.Rows, row{lane: i, track: t})
		}
	}
	for i, r := range m.Rows {
		if r.track == m.Row.Track {
			m.Sel = i
		}
	}
	return m.selected(pg)
}

func drillTrack(l *timeline.Lane, t timeline.Track) bool {
	if l.Probe(t) != nil {
		return true
	}
	return l.Kind != timeline.LaneService && (page.LastOf(l, t) != nil || timeline.Find(l.Marks, func(m *timeline.Mark) bool { return m.Track == t }) != nil)
}
