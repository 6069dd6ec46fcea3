package watch

import (
	"cmp"
	"context"
	"sync"
	"time"

	"github.com/podlife/podlife/timeline"
)

// healthy is how long nothing may go wrong before a back-off begins anew, as in
// client-go (tools/cache/reflector.go, defaultBackoffReset).
const healthy = 2 * time.Minute

// steady is how long a watch lives that does not count as having gone wrong: servers
// and load balancers end watches for their own reasons, and opening one again every
// five seconds burdens nothing.
const steady = 5 * time.Second

// inFlight is how long before a connection was cut what was sent on it may be lost.
const inFlight = time.Second

// contact is how a follower and the server get on.
type contact struct {
	mu       sync.Mutex
	heardAt  time.Time // the last moment at which nothing was missed
	brokeAt  time.Time // when the connection broke, if it did
	watched  bool      // once at least
	resuming bool      // a watch is open again but has not delivered anything
	attempts int       // failed in a row, until a watch works
	trouble  error     // the first of them, or the first that the server answered with
	unread   int       // errors inside the stream in a row

	failures int           // since all was healthy: requests, and watches that ended early
	failedAt time.Time     // the last of them
	rest     time.Duration // before the next watch is opened
}

// backoff returns how long to wait after one more failure.
func (f *follower) backoff(now time.Time) time.Duration {
	if now.Sub(f.failedAt) >= healthy {
		f.failures = 0
	}
	f.failures, f.failedAt = f.failures+1, now
	return f.retry.backoff(f.failures)
}

// note keeps the error that explains an outage.
func (f *follower) note(err error) {
	if f.trouble == nil || answered(err) && !answered(f.trouble) {
		f.trouble = err
	}
	f.resuming = false
}

// lose notes that the connection is lost, unless this is the first attempt
// after a watch that ended without an error: servers end watches for their own
// reasons.
func (f *follower) lose(err error) {
	if f.attempts > 1 || answered(err) {
		f.status.lose(f.name, f.of, f.since(), reason(err))
	}
}

// unanswered notes that a request has been without an answer for a while. Where it is
// about what can be watched meanwhile, or must not be waited for, that is no loss.
func (f *follower) unanswered() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.brokeAt.IsZero() || f.required && !f.watched {
		f.status.lose(f.name, f.of, f.since(), reason(cmp.Or(f.trouble, errNoAnswer)))
	}
}

// since returns when contact was lost; zero: there never was any.
func (f *follower) since() time.Time {
	if f.brokeAt.IsZero() {
		return f.heardAt
	}
	return f.brokeAt
}

// cut notes that an open connection has ended: now or, where silence is what ended it,
// at some time since something was last heard from the server, on any stream.
func (f *follower) cut(now time.Time, silent bool) {
	broke := now
	if silent {
		broke = timeline.LaterTime(f.status.heardAt(), now.Add(-deadAfter))
	}
	f.brokeAt = timeline.LaterTime(f.heardAt, broke)
	f.heardAt = timeline.LaterTime(f.heardAt, f.brokeAt.Add(-inFlight))
}

// pause waits before a watch is opened when the last ones have ended early. Other
// streams do not shorten it: what ends early is theirs too.
func (f *follower) pause(ctx context.Context) error {
	f.mu.Lock()
	rest := f.rest
	f.rest = 0
	if rest >= f.retry.settle {
		if f.trouble == nil {
			f.trouble = errShortWatch
		}
		f.status.lose(f.name, f.of, f.since(), reason(f.trouble))
	}
	f.mu.Unlock()
	return sleep(ctx, rest)
}

// opened notes that a watch is open.
func (f *follower) opened(initial bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.watched, f.resuming = true, !initial
}

// ended notes that a watch has ended without an error, or that nothing is heard on its
// connection any more.
func (f *follower) ended(now, began time.Time, silent bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	lived := now.Sub(began)
	if lived < steady {
		f.rest = f.backoff(now)
	}
	if !f.resuming || lived >= f.retry.settle {
		f.cut(now, silent)
		return
	}
	f.note(errShortWatch)
	f.attempts++
	f.lose(errShortWatch)
}

// broken notes that a watch has ended with an error, and reports whether only a
// list helps: the server does not know what happened since, or sends, from the
// same version on, again and again what cannot be read.
func (f *follower) broken(now time.Time, err error) (relists bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.note(err)
	f.attempts++
	if f.attempts == 1 {
		f.brokeAt = now
	}
	if f.unread++; classify(err) == relist || f.unread >= f.retry.unread {
		f.unread = 0
		return true
	}
	f.rest = max(f.backoff(now), retryAfter(err))
	f.lose(err)
	return false
}

// heard notes that an event has arrived.
func (f *follower) heard(now time.Time) {
	f.resumed(now)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.heardAt, f.unread = now, 0
	f.status.heard(now)
}

// resumed notes that a watch that was opened again does deliver. It goes on from where
// the one before it ended: nothing is lost.
func (f *follower) resumed(now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.resuming {
		f.resuming, f.attempts = false, 0
		f.recovered(now)
	}
}

// replaced notes that the state has been listed.
func (f *follower) replaced(now time.Time, again bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if again {
		if err := f.gap(now); err != nil {
			return err
		}
	}
	f.attempts = 0
	f.recovered(now)
	return nil
}

func (f *follower) recovered(now time.Time) {
	f.heardAt, f.brokeAt, f.trouble = now, time.Time{}, nil
	f.status.heard(now)
	f.status.recover(f.name, f.of)
}

// gap emits that changes between the last contact and now may have been missed: the
// state was listed again.
func (f *follower) gap(now time.Time) error {
	if !f.gaps {
		return nil
	}
	why := "the watch ended"
	if f.trouble != nil {
		why = reason(f.trouble)
	}
	gap := &timeline.Gap{From: f.heardAt, To: now, Reason: f.name + ": " + why + "; listed again"}
	return f.emit(timeline.Observation{At: now, Type: timeline.GapType, Object: gap})
}
