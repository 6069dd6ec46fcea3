package apitest

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func get(t *testing.T, s *Server, path string) *http.Response {
	t.Helper()
	r, err := http.Get(s.Config().Host + path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Body.Close() })
	return r
}

func newPod(name, app string) *corev1.Pod {
	return &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: "n", Labels: map[string]string{"app": app}}}
}

// TestWatchList checks that a watch list begins with the present state, ends
// that with a bookmark, goes on as a watch, and sends an object that ceases to
// match as deleted.
func TestWatchList(t *testing.T) {
	s := New()
	defer s.Close()
	s.Apply("ADDED", newPod("a", "x"))
	s.Apply("ADDED", newPod("b", "y"))
	const path = "/api/v1/namespaces/n/pods?watch=true&sendInitialEvents=true&allowWatchBookmarks=true&labelSelector=app%3Dx"
	lines := json.NewDecoder(get(t, s, path).Body)
	next := func() string {
		var l struct {
			Type   string
			Object corev1.Pod
		}
		if err := lines.Decode(&l); err != nil {
			t.Fatal(err)
		}
		return l.Type + " " + l.Object.Name + l.Object.Annotations[metav1.InitialEventsAnnotationKey]
	}
	got := []string{next(), next()}
	s.Apply("MODIFIED", newPod("b", "x"))
	got = append(got, next())
	s.Apply("MODIFIED", newPod("a", "y"))
	got = append(got, next())
	if s := strings.Join(got, ", "); s != "ADDED a, BOOKMARK true, ADDED b, DELETED a" {
		t.Error(s)
	}
	s.RefuseWatchList()
	if r := get(t, s, path); r.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("status %d", r.StatusCode)
	}
}

func TestListPages(t *testing.T) {
	s := New()
	defer s.Close()
	for _, name := range []string{"a", "b", "c"} {
		s.Apply("ADDED", newPod(name, "x"))
	}
	var list corev1.PodList
	for path := "/api/v1/namespaces/n/pods?limit=2"; ; path = "/api/v1/namespaces/n/pods?limit=2&continue=" + list.Continue {
		var page corev1.PodList
		items := list.Items
		if err := json.NewDecoder(get(t, s, path).Body).Decode(&page); err != nil {
			t.Fatal(err)
		}
		list = page
		list.Items = append(items, page.Items...)
		if list.Continue == "" {
			break
		}
	}
	if len(list.Items) != 3 || list.Items[2].Name != "c" || list.Kind != "PodList" || list.ResourceVersion != "103" {
		t.Errorf("%+v", list)
	}
}
