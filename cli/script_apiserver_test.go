package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	appsv1 "k8s.io/api/apps/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/podlife/podlife/ui"
	"github.com/podlife/podlife/watch/apitest"
	"github.com/podlife/podlife/watch/recording"
)

// cluster is an API server that lives through a recording.
type cluster struct {
	server *apitest.Server
	rec    recording.Recording
	next   int // observation
	begun  bool
}

// cmdAPIServer starts an API server, with a kubeconfig for it in $KUBECONFIG:
// apiserver RECORDING UNTIL [FORBIDDEN-RESOURCE...], of which list and watch are
// forbidden, or the verb before it: get:deployments. From then on the command
// "advance UNTIL" lets it live on. Until "never", nothing has happened yet.
func cmdAPIServer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: apiserver RECORDING UNTIL [FORBIDDEN-RESOURCE...]")
	}
	rec, err := recording.ReadFile(args[0])
	ts.Check(err)
	c := &cluster{server: apitest.New(), rec: rec}
	c.server.Define("argoproj.io/v1alpha1", "Rollout", "ro")
	c.server.Define("serving.knative.dev/v1", "Service", "ksvc", "kservice")
	c.server.Define("db.example.com/v1", "Cluster")
	ts.Defer(c.server.Close)
	ts.Setenv("KUBECONFIG", ts.MkAbs("kubeconfig"))
	ts.Check(os.WriteFile(ts.MkAbs("kubeconfig"), fmt.Appendf(nil, `{apiVersion: v1, kind: Config, current-context: test,
clusters: [{name: k, cluster: {server: %q}}], users: [{name: u, user: {token: sesame-secret}}],
contexts: [{name: test, context: {cluster: k, user: u}}, {name: other, context: {cluster: k, user: u, namespace: warehouse}}]}`, c.server.Config().Host), 0o600))

	forbidden := args[2:]
	for _, resource := range forbidden {
		verb, of, single := strings.Cut(resource, ":")
		if !single {
			verb, of = "", resource
		}
		c.server.Fail(verb, of, http.StatusForbidden, -1)
	}
	c.server.Mux.HandleFunc("POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // protobuf: strings stand in it as they are
		denied := slices.ContainsFunc(forbidden, func(s string) bool { return bytes.Contains(body, []byte(s)) })
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1","status":{"allowed":%v}}`, !denied)
	})
	c.server.Mux.HandleFunc("GET /api/v1/namespaces", func(w http.ResponseWriter, _ *http.Request) {
		if slices.Contains(forbidden, "namespaces") {
			http.Error(w, "namespaces is forbidden", http.StatusForbidden)
			return
		}
		fmt.Fprint(w, `{"kind":"NamespaceList","apiVersion":"v1","metadata":{},"items":[{"metadata":{"name":"default"}},{"metadata":{"name":"shop"}}]}`)
	})
	c.server.Mux.HandleFunc("GET /api/v1/namespaces/{namespace}/pods/{pod}/log", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "2026-11-30T03:00:00Z first\n2026-11-30T03:00:01Z password=hunter2hunter2 is wrong\n2026-11-30T03:00:02Z fatal: no config\n")
	})
	c.server.Mux.HandleFunc("GET /api/v1/namespaces/rollout", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"rollout"}}`)
	})
	ts.SetCmd("apply", func(ts *testscript.TestScript, _ bool, args []string) { c.apply(ts, args[0]) })
	ts.SetCmd("advance", func(ts *testscript.TestScript, _ bool, args []string) { c.advance(ts, args[0]) })
	c.advance(ts, args[1])
}

// advance makes the changes that were seen until a moment of the recording.
func (c *cluster) advance(ts *testscript.TestScript, until string) {
	if until == "never" {
		return
	}
	first, last := span(ui.Decoded(c.rec.Observations))
	at, err := moment(until, first, last)
	ts.Check(err)
	for ; c.next < len(c.rec.Observations) && !c.rec.Observations[c.next].At.After(at); c.next++ {
		o := c.rec.Observations[c.next]
		if object, ok := o.Object.(apitest.Object); ok {
			c.server.Apply(string(o.Type), object)
		}
	}
	if !c.begun { // the Deployment of the recording "rollout"
		c.begun = true
		c.server.Apply("ADDED", &appsv1.Deployment{
			ObjectMeta: metav1.ObjectMeta{Namespace: "rollout", Name: "shop", UID: "shop"},
			Spec:       appsv1.DeploymentSpec{Selector: &metav1.LabelSelector{MatchLabels: map[string]string{"app": "shop"}}},
		})
	}
}

// apply writes the objects of a file, a JSON document a line: as kubectl apply
// does, or {"delete": OBJECT}.
func (c *cluster) apply(ts *testscript.TestScript, file string) {
	for line := range strings.Lines(ts.ReadFile(file)) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		typ, text := "MODIFIED", []byte(line)
		var deleted struct{ Delete json.RawMessage }
		ts.Check(json.Unmarshal(text, &deleted))
		if deleted.Delete != nil {
			typ, text = "DELETED", deleted.Delete
		}
		var kind metav1.TypeMeta
		ts.Check(json.Unmarshal(text, &kind))
		object := apitest.NewObject(kind.Kind)
		if strings.Contains(kind.APIVersion, ".") {
			object = &unstructured.Unstructured{}
		}
		if object == nil {
			ts.Fatalf("apply %s: no kind %q", file, kind.Kind)
		}
		ts.Check(json.Unmarshal(text, object))
		c.server.Apply(typ, object)
	}
}

// cmdAwait waits until a file, which a command in the background writes,
// matches: await FILE PATTERN
func cmdAwait(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: await FILE PATTERN")
	}
	pattern, err := regexp.Compile("(?m)" + args[1])
	ts.Check(err)
	var text []byte
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if text, err = os.ReadFile(ts.MkAbs(args[0])); err == nil && pattern.Match(text) {
			return
		}
	}
	ts.Fatalf("%s never matched %q:\n%s", args[0], args[1], text)
}
