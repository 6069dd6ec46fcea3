package cli

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/kube"
)

// TestServerTime checks that a server's clock is taken over within reason, and
// that a warning says when it is not.
func TestServerTime(t *testing.T) {
	for _, tt := range []struct {
		date, note string
		shifted    bool
	}{
		{time.Now().UTC().Format(http.TimeFormat), "", false},
		{time.Now().Add(time.Hour).UTC().Format(http.TimeFormat), "behind the API server's; times are the server's", true},
		{"Fri, 31 Dec 9999 23:59:59 GMT", "days behind what the API server's Date header says, which is not believed: times are this computer's", false},
		{"Thu, 01 Jan 1970 00:00:00 GMT", "days ahead of what the API server's Date header says, which is not believed", false},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Date", tt.date)
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(`{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","items":[{"metadata":{"name":"web"}}]}`))
		}))
		config := filepath.Join(t.TempDir(), "config")
		if err := os.WriteFile(config, []byte(`{apiVersion: v1, kind: Config, current-context: x, users: [{name: u, user: {}}],
clusters: [{name: c, cluster: {server: "`+server.URL+`"}}], contexts: [{name: x, context: {cluster: c, user: u}}]}`), 0o600); err != nil {
			t.Fatal(err)
		}
		client, err := (&kube.Flags{Kubeconfig: config}).Connect("test")
		if err != nil {
			t.Fatal(err)
		}
		if err := client.CheckPod(t.Context(), "web", false); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		_, now := (&App{Err: &said}).serverTime(client, nil)
		if (said.Len() == 0) != (tt.note == "") || !strings.Contains(said.String(), tt.note) {
			t.Errorf("Date %s: %q", tt.date, said.String())
		}
		if ahead := time.Until(now(time.Now())) > 50*time.Minute; ahead != tt.shifted {
			t.Errorf("Date %s: now is %v", tt.date, now(time.Now()))
		}
		client.Close()
		server.Close()
	}
}
