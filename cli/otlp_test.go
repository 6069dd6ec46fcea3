package cli

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

// otlpReceiver takes traces as a collector's OTLP/HTTP receiver does.
type otlpReceiver struct {
	t      *testing.T
	traces ptrace.Traces
	got    *http.Request
	answer func(http.ResponseWriter)
}

func (r *otlpReceiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	r.got = req
	if req.Method != http.MethodPost || req.Header.Get("Content-Type") != "application/json" {
		w.WriteHeader(http.StatusUnsupportedMediaType)
		return
	}
	body := io.Reader(req.Body)
	if req.Header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(req.Body)
		if err != nil {
			r.t.Error(err)
			return
		}
		body = z
	}
	b, err := io.ReadAll(body)
	if err == nil {
		r.traces, err = (&ptrace.JSONUnmarshaler{DisallowUnknownFields: true}).UnmarshalTraces(b)
	}
	if err != nil {
		r.t.Error(err)
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if r.answer != nil {
		r.answer(w)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, `{"partialSuccess":{}}`)
}

// run executes one command line.
func run(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	app := App{Name: "podlife", Build: Build{Version: "v1.2.3"}, In: strings.NewReader(""), Out: &out, Err: &errs}
	code = app.Execute(t.Context(), args)
	return code, out.String(), errs.String()
}

const checkout = "../testdata/recordings/checkout.jsonl"

func TestOTLPEndpoint(t *testing.T) {
	r := &otlpReceiver{t: t}
	server := httptest.NewServer(r)
	defer server.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=a%20secret, x-tenant=shop")

	code, stdout, stderr := run(t, "report", "-f", checkout, "--otlp-endpoint", server.URL)
	if code != 0 || stdout != "" || !strings.Contains(stderr, "sent 1 trace to "+server.URL+"/v1/traces") {
		t.Fatalf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	if r.got.URL.Path != "/v1/traces" || r.got.Header.Get("User-Agent") != "podlife/v1.2.3" || r.got.Header.Get("X-Api-Key") != "a secret" || r.got.Header.Get("X-Tenant") != "shop" {
		t.Errorf("the request is %s with %v", r.got.URL, r.got.Header)
	}
	rs := r.traces.ResourceSpans().At(0)
	name, _ := rs.Resource().Attributes().Get("k8s.pod.name")
	if r.traces.SpanCount() < 30 || !strings.HasPrefix(name.Str(), "checkout") || rs.ScopeSpans().At(0).Spans().At(0).Name() != "Pod" {
		t.Errorf("%d spans of %q arrived", r.traces.SpanCount(), name.Str())
	}

	code, stdout, _ = run(t, "report", "-f", checkout, "--otlp-endpoint", server.URL+"/custom/path", "-o", "markdown")
	if code != 0 || !strings.HasPrefix(stdout, "## `checkout/checkout-") || r.got.URL.Path != "/custom/path" {
		t.Errorf("with -o: exit code %d, path %s, stdout %.40q", code, r.got.URL.Path, stdout)
	}
}

func TestOTLPEndpointRefuses(t *testing.T) {
	r := &otlpReceiver{t: t}
	server := httptest.NewServer(r)
	defer server.Close()
	closed := httptest.NewServer(nil)
	closed.Close()
	for _, c := range []struct {
		name, endpoint, headers string
		answer                  func(http.ResponseWriter)
		code                    int
		want                    string
	}{
		{"no scheme", "localhost:4318", "", nil, 2, "not a URL of OTLP over HTTP"},
		{"other scheme", "grpc://localhost:4317", "", nil, 2, "not a URL of OTLP over HTTP"},
		{"nobody there", closed.URL, "", nil, 1, "4317 is gRPC"},
		{"headers", server.URL, "secret", nil, 2, "OTEL_EXPORTER_OTLP_HEADERS is not a list"},
		{"unauthorized", server.URL, "", func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusUnauthorized)
			io.WriteString(w, "{\"code\":16,\"message\":\"no \\u001b[31mkey\"}")
		}, 1, "refused the traces: 401 Unauthorized: no "},
		{"a web page", server.URL, "", func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusNotFound)
			io.WriteString(w, "<html>\n<body>")
		}, 1, "404 Not Found: <html>"},
		{"a part", server.URL, "", func(w http.ResponseWriter) {
			io.WriteString(w, `{"partialSuccess":{"rejectedSpans":"7","errorMessage":"too old"}}`)
		}, 1, "rejected 7 spans: too old"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r.answer = c.answer
			t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", c.headers)
			code, stdout, stderr := run(t, "report", "-f", checkout, "--otlp-endpoint", c.endpoint)
			if code != c.code || stdout != "" || !strings.Contains(stderr, c.want) || strings.Contains(stderr, "secret") || strings.Contains(stderr, "\x1b") {
				t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
			}
			if n := strings.Count(stderr, "\n"); n > 2 {
				t.Errorf("an error of %d lines: %s", n, stderr)
			}
		})
	}
}

// TestOTLPFollowsNoRedirect checks that a redirect delivers nothing and that
// its target gets no key, be it another host or the same one without TLS.
func TestOTLPFollowsNoRedirect(t *testing.T) {
	asked := 0
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer elsewhere.Close()
	for _, code := range []int{301, 302, 303, 304, 307, 308} {
		first := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", strings.Replace(elsewhere.URL, "http://", "http://user:pass@", 1)+"/v1/traces?key=secret")
			w.WriteHeader(code)
		}))
		t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=secret")
		exit, stdout, stderr := run(t, "report", "-f", checkout, "--otlp-endpoint", first.URL)
		if exit != 1 || stdout != "" || asked != 0 || !strings.Contains(stderr, "took no traces: "+strconv.Itoa(code)) || strings.Contains(stderr, "sent") {
			t.Errorf("%d: exit code %d, %d requests elsewhere, stderr %q", code, exit, asked, stderr)
		}
		if strings.Contains(stderr, "pass") || strings.Contains(stderr, "secret") {
			t.Errorf("%d: a credential is printed: %s", code, stderr)
		}
		first.Close()
	}
}

// TestOTLPEndpointKeepsItsCredentials checks that credentials in the endpoint
// are sent and never printed.
func TestOTLPEndpointKeepsItsCredentials(t *testing.T) {
	r := &otlpReceiver{t: t}
	server := httptest.NewServer(r)
	defer server.Close()
	closed := httptest.NewServer(nil)
	closed.Close()
	with := func(u string) string { return strings.Replace(u, "http://", "http://me:hunter2@", 1) + "/?key=hunter2" }
	for _, endpoint := range []string{with(server.URL), with(closed.URL), "grpc://me:hunter2@example.com", "http://me:hunter2@exa mple.com/", "me:hunter2@example.com:4318?key=hunter2"} {
		if _, stdout, stderr := run(t, "report", "-f", checkout, "--otlp-endpoint", endpoint); strings.Contains(stdout+stderr, "hunter2") {
			t.Errorf("%s: %s%s", endpoint, stdout, stderr)
		}
	}
	if user, pass, ok := r.got.BasicAuth(); !ok || user != "me" || pass != "hunter2" || r.got.URL.Query().Get("key") != "hunter2" {
		t.Errorf("the receiver was asked as %q %q with %s", user, pass, r.got.URL)
	}
}
