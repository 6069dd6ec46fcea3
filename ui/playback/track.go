package playback

import (
	"sort"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// Track holds observations in the order of their arrival, and at intervals the model
// that they had made by then, so that any moment can be gone back to without folding
// everything again. A model cannot forget, but it can be copied.
type Track struct {
	All   []timeline.Observation
	kept  []Folded // in the order of N
	every int      // how many observations lie between two of them; 0: firstEvery
}

// NewTrack returns a track that goes on from a model.
func NewTrack(m *model.Model) *Track {
	return &Track{kept: []Folded{{Model: m.Clone()}}}
}

// Folded is a model that the first N observations of a Track have been folded into.
type Folded struct {
	Model *model.Model
	N     int
}

const (
	firstEvery = 256 // some 3 ms of folding
	mostKept   = 128 // models; with more, every second one is dropped
	leastKept  = 8
	livesKept  = 16_000 // … of all models together: thousands of pods take memory
)

// Until returns how many observations had arrived at a moment.
func (t *Track) Until(at time.Time) int {
	return sort.Search(len(t.All), func(i int) bool { return t.All[i].At.After(at) })
}

// Fold returns a model that holds exactly the first n observations: f itself gone on
// with, or a copy of the nearest model that was kept.
func (t *Track) Fold(f Folded, n int) Folded {
	near := sort.Search(len(t.kept), func(i int) bool { return t.kept[i].N > n }) - 1
	switch {
	case near >= 0 && (f.N > n || f.Model == nil || t.kept[near].N > f.N):
		f = Folded{t.kept[near].Model.Clone(), t.kept[near].N}
	case f.N > n || f.Model == nil:
		f = Folded{Model: model.New()}
	}
	for ; f.N < n; t.keep(f) {
		f.Model.Apply(t.All[f.N])
		f.N++
	}
	return f
}

// Add appends an observation that was folded into a model just now.
func (t *Track) Add(o timeline.Observation, into *model.Model) {
	t.All = append(t.All, o)
	t.keep(Folded{into, len(t.All)})
}

// keep keeps a copy of a model, if the last one is far enough behind.
func (t *Track) keep(f Folded) {
	last := 0
	if n := len(t.kept); n > 0 {
		last = t.kept[n-1].N
	}
	t.every = max(t.every, firstEvery)
	if f.N-last < t.every {
		return
	}
	t.kept = append(t.kept, Folded{f.Model.Clone(), f.N})
	if len(t.kept) <= max(min(mostKept, livesKept/max(f.Model.Len(), 1)), leastKept) {
		return
	}
	t.every *= 2
	half := t.kept[:0]
	for i := 1; i < len(t.kept); i += 2 {
		half = append(half, t.kept[i])
	}
	clear(t.kept[len(half):])
	t.kept = half
}
