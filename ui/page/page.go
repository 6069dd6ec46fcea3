// Package page is what the panes of the screen share: the data and the moment of one frame, what
// is selected, how the screen is divided, and the words and looks of lanes, spans and
// moments. Panes read a Page; they must not know each other.
package page

import (
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/keymap"
)

// Page is what panes share of one frame: the data, the moment, what is selected, and
// how the screen is divided. Panes read it; the root makes a new one for each frame.
type Page struct {
	Now  time.Time
	Kind Kind // what kind of page

	// Present is later than Now where contact with the cluster was lost: Now is the
	// last contact then, and nothing on the page goes on as if it were seen.
	Present time.Time

	Life   *timeline.Life // nil when there is nothing to show
	Begin  time.Time      // the life's extent
	End    time.Time
	Number int    // of this life among those of its name, from 1
	Lives  int    // how many lives the name has
	Lane   string // the container of a container's page
	Run    int    // its run at a moment that has passed; 0: the newest
	Row    RowID  // the row that is to be selected
	At     RowID  // the row that is selected: see selection

	Snapshot *timeline.Snapshot
	Edition  Edition
	Upkeep
	Changed []int // the indexes of the lives that changed since the turn before
	Latest  *Page // the same page of the newest moment; the page itself where the cursor does not look back

	Cols         columns
	Ax           axis.Axis
	AxisShown    bool
	HeadlineRows int         // lines of the headline in sight
	Waterfall    bool        // the start-up is drawn, in a pane of its own
	LowerRows    int         // lines of the lower part of the page
	EventLines   []draw.Line // the selected event in full, while the keys act there

	W, H     int
	G        *draw.Glyphs
	Keys     *keymap.Map
	Location *time.Location
	Mouse    bool
	Title    string // Options.Target, or else Options.Title
	Focus    Focus  // which has the keys
	Typing   bool   // its filter is being typed
	Tall     bool   // the lower part fills the screen
	HasLogs  bool   // logs can be read
	Edges    bool   // show the sources of timestamps
	Clock    ClockMode
	Cursor   time.Time // zero: none
	MarkA    time.Time
	MarkB    time.Time

	Replay  bool // of a recording
	Paused  bool // of a recording that does not play just now
	Mode    string
	Moving  bool   // the mode is one in which things move
	Message string // what the last key did, if it cannot be seen otherwise
	Trouble string // what is missing from the picture and why
}

// Edition names the data of a snapshot: the same edition has the same lives.
type Edition struct {
	Model   any // identifies what the snapshot was taken of
	Version int
}

// Upkeep says how a snapshot is brought up to date in place, and how far it is: in the
// same Order are the same lives at the same indexes. Of the zero Upkeep nothing is known.
type Upkeep struct {
	by          renewer
	order, turn int
	enough      time.Duration
}

// renewer brings a life of a snapshot up to date to its moment, unless it was that short
// a time ago.
type renewer interface {
	Renew(l *timeline.Life, unless time.Duration)
}

// NewUpkeep returns the upkeep of a snapshot by r; turn counts how often all of it was
// brought up to date. Of many lives in sight enough is how old one may be.
func NewUpkeep(by renewer, order, turn int, enough time.Duration) Upkeep {
	return Upkeep{by, order, turn, enough}
}

// Follows reports whether the snapshot has the lives that it had before, one turn later.
func (u Upkeep) Follows(before Upkeep) bool {
	return u.by != nil && u.by == before.by && u.order == before.order && u.turn == before.turn+1
}

// Renew brings a life of the snapshot up to date to its moment: where there are many,
// that is not done before one of them is shown.
func (u Upkeep) Renew(l *timeline.Life) { Upkeep{by: u.by}.RenewOne(l) }

// RenewOne does so for one of many lives in sight.
func (u Upkeep) RenewOne(l *timeline.Life) {
	if u.by != nil {
		u.by.Renew(l, u.enough)
	}
}

// Whole returns a copy of the snapshot with every life up to date, which stays as it is.
func (u Upkeep) Whole(s *timeline.Snapshot) timeline.Snapshot {
	for i := range s.Lives {
		u.Renew(&s.Lives[i])
	}
	whole := *s
	whole.Lives = slices.Clone(s.Lives)
	return whole
}

