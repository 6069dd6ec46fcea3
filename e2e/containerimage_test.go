package e2e

import (
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/e2e/cluster"
)

// TestContainerImage runs podlife's own image in a pod that may do nothing: its
// version, the demo, and a report on that pod with the ServiceAccount of the pod
// and the minimum of docs/permissions.md.
func TestContainerImage(t *testing.T) {
	server, node := newNode(t)
	n := newNamespace(t, server)
	n.await()
	image, err := node.Registry.PushProgram("podlife/podlife:1", staticPodlife(t))
	if err != nil {
		t.Fatal(err)
	}
	roles, _ := documented(t)
	n.must(n.admin.RbacV1().ClusterRoles().Create(t.Context(), roles["podlife"], metav1.CreateOptions{}))
	n.must(n.admin.RbacV1().RoleBindings(n.name).Create(t.Context(), &rbacv1.RoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: "podlife"},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: "podlife"},
		Subjects:   []rbacv1.Subject{{Kind: rbacv1.ServiceAccountKind, Name: "default", Namespace: n.name}},
	}, metav1.CreateOptions{}))
	// No kube-proxy serves the address of the Service kubernetes here.
	n.apply(strings.NewReplacer("$I", image, "$PORT", strconv.Quote(strconv.Itoa(server.Port))).Replace(`
apiVersion: v1
kind: Pod
metadata: {name: podlife}
spec:
  hostNetwork: true
  restartPolicy: Never
  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
  initContainers:
  - {name: version, image: $I, args: [version], securityContext: &nothing {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}
  - {name: demo, image: $I, args: [demo, --frame, 100x30], securityContext: *nothing}
  containers:
  - name: report
    image: $I
    args: [report, podlife]
    securityContext: *nothing
    env: [{name: KUBERNETES_SERVICE_HOST, value: 127.0.0.1}, {name: KUBERNETES_SERVICE_PORT, value: $PORT}]
`))
	n.pod("podlife", 90*time.Second, "the end of podlife's pod", func(p *corev1.Pod) bool {
		return p.Status.Phase == corev1.PodSucceeded || p.Status.Phase == corev1.PodFailed
	})
	for container, wants := range map[string][]string{
		"version": {"podlife "},
		"demo":    {"my-pod", "STARTUP"},
		"report":  {n.name + "/podlife", "init/demo", "exit 0", "container/report"},
	} {
		said := n.log("podlife", container)
		for _, want := range wants {
			if !strings.Contains(said, want) {
				t.Errorf("the container %s does not say %q:\n%s", container, want, said)
			}
		}
	}
	results.add("the container image", "runs as a pod: version, demo, and a report with the pod's ServiceAccount")
}

// staticPodlife builds podlife as the release does, or returns $PODLIFE.
func staticPodlife(t *testing.T) string {
	t.Helper()
	if os.Getenv("PODLIFE") != "" {
		return podlife
	}
	t.Setenv("CGO_ENABLED", "0")
	program, err := cluster.Build(filepath.Join("static", "podlife"), "..", ".", "-trimpath")
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// log returns all that a container has printed.
func (n *namespace) log(pod, container string) string {
	n.t.Helper()
	stream, err := n.admin.CoreV1().Pods(n.name).GetLogs(pod, &corev1.PodLogOptions{Container: container}).Stream(n.t.Context())
	if err != nil {
		return err.Error()
	}
	defer func() { _ = stream.Close() }()
	text, err := io.ReadAll(stream)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
