package playback

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/timeline/model/posting"
)

// Track holds observations in the order of their arrival, and at intervals the model
// that they had made by then, so that any moment can be gone back to without folding
// everything again. A model cannot forget, but it can be copied.
type Track struct {
	All   Observations
	Err   error        // why not all of them can be read any more
	added *Decoded     // All of a live view
	base  *model.Model // before the first; nil: an empty one
	kept  []kept       // in the order of N
	every int          // how many observations lie between two of them; 0: firstEvery
	near  []Folded     // the last ones before a moment that was gone back to, in the order of N
	apart int          // copies of lives that near has taken since the last of kept
	whole Folded       // what has been read, until it is played

	index *posting.Index // nil: of a Life
}

// NewTrack returns a track that goes on from a model, with what is added to it.
func NewTrack(m *model.Model) *Track {
	added := new(Decoded)
	return &Track{All: added, added: added, base: m.Clone(), index: posting.New()}
}

// Recorded returns the track of a recording.
func Recorded(all Observations) *Track {
	return &Track{All: all, base: model.New(), index: posting.New()}
}

// Note takes in what the next observation of a recording that is being read is about,
// so that for that it need not be read again.
func (t *Track) Note(o timeline.Observation) { t.index.Add(o) }

// Read folds the next observation of a recording that is being read, so that its end
// can be shown without going through all of it again. Where at most Near are still to
// come, so that what is just before it can be, too.
func (t *Track) Read(o timeline.Observation, near bool) {
	if t.whole.Model == nil {
		t.whole.Model = t.base.Clone()
	}
	t.whole.Model.Apply(o)
	t.whole.N++
	t.keep(t.whole)
	if near {
		t.keepNear(t.whole)
	}
}

// Len returns how many observations there are.
func (t *Track) Len() int { return t.All.Len() }

// kept is a model that was kept, and how many lives it alone has as they were then.
type kept struct {
	Folded
	alone int
}

// Folded is a model that the first N observations of a Track have been folded into.
type Folded struct {
	Model *model.Model
	N     int
}

const (
	firstEvery = 256    // some 3 ms of folding
	mostKept   = 128    // models; with more, every second one is dropped
	mostLives  = 16_000 // in all of them together
	mostCopied = 600    // … that have changed since: some 15 KB each

)

// Near is how many observations are near to where one goes back to: who steps back once
// steps back again.
const (
	Near      = nearEvery * mostNear
	nearEvery = 64 // between two models that are kept there
	mostNear  = 8  // of them
)

// Until returns how many observations had arrived at a moment.
func (t *Track) Until(at time.Time) int {
	return sort.Search(t.Len(), func(i int) bool { return t.All.At(i).After(at) })
}

// Fold returns a model that holds exactly the first n observations, or fewer and sets
// Err: f itself gone on with, or a copy of the nearest model that was kept.
func (t *Track) Fold(f Folded, n int) Folded {
	back := f.N > n || f.Model == nil
	if near := t.nearest(n); back || near.N > f.N {
		f = Folded{near.Model.Clone(), near.N}
	}
	if back = back && n-f.N > firstEvery; back {
		t.near = nil
	}
	if err := t.All.Each(f.N, n, func(o timeline.Observation) {
		f.Model.Apply(o)
		f.N++
		t.keep(f)
		if back && n-f.N < Near {
			t.keepNear(f)
		}
	}); err != nil {
		t.Err = err
	}
	return f
}

// nearest returns the last model that was kept of those of at most n observations.
func (t *Track) nearest(n int) Folded {
	f := Folded{Model: t.base}
	if i := sort.Search(len(t.kept), func(i int) bool { return t.kept[i].N > n }) - 1; i >= 0 {
		f = t.kept[i].Folded
	}
	if i := sort.Search(len(t.near), func(i int) bool { return t.near[i].N > n }) - 1; i >= 0 && t.near[i].N > f.N {
		f = t.near[i]
	}
	return f
}

// Add appends an observation that was folded into a model just now.
func (t *Track) Add(o timeline.Observation, into *model.Model) {
	*t.added = append(*t.added, o)
	t.index.Add(o)
	t.keep(Folded{into, t.Len()})
}

// keep keeps a copy of a model, if the last one is far enough behind.
func (t *Track) keep(f Folded) {
	last := 0
	if n := len(t.kept); n > 0 {
		last = t.kept[n-1].N
	}
	t.every = cmp.Or(t.every, firstEvery)
	if f.N-last < t.every {
		return
	}
	copied := t.apart + f.Model.Copied()
	t.apart = 0
	if n := len(t.kept); n > 0 {
		t.kept[n-1].alone = copied
	}
	t.kept = append(t.kept, kept{Folded{f.Model.Clone(), f.N}, copied}) // what comes will change as many
	for lives := f.Model.Len(); len(t.kept) > 0 && t.tooMany(lives); {
		t.halve(lives)
	}
}

// keepNear keeps a copy of a model near to where one goes back to, if the last one is
// behind; the first of so many goes.
func (t *Track) keepNear(f Folded) {
	if n := len(t.near); n > 0 && f.N-t.near[n-1].N < nearEvery {
		return
	}
	t.apart += f.Model.Copied()
	t.near = append(t.near, Folded{f.Model.Clone(), f.N})
	if len(t.near) > mostNear {
		t.near = slices.Delete(t.near, 0, 1)
	}
}

// tooMany reports whether the models that are kept take too much memory.
func (t *Track) tooMany(lives int) bool {
	copied := 0
	for i := range t.kept {
		copied += t.kept[i].alone
	}
	return len(t.kept) > mostKept || len(t.kept)*lives > mostLives || copied > mostCopied
}

// halve drops every second of the models that are kept.
func (t *Track) halve(lives int) {
	t.every *= 2
	half := t.kept[:0]
	for i := 1; i < len(t.kept); i += 2 {
		one := t.kept[i]
		if i+1 < len(t.kept) { // what that one alone had is now this one's
			one.alone = min(one.alone+t.kept[i+1].alone, lives)
		}
		half = append(half, one)
	}
	clear(t.kept[len(half):])
	t.kept = half
}

// Observations are those of a recording, in the order of their arrival.
type Observations interface {
	Len() int
	// At returns when an observation arrived.
	At(i int) time.Time
	// Each calls f with the observations from one index up to another, or fails where
	// they cannot be read any more.
	Each(from, to int, f func(timeline.Observation)) error
}

// Decoded is Observations that are in memory.
type Decoded []timeline.Observation

// Len returns how many observations there are.
func (d Decoded) Len() int { return len(d) }

// At returns when an observation arrived.
func (d Decoded) At(i int) time.Time { return d[i].At }

// Each calls f with the observations from one index up to another.
func (d Decoded) Each(from, to int, f func(timeline.Observation)) error {
	for _, o := range d[from:to] {
		f(o)
	}
	return nil
}
