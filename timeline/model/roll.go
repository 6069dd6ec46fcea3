package model

import (
	"cmp"
	"time"

	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/verdict"
)

// Roll is a snapshot of a model that is brought up to date instead of being taken
// anew: of thousands of pods only those are derived and judged again of which
// something new is known, and those that time alone may change. What it says of the
// others is what a Snapshot would say, but for the lengths of time in words, and of
// very many lives only what their list looks at: Renew brings one life up to date to
// the moment, and makes it whole, before it is shown.
//
// The zero Roll is ready. Unlike that of Model.Snapshot, its Snapshot changes in
// place with each Refresh.
type Roll struct {
	timeline.Snapshot

	// Order changes whenever Lives holds other lives, or elsewhere.
	Order int
	// Turn counts the calls of Refresh.
	Turn int
	// Changed are the indexes into Lives of what the last Refresh brought up to
	// date, or Renew before it, unless Order changed.
	Changed []int

	of      *Model
	pods    int // Model.pods of the last Refresh
	touched int // how many of Model.touched have been looked at
	common  common
	slots   []slot
	index   map[types.UID]int
	queue   []int         // of slots that are stale, the one that waits longest first
	next    int           // the slot at which the search goes on for those that time changes
	passed  time.Duration // that lives were not judged again for yet; see movingTakes
	renewed []int         // since the last Refresh
	whole   []int         // of slots that are not brief
}

// slot is what is known of one of the lives, at the same index.
type slot struct {
	uid     types.UID
	version int       // of the facts that it was derived from
	at      time.Time // when it was judged
	stale   bool      // there are newer facts
	due     time.Time // when time alone may change it; zero is never
	brief   bool      // only what a list looks at is there: see shorten
	shown   int       // the last turn in which it was renewed
}

// common is what the lives of a model have in common that each is derived from.
type common struct {
	gaps, selectors int
	offset          time.Duration
	unknown         bool
	workloads       bool
}

const (
	// freshAtOnce is how many lives a Refresh brings up to date at most, so that a
	// frame takes about as long whatever happens to thousands of pods at once. The
	// others follow in the next ones.
	freshAtOnce = 200
	// movingEvery is how often a life is judged again of which nothing new is known.
	movingEvery = time.Second
	// movingTakes is the time that has to pass for each of them, so that thousands cost
	// the same a second in ten frames as in one.
	movingTakes = movingEvery / freshAtOnce
)

// Refresh brings the snapshot up to date with a model at a moment; see
// Model.Snapshot. The first one of a model is complete. What is known of a life goes over
// from one clone of a model to another, if both were given the same observations in the
// same order, however many: the version of a life says how many were about it.
func (r *Roll) Refresh(m *Model, now time.Time) {
	offset := m.clock.offset()
	before := r.Now
	r.Now, r.Observed, r.Forgotten = now.UTC().Round(0).Add(-offset), m.window(), m.forgotten
	r.passed = min(r.passed+r.Now.Sub(before).Abs(), movingEvery)
	r.Turn++
	r.Changed = append(r.Changed[:0], r.renewed...)
	r.renewed = r.renewed[:0]
	other := r.of != m
	if other && (r.of == nil || r.of.origin != m.origin) {
		r.slots, r.index = nil, nil
	}
	if other || r.pods != m.pods {
		r.arrange(m)
	}
	r.findStale(m)
	if other {
		r.catchUp()
	}
	r.freshen()
	r.abridge()
	m.joinWorkloads(&r.Snapshot)
}

// Behind reports whether some lives are not up to date yet: there were too many for
// one Refresh.
func (r *Roll) Behind() bool { return len(r.queue) > 0 }

// Renew brings a life of the snapshot up to date to its moment. One of which nothing
// new is known may stay as it was less than some time ago.
func (r *Roll) Renew(l *timeline.Life, unless time.Duration) {
	i, ok := r.index[types.UID(l.Pod.UID)]
	if !ok || i >= len(r.Lives) || &r.Lives[i] != l {
		return
	}
	s, age := &r.slots[i], r.Now.Sub(r.slots[i].at).Abs()
	if s.shown = r.Turn; !s.stale && !s.brief && (age == 0 || age < unless) {
		return
	}
	r.fill(i)
	r.renewed = append(r.renewed, i)
}

// arrange makes Lives hold the lives of a model in their order, those that were there
// already as they were.
func (r *Roll) arrange(m *Model) {
	shown := m.shown()
	lives, slots, index := make([]timeline.Life, len(shown)), make([]slot, len(shown)), make(map[types.UID]int, len(shown))
	before := r.Lives
	r.Order++
	r.of, r.pods, r.queue, r.whole, r.next = m, m.pods, r.queue[:0], r.whole[:0], 0
	for i, l := range shown {
		index[l.uid] = i
		if at, ok := r.index[l.uid]; ok {
			lives[i], slots[i] = before[at], r.slots[at]
			if slots[i].stale {
				r.queue = append(r.queue, i)
			}
			if !slots[i].brief {
				r.whole = append(r.whole, i)
			}
			continue
		}
		slots[i] = slot{uid: l.uid, version: -1}
	}
	r.Lives, r.slots, r.index = lives, slots, index
	for i := range slots {
		if slots[i].version < 0 {
			r.fill(i)
		}
	}
	r.Changed = r.Changed[:0]
}

