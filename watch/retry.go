package watch

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"
)

// deadAfter is how long a connection may have been dead before that is noticed:
// client-go pings an idle HTTP/2 connection after 30 s and waits 15 s.
const deadAfter = 45 * time.Second

// silent reports whether an answer ended because nothing was heard any more, so that
// the connection may have been dead for a while. What net/http says when its pings stay
// without an answer has no type (golang.org/x/net/http2, closeForLostPing).
func (b *budget) silent() bool {
	err := b.ended.Load()
	if err == nil {
		return true // it has not ended: podlife waits no longer
	}
	var network net.Error
	return errors.Is(*err, context.DeadlineExceeded) || errors.As(*err, &network) && network.Timeout() ||
		strings.Contains((*err).Error(), "client connection lost")
}

// retryPolicy says how often and when to try again.
type retryPolicy struct {
	backoff func(attempt int) time.Duration // after the nth failure in a row, from 1
	refused time.Duration                   // after the server said no: RBAC may change
	absent  time.Duration                   // between looks for what does not exist yet
	settle  time.Duration                   // a watch open for so long is working
	relist  time.Duration                   // before the state is listed again, and twice as long each time
	starts  int                             // failures in a row before anything worked
	unread  int                             // errors inside a stream in a row before listing again
}

var defaultRetry = retryPolicy{
	backoff: backoff, refused: 30 * time.Second, absent: time.Second, settle: time.Second, relist: 50 * time.Millisecond, starts: 6, unread: 3,
}

// relists returns how a Reflector waits before it lists again. It begins anew
// when that was not necessary for two minutes.
func (r retryPolicy) relists() *wait.Backoff {
	return &wait.Backoff{Duration: r.relist, Cap: 30 * time.Second, Factor: 2, Jitter: 1, Steps: 20}
}

// backoff lets the first attempt go at once (servers end watches for their own
// reasons), then waits twice as long each time, up to 15 s; the jitter
// keeps a server that comes back from being asked by everybody at once.
func backoff(attempt int) time.Duration {
	if attempt <= 1 {
		return rand.N(50 * time.Millisecond)
	}
	d := 200 * time.Millisecond << min(attempt-2, 10)
	d = min(d, 15*time.Second)
	return d/2 + rand.N(d)
}

// retryDecision is what an error means for the next attempt.
type retryDecision int

const (
	retry   retryDecision = iota // go on from where it was
	relist                       // the server no longer knows what happened since
	refused                      // it will say the same again: nothing but RBAC or a new server helps
)

var (
	errShortWatch = errors.New("the connection ended at once")
	errNoAnswer   = errors.New("the server does not answer")
)

// classify returns what an error means for the next attempt.
func classify(err error) retryDecision {
	if errors.Is(err, errTooLarge) {
		return refused
	}
	var status apierrors.APIStatus
	if !errors.As(err, &status) {
		return retry // the network, a proxy, a stream cut off
	}
	s := status.Status()
	switch {
	case apierrors.IsGone(err), apierrors.IsResourceExpired(err), tooNew(s):
		return relist
	case apierrors.IsForbidden(err), apierrors.IsUnauthorized(err), apierrors.IsNotFound(err), // not served
		apierrors.IsMethodNotSupported(err), apierrors.IsNotAcceptable(err), apierrors.IsBadRequest(err), apierrors.IsInvalid(err):
		return refused
	}
	return retry // 429, 5xx, timeouts
}

// answered reports whether err is the server's answer, not the lack of one.
func answered(err error) bool {
	var status apierrors.APIStatus
	return errors.As(err, &status)
}

// tooNew reports whether the server is behind the resource version it was asked for:
// it was restored from a backup.
func tooNew(s metav1.Status) bool {
	return s.Details != nil && len(s.Details.Causes) > 0 && s.Details.Causes[0].Type == metav1.CauseTypeResourceVersionTooLarge
}

// retryAfter returns how long the server asks to wait, within reason.
func retryAfter(err error) time.Duration {
	seconds, ok := apierrors.SuggestsClientDelay(err)
	if !ok {
		return 0
	}
	return min(time.Duration(seconds)*time.Second, time.Minute)
}

// reason returns an error in the few words that fit on a screen.
func reason(err error) string {
	var status apierrors.APIStatus
	var network *url.Error
	if limit, ok := errors.AsType[*limitError](err); ok {
		return limit.Error()
	}
	switch {
	case errors.As(err, &network):
		return network.Err.Error() // without the URL, which is long
	case !errors.As(err, &status):
		return err.Error()
	}
	s := status.Status()
	switch {
	case apierrors.IsForbidden(err):
		return "forbidden"
	case apierrors.IsUnauthorized(err):
		return "unauthorized"
	case apierrors.IsNotFound(err):
		return "not served"
	case apierrors.IsGone(err), apierrors.IsResourceExpired(err):
		return "410 the version watched from has expired"
	case s.Code == http.StatusTooManyRequests:
		return "429 too many requests"
	case s.Code == http.StatusInternalServerError:
		return "500 internal error"
	case s.Code == http.StatusServiceUnavailable:
		return "503 service unavailable"
	}
	return err.Error()
}

// sleep waits for d, or for the end of ctx, whose cause it returns.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return context.Cause(ctx)
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// lookUp finds out which Labels to select by: it waits for a workload or Service
// that does not exist yet.
func (l *Live) lookUp(ctx context.Context) error {
	if l.options.LookUp == nil {
		return nil
	}
	return l.persist(ctx, "workload", func() error {
		selector, name, err := l.options.LookUp(ctx)
		if err != nil {
			return err
		}
		l.options.Labels = selector
		l.options.Workload.Name = cmp.Or(name, l.options.Workload.Name)
		return nil
	})
}

// persist asks until there is an answer: it waits for what does not exist and for
// a server in trouble, which the status shows as a stream of its own. Any other
// error ends it.
func (l *Live) persist(ctx context.Context, stream string, ask func() error) error {
	contact, attempts := time.Now(), 0
	for {
		err := ask()
		wait := l.retry.absent
		switch {
		case err == nil:
			l.status.recover(stream, "")
			return nil
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case apierrors.IsNotFound(err):
			l.status.recover(stream, "")
			contact, attempts = time.Now(), 0
		case transient(err):
			attempts++
			l.status.lose(stream, "", contact, reason(err))
			wait = max(l.retry.backoff(attempts), retryAfter(err))
		default:
			return err
		}
		if err := sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// transient reports whether err came from the network or a server in trouble, and not
// from what was asked.
func transient(err error) bool {
	var network *url.Error
	return classify(err) == retry && (answered(err) || errors.As(err, &network))
}
