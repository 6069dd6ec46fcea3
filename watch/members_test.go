package watch

import (
	"fmt"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch/apitest"
)

// selecting returns a session that follows all pods with app=web of a
// namespace.
func selecting(t *testing.T, server *apitest.Server, namespace string) *session {
	t.Helper()
	s := newSession(t, server)
	s.live.options.Name, s.live.options.Namespace = "", namespace
	s.live.options.Labels = labels.Set{"app": "web"}.AsSelector()
	return s
}

func podNamed(name string, step int) *corev1.Pod {
	p := pod(name, step)
	p.Name = name
	return p
}

// TestSelection checks that a selection delivers its pods, the Events of these
// and of no others, and their Services' endpoints.
func TestSelection(t *testing.T) {
	server := apitest.New()
	other := podNamed("db", 0)
	other.Labels = map[string]string{"app": "db"}
	for _, o := range []apitest.Object{podNamed("web-a", 0), other, event("web-a.1", 1), event("db.1", 1)} {
		server.Apply("ADDED", o)
	}
	s := selecting(t, server, "shop").start()
	expect(t, s.next(2), "ADDED pod web-a 0", "ADDED event web-a.1 x1")
	server.AwaitWatches("", 3)
	server.Apply("ADDED", service("front", "web"))
	server.AwaitWatches("endpointslices", 1)
	server.Apply("MODIFIED", event("db.1", 2))
	server.Apply("ADDED", slice("front", "web-a", "db"))
	expect(t, s.next(1), "ADDED slice front-1 1")
	server.Apply("ADDED", podNamed("web-b", 0))
	expect(t, s.next(1), "ADDED pod web-b 0")
	server.Apply("ADDED", event("web-b.1", 1))
	expect(t, s.next(1), "ADDED event web-b.1 x1")
}

// TestEventBeforeItsPod checks that an Event that comes before its pod waits
// for it: the streams of the two are not ordered.
func TestEventBeforeItsPod(t *testing.T) {
	server := apitest.New()
	server.Apply("ADDED", podNamed("web-a", 0))
	s := selecting(t, server, "shop").start()
	expect(t, s.next(1), "ADDED pod web-a 0")
	server.AwaitWatches("events", 1)
	server.Apply("ADDED", event("web-b.1", 1))
	server.Apply("ADDED", event("web-a.1", 1)) // arrives after the one above
	expect(t, s.next(1), "ADDED event web-a.1 x1")
	server.Apply("ADDED", podNamed("web-b", 0))
	expect(t, s.next(2), "ADDED event web-b.1 x1", "ADDED pod web-b 0")
}

// TestPodLosesItsLabels checks that a pod that lost its labels is followed on:
// a watch by labels says DELETED of it.
func TestPodLosesItsLabels(t *testing.T) {
	server := apitest.New()
	server.Apply("ADDED", podNamed("web-a", 0))
	s := selecting(t, server, "shop").start()
	expect(t, s.next(1), "ADDED pod web-a 0")
	server.AwaitWatches("pods", 1)
	quarantined := podNamed("web-a", 1)
	quarantined.Labels = nil
	server.Apply("MODIFIED", quarantined)
	expect(t, s.next(1), "MODIFIED pod web-a 1")
	server.AwaitWatches("pods", 2)
	quarantined.Generation = 2
	server.Apply("MODIFIED", quarantined)
	expect(t, s.next(1), "MODIFIED pod web-a 2")
	server.Apply("DELETED", quarantined)
	expect(t, s.next(1), "DELETED pod web-a 2")
}