// findStale marks the lives of which something new is known.
func (r *Roll) findStale(m *Model) {
	now := common{m.gapCount, m.selectors.changes, m.clock.offset(), m.nowUnknown, !m.work.Empty()}
	seen := r.touched - m.touchedFrom
	r.touched = m.touchedFrom + len(m.touched)
	switch {
	case now != r.common:
		r.common = now
		for i := range r.slots {
			r.mark(i)
		}
	case seen < 0 || seen > len(m.touched):
		for i := range r.slots {
			if m.lives[r.slots[i].uid].version != r.slots[i].version {
				r.mark(i)
			}
		}
	default:
		for _, uid := range m.touched[seen:] {
			if i, ok := r.index[uid]; ok && m.lives[uid].version != r.slots[i].version {
				r.mark(i)
			}
		}
	}
}

// mark puts a life in the queue of those to be brought up to date.
func (r *Roll) mark(i int) {
	if s := &r.slots[i]; !s.stale && !s.at.Equal(r.Now) || !s.stale && s.version != r.of.lives[s.uid].version {
		s.stale = true
		r.queue = append(r.queue, i)
	}
}

// catchUp brings all lives of another model up to date of which something else is known
// than of the one before, and those that were judged at a later moment, but for those
// that were over: nothing changes them.
func (r *Roll) catchUp() {
	for i := range r.slots {
		if s := &r.slots[i]; s.stale || r.Now.Before(s.at) && r.Lives[i].Pod.Gone.IsZero() {
			r.fill(i)
			r.Changed = append(r.Changed, i)
		}
	}
	r.queue = r.queue[:0]
}

// freshen brings lives up to date: first those of which something new is known,
// then those that time may have changed.
func (r *Roll) freshen() {
	room := freshAtOnce
	for len(r.queue) > 0 && room > 0 {
		i := r.queue[0]
		r.queue = r.queue[1:]
		if r.slots[i].stale { // not renewed since
			r.fill(i)
			r.Changed = append(r.Changed, i)
			room--
		}
	}
	for range r.slots {
		if room == 0 || r.passed < movingTakes {
			return
		}
		if r.next++; r.next >= len(r.slots) {
			r.next = 0
		}
		if s := &r.slots[r.next]; !s.due.IsZero() && (!r.Now.Before(s.due) || r.Now.Before(s.at)) {
			r.fill(r.next)
			r.Changed = append(r.Changed, r.next)
			r.passed -= movingTakes
			room--
		}
	}
}

// fill derives and judges a life.
func (r *Roll) fill(i int) {
	s := &r.slots[i]
	l := r.of.lives[s.uid]
	listed := s.version >= 0 && !s.brief
	r.Lives[i], s.due = r.of.judged(l, r.Now)
	s.version, s.at, s.stale, s.brief = l.version, r.Now, false, false
	switch {
	case r.spare(i):
		r.shorten(i)
	case !listed:
		r.whole = append(r.whole, i)
	}
}

// grows returns when the start of a life is longer by so much that a list shows it: by
// a second at first, of one that has lasted for hours by minutes. It is zero where no
// start goes on.
func grows(l *timeline.Life, now time.Time) time.Time {
	over := !l.Pod.Gone.IsZero() || l.Termination != nil || !l.Pod.DeletionRequested.IsZero() || l.Pod.Phase == "Succeeded" || l.Pod.Phase == "Failed"
	if over || l.Startup.Complete || l.ReadyUnseen {
		return time.Time{}
	}
	return now.Add(max(movingEvery, now.Sub(l.Pod.Created)/64).Truncate(movingEvery))
}

// Life returns the life of a pod as Snapshot does, nil if none of the pod was seen.
func (m *Model) Life(uid string, now time.Time) *timeline.Life {
	l := m.lives[types.UID(uid)]
	if l == nil || !l.seen {
		return nil
	}
	life, _ := m.judged(l, now.UTC().Round(0).Add(-m.clock.offset()))
	return &life
}

// judged returns a life at a moment on the cluster's clock, and until when time alone
// does not change it, but for its headline; zero means that it never does.
func (m *Model) judged(l *life, now time.Time) (life timeline.Life, until time.Time) {
	life, slept := sleepsOver(*m.derive(l, now), now)
	if of, ok := m.work.Member(l.namespace, l.labels, l.owners); ok {
		life.Pod.Workload, life.Pod.Revision = of.Workload, cmp.Or(of.Revision, life.Pod.Revision)
	}
	life.Pod.Budgets = m.budgets.Of(l.namespace, l.labels)
	life.NowUnknown = m.nowUnknown
	if !life.Startup.Complete {
		life.Startup = verdict.StartupPath(&life, now)
	}
	life.Verdict, until = verdict.Judge(&life, now) // which quotes the path
	return life, earliest(slept, until, grows(&life, now))
}

// earliest returns the earliest of moments, of which the zero one is never.
func earliest(moments ...time.Time) (first time.Time) {
	for _, t := range moments {
		if first.IsZero() || !t.IsZero() && t.Before(first) {
			first = t
		}
	}
	return first
}
