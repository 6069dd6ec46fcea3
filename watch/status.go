package watch

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/podlife/podlife/timeline"
)

// Connection is how a live source is connected.
type Connection struct {
	Lost   bool
	Since  time.Time // the last contact, if lost; zero: there never was one
	Reason string    // why, if lost
	Stale  time.Time // the last contact of the watch of pods, if that is lost after it was open; else zero
}

// String returns what is wrong with the connection, or "" while connected.
func (c Connection) String() string {
	switch {
	case !c.Lost:
		return ""
	case c.Since.IsZero():
		return fmt.Sprintf("connecting: %s", c.Reason)
	}
	return fmt.Sprintf("reconnecting since %s: %s", c.Since.Local().Format(time.TimeOnly), c.Reason)
}

// stream names one list and watch.
type stream struct{ resource, of string }

// status collects how every stream of a live source is doing. Its zero value is
// ready and well.
type status struct {
	changed func()

	mu      sync.Mutex
	refused map[stream]string
	lost    map[stream]Connection
	revived chan struct{} // closed when a lost stream is back; then another one
	latest  time.Time     // when something was last heard, on any stream
}

// heard notes that something has arrived.
func (s *status) heard(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.latest = timeline.LaterTime(s.latest, now)
}

// heardAt returns when something last arrived on any stream.
func (s *status) heardAt() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.latest
}

func (s *status) refuse(resource, of, why string) {
	s.set(func() bool {
		if s.refused == nil {
			s.refused = map[stream]string{}
		}
		before, had := s.refused[stream{resource, of}]
		s.refused[stream{resource, of}] = why
		_, lost := s.lost[stream{resource, of}]
		delete(s.lost, stream{resource, of}) // it answers, after all
		return !had || before != why || lost
	})
}

func (s *status) lose(resource, of string, since time.Time, why string) {
	s.set(func() bool {
		if s.lost == nil {
			s.lost = map[stream]Connection{}
		}
		now := Connection{Lost: true, Since: since, Reason: why}
		before := s.lost[stream{resource, of}]
		s.lost[stream{resource, of}] = now
		return before != now
	})
}

func (s *status) recover(resource, of string) {
	s.set(func() bool {
		_, refused := s.refused[stream{resource, of}]
		_, lost := s.lost[stream{resource, of}]
		delete(s.refused, stream{resource, of})
		delete(s.lost, stream{resource, of})
		if lost && s.revived != nil {
			close(s.revived)
			s.revived = nil
		}
		return refused || lost
	})
}

// revival returns a channel that is closed when a lost stream is back; nil for
// a stream that is refused, which is another matter.
func (s *status) revival(resource, of string) <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, lost := s.lost[stream{resource, of}]; !lost {
		return nil
	}
	if s.revived == nil {
		s.revived = make(chan struct{})
	}
	return s.revived
}

func (s *status) set(change func() bool) {
	s.mu.Lock()
	changed := change()
	s.mu.Unlock()
	if changed && s.changed != nil {
		s.changed()
	}
}

func (s *status) missing() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for stream, why := range s.refused {
		out = append(out, stream.resource+": "+why)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// connection returns the state of all streams: lost if one is, for the reason
// of the first.
func (s *status) connection() Connection {
	s.mu.Lock()
	defer s.mu.Unlock()
	var worst Connection
	for stream, c := range s.lost {
		if stream.resource == "pods" {
			c.Stale = c.Since
		}
		worst = worst.and(c)
	}
	return worst
}

// and returns how two connections together are: as the one that was lost first.
func (c Connection) and(other Connection) Connection {
	out := c
	if other.Lost && (!c.Lost || other.Since.Before(c.Since)) {
		out = other
	}
	out.Stale = c.Stale
	if c.Stale.IsZero() || !other.Stale.IsZero() && other.Stale.Before(c.Stale) {
		out.Stale = other.Stale
	}
	return out
}
