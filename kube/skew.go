package kube

import (
	"net/http"
	"sync"
	"time"
)

// minSkew is the difference between two clocks that is worth a word: less is
// what NTP and whole seconds leave open.
const minSkew = 2 * time.Second

// maxSkew is the largest difference that is believed: beyond it no certificate
// would be valid on both sides, and what wrote the header means no clock.
const maxSkew = 30 * 24 * time.Hour

// Skew returns how far the API server's clock is ahead of this computer's, as far
// as its answers so far say: 0 while that may be less than two seconds. Their
// Date header has whole seconds; with every answer the bounds get tighter. A
// difference of over 30 days is returned as unbelieved instead.
func (c *Client) Skew() (skew, unbelieved time.Duration) {
	if skew = c.skew.estimate(); skew > maxSkew || skew < -maxSkew {
		return 0, skew
	}
	return skew, 0
}

// skew bounds the difference of two clocks. Its zero value knows nothing.
type skew struct {
	mu        sync.Mutex
	low, high time.Duration
	known     bool
}

// wrap makes a transport measure the skew as it goes.
func (s *skew) wrap(next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(r *http.Request) (*http.Response, error) {
		sent := time.Now()
		resp, err := next.RoundTrip(r)
		if err == nil {
			s.observe(sent, time.Now(), resp.Header.Get("Date"))
		}
		return resp, err
	})
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// observe learns from an answer: the server wrote its Date, which is cut to the
// second, between sent and received.
func (s *skew) observe(sent, received time.Time, date string) {
	wrote, err := http.ParseTime(date)
	if err != nil {
		return // no Date, no lesson
	}
	// Wall clocks are what is compared: without Round they would be monotonic.
	low, high := wrote.Sub(received.Round(0)), wrote.Add(time.Second).Sub(sent.Round(0))
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known && low <= s.high && s.low <= high {
		low, high = max(low, s.low), min(high, s.high)
	} // else one of the clocks was set: what was known is no longer true
	s.low, s.high, s.known = low, high, true
}

func (s *skew) estimate() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.known || s.low < minSkew && s.high > -minSkew {
		return 0
	}
	return s.low + (s.high-s.low)/2
}
