package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// script is an API server that says what a test wrote: things that a real one
// would not let anybody write, or not so fast. It serves one pod, shop/web.
type script struct {
	url    string
	events []corev1.Event
	ahead  time.Duration // of the server's clock

	mu      sync.Mutex
	pod     *corev1.Pod
	updates int // sent so far
	watches []scriptedWatch
}

// scriptedWatch is an open watch of the pod.
type scriptedWatch struct {
	lines chan []byte
	gone  <-chan struct{} // closed when the client is
}

func newScript(t *testing.T, pod *corev1.Pod, events ...corev1.Event) *script {
	t.Helper()
	s := &script{pod: pod, events: events}
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
	s.mu.Lock()
	pod, updates := s.pod, s.updates
	s.mu.Unlock()
	var kind string
	items := any([]int{})
	switch resource := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]; resource {
	case "pods":
		kind, items = "PodList", []*corev1.Pod{pod}
	case "events":
		kind, items = "EventList", s.events
	case "services":
		kind = "ServiceList"
	default:
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"kind":"Status","apiVersion":"v1","status":"Failure","code":404,"reason":"NotFound"}`)
		return
	}
	if r.URL.Query().Get("sendInitialEvents") == "true" { // as a server without the gate WatchList
		w.WriteHeader(http.StatusUnprocessableEntity)
		fmt.Fprint(w, `{"kind":"Status","apiVersion":"v1","status":"Failure","code":422,"reason":"Invalid","message":"sendInitialEvents is forbidden"}`)
		return
	}
	if r.URL.Query().Get("watch") == "" {
		_ = json.NewEncoder(w).Encode(map[string]any{ // the client may be gone
			"kind": kind, "apiVersion": "v1", "metadata": map[string]any{"resourceVersion": scriptedVersion(updates)}, "items": items,
		})
		return
	}
	watch := scriptedWatch{make(chan []byte), r.Context().Done()}
	if kind == "PodList" {
		s.mu.Lock()
		s.watches = append(s.watches, watch)
		s.mu.Unlock()
	}
	watch.serve(w)
}

// serve passes on what is sent to the watch, until the client is gone.
func (watch scriptedWatch) serve(w http.ResponseWriter) {
	flush := http.NewResponseController(w).Flush
	_ = flush() // the client may be gone
	for {
		select {
		case <-watch.gone:
			return
		case lines := <-watch.lines:
			_, _ = w.Write(lines) // as above
			_ = flush()
		}
	}
}

// await waits until n podlifes watch the pod.
func (s *script) await(t *testing.T, n int) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); len(s.open()) < n; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d watches of the pod are open, want %d", len(s.open()), n)
		}
	}
}

// open are the watches whose clients are not gone.
func (s *script) open() []scriptedWatch {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watches = slices.DeleteFunc(s.watches, func(w scriptedWatch) bool {
		select {
		case <-w.gone:
			return true
		default:
			return false
		}
	})
	return slices.Clone(s.watches)
}

// crashes sends updates at once: in each the container has ended and run again.
func (s *script) crashes(t *testing.T, n int) {
	t.Helper()
	var batch bytes.Buffer
	s.mu.Lock()
	pod := s.pod.DeepCopy()
	for range n {
		s.updates++
		now := metav1.NewTime(time.Now().Add(s.ahead))
		pod.ResourceVersion = scriptedVersion(s.updates)
		status := &pod.Status.ContainerStatuses[0]
		status.RestartCount, status.ContainerID = int32(s.updates), containerID(s.updates)
		status.LastTerminationState.Terminated = &corev1.ContainerStateTerminated{ExitCode: 1, StartedAt: now, FinishedAt: now, ContainerID: containerID(s.updates - 1)}
		status.State.Running = &corev1.ContainerStateRunning{StartedAt: now}
		if err := json.NewEncoder(&batch).Encode(map[string]any{"type": "MODIFIED", "object": pod}); err != nil {
			t.Error(err)
		}
	}
	s.pod = pod
	s.mu.Unlock()
	for _, w := range s.open() {
		select {
		case w.lines <- batch.Bytes():
		case <-w.gone:
		case <-t.Context().Done():
		}
	}
}

// scriptedVersion is the pod's resourceVersion after so many updates.
func scriptedVersion(updates int) string { return strconv.Itoa(1000 + updates) }

// record starts an undisturbed recorder beside what is tested.
func (s *script) record(t *testing.T) *recorder {
	t.Helper()
	return record(t, filepath.Join(t.TempDir(), "calm.jsonl"), "web", "--kubeconfig", s.kubeconfig(t))
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
