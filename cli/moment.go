package cli

import (
	"time"
)

// moment reads --at: an offset from the first observation ("42s"), an RFC 3339
// time, or "end", which is also the default. A moment after the recording's end is its end: nothing was
// seen later.
func moment(s string, first, last time.Time) (time.Time, error) {
	if s == "end" || s == "" {
		return last, nil
	}
	at, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		offset, err := time.ParseDuration(s)
		if err != nil {
			return time.Time{}, usagef("--at %q: not an offset such as 42s, an RFC 3339 time such as %s, or end",
				s, first.UTC().Format(time.RFC3339))
		}
		at = first.Add(offset)
	}
	if at.Before(first) {
		return time.Time{}, usagef("--at %s is before the recording's first observation, %s", s, first.UTC().Format(time.RFC3339Nano))
	}
	if at.After(last) {
		at = last
	}
	return at, nil
}
