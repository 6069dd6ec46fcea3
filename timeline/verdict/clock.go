package verdict

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// clock is the moment of a verdict; where it is not known, it is the newest of
// which the input knows.
type clock struct {
	now     time.Time
	unknown bool
}

// elapsedSince returns how long ago e was, as precisely as it is known.
func (c clock) elapsedSince(e timeline.Edge) string {
	if c.unknown {
		return c.atLeast(e.Latest)
	}
	return length.Since(e, c.now).Sentence()
}

// atLeast returns how long ago t was where the present is not known.
func (c clock) atLeast(t time.Time) string {
	d := c.now.Sub(t).Truncate(time.Second)
	if d < time.Second {
		return "an unknown time"
	}
	return "at least " + length.Running(d)
}

// since returns how long ago an API second was.
func (c clock) since(t time.Time) string {
	if c.unknown {
		return c.atLeast(t.Add(time.Second))
	}
	return length.Running(c.now.Sub(t))
}

func (c clock) until(e timeline.Edge) string { return length.Until(e, c.now) }
