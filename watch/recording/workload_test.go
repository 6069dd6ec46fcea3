package recording

import (
	"strings"
	"testing"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/podlife/podlife/timeline"
)

// TestWorkloadLines checks that controllers' objects are written without the
// secrets of their pod templates, and come back as what they were.
func TestWorkloadLines(t *testing.T) {
	template := corev1.PodTemplateSpec{Spec: corev1.PodSpec{Containers: []corev1.Container{{
		Name: "app", Env: []corev1.EnvVar{{Name: "PASSWORD", Value: "hunter2"}}, Args: []string{"--token=s3cr3t-hunter2"},
	}}}}
	of := metav1.ObjectMeta{
		Name: "web", Namespace: "shop", UID: "u", ManagedFields: []metav1.ManagedFieldsEntry{{Manager: "kubectl", FieldsV1: metav1.NewFieldsV1(`{"f:spec":{}}`)}},
		Annotations: map[string]string{"kubectl.kubernetes.io/last-applied-configuration": `{"value":"hunter2"}`},
	}
	for _, object := range []runtime.Object{
		&appsv1.Deployment{ObjectMeta: of, Spec: appsv1.DeploymentSpec{Template: template}},
		&appsv1.ReplicaSet{ObjectMeta: of, Spec: appsv1.ReplicaSetSpec{Template: template}},
		&appsv1.StatefulSet{ObjectMeta: of, Spec: appsv1.StatefulSetSpec{Template: template}},
		&appsv1.DaemonSet{ObjectMeta: of, Spec: appsv1.DaemonSetSpec{Template: template}},
		&policyv1.PodDisruptionBudget{ObjectMeta: of, Status: policyv1.PodDisruptionBudgetStatus{Conditions: []metav1.Condition{{Message: "--token=s3cr3t-hunter2 and --password=hunter2hunter2"}}}},
		&batchv1.Job{ObjectMeta: of, Spec: batchv1.JobSpec{Template: template}},
	} {
		line, n, err := appendLine(nil, timeline.Observation{At: time.Unix(1, 0), Type: timeline.Added, Object: object}, false)
		if err != nil || n < 3 || strings.Contains(string(line), "hunter2") || strings.Contains(string(line), "f:spec") {
			t.Errorf("%T: %v, %d redacted: %s", object, err, n, line)
		}
		line, _, _ = appendLine(line, timeline.Observation{At: time.Unix(2, 0), Type: timeline.Added, Object: &corev1.Pod{ObjectMeta: of}}, false)
		rec, err := ReadAll(strings.NewReader(string(line)), "test")
		if err != nil || len(rec.Observations) != 2 {
			t.Fatalf("%T: %v", object, err)
		}
		back, ok := rec.Observations[0].Object.(metav1.Object)
		if !ok || back.GetUID() != "u" {
			t.Errorf("%T came back as %T", object, rec.Observations[0].Object)
		}
	}
}
