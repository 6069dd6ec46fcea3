package watch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch/apitest"
	"github.com/podlife/podlife/watch/recording"
)

// TestLiveLosesNothing checks that every update arrives once and in order,
// whatever happens to the connections.
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
	if states := states(server, "pods"); states != 1 {
		t.Errorf("the state of pods was asked for %d times, want 1: resuming needs none", states)
	}
}

// TestLiveBurst checks that of more updates at once than are read none is lost,
// merged or reordered.
func TestLiveBurst(t *testing.T) {
	server := apitest.New()
	s := newSession(t, server).start()
	server.AwaitWatches("pods", 1)
	const updates = 3000
	for i := range updates {
		server.Apply("MODIFIED", pod("a", i))
	}
	for i := range updates {
		want := fmt.Sprint("MODIFIED pod a ", i)
		if i == 0 {
			want = "ADDED pod a 0"
		}
		expect(t, s.next(1), want)
	}
}

func requests(s *apitest.Server) (all []apitest.Request) {
	s.Await(func(r []apitest.Request) bool { all = slices.Clone(r); return true })
	return all
}

// states returns how often the state of a resource was asked for.
func states(s *apitest.Server, resource string) (n int) {
	for _, r := range requests(s) {
		if r.Resource == resource && (r.Verb == "list" || slices.Equal(r.Query["sendInitialEvents"], []string{"true"})) {
			n++
		}
	}
	return n
}

// TestLiveDeliversRecordings checks that the objects of recorded pods arrive as
// they were written.
func TestLiveDeliversRecordings(t *testing.T) {
	for _, file := range fixture.Files(t) {
		rec, err := recording.ReadFile(file)
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
				want = append(want, update(t, o.Type, p))
			}
		}
		for i, w := range want {
			o := s.observation()
			p := o.Object.(*corev1.Pod)
			if got := update(t, o.Type, p); got != w {
				t.Fatalf("%s: update %d:\n got %s\nwant %s", file, i, got, w)
			}
		}
		s.stop()
		<-s.done
		server.Close()
	}
}

// update returns one watch update in words that two decodings share: a
// Quantity's String form differs by what it has cached.
func update(t *testing.T, typ timeline.ObservationType, p *corev1.Pod) string {
	t.Helper()
	status, err := json.Marshal(&p.Status)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(typ, " ", p.UID, " ", string(status))
}

func firstPod(rec recording.Recording) *corev1.Pod {
	for _, o := range rec.Observations {
		if p, ok := o.Object.(*corev1.Pod); ok {
			return p
		}
	}
	return nil
}

// TestLiveRelists checks that after 410 the state is listed again: a Gap, then
// only what changed. A pod that was recreated meanwhile is another life.
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

// TestLiveOutage checks that nothing is lost while a server is away for a
// while, though it comes late.
func TestLiveOutage(t *testing.T) {
	for _, status := range []int{http.StatusServiceUnavailable, http.StatusTooManyRequests, http.StatusInternalServerError} {
		server := apitest.New()
		server.Apply("ADDED", pod("a", 0))
		s := newSession(t, server).start()
		expect(t, s.next(1), "ADDED pod a 0")
		server.AwaitWatches("", 3)
		server.Fail("", "", status, -1)
		broke := time.Now()
		server.Drop("")
		server.Await(func(r []apitest.Request) bool { return apitest.Count(r, "watch", "pods", status) > 2 })
		s.eventually("lost", func() bool { return s.live.Connection().Lost })
		if c := s.live.Connection(); c.Since.Before(broke) || c.Stale.Before(broke) || !strings.HasPrefix(s.live.Status(), "reconnecting since ") {
			t.Errorf("status %q", s.live.Status())
		}
		server.Apply("MODIFIED", pod("a", 1))
		server.Apply("MODIFIED", pod("a", 2))
		server.Heal()
		expect(t, s.next(2), "MODIFIED pod a 1", "MODIFIED pod a 2") // and no gap before them: nothing is lost
		s.eventually("connected again", func() bool { return !s.live.Connection().Lost && s.live.Status() == "" })
		s.stop()
		<-s.done
		close(s.out)
	}
}

// TestLiveForbidden checks that without the right to read events or
// EndpointSlices pods are shown, with what is missing, and that the rest comes
// when RBAC changes.
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

// TestLiveFatal checks that what cannot work from the start ends the source
// with the server's own error.
func TestLiveFatal(t *testing.T) {
	for status, is := range map[int]func(error) bool{
		http.StatusForbidden: apierrors.IsForbidden, http.StatusUnauthorized: apierrors.IsUnauthorized,
		http.StatusServiceUnavailable: apierrors.IsServiceUnavailable,
	} {
		for _, verb := range []string{"list", "watch"} {
			server := apitest.New()
			server.RefuseWatchList()
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

// TestLiveFirstState checks that the state comes with the watch in one request,
// and that a server that refuses this is asked for a list, and not again for
// what it refuses.
func TestLiveFirstState(t *testing.T) {
	for name, c := range map[string]struct {
		refuses bool
		first   []string
	}{"watch list": {false, []string{"watch"}}, "refused": {true, []string{"watch", "list", "watch"}}} {
		server := apitest.New()
		if c.refuses {
			server.RefuseWatchList()
		}
		server.Apply("ADDED", pod("a", 0))
		s := newSession(t, server).start()
		expect(t, s.next(1), "ADDED pod a 0")
		server.AwaitWatches("pods", 1)
		server.Apply("MODIFIED", pod("a", 1))
		expect(t, s.next(1), "MODIFIED pod a 1")
		var verbs []string
		for _, r := range requests(server) {
			if r.Resource == "pods" {
				verbs = append(verbs, r.Verb)
			}
		}
		if !slices.Equal(verbs, c.first) {
			t.Errorf("%s: requests for pods %q, want %q", name, verbs, c.first)
		}
	}
}
