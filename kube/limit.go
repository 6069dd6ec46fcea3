package kube

import (
	"errors"
	"fmt"
	"io"
	"net/http"
)

// What a look-up takes at most, of whatever answers as the API server.
const (
	// maxAnswer bounds one answer, unpacked: 500 names are a few hundred kB.
	maxAnswer = 64 << 20
	// maxPages bounds a list of pages of maxNames each.
	maxPages = 100
)

// limitError is a limit of a look-up that a server exceeds.
type limitError struct{ what string }

func (e *limitError) Error() string { return e.what + ", more than podlife takes" }

var (
	errAnswerTooLarge = &limitError{fmt.Sprintf("an answer of over %d MiB", maxAnswer>>20)}
	errTooManyPages   = &limitError{fmt.Sprintf("a list of over %d pages of %d", maxPages, maxNames)}
)

// limited is a transport that reads no more than maxAnswer of an answer.
type limited struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (l limited) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := l.next.RoundTrip(r)
	if err == nil {
		answer.Body = &limitedBody{answer.Body, maxAnswer}
	}
	return answer, err
}

// limitedBody is the body of an answer of which left more bytes may be read.
type limitedBody struct {
	io.ReadCloser
	left int64
}

// Read implements io.Reader.
func (b *limitedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, errAnswerTooLarge
	}
	return n, err
}

const maxRedirects = 10 // as net/http

// checkRedirect refuses an answer that leads elsewhere: client-go gives every
// request the user's credentials, also one to another host, or to anybody who
// listens where there is no TLS.
func checkRedirect(next *http.Request, before []*http.Request) error {
	first := before[0].URL
	switch {
	case next.URL.Host != first.Host:
		return fmt.Errorf("the server redirects to another host, %s, which must not get the credentials; if that is the API server, name it in the kubeconfig", next.URL.Host)
	case next.URL.Scheme != "https" && next.URL.Scheme != first.Scheme:
		return fmt.Errorf("the server redirects to %s without TLS, which must not get the credentials", next.URL.Host)
	case len(before) >= maxRedirects:
		return errors.New("the server redirects in a circle")
	}
	return nil
}
