package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	apiwatch "k8s.io/apimachinery/pkg/watch"

	"github.com/podlife/podlife/timeline"
)

// transport is an API server made of a function.
type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// from returns an answer with a body.
func from(r *http.Request, body io.Reader) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(body), Request: r}, nil
}

// endless is one word after another, forever.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	e.read += len(p)
	return len(p), nil
}

func podsOf(t *testing.T, server transport) *api {
	t.Helper()
	l := &Live{options: LiveOptions{Config: brokenConfig(), HTTP: &http.Client{Transport: server}}}
	core, err := l.client(corev1.SchemeGroupVersion)
	if err != nil {
		t.Fatal(err)
	}
	return &api{client: core, namespace: "shop", resource: "pods", timeout: time.Minute, one: &corev1.Pod{}, many: &corev1.PodList{}}
}

// TestAnswersAreBounded checks that neither an answer nor an object without an
// end fills the memory.
func TestAnswersAreBounded(t *testing.T) {
	body := &endless{}
	pods := podsOf(t, func(r *http.Request) (*http.Response, error) {
		return from(r, io.MultiReader(strings.NewReader(`{"type":"ADDED","object":{"kind":"Pod","apiVersion":"v1","metadata":{"name":"`), body))
	})
	_, err := pods.list(t.Context(), metav1.ListOptions{})
	if !errors.Is(err, errTooLarge) || classify(err) != refused || body.read > 2*maxAnswer || !strings.Contains(err.Error(), "an answer of over 64 MiB: more than podlife takes") {
		t.Errorf("list: %v after %d MiB", err, body.read>>20)
	}
	body.read = 0
	seconds := int64(60)
	w, err := pods.watch(t.Context(), metav1.ListOptions{TimeoutSeconds: &seconds})
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	e := <-w.ResultChan()
	if err := apierrors.FromObject(e.Object); e.Type != apiwatch.Error || !strings.Contains(err.Error(), "an object of over 8 MiB") || body.read > 2*maxObject {
		t.Errorf("watch: %s %v after %d MiB", e.Type, err, body.read>>20)
	}
}

// TestPagesAreBounded checks that a list without an end ends with an error that
// says so.
func TestPagesAreBounded(t *testing.T) {
	pages := 0
	server := transport(func(r *http.Request) (*http.Response, error) {
		if r.URL.Query().Get("watch") != "" {
			return answer(r, http.StatusUnprocessableEntity, `{"kind":"Status","apiVersion":"v1","status":"Failure","code":422,"reason":"Invalid"}`, false), nil
		}
		pages++
		return from(r, strings.NewReader(`{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"1","continue":"more"},"items":[]}`))
	})
	f := &follower{name: "pods", required: true, api: podsOf(t, server), status: &status{}, retry: impatient, known: known{}, start: startIn(t)}
	if err := f.run(t.Context()); !errors.Is(err, errTooLarge) || !strings.Contains(err.Error(), "over 1000 pages") || pages != maxPages {
		t.Errorf("%v after %d pages", err, pages)
	}
}

// startIn returns a function that starts goroutines for which the test waits.
func startIn(t *testing.T) func(func() error) {
	t.Helper()
	g, _ := newGroup(t.Context())
	t.Cleanup(g.wait)
	return g.start
}

// TestEventsAreForgotten checks that of a flood of Events no more than an hour,
// or a fixed number, is remembered.
func TestEventsAreForgotten(t *testing.T) {
	k, now := known{}, time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)
	add := func(i int) {
		name := fmt.Sprint("e", i)
		k.add(&corev1.Event{ObjectMeta: metav1.ObjectMeta{Name: name, UID: types.UID(name), ResourceVersion: "1"}, Message: strings.Repeat("x", 100)}, now)
	}
	for i := range 3 * maxEvents {
		now = now.Add(time.Millisecond)
		add(i)
	}
	if len(k) > maxEvents || len(k) < maxEvents/2 || k["e0"] != nil || k["e59999"] == nil {
		t.Errorf("%d of %d Events are remembered", len(k), 3*maxEvents)
	}
	now = now.Add(eventTTL)
	for i := range maxEvents {
		add(-i)
	}
	if k["e59999"] != nil {
		t.Error("an Event of an hour ago is remembered")
	}
	if e, ok := k["e-1"].(*delivered); !ok || e.GetName() != "" {
		t.Errorf("of an Event more is remembered than needed: %v", k["e-1"])
	}
	if gone := k.changes(nil); len(gone) != 0 {
		t.Errorf("%d Events are reported as deleted", len(gone))
	}
}

// TestWatchListIgnored checks that a server that neither refuses to begin a
// watch with the state nor does so is asked for a list.
func TestWatchListIgnored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := transport(func(r *http.Request) (*http.Response, error) {
			if r.URL.Query().Get("watch") != "" {
				return answer(r, http.StatusOK, "", true), nil
			}
			return from(r, strings.NewReader(`{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[{"metadata":{"name":"web","uid":"u","resourceVersion":"1"}}]}`))
		})
		ctx, stop := context.WithCancel(t.Context())
		began, found := time.Now(), time.Duration(0)
		g, ctx := newGroup(ctx)
		f := &follower{name: "pods", api: podsOf(t, server), status: &status{}, retry: defaultRetry, known: known{}, start: g.start}
		f.emit = func(o timeline.Observation) error {
			found = time.Since(began)
			stop()
			return nil
		}
		err := f.run(ctx)
		g.wait()
		if err != nil || found < initialSilence || found > initialSilence+time.Second {
			t.Errorf("%v, the pod is found after %v, want %v", err, found, initialSilence)
		}
	})
}
