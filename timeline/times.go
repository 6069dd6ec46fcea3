package timeline

import "time"

// LaterTime returns the later of two times; the zero time is earlier than any.
func LaterTime(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
