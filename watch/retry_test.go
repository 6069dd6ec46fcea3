package watch

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/rest"
)

func apitestConfig() *rest.Config { return &rest.Config{Host: "http://127.0.0.1:1"} }

func TestClassify(t *testing.T) {
	pods := schema.GroupResource{Resource: "pods"}
	ahead := apierrors.NewTimeoutError("Too large resource version: 7, current: 3", 1)
	ahead.ErrStatus.Details.Causes = []metav1.StatusCause{{Type: metav1.CauseTypeResourceVersionTooLarge}}
	for _, c := range []struct {
		err    error
		want   retryDecision
		reason string
	}{
		{apierrors.NewResourceExpired("too old"), relist, "410 the version watched from has expired"},
		{ahead, relist, "Timeout: Too large resource version: 7, current: 3"},
		{apierrors.NewForbidden(pods, "", errors.New("no")), refused, "forbidden"},
		{apierrors.NewUnauthorized("no"), refused, "unauthorized"},
		{apierrors.NewNotFound(pods, ""), refused, "not served"},
		{apierrors.NewBadRequest("field label not supported"), refused, "field label not supported"},
		{apierrors.NewTooManyRequests("slow down", 3), retry, "429 too many requests"},
		{apierrors.NewServiceUnavailable("down"), retry, "503 service unavailable"},
		{apierrors.NewInternalError(errors.New("x")), retry, "500 internal error"},
		{apierrors.NewGenericServerResponse(http.StatusBadGateway, "get", pods, "", "", 0, true), retry, "an error on the server (\"\") has prevented the request from succeeding (get pods)"},
		{&url.Error{Op: "Get", URL: "https://a/very/long", Err: io.EOF}, retry, "EOF"},
		{&limitError{"a pod"}, refused, "a pod: more than podlife takes"},
		{errShortWatch, retry, "the connection ended at once"},
	} {
		err := fmt.Errorf("watch pods: %w", c.err)
		if got := classify(err); got != c.want {
			t.Errorf("classify(%v) = %d, want %d", c.err, got, c.want)
		}
		if got := reason(err); got != c.reason && got != "watch pods: "+c.reason {
			t.Errorf("reason(%v) = %q, want %q", c.err, got, c.reason)
		}
	}
}

func TestBackoff(t *testing.T) {
	for attempt, want := range map[int][2]time.Duration{
		1: {0, 50 * time.Millisecond}, 2: {100 * time.Millisecond, 300 * time.Millisecond}, 3: {200 * time.Millisecond, 600 * time.Millisecond},
		9: {7500 * time.Millisecond, 22500 * time.Millisecond}, 1000: {7500 * time.Millisecond, 22500 * time.Millisecond},
	} {
		for range 100 {
			if d := backoff(attempt); d < want[0] || d >= want[1] {
				t.Errorf("backoff(%d) = %v, want in %v", attempt, d, want)
			}
		}
	}
	if d := retryAfter(apierrors.NewTooManyRequests("", 7)); d != 7*time.Second {
		t.Errorf("Retry-After 7 s waits %v", d)
	}
	if d := retryAfter(apierrors.NewTooManyRequests("", 7000)); d != time.Minute {
		t.Errorf("Retry-After 7000 s waits %v", d)
	}
}

// TestFailed checks what a follower does about an error, and for how long.
func TestFailed(t *testing.T) {
	forbidden := apierrors.NewForbidden(schema.GroupResource{Resource: "events"}, "", errors.New("no"))
	for name, c := range map[string]struct {
		required, watched bool
		attempts          int
		err               error
		wait              time.Duration
		gives, fatal      bool
		missing           int
	}{
		"patience asked for":     {watched: true, err: apierrors.NewTooManyRequests("", 3), wait: 3 * time.Second},
		"expired":                {watched: true, err: apierrors.NewResourceExpired(""), gives: true},
		"forbidden":              {watched: true, err: forbidden, wait: time.Minute, missing: 1},
		"forbidden and needed":   {required: true, err: forbidden, gives: true, fatal: true},
		"forbidden later":        {required: true, watched: true, err: forbidden, wait: time.Millisecond},
		"never worked":           {required: true, attempts: 5, err: io.EOF, gives: true, fatal: true},
		"never worked but could": {attempts: 5, err: io.EOF, wait: time.Millisecond},
	} {
		ended := false
		f := &follower{required: c.required, status: &status{}, retry: impatient, end: func(error) { ended = true }}
		f.watched, f.attempts = c.watched, c.attempts
		f.retry.refused = time.Minute
		wait, err := f.failed(c.err)
		if wait != c.wait || (err != nil) != c.gives || ended != c.fatal || len(f.status.missing()) != c.missing {
			t.Errorf("%s: wait %v, %v, ended %v, missing %q", name, wait, err, ended, f.status.missing())
		}
	}
}

// TestBroken checks that what cannot be read is asked for again and then
// listed, and that a back-off begins anew only after two healthy minutes.
func TestBroken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &follower{status: &status{}, retry: defaultRetry}
		var relists []bool
		for range 3 {
			relists = append(relists, f.broken(time.Now(), apierrors.NewInternalError(io.EOF)))
		}
		if !slices.Equal(relists, []bool{false, false, true}) {
			t.Errorf("lists again: %v", relists)
		}
		for _, c := range []struct {
			after time.Duration
			want  int
		}{{time.Minute, 3}, {healthy - time.Second, 4}, {healthy, 1}} {
			time.Sleep(c.after)
			if f.backoff(time.Now()); f.failures != c.want {
				t.Errorf("after %v: failure %d, want %d", c.after, f.failures, c.want)
			}
		}
	})
}
