package cli

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/ui"
)

// TestLogs checks that a log goes from the API server to the screen as it is
// written, and that its request ends with the pane.
func TestLogs(t *testing.T) {
	ended := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "2026-11-22T07:00:00Z", r.URL.RequestURI())
		w.(http.Flusher).Flush()
		<-r.Context().Done()
		close(ended)
	}))
	defer server.Close()
	file := filepath.Join(t.TempDir(), "kubeconfig")
	config := fmt.Appendf(nil, `{apiVersion: v1, kind: Config, current-context: c, users: [{name: u, user: {}}],
clusters: [{name: k, cluster: {server: %q}}], contexts: [{name: c, context: {cluster: k, user: u}}]}`, server.URL)
	if err := os.WriteFile(file, config, 0o600); err != nil {
		t.Fatal(err)
	}
	client, err := (&kube.Flags{Kubeconfig: file}).Connect("test")
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()

	ctx, cancel := context.WithCancel(t.Context())
	body, err := logs(client)(ctx, ui.LogRequest{
		Namespace: "shop", Pod: "web", Container: "app", Previous: true, Follow: true, Tail: 7, Since: time.Unix(60, 0),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	got, err := bufio.NewReader(body).ReadString('\n')
	want := "2026-11-22T07:00:00Z /api/v1/namespaces/shop/pods/web/log?container=app&follow=true&previous=true&sinceTime=1970-01-01T00%3A01%3A00Z&tailLines=7&timestamps=true\n"
	if err != nil || got != want {
		t.Errorf("read %q, %v\nwant %q", got, err, want)
	}
	cancel()
	<-ended
}
