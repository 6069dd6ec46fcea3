package kube

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// api is the little of an API server that a check asks: pods by name, the
// namespace, and access reviews.
type api struct {
	pods      []string
	elsewhere []string        // namespaces that have a pod "web"
	status    int             // answer to everything about pods, if not 0
	alone     bool            // one pod may be listed, not all of them
	denied    map[string]bool // "list pods"
	namespace bool
	agent     string
	selectors []string
}

func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.agent = r.UserAgent()
	w.Header().Set("Content-Type", "application/json")
	switch path := r.URL.Path; {
	case strings.HasSuffix(path, "/selfsubjectaccessreviews"):
		a.review(w, r)
	case strings.HasSuffix(path, "/pods"):
		a.list(w, r)
	case a.namespace:
		writeJSON(w, map[string]any{"kind": "Namespace", "apiVersion": "v1"})
	default:
		fail(w, http.StatusNotFound, "NotFound", `namespaces "shop" not found`)
	}
}

func (a *api) list(w http.ResponseWriter, r *http.Request) {
	selector := r.URL.Query().Get("fieldSelector")
	if a.alone && (selector == "" || r.URL.Path == "/api/v1/pods") {
		fail(w, http.StatusForbidden, "Forbidden", "no")
		return
	}
	if a.status != 0 {
		fail(w, a.status, map[int]string{401: "Unauthorized", 403: "Forbidden", 500: "InternalError"}[a.status],
			`pods is forbidden: User "viewer" cannot list resource "pods" in API group "" in the namespace "shop"`)
		return
	}
	a.selectors = append(a.selectors, selector)
	var items []any
	if r.URL.Path == "/api/v1/pods" {
		for _, namespace := range a.elsewhere {
			if selector == "metadata.name=web" {
				items = append(items, map[string]any{"metadata": map[string]any{"name": "web", "namespace": namespace}})
			}
		}
		writeJSON(w, map[string]any{"kind": "PartialObjectMetadataList", "apiVersion": "meta.k8s.io/v1", "items": items})
		return
	}
	for _, name := range a.pods {
		if selector == "" || selector == "metadata.name="+name {
			items = append(items, map[string]any{"metadata": map[string]any{"name": name}})
		}
	}
	writeJSON(w, map[string]any{"kind": "PartialObjectMetadataList", "apiVersion": "meta.k8s.io/v1", "items": items})
}

func (a *api) review(w http.ResponseWriter, r *http.Request) {
	var review struct {
		Spec struct {
			ResourceAttributes struct{ Verb, Resource string }
		}
	}
	if err := json.NewDecoder(r.Body).Decode(&review); err != nil {
		fail(w, http.StatusBadRequest, "BadRequest", err.Error())
		return
	}
	asked := review.Spec.ResourceAttributes
	writeJSON(w, map[string]any{"kind": "SelfSubjectAccessReview", "apiVersion": "authorization.k8s.io/v1",
		"status": map[string]any{"allowed": !a.denied[asked.Verb+" "+asked.Resource]}})
}

func writeJSON(w http.ResponseWriter, v any) { _ = json.NewEncoder(w).Encode(v) }

func fail(w http.ResponseWriter, code int, reason, message string) {
	w.Header().Set("Content-Type", "application/json") // before the code, or it is not sent
	w.WriteHeader(code)
	writeJSON(w, map[string]any{"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": code, "reason": reason, "message": message})
}

// connect starts the server and connects to it through a kubeconfig file.
func connect(t *testing.T, a *api) *Client {
	t.Helper()
	server := httptest.NewServer(a)
	t.Cleanup(server.Close)
	return connectTo(t, server.URL)
}

