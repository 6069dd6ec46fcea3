package kube

import (
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
