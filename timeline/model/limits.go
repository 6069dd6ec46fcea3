package model

// What the model keeps at most, so that a pod which restarts for a month stays
// small. What is dropped is the oldest, and it stays in the counts.
const (
	maxGaps        = 256  // of the model
	maxRuns        = 256  // of a container, as in its status
	maxPublished   = 1024 // published states of a container
	maxFlips       = 512  // changes of one condition
	maxOccurrences = 512  // of one Event object
	maxEvents      = 2048 // Event objects of a life
	maxMembership  = 512  // changes of a pod's state in one EndpointSlice
	maxOrphans     = 256  // events without a UID
)

// LiveGone is how many lives that are over a live view keeps; see KeepGone.
const LiveGone = 500

// trim drops the oldest quarter of s once it is over limit, and says how many.
func trim[T any](s []T, limit int) ([]T, int) {
	if len(s) <= limit {
		return s, 0
	}
	drop := limit / 4
	n := copy(s, s[drop:])
	clear(s[n:])
	return s[:n], drop
}

// KeepGone makes the model keep at most n lives that are over, the last to go:
// whoever watches a Deployment for weeks must stay small. The others are
// counted in Snapshot.Forgotten. By default all are kept.
func (m *Model) KeepGone(n int) { m.goneKept = n }

// forget drops the life that went first, if more than goneKept have gone.
func (m *Model) forget() {
	if m.goneKept == 0 {
		return
	}
	gone, first := 0, (*life)(nil)
	for _, l := range m.lives {
		if at := l.deletion.gone; !at.IsZero() {
			gone++
			if first == nil || at.Before(first.deletion.gone) {
				first = l
			}
		}
	}
	if gone > m.goneKept {
		delete(m.lives, first.uid)
		m.forgotten, m.forgotUntil = m.forgotten+1, first.deletion.gone
	}
}
