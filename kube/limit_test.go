package kube

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// endless writes one word after another until the client has enough.
func endless(w io.Writer, head, word string) {
	_, err := io.WriteString(w, head)
	for words := strings.Repeat(word, 1000); err == nil; {
		_, err = io.WriteString(w, words)
	}
}

// TestAnswersAreBounded checks that every look-up ends, whatever the server
// sends, with an error that names the limit.
func TestAnswersAreBounded(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		endless(w, `{"kind":"PodList","apiVersion":"v1","items":[{"metadata":{"name":"`, "x")
	}))
	defer server.Close()
	c := connectTo(t, server.URL)
	deploy := Target{Kind: "deployment", Name: "web"}
	for name, ask := range map[string]func() error{
		"a pod":        func() error { return c.CheckPod(t.Context(), "web", false) },
		"a Deployment": func() error { _, err := c.Find(t.Context(), deploy, false); return err },
	} {
		checkErrorNamed(t, name, ask(), []string{"an answer of over 64 MiB, more than podlife takes", "an API server sends less"})
	}
	if _, err := c.Names(t.Context(), "pod", ""); !errors.Is(err, errAnswerTooLarge) {
		t.Errorf("names: %v", err)
	}
	if v := c.ServerVersion(t.Context()); v != "" {
		t.Errorf("version: %q", v)
	}
}

func checkErrorNamed(t *testing.T, name string, err error, parts []string) {
	t.Helper()
	t.Run(name, func(t *testing.T) { checkError(t, err, parts) })
}

// TestPagesAreBounded checks that a list without an end ends with an error.
func TestPagesAreBounded(t *testing.T) {
	var pages atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":{"continue":"%d"},"items":[]}`, pages.Add(1))
	}))
	defer server.Close()
	_, err := connectTo(t, server.URL).Names(t.Context(), "pod", "")
	if !errors.Is(err, errTooManyPages) || !strings.Contains(err.Error(), "a list of over 100 pages of 500") || pages.Load() != maxPages {
		t.Errorf("%v after %d pages", err, pages.Load())
	}
}
