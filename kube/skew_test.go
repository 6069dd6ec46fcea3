package kube

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestSkew(t *testing.T) {
	at := time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)
	type answer struct {
		sent, took time.Duration // on this computer's clock, after at
		ahead      time.Duration // of the server's clock
	}
	for name, tt := range map[string]struct {
		answers   []answer
		low, high time.Duration // what the estimate may be
	}{
		"nothing asked":              {nil, 0, 0},
		"same clock":                 {[]answer{{0, 10 * time.Millisecond, 0}}, 0, 0},
		"a second may be rounding":   {[]answer{{0, time.Millisecond, time.Second}}, 0, 0},
		"a slow answer tells little": {[]answer{{0, 20 * time.Second, 5 * time.Second}}, 0, 0},
		"ten minutes ahead":          {[]answer{{0, time.Millisecond, 10 * time.Minute}}, 10*time.Minute - time.Second, 10*time.Minute + time.Second},
		"ten minutes behind":         {[]answer{{0, time.Millisecond, -10 * time.Minute}}, -10*time.Minute - time.Second, -10*time.Minute + time.Second},
		"answers narrow it": {[]answer{
			{100 * time.Millisecond, time.Millisecond, time.Minute}, {900 * time.Millisecond, time.Millisecond, time.Minute},
		}, time.Minute - 110*time.Millisecond, time.Minute + 110*time.Millisecond},
		"the clock was set": {[]answer{{0, time.Millisecond, time.Minute}, {time.Second, time.Millisecond, 0}}, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var s skew
			for _, a := range tt.answers {
				sent := at.Add(a.sent)
				s.observe(sent, sent.Add(a.took), sent.Add(a.took/2).Add(a.ahead).Format(http.TimeFormat))
			}
			if got := s.estimate(); got < tt.low || got > tt.high {
				t.Errorf("estimate() = %s, want %s to %s", got, tt.low, tt.high)
			}
		})
	}
}

// TestSkewIsCapped checks that a Date that cannot be a clock's is not believed,
// with a warning.
func TestSkewIsCapped(t *testing.T) {
	at := time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		date       string
		unbelieved bool
	}{
		{"Sun, 22 Nov 2026 07:00:00 GMT", false},
		{"Mon, 21 Dec 2026 07:00:00 GMT", false},
		{"Thu, 24 Dec 2026 07:00:00 GMT", true},
		{"Fri, 01 Jan 1971 00:00:00 GMT", true},
		{"Fri, 31 Dec 9999 23:59:59 GMT", true},
	} {
		var c Client
		c.skew.observe(at, at, tt.date)
		if skew, unbelieved := c.Skew(); (unbelieved != 0) != tt.unbelieved || skew.Abs() > maxSkew || tt.unbelieved && skew != 0 {
			t.Errorf("%s: skew %v, unbelieved %v", tt.date, skew, unbelieved)
		}
	}
}

func TestSkewOfServer(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Date", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))
	}))
	defer server.Close()
	var s skew
	client := &http.Client{Transport: s.wrap(http.DefaultTransport)}
	resp, err := client.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if got := s.estimate(); got < 59*time.Minute || got > 61*time.Minute {
		t.Errorf("skew %s, want about an hour", got)
	}
}