// Kind is what fills the screen.
type Kind int

const (
	List      Kind = iota // several pods
	Pod                   // one pod's life
	Container             // one container of it
)

// Focus is what has the keys.
type Focus int

const (
	FocusLanes Focus = iota
	FocusEvents
	FocusSheet
)

// ClockMode is how moments are written.
type ClockMode int

const (
	clockLocal ClockMode = iota
	ClockRelative
	ClockUTC
	ClockModes
)

// RowID names a row: a lane, or one track of it. It survives everything that
// happens to the pod, so the selection never moves by itself.
type RowID struct {
	Lane  string
	Track timeline.Track // "" for the lane's own row
}

// What a pane's Update returns for the root to do.
type (
	// SayMsg is a word about what a key did, for the key line.
	SayMsg string
	// GoToMsg asks for the cursor at a moment; with a row, for that row, unfolded,
	// and the keys on the lanes.
	GoToMsg struct {
		At  time.Time
		Row RowID
	}
	// OpenMsg asks for what is selected to be opened.
	OpenMsg struct{}
	// CompareMsg asks for what differs between two pods, by namespace/name.
	CompareMsg struct{ A, B string }
	// TallMsg asks for the whole screen, or half of it, for the pane.
	TallMsg struct{}
)

// ScrollMsg asks the pane under the mouse to move by lines.
type ScrollMsg int

// ClickMsg says that a line of a pane was clicked, counted from its first line.
type ClickMsg int

// farAway is further than any list is long.
const farAway = 1 << 30

// Selection returns the lane and the track that are selected, nil without one.
func (pg *Page) Selection() (*timeline.Lane, timeline.Track) {
	if pg.Life == nil || pg.At.Lane == "" {
		return nil, ""
	}
	return pg.Life.Lane(pg.At.Lane), pg.At.Track
}

// Scope returns the lane that the page is about, "" for the whole pod.
func (pg *Page) Scope() string {
	if pg.Kind == Container {
		return pg.Lane
	}
	return ""
}

// Stale reports whether contact with the cluster was lost.
func (pg *Page) Stale() bool { return pg.Latest.Present.After(pg.Latest.Now) }

// Unseen returns the stretches of the life that were not watched, in order; the last
// of them goes on where contact is lost.
func (pg *Page) Unseen() []visual.Stretch { return pg.UnseenFrom(pg.Begin) }

// UnseenFrom returns the stretches that were not watched from a moment on.
func (pg *Page) UnseenFrom(begin time.Time) []visual.Stretch {
	gaps := pg.Snapshot.Observed.Gaps
	if pg.Stale() {
		gaps = append(slices.Clip(gaps), timeline.Gap{From: pg.Latest.Now, To: pg.Latest.Present})
	}
	return visual.Unseen(gaps, begin, pg.Latest.Present)
}

// Timed reports whether there is an axis that time keys can act on.
func (pg *Page) Timed() bool {
	return pg.Life != nil && pg.Kind != List && pg.W >= Narrowest && pg.Cols.AxisW > 0
}

// Steps returns by how many lines a key or the wheel moves in a pane; far beyond
// its ends stands for its start and its end.
func (pg *Page) Steps(msg tea.Msg) (by int, ok bool) {
	if n, ok := msg.(ScrollMsg); ok {
		return int(n), true
	}
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return 0, false
	}
	pageStep := max(pg.H/2, 1)
	for _, m := range []struct {
		key key.Binding
		by  int
	}{
		{pg.Keys.Up, -1}, {pg.Keys.Down, 1}, {pg.Keys.PageUp, -pageStep}, {pg.Keys.PageDown, pageStep},
		{pg.Keys.Start, -farAway}, {pg.Keys.End, farAway},
	} {
		if key.Matches(k, m.key) {
			return m.by, true
		}
	}
	return 0, false
}

// Matches reports whether a message is one of the keys.
func Matches(msg tea.Msg, keys ...key.Binding) bool {
	k, ok := msg.(tea.KeyPressMsg)
	return ok && key.Matches(k, keys...)
}

// TallWord returns what the key that changes the height of the lower part leads
// to.
func (pg *Page) TallWord() string {
	if pg.Tall {
		return "half screen"
	}
	return "full screen"
}
