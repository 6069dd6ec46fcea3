package redact

import (
	"encoding/json"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	eventsv1 "k8s.io/api/events/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
)

// TestText checks what goes of a text, and what stays beside it.
func TestText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"curl -H 'Authorization: Bearer abc.def-123' https://x", "curl -H 'Authorization: Bearer [redacted]' https://x"},
		{"curl -H \"X-Api-Key: k1\" x", "curl -H \"X-Api-Key: [redacted]\" x"},
		{"refused bearer s3cr3t", "refused bearer [redacted]"},
		{"GET /blob?sv=2026&sig=aB%2Fc&x=1", "GET /blob?sv=2026&sig=[redacted]&x=1"},
		{"MYSQL_PASS=x1 AccountKey=abc run", "MYSQL_PASS=[redacted] AccountKey=[redacted] run"},
		{"psql postgres://app:hunter2@db:5432/shop", "psql postgres://app:[redacted]@db:5432/shop"},
		{"git clone https://0123456789abcdef0123@github.com/x", "git clone https://[redacted]@github.com/x"},
		{"export DB_PASSWORD='a b c'; run", "export DB_PASSWORD='[redacted]'; run"},
		{"app --token abc123 --verbose", "app --token [redacted] --verbose"},
		{"GET /x?access_token=abc&y=1 failed", "GET /x?access_token=[redacted]&y=1 failed"},
		{`{"user":"a","password":"p\"q"}`, `{"user":"a","password":"[redacted]"}`},
		{`{"password" : "x y"}`, `{"password" : "[redacted]"}`},
		{`{\"password\":\"p\\\"q\",\"a\":1}`, `{\"password\":\"[redacted]\",\"a\":1}`},
		{"eyJhbGciOi.eyJzdWIi.SflKxw", "[redacted]"},
		{"id AKIAIOSFODNN7EXAMPLE used", "id [redacted] used"},
		{"-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- x", "-----BEGIN RSA PRIVATE KEY-----[redacted]-----END RSA PRIVATE KEY----- x"},
		{"curl -u bob:pw https://x", "curl -u bob:[redacted] https://x"},
		{"mysql -h db -uroot -phunter2 shop", "mysql -h db -uroot -p[redacted] shop"},
		{"redis-cli -h r -a pw ping", "redis-cli -h r -a [redacted] ping"},
		{"<password>a b</password><port>1</port>", "<password>[redacted]</password><port>1</port>"},
		{"Server=h;User Id=sa;Pwd=a;b;Timeout=3", "Server=h;User Id=sa;Pwd=[redacted];Timeout=3"},
		{"", ""},
	} {
		if got, _ := Text(c.in); got != c.want {
			t.Errorf("Text(%q)\n got %q\nwant %q", c.in, got, c.want)
		}
	}
}

func TestCommand(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"app|--db-password|hunter2|--verbose", "app|--db-password|[redacted]|--verbose"},
		{"app|--token-file|--verbose", "app|--token-file|--verbose"},
		{"app|--password|a b|x", "app|--password|[redacted]|x"},
		{"app|--password=a b|x", "app|--password=[redacted]|x"},
		{"tini|--|timeout|5|/usr/bin/mysql|-ppw1|shop", "tini|--|timeout|5|/usr/bin/mysql|-p[redacted]|shop"},
		{"redis-cli|-a|pw|ping", "redis-cli|-a|[redacted]|ping"},
		{"sh|-c|API_KEY=abc run", "sh|-c|API_KEY=[redacted] run"},
		{"app|-p|8080|-u|1000:1000", "app|-p|8080|-u|1000:1000"},
	} {
		words := strings.Split(c.in, "|")
		got, _ := Command(words)
		if strings.Join(got, "|") != c.want {
			t.Errorf("Command(%s) = %s, want %s", c.in, strings.Join(got, "|"), c.want)
		}
		if strings.Join(words, "|") != c.in {
			t.Errorf("Command changed the words that it was given: %q", words)
		}
	}
}

