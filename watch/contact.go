package watch

import (
	"context"
	"sync"
	"time"

	"github.com/podlife/podlife/timeline"
)

// healthy is how long nothing may go wrong before a back-off begins anew, as in
// client-go (tools/cache/reflector.go, defaultBackoffReset).
const healthy = 2 * time.Minute

// steady is how long a watch lives that does not count as having gone wrong: load
// balancers cut connections after a minute.
const steady = 30 * time.Second

// contact is how a follower and the server get on.
type contact struct {
	mu       sync.Mutex
	heardAt  time.Time // the last moment at which nothing was missed
	watched  bool      // once at least
	resuming bool      // a watch is open again but has not delivered anything
	attempts int       // failed in a row, until a watch works
	trouble  error     // the first of them, or the first that the server answered with
	late     bool      // something may have happened meanwhile, and arrives late
	unread   int       // errors inside the stream in a row

	failures int           // since all was healthy: requests, and watches that ended early
	failedAt time.Time     // the last of them
	rest     time.Duration // before the next watch is opened
}

// backoff returns how long to wait after one more failure.
func (c *follower) backoff(now time.Time) time.Duration {
	if now.Sub(c.failedAt) >= healthy {
		c.failures = 0
	}
	c.failures, c.failedAt = c.failures+1, now
	return c.retry.backoff(c.failures)
}

// note keeps the error that explains an outage.
func (c *follower) note(err error) {
	if c.trouble == nil || answered(err) && !answered(c.trouble) {
		c.trouble = err
	}
	c.resuming = false
}

// lose says that the connection is lost, unless this is the first attempt after
// a watch that ended without a word: servers end watches for their own reasons.
func (c *follower) lose(err error) {
	if c.attempts > 1 || answered(err) {
		c.late = true
		c.status.lose(c.name, c.of, c.heardAt, reason(err))
	}
}

// pause waits before a watch is opened when the last ones have ended early. Other
// streams do not shorten it: what ends early is theirs too.
func (c *follower) pause(ctx context.Context) error {
	c.mu.Lock()
	rest := c.rest
	c.rest = 0
	if rest >= c.retry.settle {
		if c.trouble == nil {
			c.trouble = errShortWatch
		}
		c.late = true
		c.status.lose(c.name, c.of, c.heardAt, reason(c.trouble))
	}
	c.mu.Unlock()
	return sleep(ctx, rest)
}

// opened notes that a watch is open.
func (c *follower) opened(initial bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.watched, c.resuming = true, !initial
}

// ended notes that a watch has ended without an error.
func (c *follower) ended(now, began time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	lived := now.Sub(began)
	if lived < steady {
		c.rest = c.backoff(now)
	}
	if !c.resuming || lived >= c.retry.settle {
		c.heardAt = later(c.heardAt, now.Add(-deadAfter))
		return
	}
	c.note(errShortWatch)
	c.attempts++
	c.lose(errShortWatch)
}

// broken notes that a watch has ended with an error, and reports whether only a
// list helps: the server does not know what happened since, or sends, from the
// same version on, again and again what cannot be read.
func (c *follower) broken(now time.Time, err error) (relists bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.note(err)
	c.attempts++
	if c.unread++; classify(err) == relist || c.unread >= c.retry.unread {
		c.unread = 0
		return true
	}
	c.rest = max(c.backoff(now), retryAfter(err))
	c.lose(err)
	return false
}

// heard notes that an event has arrived.
func (c *follower) heard(now time.Time) error {
	if err := c.resumed(now); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.heardAt, c.unread = now, 0
	return nil
}

// resumed notes that a watch that was opened again does deliver.
func (c *follower) resumed(now time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.resuming {
		return nil
	}
	c.resuming, c.attempts = false, 0
	if c.late {
		if err := c.gap(now, "resumed"); err != nil {
			return err
		}
	}
	c.recovered(now)
	return nil
}

// replaced notes that the state has been listed.
func (c *follower) replaced(now time.Time, again bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if again {
		if err := c.gap(now, "listed again"); err != nil {
			return err
		}
	}
	c.attempts = 0
	c.recovered(now)
	return nil
}

func (c *follower) recovered(now time.Time) {
	c.heardAt, c.late, c.trouble = now, false, nil
	c.status.recover(c.name, c.of)
}

// gap says that nothing was heard between the last contact and now.
func (c *follower) gap(now time.Time, how string) error {
	if !c.gaps {
		return nil
	}
	why := "the watch ended"
	if c.trouble != nil {
		why = reason(c.trouble)
	}
	gap := &timeline.Gap{From: c.heardAt, To: now, Reason: c.name + ": " + why + "; " + how}
	return c.emit(timeline.Observation{At: now, Type: timeline.GapType, Object: gap})
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
