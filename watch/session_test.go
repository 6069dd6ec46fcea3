package watch

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch/apitest"
)

// impatient retries at once, so that no test waits.
var impatient = retryPolicy{
	backoff: func(int) time.Duration { return time.Millisecond },
	refused: time.Millisecond, absent: time.Millisecond, settle: 300 * time.Millisecond, relist: time.Millisecond, starts: 6, unread: 3,
}

// session is a live source that runs against a server.
type session struct {
	t      *testing.T
	server *apitest.Server
	live   *Live
	out    chan timeline.Observation
	done   chan error
	stop   context.CancelFunc
	status chan struct{} // something about the status has changed
}

func newSession(t *testing.T, server *apitest.Server) *session {
	t.Helper()
	s := &session{t: t, server: server, out: make(chan timeline.Observation), done: make(chan error, 1), status: make(chan struct{}, 1)}
	var err error
	s.live, err = NewLive(LiveOptions{Config: server.Config(), Namespace: "shop", Name: "web", Changed: func() {
		select {
		case s.status <- struct{}{}:
		default:
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	s.live.retry = impatient
	return s
}

func (s *session) start() *session {
	ctx, stop := context.WithCancel(s.t.Context())
	s.stop = stop
	go func() { s.done <- s.live.Run(ctx, to(ctx, s.out)) }()
	s.t.Cleanup(func() {
		stop()
		s.server.Close()
	})
	return s
}

// to returns a function that delivers into a channel until ctx ends.
func to(ctx context.Context, out chan<- timeline.Observation) func(timeline.Observation) error {
	return func(o timeline.Observation) error {
		select {
		case out <- o:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// next returns the next n observations, a line each.
func (s *session) next(n int) []string {
	s.t.Helper()
	var got []string
	for range n {
		got = append(got, say(s.observation()))
	}
	return got
}

func (s *session) observation() timeline.Observation {
	s.t.Helper()
	select {
	case o := <-s.out:
		return o
	case err := <-s.done:
		s.t.Fatalf("the source ended: %v", err)
	case <-time.After(20 * time.Second):
		s.t.Fatal("nothing arrives")
	}
	panic("unreachable")
}

// eventually waits until the status is as wanted.
func (s *session) eventually(what string, ok func() bool) {
	s.t.Helper()
	for !ok() {
		select {
		case <-s.status:
		case <-time.After(20 * time.Second):
			s.t.Fatalf("never %s: missing %q, connection %q", what, s.live.Missing(), s.live.Status())
		}
	}
}

func say(o timeline.Observation) string {
	switch x := o.Object.(type) {
	case *timeline.Gap:
		return "GAP " + x.Reason
	case *corev1.Pod:
		return fmt.Sprintf("%s pod %s %d", o.Type, x.UID, x.Generation)
	case *corev1.Event:
		return fmt.Sprintf("%s event %s x%d", o.Type, x.Name, x.Count)
	case *discoveryv1.EndpointSlice:
		return fmt.Sprintf("%s slice %s %d", o.Type, x.Name, len(x.Endpoints))
	}
	return fmt.Sprintf("%s %T", o.Type, o.Object)
}

func pod(uid string, step int) *corev1.Pod {
	return &corev1.Pod{ObjectMeta: metav1.ObjectMeta{
		Name: "web", Namespace: "shop", UID: types.UID(uid), Labels: map[string]string{"app": "web"},
		Generation:    int64(step),
		ManagedFields: []metav1.ManagedFieldsEntry{{Manager: "kubelet", Subresource: "status", FieldsV1: metav1.NewFieldsV1(`{"f:status":{}}`)}},
	}}
}

func neighbour() *corev1.Pod {
	p := pod("other", 0)
	p.Name = "other"
	return p
}

func event(name string, count int32) *corev1.Event {
	return &corev1.Event{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: "shop", UID: types.UID(name)}, Count: count,
		InvolvedObject: corev1.ObjectReference{Kind: "Pod", Name: strings.Split(name, ".")[0], Namespace: "shop"}}
}

func service(name, app string) *corev1.Service {
	s := &corev1.Service{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: "shop", UID: types.UID(name)}}
	if app != "" {
		s.Spec.Selector = map[string]string{"app": app}
	}
	return s
}

func slice(service string, pods ...string) *discoveryv1.EndpointSlice {
	s := &discoveryv1.EndpointSlice{ObjectMeta: metav1.ObjectMeta{Name: service + "-1", Namespace: "shop", UID: types.UID(service + "-1"),
		Labels: map[string]string{discoveryv1.LabelServiceName: service}}}
	for _, p := range pods {
		s.Endpoints = append(s.Endpoints, discoveryv1.Endpoint{TargetRef: &corev1.ObjectReference{Kind: "Pod", Name: p, Namespace: "shop"}})
	}
	return s
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Fatalf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}
