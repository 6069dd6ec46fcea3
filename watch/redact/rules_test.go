package redact

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
)

// TestRulesAreRead compares what is read of gitleaks' file with the file.
func TestRulesAreRead(t *testing.T) {
	rules := parseRules()
	if got, want := len(rules), strings.Count(rulesFile, "\n[[rules]]\n"); got != want || got < 200 {
		t.Errorf("%d rules are read, the file has %d", got, want)
	}
	for _, r := range readRules() {
		if len(r.keywords) == 0 {
			t.Errorf("rule %s has no keyword: it would never be looked at", r.id)
		}
		r.pattern()
		r.allowed()
	}
	for id := range ownRules {
		found := false
		for _, r := range rules {
			found = found || r.ID == id
		}
		if !found {
			t.Errorf("no rule %s: remove it from ownRules", id)
		}
	}
}

// TestNothingThatGitleaksFindsStays runs each of gitleaks' patterns, as the file
// has them, without keywords' windows, over all texts of the lists: what they
// find must go here too.
func TestNothingThatGitleaksFindsStays(t *testing.T) {
	compared := 0
	texts := corpus(t)
	for _, raw := range parseRules() {
		if raw.Regex == "" || ownRules[raw.ID] {
			continue
		}
		r := &rule{group: raw.SecretGroup, allowed: raw.allowed}
		pattern := regexp.MustCompile(raw.Regex)
		for _, text := range texts {
			text = strings.ReplaceAll(text, "\x00", " ")
			if !keywordIn(raw.Keywords, text) {
				continue
			}
			for _, m := range pattern.FindAllStringSubmatchIndex(text, -1) {
				g := r.secret(m)
				secret := text[g.from:g.to]
				if entropy(secret) <= raw.Entropy || r.allows(secret) {
					continue
				}
				compared++
				if out, _ := Text(text); strings.Contains(out, secret) {
					t.Errorf("%s finds %q in %q, and it stays: %q", raw.ID, secret, text, out)
				}
			}
		}
	}
	if compared < 30 {
		t.Errorf("gitleaks finds only %d secrets in the lists: the comparison says nothing", compared)
	}
}

func keywordIn(keywords []string, text string) bool {
	text = strings.ToLower(text)
	for _, k := range keywords {
		if strings.Contains(text, k) {
			return true
		}
	}
	return false
}

// TestRecordingsStay: what was recorded of pods without secrets is not changed.
func TestRecordingsStay(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/recordings/*.jsonl")
	if err != nil || len(paths) < 20 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		objects, _ := recorded(t, strings.TrimSuffix(filepath.Base(path), ".jsonl"))
		for _, o := range objects {
			if pod, ok := o.(*corev1.Pod); ok {
				delete(pod.Annotations, corev1.LastAppliedConfigAnnotation)
				withoutEnv(pod)
			}
			if out, n := Object(o); n > 0 {
				t.Errorf("%s: %d values of %T are redacted: %s", path, n, o, cmp.Diff(o, out))
				break
			}
		}
	}
}

// withoutEnv takes out what goes in any case.
func withoutEnv(pod *corev1.Pod) {
	for _, list := range [][]corev1.Container{pod.Spec.InitContainers, pod.Spec.Containers} {
		for i := range list {
			list[i].Env = nil
		}
	}
}

func TestClassify(t *testing.T) {
	for name, want := range map[string]secrecy{
		"DB_PASSWORD": sure, "dbPassword1": sure, "PGPASSWORD": sure, "apiKey": sure, "x-amz-security-token": sure, "client-key-data": sure,
		"secret": named, "existingSecret": named, "passwordKey": named, "key": doubtful, "access_key_id": doubtful,
		"max-tokens": public, "secretName": public, "DB_PASSWORD_FILE": public, "keyboard": public, "monkey": public, "tokenizer": public, "author": public,
	} {
		if got := classify(name); got != want {
			t.Errorf("classify(%s) = %d, want %d", name, got, want)
		}
	}
}
