package kube

import (
	"strings"
	"testing"
)

func TestParseTarget(t *testing.T) {
	for _, tt := range []struct{ in, name, err string }{
		{in: "my-pod", name: "my-pod"},
		{in: "pod/my-pod", name: "my-pod"},
		{in: "pods/my-pod", name: "my-pod"},
		{in: "po/my.pod", name: "my.pod"},
		{in: "Pod/my-pod", name: "my-pod"},
		{in: "deploy/web", err: "is a deployment, and podlife follows only pods so far"},
		{in: "sts/db", err: "statefulset"},
		{in: "cm/x", err: `unknown kind "cm"`},
		{in: "", err: "names no pod"},
		{in: "pod/", err: "names no pod"},
		{in: "My_Pod", err: "cannot be the name of a pod"},
		{in: "a,spec.nodeName=x", err: "cannot be the name of a pod"},
		{in: "pod/a/b", err: "cannot be the name of a pod"},
	} {
		got, err := ParseTarget(tt.in)
		switch {
		case tt.err == "" && (err != nil || got != Target{Kind: "pod", Name: tt.name}):
			t.Errorf("ParseTarget(%q) = %v, %v", tt.in, got, err)
		case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("ParseTarget(%q) error %v, want it to contain %q", tt.in, err, tt.err)
		}
	}
}
