package kube

import (
	"context"
	"errors"
	"log"
	"net/http"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/client-go/rest"
	"k8s.io/klog/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch"
	"github.com/podlife/podlife/watch/apitest"
)

// TestSilence checks that nothing of client-go, klog or net/http reaches the
// terminal.
func TestSilence(t *testing.T) {
	if said := stderrOf(t, func() {
		Silence()
		klog.Error("\x1b]52;c;aGk=\a")
		klog.ErrorS(errors.New("e"), "structured")
		klog.Warning("w")
		klog.Info("i")
		klog.Background().Error(errors.New("e"), "contextual")
		klog.FromContext(context.Background()).Info("contextual")
		utilruntime.HandleError(errors.New("handled"))
		utilruntime.HandleErrorWithContext(t.Context(), errors.New("e"), "handled")
		log.Print("net/http: TLS handshake error")
		rest.WarningLogger{}.HandleWarningHeader(299, "", "deprecated")
		klog.Flush()
	}); said != "" {
		t.Errorf("on stderr: %q", said)
	}
}

// TestSilenceOfBrokenServers checks the same for servers that refuse watches,
// or send half of an object.
func TestSilenceOfBrokenServers(t *testing.T) {
	if said := stderrOf(t, func() {
		Silence()
		server := apitest.New()
		defer server.Close()
		pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: "web", Namespace: "shop", UID: "u"}}
		server.Apply("ADDED", pod)
		live, err := watch.NewLive(watch.LiveOptions{Config: server.Config(), Namespace: "shop", Name: "web"})
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- live.Run(ctx, func(timeline.Observation) error { return nil }) }()
		server.AwaitWatches("", 3)
		server.CutNext("pods")
		server.Apply("MODIFIED", pod)
		server.Say("events", http.StatusInternalServerError)
		server.Fail("watch", "", http.StatusInternalServerError, -1)
		server.Drop("")
		server.Await(func(r []apitest.Request) bool {
			return apitest.Count(r, "watch", "", http.StatusInternalServerError) > 6
		})
		stop()
		<-done
	}); said != "" {
		t.Errorf("on stderr: %q", said)
	}
}
