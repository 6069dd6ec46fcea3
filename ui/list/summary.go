package list

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// summary is what the list needs to know of the lives of one name where it looks at
// all pods: it is made again only when something of them has changed, and a frame
// with thousands of pods reads nothing else of those out of sight.
type summary struct {
	newest *timeline.Life

	rank                  int // trouble sorts to the top, what is gone to the bottom
	state                 timeline.State
	ok                    bool // ready, and nothing is odd about it
	over, stopping        bool
	completing            bool // it is to complete, and not to be ready
	phase                 string
	owner, namespace      string
	revision              string
	workload              string // what selects it: Pod.Workload
	created, born         time.Time
	started, starting     bool          // it has been ready, or is on its way
	startup               time.Duration // until the first Ready, or as long as it has lasted
	text                  string        // what a filter looks at; "" until one does
	changes               []change
	rows                  map[*timeline.Life]row
	rankChanged, readySet bool // by the last call of update
	resized               bool // … the extent
	rehomed               bool // … another workload selects the pod

	extent
}

// extent is how much room lives take, on the screen and in time.
type extent struct {
	stateW     int           // width of the longest state
	from, gone time.Time     // first beginning and last end
	longest    time.Duration // of those that are over
	living     time.Time     // when the first of those that are not began
}

// add widens an extent to take in another.
func (e *extent) add(o *extent) {
	e.stateW, e.longest = max(e.stateW, o.stateW), max(e.longest, o.longest)
	e.from, e.gone, e.living = timeline.EarlierTime(e.from, o.from), timeline.LaterTime(e.gone, o.gone), timeline.EarlierTime(e.living, o.living)
}

// goneRank puts pods that are gone behind all others.
const goneRank = 10

// update reads the lives of a name at a moment.
func (s *summary) update(lives []*timeline.Life, now time.Time) {
	l := lives[len(lives)-1]
	rank, changes, workload, extent := s.rank, s.changes, s.workload, s.extent
	*s = summary{
		newest: l, rows: s.rows, rank: severityRank[l.Verdict.Severity], state: l.Verdict.State, over: page.Over(l), stopping: !l.Pod.DeletionRequested.IsZero(),
		completing: completing(&l.Pod),
		phase:      l.Pod.Phase, owner: l.Pod.Owner, namespace: l.Pod.Namespace, revision: l.Pod.Revision, workload: l.Pod.Workload,
		created: l.Pod.Created, born: visual.Born(l), started: l.Startup.Complete, starting: stats.Starting(l), startup: time.Duration(l.Startup.Total),
	}
	s.ok = s.state == timeline.StateReady && l.Verdict.Severity == timeline.OK
	if s.over {
		s.rank += goneRank
	}
	s.stateW = 2 + draw.Width(string(s.state))
	if n := len(lives); n > 1 {
		s.stateW += 2 + len(page.Itoa(n))
	}
	for _, l := range lives {
		s.reach(l, now)
		s.changes = append(s.changes, readinessOf(l, now)...)
	}
	s.rehomed, s.resized = s.workload != workload, s.extent != extent
	s.rankChanged, s.readySet = s.rank != rank, !slices.Equal(s.changes, changes)
}

// reach takes in from when until when a life lasted.
func (s *summary) reach(l *timeline.Life, now time.Time) {
	from, to := visual.Extent(l, "", now)
	s.from = timeline.EarlierTime(s.from, from)
	if !page.Over(l) {
		s.living = timeline.EarlierTime(s.living, from)
		return
	}
	s.gone, s.longest = timeline.LaterTime(s.gone, to), max(s.longest, to.Sub(from))
}

// readyAt returns when the pod was first ready, or else now (or when it was gone).
func (s *summary) readyAt(now time.Time) time.Time {
	switch {
	case s.started:
		return s.born.Add(s.startup)
	case s.over:
		return s.newest.Pod.Gone
	}
	return now
}

// matches reports whether the name, the state or the headline contains a text in
// lower case.
func (s *summary) matches(key, text string) bool {
	if s.text == "" {
		s.text = strings.ToLower(key + " " + string(s.state) + " " + s.newest.Verdict.Headline)
	}
	return strings.Contains(s.text, text)
}
