package kube

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/podlife/podlife/timeline"
)

// withPlugin returns flags with a kubeconfig whose user is a shell script.
func withPlugin(t *testing.T, url, script string) *Flags {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config")
	text := `{apiVersion: v1, kind: Config, current-context: prod,
clusters: [{name: k, cluster: {server: "` + url + `", insecure-skip-tls-verify: true}}],
users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: IfAvailable, command: sh, args: ["-c", ` +
		`'` + script + `']}}}],
contexts: [{name: prod, context: {cluster: k, user: u}}]}`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return &Flags{Kubeconfig: file}
}

// stderrOf returns what run, and what it starts, writes to os.Stderr.
func stderrOf(t *testing.T, run func()) string {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	stderr := os.Stderr
	os.Stderr = file
	defer func() { os.Stderr = stderr }()
	run()
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestPlugin checks that a credential plugin writes before the screen is drawn,
// not onto it, and that its failure is explained.
func TestPlugin(t *testing.T) {
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("no shell")
	}
	for _, detach := range []bool{false, true} {
		var failure error
		stderr := stderrOf(t, func() {
			c, err := withPlugin(t, "https://127.0.0.1:1", "echo log in first >&2; exit 3").Connect("test")
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if detach {
				c.Detach()
			}
			failure = c.CheckPod(context.Background(), "web", false)
		})
		checkError(t, failure, []string{"exit code 3", "Log in as that command asks"})
		if spoke := strings.Contains(stderr, "log in first"); spoke == detach {
			t.Errorf("detached: %v, and the plugin said %q", detach, stderr)
		}
	}
}

// TestPluginIsCleaned checks that what a plugin writes cannot take over the
// terminal.
func TestPluginIsCleaned(t *testing.T) {
	var out strings.Builder
	v := &valve{w: &out, shut: &atomic.Bool{}, clean: timeline.Clean}
	for _, text := range []string{"\x1b]0;owned\a\x1b[2Jlog in at https://sso\n", "Password: "} {
		if n, err := io.WriteString(v, text); n != len(text) || err != nil {
			t.Errorf("wrote %d of %d, %v", n, len(text), err)
		}
	}
	if got := out.String(); got != "log in at https://sso\nPassword: " {
		t.Errorf("%q", got)
	}
}

// TestPluginMissing checks that a missing command is an error of two lines,
// with what the kubeconfig says about installing it.
func TestPluginMissing(t *testing.T) {
	for _, tt := range []struct{ hint, want string }{
		{"", "Install that command, or choose another user"},
		{"Install it:\n  https://example.com/install", "Install it: https://example.com/install"},
	} {
		f := withPlugin(t, "https://127.0.0.1:1", "")
		text, err := os.ReadFile(f.Kubeconfig)
		if err != nil {
			t.Fatal(err)
		}
		named := strings.Replace(string(text), "command: sh", fmt.Sprintf("command: no-such-plugin, installHint: %q", tt.hint), 1)
		if err := os.WriteFile(f.Kubeconfig, []byte(named), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := f.Connect("test")
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		checkError(t, c.CheckPod(t.Context(), "web", false), []string{"executable no-such-plugin not found\n" + tt.want})
	}
}