func connectTo(t *testing.T, url string) *Client {
	t.Helper()
	f := Flags{Kubeconfig: kubeconfig(t, url)}
	c, err := f.Connect("test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func kubeconfig(t *testing.T, url string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config")
	text := `{apiVersion: v1, kind: Config, current-context: prod,
clusters: [{name: k, cluster: {server: "` + url + `"}}],
users: [{name: u, user: {token: sesame-secret}}],
contexts: [{name: prod, context: {cluster: k, user: u, namespace: shop}}, {name: dev, context: {cluster: k, user: u}}]}`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestCheckPod(t *testing.T) {
	for _, tt := range []struct {
		name string
		api  api
		pod  string
		wait bool
		want []string // parts of the error; none: no error
	}{
		{name: "exists", api: api{pods: []string{"web", "db"}}, pod: "web"},
		{name: "waits", api: api{}, pod: "web", wait: true},
		{name: "misspelt", api: api{pods: []string{"checkout-5f6-zz", "db"}}, pod: "chekout",
			want: []string{`no pod "chekout" in namespace "shop"`, "(context prod)", "Did you mean checkout-5f6-zz?"}},
		{name: "nothing near", api: api{pods: []string{"db"}}, pod: "checkout", want: []string{"kubectl get pods -n shop"}},
		{name: "empty namespace", api: api{namespace: true}, pod: "web", want: []string{"nor any other"}},
		{name: "in another namespace", api: api{pods: []string{"web-1"}, elsewhere: []string{"shop2", "shop1"}}, pod: "web",
			want: []string{`no pod "web" in namespace "shop"`, "Did you mean -n shop1, -n shop2?"}},
		{name: "misspelt namespace", api: api{elsewhere: []string{"shop1"}}, pod: "web",
			want: []string{`namespace "shop" does not exist`, "Did you mean -n shop1?"}},
		{name: "may list only this one", api: api{pods: []string{"web-1"}, alone: true}, pod: "web", want: []string{"Check the name, and the namespace (-n)"}},
		{name: "no namespace", api: api{}, pod: "web", want: []string{`namespace "shop" does not exist`, "kubectl get namespaces"}},
		{name: "forbidden", api: api{status: 403, denied: map[string]bool{"list pods": true, "watch events": true}}, pod: "web",
			want: []string{`cannot look up pod "web"`, "is forbidden", `Not allowed in "shop": pods (list), events (watch); ask`}},
		{name: "forbidden to wait", api: api{status: 403}, pod: "web", wait: true, want: []string{"is forbidden", "Ask for"}},
		{name: "unauthorized", api: api{status: 401}, pod: "web", want: []string{"does not accept the credentials", "Log in again"}},
		{name: "broken", api: api{status: 500}, pod: "web", want: []string{"cannot look up", "/readyz"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := connect(t, &tt.api)
			c.Config.ContentType = "application/json" // which the server above reads
			checkError(t, c.CheckPod(context.Background(), tt.pod, tt.wait), tt.want)
			if !strings.HasPrefix(tt.api.agent, "podlife/test (") {
				t.Errorf("user agent %q", tt.api.agent)
			}
		})
	}
}

// checkError wants an error that contains every part, in at most two lines,
// and gives no token away.
func checkError(t *testing.T, err error, parts []string) {
	t.Helper()
	if len(parts) == 0 {
		if err != nil {
			t.Errorf("unexpected error: %v", err)
		}
		return
	}
	if err == nil {
		t.Fatalf("no error, want %q", parts)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error lacks %q:\n%v", part, err)
		}
	}
	if strings.Count(err.Error(), "\n") > 1 || strings.Contains(err.Error(), "sesame") {
		t.Errorf("more than two lines, or a token:\n%v", err)
	}
}

func TestUnreachable(t *testing.T) {
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	tls := httptest.NewUnstartedServer(http.NotFoundHandler())
	tls.Config.ErrorLog = log.New(io.Discard, "", 0)
	tls.StartTLS()
	defer tls.Close()
	for _, tt := range []struct {
		name, url string
		want      []string
	}{
		{"closed", closed.URL, []string{closed.URL, "connection refused", "(context prod)"}},
		{"no such host", "https://nowhere.invalid", []string{"no such host nowhere.invalid"}},
		{"no TLS", strings.Replace(plain.URL, "http:", "https:", 1), []string{"http:// or https://"}},
		{"TLS where there is none", strings.Replace(tls.URL, "https:", "http:", 1), []string{"Client sent an HTTP request to an HTTPS server", "Check the server's address"}},
		{"unknown CA", tls.URL, []string{"certificate", "--certificate-authority"}},
		{"not Kubernetes", plain.URL, []string{"cannot look up"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			checkError(t, connectTo(t, tt.url).CheckPod(context.Background(), "web", false), tt.want)
		})
	}
}

func TestConnectExplains(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "broken")
	if err := os.WriteFile(broken, []byte("{clusters: ["), 0o600); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(t.TempDir(), "empty")
	t.Setenv("KUBECONFIG", empty)
	t.Setenv("KUBERNETES_SERVICE_HOST", "")
	good := kubeconfig(t, "https://127.0.0.1:1")
	for _, tt := range []struct {
		name  string
		flags Flags
		want  []string
	}{
		{"none", Flags{}, []string{"no kubeconfig: looked for KUBECONFIG=" + empty, "podlife demo"}},
		{"missing file", Flags{Kubeconfig: "/no/such"}, []string{"--kubeconfig /no/such: no such file"}},
		{"broken", Flags{Kubeconfig: broken}, []string{"cannot read the kubeconfig", broken, "kubectl config view"}},
		{"context", func() Flags {
			f := Flags{Kubeconfig: good}
			f.Overrides.CurrentContext = "staging"
			return f
		}(), []string{`no context "staging"`, "Contexts: dev, prod"}},
		{"cluster", func() Flags {
			f := Flags{Kubeconfig: good}
			f.Overrides.Context.Cluster = "nope"
			return f
		}(), []string{"cannot use the kubeconfig", "nope"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tt.flags.Connect("test")
			checkError(t, err, tt.want)
		})
	}
}
