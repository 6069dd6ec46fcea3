package redact

import (
	"encoding/json"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	eventsv1 "k8s.io/api/events/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestScrub(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		// Credentials.
		{"curl -H 'Authorization: Bearer abc.def-123' https://x", "curl -H 'Authorization: [redacted]' https://x"},
		{"curl -H \"X-Api-Key: k1\" x", "curl -H \"X-Api-Key: [redacted]\" x"},
		{"refused bearer s3cr3t", "refused bearer [redacted]"},
		{"GET /blob?sv=2026&sig=aB%2Fc&x=1", "GET /blob?sv=2026&sig=[redacted]&x=1"},
		{"MYSQL_PASS=x AccountKey=abc run", "MYSQL_PASS=[redacted] AccountKey=[redacted] run"},
		{"auth with Bearer 0123456789abcdef0123 refused", "auth with Bearer [redacted] refused"},
		{"psql postgres://app:hunter2@db:5432/shop", "psql postgres://app:[redacted]@db:5432/shop"},
		{"git clone https://0123456789abcdef0123@github.com/x", "git clone https://[redacted]@github.com/x"},
		{"PGPASSWORD=hunter2 psql", "PGPASSWORD=[redacted] psql"},
		{"export DB_PASSWORD='a b c'; run", "export DB_PASSWORD=[redacted]; run"},
		{"--client-secret=abc --verbose", "--client-secret=[redacted] --verbose"},
		{"app --token abc123 --verbose", "app --token [redacted] --verbose"},
		{"GET /x?access_token=abc&y=1 failed", "GET /x?access_token=[redacted]&y=1 failed"},
		{`{"user":"a","password":"p\"q"}`, `{"user":"a","password":[redacted]}`},
		{`{"password" : "x"}`, `{"password" : [redacted]}`},
		{"password: hunter2", "password: [redacted]"},
		{"token: s3cr3tValue99", "token: [redacted]"},
		{"eyJhbGciOi.eyJzdWIi.SflKxw", "[redacted]"},
		{"id AKIAIOSFODNN7EXAMPLE used", "id [redacted] used"},
		{"use ghp_0123456789abcdefghijABCDEFGHIJ now", "use [redacted] now"},
		{"-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- x", "[redacted] x"},
		{"-----BEGIN PRIVATE KEY-----\nMIIE", "[redacted]"},
		{"curl -u bob:pw https://x", "curl -u [redacted] https://x"},
		{"mysql -h db -uroot -phunter2 shop", "mysql -h db -uroot -p[redacted] shop"},
		{"sshpass -p pw ssh x", "sshpass -p [redacted] ssh x"},
		{"redis-cli -h r -a pw ping", "redis-cli -h r -a [redacted] ping"},
		// What Kubernetes says about secrets is not secret.
		{`MountVolume.SetUp failed for volume "db-secret" : secret "db-secret" not found`, ""},
		{`Error: secret "app-token" not found`, ""},
		{"couldn't find key password in Secret shop/db", ""},
		{`MountVolume.SetUp failed for volume "kube-api-access-x" : failed to fetch token: pods "my-pod" not found`, ""},
		{"the bearer token is missing; 3 tests passed=yes", ""},
		{"Readiness probe failed: HTTP probe failed with statuscode: 503", ""},
		{"back-off 40s restarting failed container=app pod=my-pod_demo(6166a91d-b659-4089-aad9-ce691eb6a212)", ""},
		{"sh -c \"mkdir -p /tmp/x; sort -u /tmp/a:b\"", "sh -c \"mkdir -p /tmp/x; sort -u [redacted]\""}, // over-cautious, on purpose
		{"", ""},
	} {
		want := c.want
		if want == "" {
			want = c.in
		}
		if got := scrub(c.in); got != want {
			t.Errorf("scrub(%q)\n got %q\nwant %q", c.in, got, want)
		}
	}
}

func TestScrubWords(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"app|--db-password|hunter2|--verbose", "app|--db-password|[redacted]|--verbose"},
		{"app|--token-file|--verbose", "app|--token-file|--verbose"},
		{"app|--token=abc|x", "app|--token=[redacted]|x"},
		{"/usr/bin/mysql|-ppw|shop", "/usr/bin/mysql|-p[redacted]|shop"},
		{"redis-cli|-a|pw|ping", "redis-cli|-a|[redacted]|ping"},
		{"sh|-c|API_KEY=abc run", "sh|-c|API_KEY=[redacted] run"},
	} {
		if got := strings.Join(scrubWords(strings.Split(c.in, "|")), "|"); got != c.want {
			t.Errorf("scrubWords(%s) = %s, want %s", c.in, got, c.want)
		}
	}
}

// Every place where a pod can hold a secret, each with the same one.
func TestRedactPod(t *testing.T) {
	const secret = "hunter2"
	say := "password=" + secret
	exec := &corev1.ExecAction{Command: []string{"sh", "-c", say}}
	get := &corev1.HTTPGetAction{Path: "/?token=" + secret, HTTPHeaders: []corev1.HTTPHeader{{Name: "X", Value: secret}}}
	state := corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Message: say}, Terminated: &corev1.ContainerStateTerminated{Message: say}}
	status := []corev1.ContainerStatus{{State: state, LastTerminationState: state}}
	container := corev1.Container{
		Name: "app", Command: []string{"app", "--password", secret}, Args: []string{say},
		Env:          []corev1.EnvVar{{Name: "X", Value: secret}, {Name: "EMPTY"}},
		Lifecycle:    &corev1.Lifecycle{PostStart: &corev1.LifecycleHandler{Exec: exec}, PreStop: &corev1.LifecycleHandler{HTTPGet: get}},
		StartupProbe: &corev1.Probe{ProbeHandler: corev1.ProbeHandler{Exec: exec}}, LivenessProbe: &corev1.Probe{ProbeHandler: corev1.ProbeHandler{HTTPGet: get}},
		ReadinessProbe: &corev1.Probe{ProbeHandler: corev1.ProbeHandler{HTTPGet: get}},
	}
	pod := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: "p", Annotations: map[string]string{
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
	b, err := json.Marshal(Object(pod))
	if err != nil {
		t.Fatal(err)
	}
	if i := strings.Index(string(b), secret); i >= 0 {
		t.Errorf("a secret survived: …%s", b[max(0, i-80):i+10])
	}
	if !strings.Contains(string(b), `"plain":"kept"`) || !strings.Contains(string(b), `{"name":"EMPTY"}`) {
		t.Errorf("more than secrets is gone: %s", b)
	}
	if !equality.Semantic.DeepEqual(pod, before) {
		t.Error("Object changed the pod it was given")
	}
}

func TestRedactOthers(t *testing.T) {
	const say = "password=hunter2"
	for _, o := range []any{
		&corev1.Event{Message: say}, &eventsv1.Event{Note: say}, &metav1.Status{Message: say},
		map[string]string{"x": "hunter2"},
	} {
		b, err := json.Marshal(Object(o))
		if err != nil || strings.Contains(string(b), "hunter2") {
			t.Errorf("%T: %s, %v", o, b, err)
		}
	}
}
