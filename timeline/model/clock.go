package model

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
)

// Measured against the container runtime's own log on 90 first runs: the
// process starts this long (median) before the kubelet records Started.
const startLead = 2500 * time.Microsecond

// A second-precision status time may be ahead of the fact by the runtime's
// bookkeeping: containerd stamps startedAt after the task has started.
const startedAtLag = 250 * time.Millisecond

// clock relates arrival times (client clock) to the times in the objects
// (cluster clocks). Only MODIFIED objects show that there is anything to learn:
// they are fresh, while an ADDED one may be hours old. But no object arrives
// before it was stamped, so the exact times of all narrow what was learned.
type clock struct {
	lead  time.Duration // smallest arrival − stamp: client clock minus cluster clock, plus delivery
	known bool

	exactLead  time.Duration // the same of exact stamps, fresh or not
	exactKnown bool
}

// delays are arrival − exact stamp of the kubelet's Events of a life, the latest
// few: their delivery, on clocks that may differ.
type delays []time.Duration

// Leads inside this window are ordinary delivery; outside it clocks differ.
const maxDelivery = 3 * time.Second

const deliverySamples = 31

// observe learns from a fresh object: it was stamped before it arrived.
func (c *clock) observe(at, stamp time.Time) {
	if stamp.IsZero() || at.IsZero() {
		return
	}
	if d := at.Sub(stamp); !c.known || d < c.lead {
		c.lead, c.known = d, true
	}
}

// observeExact learns from an exact stamp, of an object of any age.
func (c *clock) observeExact(at, stamp time.Time) {
	if d := at.Sub(stamp); !c.exactKnown || d < c.exactLead {
		c.exactLead, c.exactKnown = d, true
	}
}

// delivered learns how long an event with a nanosecond time took to arrive.
func (d *delays) delivered(delay time.Duration) {
	if len(*d) == deliverySamples {
		*d = append((*d)[:0], (*d)[1:]...)
	}
	*d = append(*d, delay)
}

// usual returns the median time from an Event to its arrival, or 0 if unknown.
// What took a second longer than the quickest was not fresh, and if even that
// one took longer than clocks differ or networks need, none was.
func (d delays) usual(offset time.Duration) time.Duration {
	if _, fresh := d.quickest(offset); !fresh {
		return 0
	}
	sorted := slices.Sorted(slices.Values(d))
	fresh, _ := slices.BinarySearch(sorted, sorted[0]+time.Second)
	return sorted[fresh/2] - offset
}

// behind returns how far the node's clock can be behind the cluster's: no more
// than its quickest Event took to arrive. It is 0 where that is a delivery, or
// unknown because none was fresh.
func (d delays) behind(offset time.Duration) time.Duration {
	if quickest, fresh := d.quickest(offset); fresh && quickest > jitter {
		return quickest
	}
	return 0
}

// fewDelays are too few to know how evenly news arrives.
const fewDelays = 4

// late returns by how much an offset that was learned from arrivals may be off
// because news comes late, each at its own time: as much as fresh Events differ,
// for the quickest one may have been late too. It is 0 where no clock was found to
// be ahead of the arrivals.
func (d delays) late(offset time.Duration) time.Duration {
	switch {
	case offset >= 0:
		return 0
	case len(d) < fewDelays:
		return time.Second
	}
	sorted := slices.Sorted(slices.Values(d))
	fresh, _ := slices.BinarySearch(sorted, sorted[0]+maxDelivery)
	if spread := sorted[fresh-1] - sorted[0]; spread > jitter {
		return spread + spread/2 // of few samples, the range is smaller than what they come from
	}
	return 0
}

func (d delays) quickest(offset time.Duration) (delay time.Duration, fresh bool) {
	if len(d) == 0 {
		return 0, false
	}
	delay = slices.Min(d) - offset
	return delay, delay >= 0 && delay <= maxDelivery+time.Second
}

// offset returns client clock minus cluster clock as far as it is known: zero
// while fresh objects arrive within ordinary delivery time. It errs towards the
// smaller, so that an arrival stays an upper bound on the cluster's clock: a
// lead holds a delivery too, and one against truncated seconds up to another.
func (c *clock) offset() time.Duration {
	lead, slack := c.lead, time.Second
	if c.exactKnown && c.exactLead <= lead {
		lead, slack = c.exactLead, jitter
	}
	if !c.known || lead >= 0 && lead <= maxDelivery {
		return 0
	}
	return lead - slack
}

// ruler reads a life's arrivals: on the cluster's clock, and with what a gap
// in the watch leaves open.
type ruler struct {
	offset, delivery time.Duration
	behind           time.Duration // how far the node's clock can be behind
	gaps             []timeline.Gap
}

// onNode returns the earliest that the node's clock can have shown at a moment on
// the cluster's: a lower bound for what only the node stamps.
func (r ruler) onNode(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.Add(-r.behind)
}

func (r ruler) at(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.Add(-r.offset)
}

// relistTime is how long the objects of a relist may take to arrive.
const relistTime = 5 * time.Second

// lo returns the lower bound of a change that arrived at at: the second of the
// write that brought it, unless writes before that one may have been missed.
func (r ruler) lo(lo, at time.Time) time.Time {
	for _, g := range r.gaps {
		if !g.From.After(at) && at.Before(g.To.Add(relistTime)) {
			lo = timeline.EarlierTime(lo, r.at(g.From))
		}
	}
	return lo
}

// flipLag is how long the kubelet may take to post a probe's result; 40 ms were seen.
const flipLag = 200 * time.Millisecond

// flipped returns the edge of a probe's result that was published no earlier
// than lo. What was posted at the very beginning of a second may be of the one
// before.
func (r ruler) flipped(lo, at time.Time) timeline.Edge {
	e := r.seen(lo, at)
	if !lo.IsZero() && e.Uncertainty() < flipLag {
		e.Earliest = e.Latest.Add(-flipLag)
	}
	return e
}

// seen returns the edge of a change that was published no earlier than lo.
func (r ruler) seen(lo, at time.Time) timeline.Edge {
	return timeline.ObservedEdge(r.lo(lo, at), r.at(at))
}
