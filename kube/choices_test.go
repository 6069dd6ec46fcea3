package kube

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
)

// pages answers a list in two pages; the second may never come.
func pages(t *testing.T, second func(w http.ResponseWriter, r *http.Request)) *Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Query().Get("continue") == "2" {
			second(w, r)
			return
		}
		writeJSON(w, map[string]any{"metadata": map[string]any{"continue": "2"}, "items": []any{
			map[string]any{"metadata": map[string]any{"name": "checkout-1"}}, map[string]any{"metadata": map[string]any{"name": "db"}}}})
	}))
	t.Cleanup(server.Close)
	return connectTo(t, server.URL)
}

func TestNamesPageByPage(t *testing.T) {
	c := pages(t, func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, map[string]any{"items": []any{map[string]any{"metadata": map[string]any{"name": "checkout-2"}}}})
	})
	pods := func(ctx context.Context, prefix string) ([]string, error) { return c.Names(ctx, "pod", prefix) }
	workloads := func(ctx context.Context, prefix string) ([]string, error) { return c.Names(ctx, "deploy", prefix) }
	for _, names := range []func(context.Context, string) ([]string, error){pods, workloads, c.NamespaceNames} {
		got, err := names(t.Context(), "check")
		if want := []string{"checkout-1", "checkout-2"}; err != nil || !slices.Equal(got, want) {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
}

// TestNamesUntilTheTimeIsUp checks that a server that stalls costs only the
// names that it has not sent.
func TestNamesUntilTheTimeIsUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := pages(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	got, err := c.Names(ctx, "pod", "")
	if want := []string{"checkout-1", "db"}; err == nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q and an error", got, err, want)
	}
}

func TestChoices(t *testing.T) {
	f := Flags{Kubeconfig: kubeconfig(t, "https://127.0.0.1:1")}
	got := f.Choices()
	if !slices.Equal(got.Contexts, []string{"dev", "prod"}) || !slices.Equal(got.Clusters, []string{"k"}) ||
		!slices.Equal(got.Users, []string{"u"}) || !slices.Equal(got.Namespaces, []string{"shop"}) {
		t.Errorf("got %+v", got)
	}
	f.Kubeconfig = "/no/such"
	if got := f.Choices(); got.Contexts != nil {
		t.Errorf("from nothing: %+v", got)
	}
}
