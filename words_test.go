package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// unsaid are wordings that are no longer used, each with what is said instead.
var unsaid = map[string]string{
	`\d% went to `:                   "28% waiting for c07's readiness probe",
	`nobody tells`:                   "when it stopped is unknown",
	`the object is about to go`:      "deleting the API object",
	`✗ \d+/\d+  `:                    "3 fails (limit 2), 1s ago",
	`↻\d+ \(\d+\)`:                   "ready 8s · ↻1, last exit 0",
	`completed .* at try \d`:         "succeeded on attempt 3",
	`(in|out of) rotation`:           "serving, not serving",
	`no node fits for`:               "unschedulable for 3s",
	`held back from scheduling`:      "waiting on scheduling gate example.com/quota",
	`holds the deletion`:             "deletion blocked 2s by finalizer x",
	`SIGKILL was due`:                "SIGKILL overdue by 3s",
	`was ever ready was not seen`:    "readiness before podlife attached is unknown",
	`how edges are known`:            "timestamp sources",
	`all of the life to one scale`:   "linear scale",
	`a recording holds no logs`:      "logs are not recorded",
	`an Event of the cluster`:        "Kubernetes Event",
	`never Ready \(a Job\)`:          "ran 21.5s to completion",
	`killed \w+ overdue`:             "should have been killed 19m22s ago",
	`What it needs to be allowed`:    "Permissions",
	`say the same for good`:          "set the defaults",
	`Look before you share`:          "Review before sharing",
	`wait for ever`:                  "wait forever",
	`Tell more about a command`:      "Help about any command",
	`what has pods`:                  "a workload",
	`it could not be done`:           "failed",
	`(Ready:|·|longest:) +kubelet ~`: "kubelet overhead ~0.7s",
}

// TestUnsaid checks that wordings which are not the field's are said nowhere: not by
// the program, not in its documentation, not in what tests expect.
func TestUnsaid(t *testing.T) {
	var all []*regexp.Regexp
	for text := range unsaid {
		all = append(all, regexp.MustCompile(text))
	}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && (strings.HasPrefix(d.Name(), ".") && path != "." || d.Name() == "fuzz") {
				return filepath.SkipDir
			}
			return err
		}
		switch filepath.Ext(path) {
		case ".go", ".md", ".txt", ".txtar", ".golden":
		default:
			return nil
		}
		if path == "words_test.go" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, r := range all {
			if found := r.Find(text); found != nil {
				t.Errorf("%s: %q; say: %s", path, found, unsaid[r.String()])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
