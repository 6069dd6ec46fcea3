package playback

import (
	"sort"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model/posting"
)

// some is some of the observations of a recording.
type some struct {
	of Observations
	at []int32
}

// Len returns how many observations there are.
func (s *some) Len() int { return len(s.at) }

// At returns when an observation arrived.
func (s *some) At(i int) time.Time { return s.of.At(int(s.at[i])) }

// Each calls f with the observations from one index up to another.
func (s *some) Each(from, to int, f func(timeline.Observation)) error {
	for from < to {
		run := from + 1 // to the end of those that lie together
		for run < to && s.at[run] == s.at[run-1]+1 {
			run++
		}
		if err := s.of.Each(int(s.at[from]), int(s.at[run-1])+1, f); err != nil {
			return err
		}
		from = run
	}
	return nil
}

// among returns how many of the first n observations of the recording are there.
func (s *some) among(n int) int {
	return sort.Search(len(s.at), func(i int) bool { return int(s.at[i]) >= n })
}

// Life is the track of one life, which depends on few of the observations of many pods.
type Life struct {
	Track
	some  some
	noted int // how many observations of the recording it was looked for in
}

// lifeEvery is how many observations of a life lie between two models that are kept of
// it: few, as one alone of a large recording takes as long to read as ten together.
const lifeEvery = 16

// Life returns the track of the life of a pod; one that it returned before of the same
// pod is brought up to date.
func (t *Track) Life(pod posting.Pod, before *Life) *Life {
	l := before
	if l == nil {
		l = &Life{Track: Track{base: t.base, every: lifeEvery}}
	}
	if err := t.All.Each(t.index.Len(), t.Len(), t.index.Add); err != nil {
		l.Err = err
	}
	if n := t.index.Len(); l.All == nil || n > l.noted {
		l.some, l.noted = some{t.All, t.index.Of(pod)}, n
		l.All = &l.some
	}
	return l
}

// Among returns how many of the first n observations of the recording the life
// depends on.
func (l *Life) Among(n int) int { return l.some.among(n) }