// TestPod puts one secret into every place of a pod that can hold it.
func TestPod(t *testing.T) {
	const secret = "hunter2"
	say := "password=" + secret
	exec := &corev1.ExecAction{Command: []string{"sh", "-c", say}}
	get := &corev1.HTTPGetAction{Path: "/?token=" + secret, HTTPHeaders: []corev1.HTTPHeader{{Name: "X", Value: secret}}}
	state := corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Message: say}, Terminated: &corev1.ContainerStateTerminated{Message: say}}
	status := []corev1.ContainerStatus{{State: state, LastTerminationState: state}}
	container := corev1.Container{
		Name: "app", Image: "https://u:" + secret + "@reg.io/a", Command: []string{"app", "--password", secret}, Args: []string{say},
		WorkingDir: "/" + say, TerminationMessagePath: say,
		Env:          []corev1.EnvVar{{Name: "X", Value: secret}, {Name: "EMPTY"}},
		Lifecycle:    &corev1.Lifecycle{PostStart: &corev1.LifecycleHandler{Exec: exec}, PreStop: &corev1.LifecycleHandler{HTTPGet: get}},
		StartupProbe: &corev1.Probe{ProbeHandler: corev1.ProbeHandler{Exec: exec}}, LivenessProbe: &corev1.Probe{ProbeHandler: corev1.ProbeHandler{HTTPGet: get}},
		ReadinessProbe: &corev1.Probe{ProbeHandler: corev1.ProbeHandler{HTTPGet: get}},
	}
	pod := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: "p", UID: "u", Labels: map[string]string{"a": "eyJhbGciOi.eyJzdWIi." + secret}, Annotations: map[string]string{
			corev1.LastAppliedConfigAnnotation: secret, "vault.example.com/token": secret, "note": say, "plain": "kept"}},
		Spec: corev1.PodSpec{
			InitContainers: []corev1.Container{container}, Containers: []corev1.Container{container},
			EphemeralContainers: []corev1.EphemeralContainer{{EphemeralContainerCommon: corev1.EphemeralContainerCommon(container)}},
			Volumes: []corev1.Volume{
				{VolumeSource: corev1.VolumeSource{CSI: &corev1.CSIVolumeSource{VolumeAttributes: map[string]string{"password": secret}}}},
				{VolumeSource: corev1.VolumeSource{FlexVolume: &corev1.FlexVolumeSource{Options: map[string]string{"o": say}}}},
				{VolumeSource: corev1.VolumeSource{GitRepo: &corev1.GitRepoVolumeSource{Repository: "https://u:" + secret + "@x"}}},
			}},
		Status: corev1.PodStatus{Message: say, Conditions: []corev1.PodCondition{{Message: say}},
			InitContainerStatuses: status, ContainerStatuses: status, EphemeralContainerStatuses: status},
	}
	before := pod.DeepCopy()
	out, n := Object(pod)
	b, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	if i := strings.Index(string(b), secret); i >= 0 {
		t.Errorf("a secret survived: …%s", b[max(0, i-80):i+10])
	}
	if got := strings.Count(string(b), Redacted); got != n {
		t.Errorf("%d values are said to be replaced, %d are", n, got)
	}
	if !strings.Contains(string(b), `"plain":"kept"`) || !strings.Contains(string(b), `{"name":"EMPTY"}`) {
		t.Errorf("more than secrets is gone: %s", b)
	}
	if !equality.Semantic.DeepEqual(pod, before) {
		t.Error("Object changed the pod it was given")
	}
}

// TestIdentitiesStay checks that a word like a secret's stays where it names
// something.
func TestIdentitiesStay(t *testing.T) {
	const name = "ghp_0123456789abcdefghijABCDEFGHIJ012345" // no name has this, but if it did
	pod := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: name, UID: name, OwnerReferences: []metav1.OwnerReference{{Name: name}}, Labels: map[string]string{name: "x"}},
		Spec:       corev1.PodSpec{NodeName: name, ServiceAccountName: name, Containers: []corev1.Container{{Name: name}}},
		Status:     corev1.PodStatus{Reason: name, Phase: name, ContainerStatuses: []corev1.ContainerStatus{{Name: name, ContainerID: name}}},
	}
	out, n := Object(pod)
	if n != 0 || !equality.Semantic.DeepEqual(out, pod) {
		t.Errorf("%d identities are redacted: %v", n, out)
	}
}

func TestOtherObjects(t *testing.T) {
	const say = "password=hunter2"
	for _, o := range []any{
		&corev1.Event{Message: say, ObjectMeta: metav1.ObjectMeta{Annotations: map[string]string{"a": say}}}, &eventsv1.Event{Note: say}, &metav1.Status{Message: say},
		&timeline.Gap{Reason: say}, &discoveryv1.EndpointSlice{ObjectMeta: metav1.ObjectMeta{Annotations: map[string]string{"token": "hunter2"}}},
		map[string]string{"x": "hunter2"},
	} {
		out, n := Object(o)
		b, err := json.Marshal(out)
		if _, known := o.(map[string]string); err != nil || strings.Contains(string(b), "hunter2") || n == 0 && !known {
			t.Errorf("%T: %s, %d, %v", o, b, n, err)
		}
	}
}
