package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"sync/atomic"
)

// What a server may send. An object in etcd has 1.5 MiB by default; a broken or
// hostile server would otherwise fill the memory.
const (
	maxObject = 16 << 20  // one event of a watch: client-go's own limit where it has one
	maxAnswer = 64 << 20  // one page of a list
	maxState  = 512 << 20 // all pages of a list, or the initial events of a watch
	maxPages  = 1000
)

// errTooLarge is wrapped by the errors about what is beyond these limits.
var errTooLarge = errors.New("more than podlife takes")

// budget is how much of an answer may still be read, in bytes.
type budget struct {
	what  string // for the error
	next  atomic.Int64
	whole atomic.Int64
}

type budgetKey struct{}

// withBudget returns a context whose requests are answered within a budget: next
// bytes until refill, and whole bytes in all.
func withBudget(ctx context.Context, what string, next, whole int64) (context.Context, *budget) {
	b := &budget{what: what}
	b.next.Store(next)
	b.whole.Store(whole)
	return context.WithValue(ctx, budgetKey{}, b), b
}

// refill grants the next object its limit: one more has been read.
func (b *budget) refill() { b.next.Store(maxObject) }

// unbound lifts the limit for what follows, which has no end and is not kept.
func (b *budget) unbound() { b.whole.Store(math.MaxInt64) }

// spend takes n bytes, if they are there.
func (b *budget) spend(n int) error {
	if b.next.Add(-int64(n)) < 0 || b.whole.Add(-int64(n)) < 0 {
		return fmt.Errorf("%s: %w", b.what, errTooLarge)
	}
	return nil
}

// limited is a transport that keeps answers within the budget of their request.
type limited struct{ next http.RoundTripper }

// limit returns a client like h that keeps within budgets.
func limit(h *http.Client) *http.Client {
	c := *h
	if c.Transport == nil {
		c.Transport = http.DefaultTransport
	}
	c.Transport = limited{c.Transport}
	return &c
}

// RoundTrip implements http.RoundTripper.
func (l limited) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := l.next.RoundTrip(r)
	if b, ok := r.Context().Value(budgetKey{}).(*budget); ok && err == nil {
		answer.Body = &limitedBody{answer.Body, b}
	}
	return answer, err
}

type limitedBody struct {
	io.ReadCloser
	budget *budget
}

// Read implements io.Reader.
func (l *limitedBody) Read(p []byte) (int, error) {
	n, err := l.ReadCloser.Read(p)
	if over := l.budget.spend(n); over != nil {
		return 0, over
	}
	return n, err
}
