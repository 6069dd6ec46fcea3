package watch

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
)

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
