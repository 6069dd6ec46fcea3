package kube

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// TestRedirect checks that a redirect of the API server does not get the token.
func TestRedirect(t *testing.T) {
	var stolen atomic.Int32
	thief := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			stolen.Add(1)
		}
	}))
	defer thief.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, thief.URL+r.URL.Path, http.StatusTemporaryRedirect)
	}))
	defer server.Close()
	c := connectTo(t, server.URL)
	err := c.CheckPod(t.Context(), "web", false)
	if err == nil || !strings.Contains(err.Error(), "redirects to another host, "+strings.TrimPrefix(thief.URL, "http://")) || stolen.Load() != 0 {
		t.Errorf("%v; %d requests with a token elsewhere", err, stolen.Load())
	}
}

func TestCheckRedirect(t *testing.T) {
	request := func(url string) *http.Request {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for _, c := range []struct {
		from, to string
		follows  bool
	}{
		{"https://a/x", "https://a/y", true},
		{"http://a/x", "http://a/y", true}, // the user's own choice
		{"http://a/x", "https://a/y", true},
		{"https://a/x", "http://a/x", false},
		{"https://a/x", "https://b/x", false},
		{"https://a/x", "https://a:444/x", false},
	} {
		if err := checkRedirect(request(c.to), []*http.Request{request(c.from)}); (err == nil) != c.follows {
			t.Errorf("from %s to %s: %v", c.from, c.to, err)
		}
	}
	circle := make([]*http.Request, maxRedirects)
	for i := range circle {
		circle[i] = request("https://a/x")
	}
	if checkRedirect(request("https://a/x"), circle) == nil {
		t.Error("a circle is followed")
	}
}
