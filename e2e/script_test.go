package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// script is an API server that says what a test wrote: things that a real one
// would not let anybody write, or not so fast. It serves one pod, shop/web.
type script struct {
	url    string
	pod    *corev1.Pod
	events []corev1.Event
	watch  chan []byte   // what a watch of the pod is sent
	opened chan struct{} // closed when the first watch of the pod is open
	ahead  time.Duration // of the server's clock
}

func newScript(t *testing.T, pod *corev1.Pod, events ...corev1.Event) *script {
	t.Helper()
	s := &script{pod: pod, events: events, watch: make(chan []byte), opened: make(chan struct{})}
	server := httptest.NewServer(s)
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	s.url = server.URL
	return s
}

// kubeconfig names the server.
func (s *script) kubeconfig(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "kubeconfig")
	text := fmt.Sprintf(`{apiVersion: v1, kind: Config, current-context: c, users: [{name: u, user: {}}],
clusters: [{name: k, cluster: {server: %q}}], contexts: [{name: c, context: {cluster: k, user: u, namespace: shop}}]}`, s.url)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Date", time.Now().Add(s.ahead).UTC().Format(http.TimeFormat))
	var kind string
	items := any([]int{})
	switch resource := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]; resource {
	case "pods":
		kind, items = "PodList", []*corev1.Pod{s.pod}
	case "events":
		kind, items = "EventList", s.events
	case "services":
		kind = "ServiceList"
	default:
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"kind":"Status","apiVersion":"v1","status":"Failure","code":404,"reason":"NotFound"}`)
		return
	}
	if r.URL.Query().Get("watch") == "" {
		_ = json.NewEncoder(w).Encode(map[string]any{ // the client may be gone
			"kind": kind, "apiVersion": "v1", "metadata": map[string]any{"resourceVersion": "1000"}, "items": items,
		})
		return
	}
	s.serveWatch(w, r, kind == "PodList")
}

func (s *script) serveWatch(w http.ResponseWriter, r *http.Request, pods bool) {
	flush := http.NewResponseController(w).Flush
	_ = flush() // the client may be gone
	if !pods {
		<-r.Context().Done()
		return
	}
	select {
	case <-s.opened:
	default:
		close(s.opened)
	}
	for {
		select {
		case <-r.Context().Done():
			return
		case line := <-s.watch:
			if _, err := w.Write(line); err != nil {
				return
			}
			_ = flush()
		}
	}
}

// scripted is a pod that such a server may tell of.
func scripted() *corev1.Pod {
	now := metav1.Now()
	pod := &corev1.Pod{
		TypeMeta:   metav1.TypeMeta{Kind: "Pod", APIVersion: "v1"},
		ObjectMeta: metav1.ObjectMeta{Name: "web", Namespace: "shop", UID: "u1", ResourceVersion: "1000", CreationTimestamp: now},
		Spec:       corev1.PodSpec{NodeName: "nowhere", Containers: []corev1.Container{{Name: "app", Image: "app:1"}}},
	}
	pod.Status.Phase, pod.Status.StartTime = corev1.PodRunning, &now
	for _, c := range []corev1.PodConditionType{corev1.ContainersReady, corev1.PodReady} {
		pod.Status.Conditions = append(pod.Status.Conditions, corev1.PodCondition{Type: c, Status: corev1.ConditionTrue, LastTransitionTime: now})
	}
	pod.Status.ContainerStatuses = []corev1.ContainerStatus{{
		Name: "app", Ready: true, ContainerID: containerID(0), State: corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: now}},
	}}
	return pod
}
