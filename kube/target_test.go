package kube

import (
	"strings"
	"testing"
)

func TestParseTarget(t *testing.T) {
	for _, tt := range []struct{ in, want, err string }{
		{in: "my-pod", want: "pod/my-pod"},
		{in: "pod/my-pod", want: "pod/my-pod"},
		{in: "pods/my-pod", want: "pod/my-pod"},
		{in: "po/my.pod", want: "pod/my.pod"},
		{in: "Pod/my-pod", want: "pod/my-pod"},
		{in: "deploy/web", want: "deployment/web"},
		{in: "deployments.apps/web", want: "deployment/web"},
		{in: "sts/db", want: "statefulset/db"},
		{in: "job.batch/once", want: "job/once"},
		{in: "svc/front", want: "service/front"},
		{in: "node/n1", want: "node/n1"},
		{in: "cj/nightly", want: "cronjob/nightly"},
		{in: "cronjob.batch/nightly", want: "cronjob/nightly"},
		{in: "deploy/", err: "names no deployment"},
		{in: "rollout.argoproj.io/shop", want: "rollout.argoproj.io/shop"},
		{in: "ksvc/hello", want: "ksvc/hello"},
		{in: "k svc/x", err: `unknown kind "k svc"`},
		{in: "/x", err: `unknown kind ""`},
		{in: "", err: "names no pod"},
		{in: "pod/", err: "names no pod"},
		{in: "My_Pod", err: "cannot be the name of a pod"},
		{in: "a,spec.nodeName=x", err: "cannot be the name of a pod"},
		{in: "pod/a/b", err: "cannot be the name of a pod"},
	} {
		got, err := ParseTarget(tt.in)
		switch {
		case tt.err == "" && (err != nil || got.String() != tt.want):
			t.Errorf("ParseTarget(%q) = %v, %v", tt.in, got, err)
		case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("ParseTarget(%q) error %v, want it to contain %q", tt.in, err, tt.err)
		}
	}
}
