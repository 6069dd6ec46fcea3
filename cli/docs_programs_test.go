package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/clientcmd"

	"github.com/podlife/podlife/watch/apitest"
	"github.com/podlife/podlife/watch/recording"
)

// cmdDocServer starts a collector of traces, and the cluster that the documents
// speak of: a pod my-pod of the Deployment web, ready since a moment, in the
// namespace of the current context, and another one in the namespace shop.
func cmdDocServer(ts *testscript.TestScript, _ bool, _ []string) {
	server := apitest.New()
	server.Define("argoproj.io/v1alpha1", "Rollout")
	server.Define("serving.knative.dev/v1", "Service", "ksvc")
	ts.Defer(server.Close)
	rec, err := recording.ReadFile("../testdata/recordings/demo.jsonl")
	ts.Check(err)
	for _, namespace := range []string{"demo", "shop"} {
		for _, o := range rec.Observations {
			object, ok := o.Object.(apitest.Object)
			if !ok || o.At.Sub(rec.Observations[0].At) > time.Minute {
				continue
			}
			object = object.DeepCopyObject().(apitest.Object)
			object.SetNamespace(namespace)
			if pod, ok := object.(*corev1.Pod); ok {
				pod.Labels["app"], pod.Labels["serving.knative.dev/service"] = "web", "web"
				pod.OwnerReferences = []metav1.OwnerReference{*metav1.NewControllerRef(&metav1.ObjectMeta{Name: "web"}, appsv1.SchemeGroupVersion.WithKind("Deployment"))}
			}
			if e, ok := object.(*corev1.Event); ok {
				e.InvolvedObject.Namespace = namespace
			}
			server.Apply(string(o.Type), object)
		}
		server.Apply("ADDED", &appsv1.Deployment{
			ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: "web", UID: types.UID("web-" + namespace)},
			Spec:       appsv1.DeploymentSpec{Selector: &metav1.LabelSelector{MatchLabels: map[string]string{"app": "web"}}},
			Status:     appsv1.DeploymentStatus{Replicas: 1, UpdatedReplicas: 1, ReadyReplicas: 1, AvailableReplicas: 1},
		})
		for kind, group := range map[string]string{"Rollout": "argoproj.io/v1alpha1", "Service": "serving.knative.dev/v1"} {
			server.Apply("ADDED", &unstructured.Unstructured{Object: map[string]any{
				"apiVersion": group, "kind": kind, "metadata": map[string]any{"namespace": namespace, "name": "web", "uid": kind + namespace},
				"status": map[string]any{"selector": "app=web", "conditions": []any{map[string]any{"type": "Ready", "status": "True"}}},
			}})
		}
	}
	collector := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "{}") }))
	ts.Defer(collector.Close)
	ts.Setenv("COLLECTOR", collector.URL)
	ts.Setenv("KUBECONFIG", ts.MkAbs("kubeconfig"))
	ts.Check(os.WriteFile(ts.MkAbs("kubeconfig"), fmt.Appendf(nil, `{apiVersion: v1, kind: Config, current-context: demo,
clusters: [{name: k, cluster: {server: %q}}], users: [{name: u, user: {token: sesame-secret}}],
contexts: [{name: demo, context: {cluster: k, user: u, namespace: demo}}, {name: prod, context: {cluster: k, user: u}}]}`, server.Config().Host), 0o600))
}

// endWatch is the environment variable that has podlife watch and podlife
// record interrupted as soon as there is something to see.
const endWatch = "PODLIFE_TEST_END_WATCH"

// witness is a stdout that knows whether anything was written.
type witness struct {
	io.Writer
	seen atomic.Bool
}

func (w *witness) Write(b []byte) (int, error) {
	w.seen.Store(true)
	return w.Writer.Write(b)
}

// interrupted returns a context that ends once there is enough to see: a line,
// and something in the recording that args ask for.
func interrupted(ctx context.Context, args []string, out *witness) context.Context {
	if len(args) == 0 || args[0] != "watch" && args[0] != "record" || slices.Contains(args, "--until") {
		return ctx
	}
	file := ""
	for i, a := range args[:len(args)-1] {
		if a == "--record" || a == "-o" {
			file = args[i+1]
		}
	}
	before := observations(file)
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	go func() {
		defer cancel()
		for ; ctx.Err() == nil; time.Sleep(5 * time.Millisecond) {
			if (file == "" || observations(file) > before) && (args[0] == "record" || out.seen.Load()) {
				return
			}
		}
	}()
	return ctx
}

// observations counts those of pods in a recording, which need not exist.
func observations(file string) int {
	b, _ := os.ReadFile(file)
	return bytes.Count(b, []byte(`"containerStatuses":`))
}

// kubectl does what the documents ask kubectl for: it gets lists as JSON, and
// runs plugins.
func kubectl() {
	if err := runKubectl(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "kubectl of the test:", err)
		os.Exit(1)
	}
}

func runKubectl(args []string) error {
	if args[0] == "podlife" {
		cmd := exec.Command("kubectl-podlife", args[1:]...)
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
		return cmd.Run()
	}
	if len(args) != 4 || args[0] != "get" || args[2] != "-o" || args[3] != "json" {
		return fmt.Errorf("cannot %q", args)
	}
	config, err := clientcmd.LoadFromFile(os.Getenv("KUBECONFIG"))
	if err != nil {
		return err
	}
	current := config.Contexts[config.CurrentContext]
	namespace := config.Clusters[current.Cluster].Server + "/api/v1/namespaces/" + current.Namespace
	items := []map[string]any{}
	for resource := range strings.SplitSeq(args[1], ",") {
		kind := map[string]string{"pod": "Pod", "events": "Event"}[resource]
		page, err := list(namespace + "/" + strings.TrimSuffix(resource, "s") + "s")
		if err != nil {
			return err
		}
		for _, item := range page {
			item["apiVersion"], item["kind"] = "v1", kind // the items of a list come without
			items = append(items, item)
		}
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{"apiVersion": "v1", "kind": "List", "items": items})
}

func list(url string) ([]map[string]any, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var page struct{ Items []map[string]any }
	err = json.NewDecoder(resp.Body).Decode(&page)
	return page.Items, err
}

// gh takes what is piped into it.
func gh() { _, _ = io.Copy(io.Discard, os.Stdin) }

// pbpaste prints what was copied from a ticket.
func pbpaste() {
	fmt.Println("$ kubectl get pods\nNAME    READY   STATUS             RESTARTS        AGE\nweb-0   0/1     CrashLoopBackOff   6 (2m12s ago)   11m")
}
