package cli

import (
	"encoding/json"
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBuild(t *testing.T) {
	const commit = "5182dcc6ff2ebbb0c9f7c2f1c6e5a3c1a6d1f0ab"
	settings := []debug.BuildSetting{{Key: "vcs.revision", Value: commit}, {Key: "vcs.time", Value: "2026-11-23T09:00:00Z"}, {Key: "vcs.modified", Value: "true"}}
	platform := runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH
	for _, tt := range []struct {
		name string
		set  Build
		info *debug.BuildInfo
		want string
	}{
		{"release", Build{Version: "v1.2.3", Commit: commit, Date: "2026-11-20T08:00:00Z"}, &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}},
			"podlife v1.2.3 (commit 5182dcc6ff2e, 2026-11-20T08:00:00Z) " + platform},
		{"go install", Build{}, &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}, "podlife v1.2.3 " + platform},
		{"go install of a branch", Build{}, &debug.BuildInfo{Main: debug.Module{Version: "v0.1.1-0.20261120080000-5182dcc6ff2e"}},
			"podlife v0.1.1-0.20261120080000-5182dcc6ff2e (commit 5182dcc6ff2e, 2026-11-20T08:00:00Z) " + platform},
		{"go install before the first tag", Build{}, &debug.BuildInfo{Main: debug.Module{Version: "v0.0.0-20261120080000-5182dcc6ff2e"}},
			"podlife v0.0.0-20261120080000-5182dcc6ff2e (commit 5182dcc6ff2e, 2026-11-20T08:00:00Z) " + platform},
		{"go build in a clone", Build{}, &debug.BuildInfo{Main: debug.Module{Version: "v0.0.0-20261120080000-5182dcc6ff2e+dirty"}, Settings: settings},
			"podlife v0.0.0-20261120080000-5182dcc6ff2e+dirty (commit 5182dcc6ff2e, modified, 2026-11-20T08:00:00Z) " + platform},
		{"go build", Build{}, &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}, Settings: settings},
			"podlife (devel) (commit 5182dcc6ff2e, modified, 2026-11-23T09:00:00Z) " + platform},
		{"nothing known", Build{}, nil, "podlife unknown " + platform},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.set.filled(tt.info).String(); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestVersionJSON(t *testing.T) {
	code, stdout, stderr := run(t, "version", "-o", "json")
	if code != 0 || stderr != "" {
		t.Fatalf("exit code %d, stderr %q", code, stderr)
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(stdout), &got); err != nil {
		t.Fatal(err)
	}
	delete(got, "commit") // a test binary may have them
	delete(got, "date")
	delete(got, "modified")
	want := map[string]any{"version": "v1.2.3", "go": runtime.Version(), "platform": runtime.GOOS + "/" + runtime.GOARCH}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if code, _, _ := run(t, "version", "-o", "yaml"); code != 2 {
		t.Errorf("-o yaml: exit code %d, want 2", code)
	}
}
