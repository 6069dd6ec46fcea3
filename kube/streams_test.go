package kube

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
)

// TestStreams checks that counters and logs are asked for as the API server wants
// it and come through as they are, and that a refusal differs from other errors.
func TestStreams(t *testing.T) {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "forbidden") {
			fail(w, http.StatusForbidden, "Forbidden", "no")
			return
		}
		fmt.Fprint(w, r.URL.RequestURI(), " ", r.Header.Get("Accept"))
	})
	server := httptest.NewServer(handler)
	defer server.Close()
	c := connectTo(t, server.URL)
	for name, tt := range map[string]struct {
		open func(name string) (io.ReadCloser, error)
		want string
	}{
		"probes": {
			func(node string) (io.ReadCloser, error) { return c.ProbeCounters(t.Context(), node) },
			"/api/v1/nodes/node1/proxy/metrics/probes text/plain",
		},
		"logs": {
			func(pod string) (io.ReadCloser, error) {
				return c.Logs(t.Context(), pod, LogOptions{Container: "app", Previous: true, Follow: true, Tail: 10, Since: time.Unix(1, 5)})
			},
			"/api/v1/namespaces/shop/pods/node1/log?container=app&follow=true&previous=true&sinceTime=1970-01-01T00%3A00%3A01Z&tailLines=10&timestamps=true ",
		},
	} {
		t.Run(name, func(t *testing.T) {
			body, err := tt.open("node1")
			if err != nil {
				t.Fatal(err)
			}
			defer body.Close()
			got, err := io.ReadAll(body)
			if err != nil || !strings.HasPrefix(string(got), tt.want) {
				t.Errorf("%s, %v\nwant %s", got, err, tt.want)
			}
			if _, err := tt.open("forbidden"); !apierrors.IsForbidden(err) {
				t.Errorf("error %v, want one that IsForbidden", err)
			}
		})
	}
}

// TestWhyNoLog: the screen shows the text as it is, on one line.
func TestWhyNoLog(t *testing.T) {
	for _, tt := range []struct {
		code                  int
		reason, message, want string
	}{
		{http.StatusForbidden, "Forbidden", "no", "forbidden: ask for get on pods/log (no)"},
		{http.StatusNotFound, "NotFound", `pods "web" not found`, "there is no such pod any more"},
		{http.StatusBadRequest, "BadRequest", `container "app" in pod "web" is waiting to start: ContainerCreating`,
			`container "app" in pod "web" is waiting to start: ContainerCreating`},
		{http.StatusInternalServerError, "InternalError", `Get "https://10.0.0.1:10250/containerLogs/shop/web/app": dial tcp 10.0.0.1:10250: connect: connection refused`,
			`Get "https://10.0.0.1:10250/containerLogs/shop/web/app": dial tcp 10.0.0.1:10250: connect: connection refused`},
		{http.StatusUnauthorized, "Unauthorized", "Unauthorized", "the server does not accept the credentials"},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fail(w, tt.code, tt.reason, tt.message) }))
		_, err := connectTo(t, server.URL).Logs(t.Context(), "web", LogOptions{Container: "app"})
		server.Close()
		if err == nil || err.Error() != tt.want {
			t.Errorf("%d: %v, want %s", tt.code, err, tt.want)
		}
	}
}
