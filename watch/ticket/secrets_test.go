package ticket

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

// secret is one of those of package redact: how people write it, and what must go.
type secret struct {
	ID, Place, Key, Text string
	Argv, Secret         []string
}

func secrets(t *testing.T) []secret {
	t.Helper()
	f, err := os.Open("../redact/testdata/programs-secrets.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []secret
	for s := bufio.NewScanner(f); s.Scan(); {
		var e secret
		if err := json.Unmarshal(s.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

// pasted returns e as the YAML, the describe page and the table of events of a
// pod that has it.
func (e *secret) pasted(t *testing.T) []string {
	t.Helper()
	pod := &corev1.Pod{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"}, ObjectMeta: metav1.ObjectMeta{Name: "web", Namespace: "shop"}}
	c := corev1.Container{Name: "app", Command: e.Argv, Env: []corev1.EnvVar{{Name: "ANY", Value: strings.Join(e.Secret, " ")}}}
	pod.Spec.Containers = []corev1.Container{c}
	ended := corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{ExitCode: 1, Message: e.Text}}
	if e.Place == "annotation" { // its key alone says that it is a secret
		ended.Terminated.Message = ""
	}
	pod.Status.ContainerStatuses = []corev1.ContainerStatus{{Name: "app", State: ended}}
	pod.Annotations = map[string]string{e.Key: e.Text}
	text, err := yaml.Marshal(pod)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{string(text)}
	if e.Place == "message" || e.Place == "event" {
		out = append(out, "Name:         web\nContainers:\n  app:\n    State:          Terminated\n      Reason:       Error\n      Message:      "+e.Text+"\n      Exit Code:    1\n",
			"LAST SEEN   TYPE      REASON   OBJECT    MESSAGE\n5m          Warning   Failed   pod/web   "+e.Text+"\n")
	}
	return out
}

// TestSecretsGo fails if anything of a paste comes out with a secret in it.
func TestSecretsGo(t *testing.T) {
	for _, e := range secrets(t) {
		for i, text := range e.pasted(t) {
			read, err := Read([]byte(text), "ticket")
			if err != nil {
				t.Fatalf("%s: %v\n%s", e.ID, err, text)
			}
			b, err := json.Marshal(read.Observations)
			if err != nil {
				t.Fatal(err)
			}
			shown := string(b) + fmt.Sprint(read.Warnings, read.Missing)
			for _, s := range e.Secret {
				if strings.Contains(shown, s) {
					t.Errorf("%s leaks from paste %d: %s", e.ID, i, shown)
				}
			}
		}
	}
}
