package watch

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/podlife/podlife/watch/apitest"
)

// TestLookUp checks that the owner of the pods is waited for, also from a
// server in trouble, and that its pods are followed then.
func TestLookUp(t *testing.T) {
	deployments := schema.GroupResource{Group: "apps", Resource: "deployments"}
	absent, down := apierrors.NewNotFound(deployments, "web"), apierrors.NewServiceUnavailable("down")
	server := apitest.New()
	server.Apply("ADDED", pod("a", 0))
	s := newSession(t, server)
	answers := []error{absent, absent, down, absent, down}
	var lost []string
	s.live.options.Name = ""
	s.live.options.LookUp = func(context.Context) (labels.Selector, string, error) {
		lost = append(lost, s.live.Connection().Reason)
		if len(answers) == 0 {
			return labels.SelectorFromSet(labels.Set{"app": "web"}), "web", nil
		}
		err := answers[0]
		answers = answers[1:]
		return nil, "", err
	}
	s.start()
	expect(t, s.next(1), "ADDED pod a 0")
	if got := strings.Join(lost, "|"); got != "|||503 service unavailable||503 service unavailable" {
		t.Errorf("lost while looking: %q", got)
	}
	if name := s.live.options.Workload.Name; name != "web" {
		t.Errorf("the workload is called %q", name)
	}
	if status := s.live.Status(); status != "" {
		t.Errorf("after that: %s", status)
	}
	for _, r := range requests(server) {
		if r.Resource == "pods" && !slices.Equal(r.Query["labelSelector"], []string{"app=web"}) {
			t.Errorf("pods were asked for with %v", r.Query)
		}
	}
}

// TestLookUpEnds checks that an error that waiting does not mend ends the
// watch, and that the user can.
func TestLookUpEnds(t *testing.T) {
	forbidden := apierrors.NewForbidden(schema.GroupResource{Resource: "services"}, "web", errors.New("no"))
	for name, answer := range map[string]error{"forbidden": forbidden, "selects nothing": errors.New("it has no selector")} {
		l := &Live{retry: impatient, options: LiveOptions{LookUp: func(context.Context) (labels.Selector, string, error) { return nil, "", answer }}}
		if err := l.Run(t.Context(), nil); !errors.Is(err, answer) {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	l := &Live{retry: impatient, options: LiveOptions{LookUp: func(context.Context) (labels.Selector, string, error) {
		stop()
		return nil, "", apierrors.NewNotFound(schema.GroupResource{Resource: "services"}, "web")
	}}}
	if err := l.Run(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}
