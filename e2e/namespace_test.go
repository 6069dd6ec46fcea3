package e2e

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/scheme"

	"github.com/podlife/podlife/e2e/cluster"
	"github.com/podlife/podlife/e2e/screen"
)

// namespace is where one scenario plays.
type namespace struct {
	t      *testing.T
	name   string
	server *cluster.APIServer
	admin  *kubernetes.Clientset
	image  string // busybox; set where there is a node, as is:
	truth  *truth
}

// newNamespace makes a namespace named after the test.
func newNamespace(t *testing.T, server *cluster.APIServer) *namespace {
	t.Helper()
	n := &namespace{t: t, server: server, admin: server.Admin}
	name := strings.ToLower(t.Name()[strings.LastIndexByte(t.Name(), '/')+1:])
	n.name = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, name)
	n.must(n.admin.CoreV1().Namespaces().Create(t.Context(), &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: n.name}}, metav1.CreateOptions{}))
	return n
}

// must fails the test on an error of an API call, whose object is the first argument.
func (n *namespace) must(_ any, err error) {
	n.t.Helper()
	if err != nil {
		n.t.Fatal(err)
	}
}

// await waits until the controllers have given the namespace its service account.
func (n *namespace) await() {
	n.t.Helper()
	n.eventually(20*time.Second, "the service account", func(ctx context.Context) bool {
		_, err := n.admin.CoreV1().ServiceAccounts(n.name).Get(ctx, "default", metav1.GetOptions{})
		return err == nil
	})
}

// eventually polls a condition of the cluster.
func (n *namespace) eventually(timeout time.Duration, what string, ok func(context.Context) bool) {
	n.t.Helper()
	for deadline := time.Now().Add(timeout); !ok(n.t.Context()); time.Sleep(100 * time.Millisecond) {
		if time.Now().After(deadline) {
			n.t.Fatalf("%s: not within %s", what, timeout)
		}
	}
}

// apply creates the objects of a YAML text, in which $B stands for the busybox image.
func (n *namespace) apply(text string) {
	n.t.Helper()
	text = strings.ReplaceAll(text, "$B", n.image)
	for doc := range strings.SplitSeq(text, "\n---\n") {
		object, _, err := scheme.Codecs.UniversalDeserializer().Decode([]byte(doc), nil, nil)
		if err != nil {
			n.t.Fatalf("%v in\n%s", err, doc)
		}
		ctx, options := n.t.Context(), metav1.CreateOptions{}
		switch o := object.(type) {
		case *corev1.Pod:
			n.must(n.admin.CoreV1().Pods(n.name).Create(ctx, o, options))
		case *corev1.Service:
			n.must(n.admin.CoreV1().Services(n.name).Create(ctx, o, options))
		case *appsv1.Deployment:
			n.must(n.admin.AppsV1().Deployments(n.name).Create(ctx, o, options))
		case *appsv1.StatefulSet:
			n.must(n.admin.AppsV1().StatefulSets(n.name).Create(ctx, o, options))
		case *batchv1.Job:
			n.must(n.admin.BatchV1().Jobs(n.name).Create(ctx, o, options))
		case *policyv1.PodDisruptionBudget:
			n.must(n.admin.PolicyV1().PodDisruptionBudgets(n.name).Create(ctx, o, options))
		case *corev1.ResourceQuota:
			n.must(n.admin.CoreV1().ResourceQuotas(n.name).Create(ctx, o, options))
		default:
			n.t.Fatalf("cannot create a %T", o)
		}
	}
}

// delete asks for the pod's deletion; a negative grace is the pod's own.
func (n *namespace) delete(pod string, grace int64) {
	n.t.Helper()
	var options metav1.DeleteOptions
	if grace >= 0 {
		options.GracePeriodSeconds = &grace
	}
	if err := n.admin.CoreV1().Pods(n.name).Delete(n.t.Context(), pod, options); err != nil {
		n.t.Fatal(err)
	}
}

func (n *namespace) gone(pod string, timeout time.Duration) {
	n.t.Helper()
	n.eventually(timeout, "the removal of "+pod, func(ctx context.Context) bool {
		_, err := n.admin.CoreV1().Pods(n.name).Get(ctx, pod, metav1.GetOptions{})
		return apierrors.IsNotFound(err)
	})
}

// pod waits until the pod satisfies ok.
func (n *namespace) pod(name string, timeout time.Duration, what string, ok func(*corev1.Pod) bool) {
	n.t.Helper()
	n.eventually(timeout, what, func(ctx context.Context) bool {
		pod, err := n.admin.CoreV1().Pods(n.name).Get(ctx, name, metav1.GetOptions{})
		return err == nil && ok(pod)
	})
}

// flags say to podlife which cluster and namespace.
func (n *namespace) flags(args ...string) []string {
	return append(args, "--kubeconfig", n.server.Kubeconfig, "-n", n.name)
}

// watch watches a pod, which need not exist, on a screen and records it.
func (n *namespace) watch(pod string) (*screen.Screen, string) {
	n.t.Helper()
	file := filepath.Join(n.t.TempDir(), "recording.jsonl")
	s := watch(n.t, 120, 40, n.flags(pod, "--wait", "--record", file)...)
	return s, file
}

// record records a pod, which need not exist.
func (n *namespace) record(pod string) *recorder {
	n.t.Helper()
	return record(n.t, filepath.Join(n.t.TempDir(), "recording.jsonl"), n.flags(pod, "--wait")...)
}

// report is podlife's report on a recording, whose runs are also compared with
// what the runtime says.
func (n *namespace) report(file string) report {
	n.t.Helper()
	r := reportOn(n.t, file)
	if n.truth != nil {
		n.truth.add(file, r)
	}
	return r
}

// life is the only life of a recording.
func (n *namespace) life(file, pod string) life {
	n.t.Helper()
	r := n.report(file)
	if len(r.Lives) != 1 || r.Lives[0].Pod.Name != pod || len(r.Observed.Gaps) > 0 || len(r.Observed.Missing) > 0 {
		n.t.Fatalf("%d lives, want the one of %s without gaps; observed %+v", len(r.Lives), pod, r.Observed)
	}
	n.t.Cleanup(func() {
		if n.t.Failed() {
			for _, lane := range r.Lives[0].Lanes {
				n.t.Logf("in the end\n%s", lane)
			}
		}
	})
	if *recordsTo != "" && n.truth != nil {
		n.keep(file, r.Lives[0])
	}
	return r.Lives[0]
}

// keep copies a recording, and what the runtime says of it, to a directory.
func (n *namespace) keep(file string, l life) {
	recording, err := os.ReadFile(file)
	if err == nil {
		err = os.MkdirAll(*recordsTo, 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(*recordsTo, n.name+".jsonl"), recording, 0o644)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(*recordsTo, n.name+".truth.json"), runtimeTruth(n.t, n.name, file, l, readRuntimeLog(n.t, n.truth.log)), 0o644)
	}
	if err != nil {
		n.t.Fatal(err)
	}
}

func (n *namespace) uid(pod string) types.UID {
	n.t.Helper()
	p, err := n.admin.CoreV1().Pods(n.name).Get(n.t.Context(), pod, metav1.GetOptions{})
	if err != nil {
		n.t.Fatal(err)
	}
	return p.UID
}
