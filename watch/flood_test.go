package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// generated is a text that is made as it is read.
type generated struct {
	next func(i int) string
	i    int
	left string
}

func (g *generated) Read(p []byte) (int, error) {
	if g.left == "" {
		g.left = g.next(g.i)
		g.i++
	}
	n := copy(p, g.left)
	g.left = g.left[n:]
	return n, nil
}

const named = `{"kind":"%s","apiVersion":"v1","metadata":{"name":"n%d","namespace":"shop","uid":"u%d","resourceVersion":"%d"}}`

// flood is a server with objects of a kind without an end: in the initial events
// of a watch, after them, or in the pages of a list.
func flood(kind, where string) transport {
	return func(r *http.Request) (*http.Response, error) {
		object := func(i int) string { return fmt.Sprintf(named, kind, i, i, i+2) }
		watching, initial := r.URL.Query().Get("watch") != "", r.URL.Query().Get("sendInitialEvents") != ""
		switch {
		case watching && initial && where != "initial events":
			return answer(r, http.StatusUnprocessableEntity, `{"kind":"Status","apiVersion":"v1","status":"Failure","code":422,"reason":"Invalid"}`, false), nil
		case watching:
			return from(r, &generated{next: func(i int) string { return `{"type":"ADDED","object":` + object(i) + "}\n" }})
		case where == "pages":
			page := 0
			fmt.Sscan(r.URL.Query().Get("continue"), &page)
			var items []string
			for i := range pageSize {
				items = append(items, object(page*pageSize+i))
			}
			return from(r, strings.NewReader(fmt.Sprintf(`{"kind":"%sList","apiVersion":"v1","metadata":{"resourceVersion":"1","continue":"%d"},"items":[%s]}`, kind, page+1, strings.Join(items, ","))))
		}
		return from(r, strings.NewReader(fmt.Sprintf(`{"kind":"%sList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[]}`, kind)))
	}
}

// However a server sends objects without an end, it is said how many were too many.
func TestObjectsAreBounded(t *testing.T) {
	for _, where := range []string{"initial events", "watch", "pages"} {
		for _, required := range []bool{true, false} {
			emitted := 0
			f := &follower{name: "pods", required: required, api: podsOf(t, flood("Pod", where)), status: &status{}, retry: impatient, known: known{}, start: startIn(t)}
			f.emit = func(timeline.Observation) error { emitted++; return nil }
			err := f.run(t.Context())
			const want = "over 20000 pods at a time: more than podlife takes"
			if required && (!errors.Is(err, errTooLarge) || err.Error() != want) || !required && (err != nil || !slices.Equal(f.status.missing(), []string{"pods: " + want})) {
				t.Errorf("%s, required %v: %v, missing %q", where, required, err, f.status.missing())
			}
			if len(f.known) > maxObjects+1 || emitted > maxObjects {
				t.Errorf("%s: %d pods are remembered, %d were delivered", where, len(f.known), emitted)
			}
		}
	}
}

// What is remembered has a bound in bytes too, and what has gone does not count.
func TestMemoryIsBounded(t *testing.T) {
	f := &follower{name: "pods", status: &status{}, known: known{}, emit: func(timeline.Observation) error { return nil }}
	ended := error(nil)
	f.end = func(err error) { ended = err }
	large := func(i, version int) *corev1.Pod {
		return &corev1.Pod{ObjectMeta: metav1.ObjectMeta{UID: types.UID(fmt.Sprint(i)), ResourceVersion: fmt.Sprint(version), Annotations: map[string]string{"a": strings.Repeat("x", 7<<20)}}}
	}
	s := store{f}
	for i := range 100 {
		if err := errors.Join(s.Add(large(i, 1)), s.Update(large(i, 2)), s.Delete(large(i, 3))); err != nil {
			t.Fatal(i, err)
		}
	}
	if f.held != (tally{}) {
		t.Errorf("%+v is held of nothing", f.held)
	}
	n := 0
	for ; ended == nil && n < 100; n++ {
		_ = s.Add(large(n, 1))
	}
	if n != maxState/(7<<20)+1 || len(f.status.missing()) != 1 || f.status.missing()[0] != "pods: over 256 MiB of pods at a time: more than podlife takes" {
		t.Errorf("ended after %d pods: %v, %q", n, ended, f.status.missing())
	}
}

// The EndpointSlices of some Services are followed, not of all that select a pod.
func TestServicesAreBounded(t *testing.T) {
	started, full := 0, 0
	s := &selection{start: func(types.NamespacedName) { started++ }, full: func() { full++ }}
	s.observePod(timeline.Added, podNamed("web-a", 0))
	for i := range maxServices + 10 {
		s.observeService(timeline.Added, service(fmt.Sprint("s", i), "web"))
	}
	if started != maxServices || full != 10 {
		t.Errorf("%d Services are followed, %d are not", started, full)
	}
}

// A pod that leaves the selection when there is no room to follow it is gone.
func TestStrayWithoutRoom(t *testing.T) {
	var seen []timeline.ObservationType
	f := &follower{name: "pods", status: &status{}, known: known{}, left: func(metav1.Object) bool { return false }}
	f.emit = func(o timeline.Observation) error { seen = append(seen, o.Type); return nil }
	p := podNamed("web-a", 0)
	if err := errors.Join(store{f}.Add(p), store{f}.Delete(p)); err != nil || !slices.Equal(seen, []timeline.ObservationType{timeline.Added, timeline.Deleted}) {
		t.Errorf("%v, %v", seen, err)
	}
}

// Of pods that come and go no more names are remembered than of ten thousand.
func TestMembersAreForgotten(t *testing.T) {
	m := &members{emit: func(timeline.Observation) error { return nil }}
	for i := range 2 * maxGone {
		p := podNamed(fmt.Sprint("p", i), 0)
		m.observePod(timeline.Added, p)
		m.observePod(timeline.Deleted, p)
	}
	if len(m.names) != maxGone || m.has("shop", "p0") || !m.has("shop", fmt.Sprint("p", 2*maxGone-1)) {
		t.Errorf("%d of %d pods are remembered", len(m.names), 2*maxGone)
	}
	e := event("ghost.1", 1)
	e.Message = strings.Repeat("x", maxEarlySize)
	if m.keep(e); len(m.early) != 0 {
		t.Error("a large Event waits for a pod that may never come")
	}
}

// A kubelet's counters end.
func TestProbeCountersAreBounded(t *testing.T) {
	s := newSampler(func(context.Context, string) (io.ReadCloser, error) {
		return io.NopCloser(&generated{next: func(int) string { return "prober_probe_total{} 1\n" }}), nil
	})
	if err := s.sample(t.Context(), "node", nil); !errors.Is(err, errTooLarge) || !strings.Contains(err.Error(), "probe counters of over 8 MiB") {
		t.Error(err)
	}
}