// TestSelectedPodGoes checks that a pod that went without a request is reported
// as gone.
func TestSelectedPodGoes(t *testing.T) {
	server := apitest.New()
	server.Apply("ADDED", podNamed("web-a", 0))
	server.Apply("ADDED", podNamed("web-b", 0))
	s := selecting(t, server, "shop").start()
	s.next(2)
	server.AwaitWatches("pods", 1)
	server.Apply("DELETED", podNamed("web-a", 0))
	expect(t, s.next(1), "DELETED pod web-a 0")
	stopping := podNamed("web-b", 1)
	now := metav1.Now()
	stopping.DeletionTimestamp = &now
	server.Apply("MODIFIED", stopping)
	server.Apply("DELETED", stopping)
	expect(t, s.next(2), "MODIFIED pod web-b 1", "DELETED pod web-b 1")
}

// TestAllNamespaces checks that pods of one name in two namespaces are two
// pods, and so are their Services.
func TestAllNamespaces(t *testing.T) {
	server := apitest.New()
	elsewhere := podNamed("web-a", 7)
	elsewhere.Namespace, elsewhere.UID = "other", "elsewhere"
	server.Apply("ADDED", podNamed("web-a", 0))
	server.Apply("ADDED", elsewhere)
	s := selecting(t, server, "").start()
	expect(t, s.next(2), "ADDED pod web-a 0", "ADDED pod elsewhere 7")
	server.AwaitWatches("", 3)
	server.Apply("ADDED", service("front", "web"))
	server.AwaitWatches("endpointslices", 1)
	there := service("front", "web")
	there.Namespace, there.UID = "other", types.UID("front-there")
	server.Apply("ADDED", there)
	server.AwaitWatches("endpointslices", 2)
}

// TestDeletedEventDoesNotWait checks that the deletion of an Event, whose time
// to live is over, does not wait for its pod.
func TestDeletedEventDoesNotWait(t *testing.T) {
	server := apitest.New()
	server.Apply("ADDED", podNamed("web-a", 0))
	server.Apply("ADDED", event("web-b.1", 1))
	s := selecting(t, server, "shop")
	s.live.options.Labels = labels.Everything()
	s.start()
	expect(t, s.next(1), "ADDED pod web-a 0")
	server.AwaitWatches("events", 1)
	server.Apply("DELETED", event("db.1", 1))
	server.Apply("ADDED", event("db.2", 1))
	server.Apply("DELETED", event("db.2", 2))
	server.Apply("ADDED", event("web-a.1", 1)) // arrives after those above
	expect(t, s.next(1), "ADDED event web-a.1 x1")
	server.Apply("ADDED", podNamed("db", 0))
	expect(t, s.next(2), "ADDED event db.2 x1", "ADDED pod db 0")
}

// TestEarlyEventsAreBounded checks that Events that never find their pod do not
// pile up.
func TestEarlyEventsAreBounded(t *testing.T) {
	m := &members{emit: func(timeline.Observation) error { return nil }}
	for i := range 3 * maxEarly {
		if m.keep(event(fmt.Sprintf("ghost-%d.1", i), 1)) {
			t.Fatal("nobody watches ghosts")
		}
	}
	if len(m.early) != maxEarly {
		t.Errorf("%d events wait, want %d", len(m.early), maxEarly)
	}
}

// TestSeveral checks that several targets are one source.
func TestSeveral(t *testing.T) {
	server := apitest.New()
	server.Apply("ADDED", pod("a", 0))
	server.Apply("ADDED", neighbour())
	first, second := newSession(t, server), newSession(t, server)
	second.live.options.Name = "other"
	several := Several{first.live, second.live}
	out, done := make(chan timeline.Observation), make(chan error, 1)
	go func() { done <- several.Run(t.Context(), to(t.Context(), out)) }()
	seen := map[string]bool{say(<-out): true, say(<-out): true}
	if !seen["ADDED pod a 0"] || !seen["ADDED pod other 0"] {
		t.Errorf("got %v", seen)
	}
	server.AwaitWatches("", 6)
	server.Fail("", "events", 403, -1)
	server.Drop("events")
	first.eventually("events are missing", func() bool { return len(several.Missing()) == 1 })
	server.Close()
	first.eventually("the connection is lost", func() bool { return several.Status() != "" })
}
