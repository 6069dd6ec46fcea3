package timeline

import "time"

// LaterTime returns the later of two times; the zero time is earlier than any.
func LaterTime(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// farthest is later than anything that happens, and near enough for the time
// from 1970 until then to be a time.Duration.
var farthest = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)

// RealTime returns t, or the zero time where t is no moment of a pod's life: API
// times may have any year up to 9999, and the runtime's "never" is 1970-01-01.
func RealTime(t time.Time) time.Time {
	if t.Unix() <= 0 || t.After(farthest) {
		return time.Time{}
	}
	return t
}

// Seconds returns the length of a number of seconds that a field gives, which may
// be any: none that is negative, and none of more than a century.
func Seconds[T ~int32 | ~int64](n T) time.Duration {
	const century = 100 * 365 * 24 * 60 * 60
	return time.Duration(min(max(int64(n), 0), century)) * time.Second
}
