package model_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// TestManifest checks what a manifest has of a container: never a value of its
// environment.
func TestManifest(t *testing.T) {
	st := newStage()
	yes, user := true, int64(1000)
	app := &st.pod.Spec.Containers[0]
	app.Command, app.Args = []string{"/bin/app", "--serve"}, []string{"-v", "a\x1b[31mb"}
	app.ImagePullPolicy, app.WorkingDir = corev1.PullAlways, "/srv"
	app.Ports = []corev1.ContainerPort{{Name: "http", ContainerPort: 8080, Protocol: "TCP"}, {ContainerPort: 53, Protocol: "UDP"}}
	secret := &corev1.SecretKeySelector{Key: "password"}
	secret.Name = "db"
	config := &corev1.ConfigMapKeySelector{Key: "mode"}
	config.Name = "app"
	all := &corev1.SecretEnvSource{}
	all.Name = "tokens"
	app.EnvFrom = []corev1.EnvFromSource{{Prefix: "T_", SecretRef: all}}
	app.Env = []corev1.EnvVar{
		{Name: "PLAIN", Value: "hunter2"},
		{Name: "PASSWORD", ValueFrom: &corev1.EnvVarSource{SecretKeyRef: secret}},
		{Name: "MODE", ValueFrom: &corev1.EnvVarSource{ConfigMapKeyRef: config}},
		{Name: "NODE", ValueFrom: &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{FieldPath: "spec.nodeName"}}},
	}
	app.VolumeMounts = []corev1.VolumeMount{{Name: "config", MountPath: "/etc/app", SubPath: "x", ReadOnly: true}}
	app.SecurityContext = &corev1.SecurityContext{Privileged: &yes, RunAsUser: &user, Capabilities: &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}}}
	st.pod.Generation = 2
	st.publish(1)
	got := st.model.Snapshot(st.now).Lives[0].Lane("container/app").Container.Manifest
	want := &timeline.Manifest{
		PullPolicy: "Always", WorkingDir: "/srv", Command: "/bin/app --serve", Args: "-v ab",
		Ports: []string{"http 8080/TCP", "53/UDP"},
		Env: []timeline.Variable{
			{Name: "T_*", Source: "Secret tokens"}, {Name: "PLAIN", Source: "plain value"},
			{Name: "PASSWORD", Source: "Secret db, key password"}, {Name: "MODE", Source: "ConfigMap app, key mode"},
			{Name: "NODE", Source: "field spec.nodeName"},
		},
		Mounts:   []string{"/etc/app from config/x, read-only"},
		Security: []string{"privileged", "user 1000", "-ALL"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("manifest\n%+v\nwant\n%+v", got, want)
	}
}

// TestPodManifest checks what a manifest has of a pod: the tolerations that
// every pod is given are not worth a word.
func TestPodManifest(t *testing.T) {
	st := newStage()
	five, sixty, deadline, prio := int64(300), int64(60), int64(600), int32(1000)
	spec := &st.pod.Spec
	spec.Tolerations = []corev1.Toleration{
		{Key: "node.kubernetes.io/not-ready", Operator: "Exists", Effect: "NoExecute", TolerationSeconds: &five},
		{Key: "node.kubernetes.io/unreachable", Operator: "Exists", Effect: "NoExecute", TolerationSeconds: &sixty},
		{Operator: "Exists"}, {Key: "gpu", Value: "yes", Effect: "NoSchedule"},
	}
	spec.NodeSelector = map[string]string{"disk": "ssd", "arch": "arm64"}
	spec.HostPID, spec.HostNetwork = true, true
	spec.ActiveDeadlineSeconds, spec.Priority, spec.PriorityClassName = &deadline, &prio, "high"
	spec.Affinity = &corev1.Affinity{PodAntiAffinity: &corev1.PodAntiAffinity{}}
	spec.Volumes = []corev1.Volume{
		{Name: "cfg", VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{SecretName: "tls"}}},
		{Name: "tmp", VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{Medium: "Memory"}}},
		{Name: "token", VolumeSource: corev1.VolumeSource{Projected: &corev1.ProjectedVolumeSource{Sources: []corev1.VolumeProjection{{ServiceAccountToken: &corev1.ServiceAccountTokenProjection{}}, {DownwardAPI: &corev1.DownwardAPIProjection{}}}}}},
	}
	st.pod.Generation = 2
	st.publish(1)
	got := st.model.Snapshot(st.now).Lives[0].Pod.Manifest
	want := &timeline.PodManifest{
		Priority: "high (1000)", Host: []string{"network", "pid"}, NodeSelector: []string{"arch=arm64", "disk=ssd"},
		Affinity: []string{"pod anti"}, Deadline: "10m0s",
		Tolerations: []string{"node.kubernetes.io/unreachable:NoExecute for 60s", "every taint", "gpu=yes:NoSchedule"},
		Volumes:     []string{"cfg: Secret tls", "tmp: empty directory in memory", "token: projected, token + downward API"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("manifest\n%+v\nwant\n%+v", got, want)
	}
}

// TestManifestIsBounded checks that a manifest stays small, however large the
// spec is.
func TestManifestIsBounded(t *testing.T) {
	st := newStage()
	app := &st.pod.Spec.Containers[0]
	app.Command = slices.Repeat([]string{strings.Repeat("x", 1000)}, 1000)
	app.Env = slices.Repeat([]corev1.EnvVar{{Name: "A"}}, 10000)
	app.Ports = slices.Repeat([]corev1.ContainerPort{{ContainerPort: 1}}, 10000)
	st.pod.Generation = 2
	st.publish(1)
	m := st.model.Snapshot(st.now).Lives[0].Lane("container/app").Container.Manifest
	if len(m.Command) > 1100 || len(m.Env) != 65 || m.Env[64].Source != "and 9936 more" || len(m.Ports) != 65 || m.Ports[64] != "… and 9936 more" {
		t.Errorf("%d bytes of command, %d variables, %d ports", len(m.Command), len(m.Env), len(m.Ports))
	}
}
