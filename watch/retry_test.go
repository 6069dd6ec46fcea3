package watch

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/rest"
)

func apitestConfig() *rest.Config { return &rest.Config{Host: "http://127.0.0.1:1"} }

func TestJudge(t *testing.T) {
	pods := schema.GroupResource{Resource: "pods"}
	ahead := apierrors.NewTimeoutError("Too large resource version: 7, current: 3", 1)
	ahead.ErrStatus.Details.Causes = []metav1.StatusCause{{Type: metav1.CauseTypeResourceVersionTooLarge}}
	for _, c := range []struct {
		err    error
		want   verdict
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
		{errShortWatch, retry, "the connection ended at once"},
	} {
		err := fmt.Errorf("watch pods: %w", c.err)
		if got := judge(err); got != c.want {
			t.Errorf("judge(%v) = %d, want %d", c.err, got, c.want)
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

// What a follower does about an error, and for how long.
func TestFailed(t *testing.T) {
	forbidden := apierrors.NewForbidden(schema.GroupResource{Resource: "events"}, "", errors.New("no"))
	for name, c := range map[string]struct {
		f       follower
		err     error
		wait    time.Duration
		fatal   bool
		version string
		missing int
	}{
		"patience asked for":     {follower{watched: true}, apierrors.NewTooManyRequests("", 3), 3 * time.Second, false, "7", 0},
		"expired":                {follower{watched: true}, apierrors.NewResourceExpired(""), time.Millisecond, false, "", 0},
		"unreadable":             {follower{watched: true, unread: 3}, apierrors.NewInternalError(io.EOF), time.Millisecond, false, "", 0},
		"forbidden":              {follower{watched: true}, forbidden, time.Minute, false, "7", 1},
		"forbidden and needed":   {follower{required: true}, forbidden, 0, true, "7", 0},
		"forbidden later":        {follower{required: true, watched: true}, forbidden, time.Millisecond, false, "7", 0},
		"never worked":           {follower{required: true, attempts: 5}, io.EOF, 0, true, "7", 0},
		"never worked but could": {follower{attempts: 5}, io.EOF, time.Millisecond, false, "7", 0},
	} {
		f := &c.f
		f.version, f.status, f.retry = "7", &status{}, impatient
		f.retry.refused = time.Minute
		wait, err := f.failed(c.err)
		if wait != c.wait || (err != nil) != c.fatal || f.version != c.version || len(f.status.missing()) != c.missing {
			t.Errorf("%s: wait %v, %v, version %q, missing %q", name, wait, err, f.version, f.status.missing())
		}
	}
}
