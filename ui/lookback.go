package ui

import (
	"cmp"
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model/posting"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/playback"
)

// past is a life as it was at the cursor, and what it is folded from.
type past struct {
	of      posting.Pod
	track   *playback.Life
	folded  playback.Folded
	at      time.Time
	edition page.Edition // of what is known by now
	uid     string
	life    *timeline.Life
}

// mostFollowed is how many pods a live view remembers the observations of: what
// thousands of pods went through does not fit into its memory.
const mostFollowed = 64

// mostRemembered is how many observations a live view remembers. What came before
// the last of them is gone through in the steps that Track keeps.
const mostRemembered = 4000

// remember keeps an observation of a live view, so that the cursor can go back to
// before it.
func (s *session) remember(o timeline.Observation) {
	if s.seen == nil {
		return
	}
	if len(s.taken.Lives) > mostFollowed || s.seen.Len() >= mostRemembered {
		s.seen = nil
		return
	}
	s.seen.Add(o, s.live)
}

// track returns the observations that can be gone back to, nil without any.
func (s *session) track() *playback.Track {
	t := s.seen
	if s.play != nil {
		t = s.play.Track
	}
	if t == nil || t.Len() == 0 {
		return nil
	}
	return t
}

// trackOf returns the observations that a life depends on, nil without any.
func (s *session) trackOf(l *timeline.Life) *playback.Life {
	t, p := s.track(), &s.past
	if t == nil {
		return nil
	}
	if name := (posting.Pod{Namespace: l.Pod.Namespace, Name: l.Pod.Name}); p.of != name {
		*p = past{of: name}
	}
	p.track = t.Life(p.of, p.track)
	return p.track
}

// exitReported returns the first moment at which the page shows that a run has ended,
// before the next one begins.
func (s *session) exitReported(latest *page.Page, lane string, run, next *timeline.Attempt) time.Time {
	t, limit := s.trackOf(latest.Life), lastOf(run, next)
	if t == nil {
		return limit
	}
	begin := beginOf(next)
	for i := t.Until(run.Exited.Time); i < t.Among(s.reached()) && t.All.At(i).Before(begin); i++ {
		life := s.lifeAt(latest, t.All.At(i))
		if life == nil {
			continue
		}
		if l := life.Lane(lane); l != nil && slices.ContainsFunc(l.Attempts, func(at timeline.Attempt) bool {
			return at.Number == run.Number && !at.Exited.IsZero()
		}) {
			return t.All.At(i)
		}
	}
	return limit
}

// lifeAt returns a life as it was at a moment: from what had arrived by then, and from
// what arrived later but is about the time before, because nothing happened in
// between. It is nil if nothing had been seen of the life by then.
func (s *session) lifeAt(latest *page.Page, at time.Time) *timeline.Life {
	p := &s.past
	if p.life != nil && p.at.Equal(at) && p.edition == latest.Edition && p.uid == latest.Life.Pod.UID {
		return p.life
	}
	t := s.trackOf(latest.Life)
	n := reported(t, latest.Life, at, t.Among(s.reached()))
	p.folded = t.Fold(p.folded, n)
	p.folded.Model.SetMissing(latest.Snapshot.Observed.Missing)
	p.at, p.edition, p.uid = at, latest.Edition, latest.Life.Pod.UID
	p.life = p.folded.Model.Life(p.uid, at)
	return p.life
}

// reached returns how many of the observations have been shown.
func (s *session) reached() int {
	if s.play != nil {
		return s.play.Applied
	}
	return s.seen.Len()
}

// lateness is how much later than the fact an observation may arrive that is still
// taken for its report.
const lateness = 3 * time.Second

// reported returns how many observations show a moment of a life: those that had
// arrived by then, and those after it as long as no change lies for certain between
// the moment and their arrival.
func reported(t *playback.Life, life *timeline.Life, at time.Time, most int) int {
	n := min(t.Until(at), most)
	next := at.Add(lateness)
	page.EachEdge(life, func(e timeline.Edge) {
		if e.Time.Before(next) && e.Time.After(at) && e.Earliest.After(at) {
			next = e.Time
		}
	})
	for n < most && t.All.At(n).Before(next) {
		n++
	}
	return n
}

// lookBack makes the page one of the moment at the cursor. What came later stays on
// the axis, from the page of the newest moment.
func (a *app) lookBack(s *layout) {
	if s.Kind == page.List || s.Cursor.IsZero() || !s.Cursor.Before(s.Now) {
		return
	}
	if s.Run = runAt(s.Life.Lane(s.Lane), s.Cursor); a.session.track() == nil {
		return
	}
	latest := *s.Page
	s.Latest, latest.Latest = &latest, &latest
	if life := a.session.lifeAt(&latest, s.Cursor); life != nil {
		s.Life = alike(life, latest.Life)
	} else {
		s.Life = unknown(latest.Life)
	}
	s.Now = s.Cursor
	s.Begin, s.End = visual.Extent(s.Life, "", s.Now)
}

// runAt returns the number of the last run of a container that had begun by a moment,
// 0 without any.
func runAt(l *timeline.Lane, at time.Time) (number int) {
	if l == nil {
		return 0
	}
	for i := range l.Attempts {
		if begin := beginOf(&l.Attempts[i]); !begin.IsZero() && !begin.After(at) {
			number = l.Attempts[i].Number
		}
	}
	return number
}

// beginOf returns the first moment that is known of a run.
func beginOf(at *timeline.Attempt) time.Time {
	return cmp.Or(at.Created.Time, at.Started.Time, at.Exited.Time)
}

// alike returns a life with the lanes of another one in their order; those that it
// did not have yet are empty.
func alike(life, latest *timeline.Life) *timeline.Life {
	out := *life
	out.Lanes = make([]timeline.Lane, len(latest.Lanes))
	for i := range latest.Lanes {
		out.Lanes[i] = bare(&latest.Lanes[i])
		if l := life.Lane(latest.Lanes[i].ID); l != nil {
			out.Lanes[i] = *l
		}
	}
	return &out
}

// bare returns a lane of which nothing is known yet.
func bare(l *timeline.Lane) timeline.Lane {
	out := timeline.Lane{ID: l.ID, Kind: l.Kind, Name: l.Name}
	if c := l.Container; c != nil {
		out.Container = &timeline.Container{Name: c.Name, Index: c.Index, Of: c.Of, Image: c.Image, Manifest: c.Manifest}
	}
	return out
}

// unknown returns a life at a moment before it was first observed.
func unknown(latest *timeline.Life) *timeline.Life {
	p := latest.Pod
	out := alike(&timeline.Life{}, latest)
	out.Pod = timeline.Pod{Namespace: p.Namespace, Name: p.Name, UID: p.UID, Owner: p.Owner, Created: p.Created}
	out.Verdict = timeline.Verdict{Severity: timeline.Progress, Headline: "not observed yet at this moment; what the lanes show of it was reported later"}
	return out
}

// share gives the page of the newest moment what the layout found for both.
func (s *layout) share() {
	latest := s.Latest
	if latest == s.Page {
		return
	}
	life, now, begin, end, snap := latest.Life, latest.Now, latest.Begin, latest.End, latest.Snapshot
	*latest = *s.Page
	latest.Life, latest.Now, latest.Begin, latest.End, latest.Snapshot, latest.Latest = life, now, begin, end, snap, latest
}
