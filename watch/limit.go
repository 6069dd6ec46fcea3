package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// What a server may send. An object in etcd has 1.5 MiB by default, and API servers
// accept none of more than 3; a broken or hostile server would otherwise fill the
// memory.
const (
	maxObject = 8 << 20   // one event of a watch
	maxAnswer = 64 << 20  // one page of a list
	maxState  = 256 << 20 // all pages of a list, the initial events of a watch, or what is remembered of one resource
	maxPages  = 1000
)

// How many there may be at a time, of each watch or in all.
const (
	maxObjects  = 20_000  // pods, Services, EndpointSlices
	maxListed   = 100_000 // Events that there are at first
	maxServices = 256     // of which the EndpointSlices are followed
	maxStrays   = 256     // pods that are followed by name because they left the selection
)

// errTooLarge is what every limitError is.
var errTooLarge = errors.New("more than podlife takes")

// limitError is a limit that a server exceeds.
type limitError struct{ what string }

func (e *limitError) Error() string { return e.what + ": " + errTooLarge.Error() }

// Is makes every limitError an errTooLarge.
func (e *limitError) Is(target error) bool { return target == errTooLarge }

// tally is how many objects there are, and how many bytes they have as protobuf.
type tally struct{ objects, bytes int }

// add counts an object that has come, or with -1 one that has gone.
func (t *tally) add(o any, sign int) {
	t.objects += sign
	if sized, ok := o.(interface{ Size() int }); ok {
		t.bytes += sign * sized.Size()
	}
}

// over returns an error where there is more of a resource than may be.
func (t *tally) over(resource string) error {
	most := maxObjects
	if resource == "events" {
		most = maxListed
	}
	switch {
	case t.objects > most:
		return &limitError{fmt.Sprintf("over %d %s at a time", most, resource)}
	case t.bytes > maxState:
		return &limitError{fmt.Sprintf("over %d MiB of %s at a time", maxState>>20, resource)}
	}
	return nil
}

// budget is how much of an answer may still be read, in bytes.
type budget struct {
	what  string // for the error
	next  atomic.Int64
	whole atomic.Int64
	ended atomic.Pointer[error] // with which the answer ended
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

// spend takes n bytes, if they are there.
func (b *budget) spend(n int) error {
	if b.next.Add(-int64(n)) < 0 || b.whole.Add(-int64(n)) < 0 {
		return &limitError{b.what}
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

// limitedBody is the body of an answer that keeps within a budget, and notes how it
// ended.
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
	if err != nil {
		l.budget.ended.Store(&err)
	}
	return n, err
}

// atMost returns a function that calls do for the first n objects, and reports
// whether it did.
func atMost(n int, do func(metav1.Object)) func(metav1.Object) bool {
	return func(o metav1.Object) bool {
		if n--; n < 0 {
			return false
		}
		do(o)
		return true
	}
}
