package watch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch/apitest"
)

// impatient retries at once, so that no test waits.
var impatient = retryPolicy{
	backoff: func(int) time.Duration { return time.Millisecond },
	refused: time.Millisecond, settle: 300 * time.Millisecond, starts: 6, unread: 3,
}

// session is a live source that runs against a server.
type session struct {
	t       *testing.T
	server  *apitest.Server
	live    *Live
	out     chan timeline.Observation
	done    chan error
	stop    context.CancelFunc
	changes atomic.Int32
	status  chan struct{} // something about the status has changed
}

func newSession(t *testing.T, server *apitest.Server) *session {
	t.Helper()
	s := &session{t: t, server: server, out: make(chan timeline.Observation), done: make(chan error, 1), status: make(chan struct{}, 1)}
	var err error
	s.live, err = NewLive(LiveOptions{Config: server.Config(), Namespace: "shop", Name: "web", Changed: func() {
		s.changes.Add(1)
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
	go func() { s.done <- s.live.Run(ctx, s.out) }()
	s.t.Cleanup(func() {
		stop()
		s.server.Close()
	})
	return s
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
		return fmt.Sprintf("%s pod %s %s", o.Type, x.UID, x.Annotations["step"])
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
		Annotations:   map[string]string{"step": fmt.Sprint(step)},
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

// Every update arrives once and in order, whatever happens to the connections.
func TestLiveLosesNothing(t *testing.T) {
	server := apitest.New()
	server.Apply("ADDED", neighbour())
	server.Apply("ADDED", pod("a", 0))
	s := newSession(t, server).start()
	expect(t, s.next(1), "ADDED pod a 0")
	server.AwaitWatches("pods", 1)
	trouble := []func(){
		func() { server.Drop("pods") }, func() { server.End("pods") }, func() { server.CutNext("pods") },
		func() { server.Bookmark("pods") }, func() {},
	}
	for i := 1; i <= 200; i++ {
		server.Apply("MODIFIED", neighbour())
		trouble[i%len(trouble)]()
		server.Apply("MODIFIED", pod("a", i))
		o := s.observation()
		if got, want := say(o), fmt.Sprint("MODIFIED pod a ", i); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
		if mf := o.Object.(*corev1.Pod).ManagedFields; len(mf) != 1 || mf[0].FieldsV1 != nil {
			t.Fatal("managedFields must keep their times and lose their fields")
		}
	}
	if lists := apitest.Count(requests(server), "list", "pods", -1); lists != 1 {
		t.Errorf("%d lists of pods, want 1: resuming needs none", lists)
	}
}

func requests(s *apitest.Server) (all []apitest.Request) {
	s.Await(func(r []apitest.Request) bool { all = slices.Clone(r); return true })
	return all
}

// What the recordings of real pods hold arrives as it was written.
func TestLiveDeliversRecordings(t *testing.T) {
	for _, file := range recordings(t) {
		rec, err := ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		server := apitest.New()
		s := newSession(t, server)
		first := firstPod(rec)
		s.live.options.Namespace, s.live.options.Name = first.Namespace, first.Name
		s.start()
		server.AwaitWatches("pods", 1)
		var want []string
		go func() {
			for _, o := range rec.Observations {
				if p, ok := o.Object.(*corev1.Pod); ok {
					server.Apply(string(o.Type), p)
				}
			}
		}()
		for _, o := range rec.Observations {
			if p, ok := o.Object.(*corev1.Pod); ok && p.Name == first.Name {
				want = append(want, fmt.Sprint(o.Type, " ", p.UID, " ", p.Status.String()))
			}
		}
		for i, w := range want {
			o := s.observation()
			p := o.Object.(*corev1.Pod)
			if got := fmt.Sprint(o.Type, " ", p.UID, " ", p.Status.String()); got != w {
				t.Fatalf("%s: update %d:\n got %s\nwant %s", file, i, got, w)
			}
		}
		s.stop()
		<-s.done
		server.Close()
	}
}

func firstPod(rec Recording) *corev1.Pod {
	for _, o := range rec.Observations {
		if p, ok := o.Object.(*corev1.Pod); ok {
			return p
		}
	}
	return nil
}

// After 410 the state is listed again: a Gap, then only what changed. A pod that
// was recreated meanwhile is another life.
func TestLiveRelists(t *testing.T) {
	for name, say := range map[string]func(*apitest.Server){
		"in the stream":     func(s *apitest.Server) { s.Say("pods", http.StatusGone) },
		"on the next watch": func(s *apitest.Server) { s.Drop("pods") },
	} {
		t.Run(name, func(t *testing.T) {
			server := apitest.New()
			server.Apply("ADDED", pod("a", 0))
			s := newSession(t, server).start()
			expect(t, s.next(1), "ADDED pod a 0")
			server.AwaitWatches("", 3)
			server.Apply("MODIFIED", pod("a", 1))
			expect(t, s.next(1), "MODIFIED pod a 1")

			server.Hold("watch", "pods")
			server.Hold("list", "pods")
			before := time.Now()
			say(server)
			server.Await(func(r []apitest.Request) bool { return r[len(r)-1].Resource == "pods" && r[len(r)-1].Status == 0 })
			server.Apply("DELETED", pod("a", 2))
			server.Apply("ADDED", pod("b", 0))
			server.Apply("MODIFIED", pod("b", 1))
			server.Compact()
			server.Heal()

			o := s.observation()
			gap, ok := o.Object.(*timeline.Gap)
			if !ok || gap.From.After(before) || gap.To.Before(before) || !gap.To.Equal(o.At) || !strings.HasPrefix(gap.Reason, "pods: 410 ") {
				t.Fatalf("not the gap: %s", fmt.Sprint(o.Object))
			}
			expect(t, s.next(2), "DELETED pod a 1", "ADDED pod b 1")
			server.AwaitWatches("pods", 1)
			server.Apply("MODIFIED", pod("b", 2))
			expect(t, s.next(1), "MODIFIED pod b 2")
		})
	}
}

// A server that is away for a while: nothing is lost, but what comes, comes late.
func TestLiveOutage(t *testing.T) {
	for _, status := range []int{http.StatusServiceUnavailable, http.StatusTooManyRequests, http.StatusInternalServerError} {
		server := apitest.New()
		server.Apply("ADDED", pod("a", 0))
		s := newSession(t, server).start()
		expect(t, s.next(1), "ADDED pod a 0")
		server.AwaitWatches("", 3)
		server.Fail("", "", status, -1)
		server.Drop("")
		server.Await(func(r []apitest.Request) bool { return apitest.Count(r, "watch", "pods", status) > 2 })
		s.eventually("lost", func() bool { return s.live.Connection().Lost })
		if c := s.live.Connection(); c.Since.IsZero() || !strings.HasPrefix(s.live.Status(), "reconnecting since ") {
			t.Errorf("status %q", s.live.Status())
		}
		server.Apply("MODIFIED", pod("a", 1))
		server.Apply("MODIFIED", pod("a", 2))
		server.Heal()
		var got []string
		for len(got) < 3 {
			if o := say(s.observation()); !strings.HasPrefix(o, "GAP events") && !strings.HasPrefix(o, "GAP endp") {
				got = append(got, o)
			}
		}
		if !strings.HasPrefix(got[0], fmt.Sprintf("GAP pods: %d ", status)) || !strings.HasSuffix(got[0], "; resumed") {
			t.Errorf("%d: %q is not the gap", status, got[0])
		}
		expect(t, got[1:], "MODIFIED pod a 1", "MODIFIED pod a 2")
		go func() { // the other stream's gap
			for range s.out {
			}
		}()
		s.eventually("connected again", func() bool { return !s.live.Connection().Lost && s.live.Status() == "" })
		s.stop()
		<-s.done
		close(s.out)
	}
}

// A server that refuses events or EndpointSlices still shows pods, says what is
// missing, and shows the rest when RBAC changes.
func TestLiveForbidden(t *testing.T) {
	for resource, missing := range map[string]string{"events": "events: forbidden", "endpointslices": "endpointslices: forbidden", "services": "services: forbidden"} {
		server := apitest.New()
		server.Apply("ADDED", pod("a", 0))
		server.Fail("", resource, http.StatusForbidden, -1)
		server.Apply("ADDED", service("web", "web"))
		s := newSession(t, server).start()
		expect(t, s.next(1), "ADDED pod a 0")
		s.eventually("forbidden", func() bool { return slices.Equal(s.live.Missing(), []string{missing}) })
		if s.live.Status() != "" {
			t.Errorf("a refusal is not a lost connection: %q", s.live.Status())
		}
		server.AwaitWatches("pods", 1)
		server.Apply("MODIFIED", pod("a", 1))
		expect(t, s.next(1), "MODIFIED pod a 1")

		server.Apply("ADDED", event("web.1", 1))
		server.Apply("ADDED", slice("web", "web"))
		want := []string{"ADDED event web.1 x1", "ADDED slice web-1 1"}
		if resource == "events" {
			expect(t, s.next(1), want[1])
			want = want[:1]
		} else {
			expect(t, s.next(1), want[0])
			want = want[1:]
		}
		server.Heal()
		expect(t, s.next(1), want...)
		s.eventually("nothing missing", func() bool { return len(s.live.Missing()) == 0 })
		s.stop()
		<-s.done
		server.Close()
	}
}

func TestLiveEventsAndSlices(t *testing.T) {
	server := apitest.New()
	server.Apply("ADDED", event("web.2", 2)) // by version, not by name
	server.Apply("ADDED", event("web.1", 1))
	server.Apply("ADDED", event("other.1", 1))
	for i := range 2 * pageSize { // neighbours are not even asked for
		server.Apply("ADDED", service(fmt.Sprint("svc", i), "x"))
	}
	server.Apply("ADDED", service("none", ""))
	s := newSession(t, server).start()
	expect(t, s.next(2), "ADDED event web.2 x2", "ADDED event web.1 x1")
	server.AwaitWatches("events", 1)
	server.Apply("MODIFIED", event("web.1", 3))
	expect(t, s.next(1), "MODIFIED event web.1 x3")

	server.AwaitWatches("services", 1)
	server.AwaitWatches("pods", 1)
	server.Apply("ADDED", pod("a", 0))
	expect(t, s.next(1), "ADDED pod a 0")
	server.Apply("ADDED", slice("web", "other", "web"))
	server.Apply("ADDED", service("web", "web")) // created after the pod
	expect(t, s.next(1), "ADDED slice web-1 1")
	server.AwaitWatches("endpointslices", 1)
	unlabelled := pod("a", 1)
	unlabelled.Labels = nil
	server.Apply("MODIFIED", unlabelled)
	expect(t, s.next(1), "MODIFIED pod a 1")
	server.Apply("MODIFIED", slice("web", "other"))
	expect(t, s.next(1), "MODIFIED slice web-1 0")
	// The pod is gone; its last event still arrives.
	server.Apply("DELETED", unlabelled)
	expect(t, s.next(1), "DELETED pod a 1")
	server.Apply("ADDED", event("web.4", 1))
	expect(t, s.next(1), "ADDED event web.4 x1")
	if n := apitest.Count(requests(server), "watch", "endpointslices", -1); n != 1 {
		t.Errorf("%d watches of endpointslices, want one for the one Service", n)
	}
}

// What cannot work from the start ends the source with the server's own error.
func TestLiveFatal(t *testing.T) {
	for status, is := range map[int]func(error) bool{
		http.StatusForbidden: apierrors.IsForbidden, http.StatusUnauthorized: apierrors.IsUnauthorized,
		http.StatusServiceUnavailable: apierrors.IsServiceUnavailable,
	} {
		for _, verb := range []string{"list", "watch"} {
			server := apitest.New()
			server.Fail(verb, "pods", status, -1)
			s := newSession(t, server).start()
			if err := <-s.done; !is(err) || !strings.Contains(err.Error(), `pod web in namespace shop`) {
				t.Errorf("%s %d: %v", verb, status, err)
			}
			server.Close()
		}
	}
	server := apitest.New()
	server.Close()
	s := newSession(t, server).start()
	if err := <-s.done; err == nil || !strings.Contains(err.Error(), "refused") {
		t.Errorf("no server: %v", err)
	}
}

func TestLiveStops(t *testing.T) {
	server := apitest.New()
	server.Apply("ADDED", pod("a", 0))
	s := newSession(t, server).start() // nobody takes the first observation
	server.AwaitWatches("events", 1)
	s.stop()
	if err := <-s.done; !errors.Is(err, context.Canceled) {
		t.Errorf("Run = %v", err)
	}
}

func TestNewLive(t *testing.T) {
	for _, o := range []LiveOptions{{}, {Config: apitestConfig(), Name: "x"}, {Config: apitestConfig(), Namespace: "x"}} {
		if _, err := NewLive(o); err == nil {
			t.Errorf("NewLive(%+v) works", o)
		}
	}
}
