package timeline

// What the model keeps at most, so that a pod which restarts for a month stays
// small. What is dropped is the oldest, and it stays in the counts.
const (
	maxGaps        = 256  // of the model
	maxRuns        = 256  // of a container, as status told them
	maxPublished   = 1024 // published states of a container
	maxFlips       = 512  // changes of one condition
	maxOccurrences = 512  // of one Event object
	maxEvents      = 2048 // Event objects of a life
	maxMembership  = 512  // changes of a pod's state in one EndpointSlice
	maxOrphans     = 256  // events without a UID
)

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
