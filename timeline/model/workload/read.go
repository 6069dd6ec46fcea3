// Package workload folds the objects of controllers (Deployments and their
// ReplicaSets, StatefulSets, DaemonSets, Jobs, and any other kind as kstatus reads
// it) and the Events that say why they could not create a pod into
// timeline.Workloads. It knows their fields and how
// a controller and its revisions belong together; it must not know pods, nor
// what any of it means for a rollout (package rollout).
package workload

import (
	"reflect"
	"strconv"
	"strings"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/podlife/podlife/timeline"
)

// Annotations and labels by which controllers know revisions
// (pkg/controller/deployment/util, pkg/controller/daemon).
const (
	revisionAnnotation   = "deployment.kubernetes.io/revision"
	historyAnnotation    = "deployment.kubernetes.io/revision-history"
	generationAnnotation = "deprecated.daemonset.template.generation"
	generationLabel      = "pod-template-generation"
)

// Revision returns which revision of its owner's template a pod is of, by its
// labels: what timeline.Workload.PodRevision is compared with.
func Revision(labels map[string]string) string {
	// A DaemonSet's status does not name its ControllerRevision; it has a number
	// that its pods have, too.
	for _, label := range []string{generationLabel, appsv1.DefaultDeploymentUniqueLabelKey, appsv1.ControllerRevisionHashLabelKey} {
		if v := labels[label]; v != "" {
			return timeline.Clean(v)
		}
	}
	return ""
}

// read returns what an object says, or false if it is of no kind that has pods.
func read(object any) (timeline.Workload, *metav1.ObjectMeta, bool) {
	if v := reflect.ValueOf(object); v.Kind() == reflect.Pointer && v.IsNil() {
		return timeline.Workload{}, nil, false
	}
	switch o := object.(type) {
	case *appsv1.Deployment:
		return deployment(o), &o.ObjectMeta, true
	case *appsv1.ReplicaSet:
		return replicaSet(o), &o.ObjectMeta, true
	case *appsv1.StatefulSet:
		return statefulSet(o), &o.ObjectMeta, true
	case *appsv1.DaemonSet:
		return daemonSet(o), &o.ObjectMeta, true
	case *batchv1.Job:
		return job(o), &o.ObjectMeta, true
	case *unstructured.Unstructured:
		if len(o.Object) > 0 {
			return other(o), metaOf(o), true
		}
	}
	return timeline.Workload{}, nil, false
}

// or returns what p points to, or what the API server takes where nothing is given.
func or[T any](p *T, missing T) T {
	if p == nil {
		return missing
	}
	return *p
}

func share(v *intstr.IntOrString, missing string) string {
	if v == nil {
		return missing
	}
	return timeline.Clean(v.String())
}

func deployment(o *appsv1.Deployment) timeline.Workload {
	w := timeline.Workload{
		Kind: "Deployment", Observed: o.Status.ObservedGeneration, Template: timeline.Clean(o.Annotations[revisionAnnotation]),
		Wanted: int(or(o.Spec.Replicas, 1)), Updated: int(o.Status.UpdatedReplicas), Replicas: int(o.Status.Replicas),
		Ready: int(o.Status.ReadyReplicas), Available: int(o.Status.AvailableReplicas),
		MinReady: timeline.Seconds(o.Spec.MinReadySeconds), Deadline: timeline.Seconds(or(o.Spec.ProgressDeadlineSeconds, 600)),
		Recreate: o.Spec.Strategy.Type == appsv1.RecreateDeploymentStrategyType, Paused: o.Spec.Paused,
	}
	if !w.Recreate {
		w.MaxSurge, w.MaxUnavailable = "25%", "25%"
		if r := o.Spec.Strategy.RollingUpdate; r != nil {
			w.MaxSurge, w.MaxUnavailable = share(r.MaxSurge, "25%"), share(r.MaxUnavailable, "25%")
		}
	}
	for _, c := range o.Status.Conditions {
		w.Conditions = append(w.Conditions, condition(string(c.Type), c.Status, c.Reason, c.Message, c.LastTransitionTime))
		if c.Type == appsv1.DeploymentProgressing && c.Reason == "NewReplicaSetAvailable" { // of k8s.io/kubernetes/pkg/controller/deployment/progress.go
			w.RolledOut = utc(c.LastUpdateTime.Time)
		}
	}
	return w
}

func replicaSet(o *appsv1.ReplicaSet) timeline.Workload {
	w := timeline.Workload{
		Kind: "ReplicaSet", Observed: o.Status.ObservedGeneration, Template: timeline.Clean(o.Annotations[revisionAnnotation]),
		PodRevision: timeline.Clean(o.Labels[appsv1.DefaultDeploymentUniqueLabelKey]),
		Wanted:      int(or(o.Spec.Replicas, 1)), Updated: int(o.Status.Replicas), Replicas: int(o.Status.Replicas),
		Ready: int(o.Status.ReadyReplicas), Available: int(o.Status.AvailableReplicas), MinReady: timeline.Seconds(o.Spec.MinReadySeconds),
	}
	for earlier := range strings.SplitSeq(o.Annotations[historyAnnotation], ",") {
		if _, err := strconv.Atoi(earlier); err == nil {
			w.Earlier = append(w.Earlier, earlier)
		}
	}
	for _, c := range o.Status.Conditions {
		w.Conditions = append(w.Conditions, condition(string(c.Type), c.Status, c.Reason, c.Message, c.LastTransitionTime))
	}
	return w
}

func statefulSet(o *appsv1.StatefulSet) timeline.Workload {
	w := timeline.Workload{
		Kind: "StatefulSet", Observed: o.Status.ObservedGeneration,
		Template: timeline.Clean(o.Status.UpdateRevision), Current: timeline.Clean(o.Status.CurrentRevision), PodRevision: timeline.Clean(o.Status.UpdateRevision),
		Wanted: int(or(o.Spec.Replicas, 1)), Updated: int(o.Status.UpdatedReplicas), Replicas: int(o.Status.Replicas),
		Ready: int(o.Status.ReadyReplicas), Available: int(o.Status.AvailableReplicas),
		MinReady: timeline.Seconds(o.Spec.MinReadySeconds), OnDelete: o.Spec.UpdateStrategy.Type == appsv1.OnDeleteStatefulSetStrategyType,
	}
	if r := o.Spec.UpdateStrategy.RollingUpdate; r != nil {
		w.Partition, w.MaxUnavailable = int(or(r.Partition, 0)), share(r.MaxUnavailable, "")
	}
	for _, c := range o.Status.Conditions {
		w.Conditions = append(w.Conditions, condition(string(c.Type), c.Status, c.Reason, c.Message, c.LastTransitionTime))
	}
	return w
}

func daemonSet(o *appsv1.DaemonSet) timeline.Workload {
	w := timeline.Workload{
		Kind: "DaemonSet", Observed: o.Status.ObservedGeneration,
		Template: timeline.Clean(o.Annotations[generationAnnotation]), PodRevision: timeline.Clean(o.Annotations[generationAnnotation]),
		Wanted: int(o.Status.DesiredNumberScheduled), Updated: int(o.Status.UpdatedNumberScheduled), Replicas: int(o.Status.CurrentNumberScheduled),
		Ready: int(o.Status.NumberReady), Available: int(o.Status.NumberAvailable),
		MinReady: timeline.Seconds(o.Spec.MinReadySeconds), OnDelete: o.Spec.UpdateStrategy.Type == appsv1.OnDeleteDaemonSetStrategyType,
	}
	if r := o.Spec.UpdateStrategy.RollingUpdate; r != nil {
		w.MaxSurge, w.MaxUnavailable = share(r.MaxSurge, ""), share(r.MaxUnavailable, "1")
	}
	for _, c := range o.Status.Conditions {
		w.Conditions = append(w.Conditions, condition(string(c.Type), c.Status, c.Reason, c.Message, c.LastTransitionTime))
	}
	return w
}

func job(o *batchv1.Job) timeline.Workload {
	j := &timeline.Job{
		Completions: int(or(o.Spec.Completions, 1)), Parallelism: int(or(o.Spec.Parallelism, 1)), BackoffLimit: int(or(o.Spec.BackoffLimit, 6)),
		Active: int(o.Status.Active), Succeeded: int(o.Status.Succeeded), Failed: int(o.Status.Failed),
		FailedIndexes: timeline.Clean(or(o.Status.FailedIndexes, "")), SuccessPolicy: o.Spec.SuccessPolicy != nil,
	}
	w := timeline.Workload{
		Kind: "Job", Observed: o.Generation, // its status has none
		Wanted: min(j.Completions, j.Parallelism), Updated: j.Active, Replicas: j.Active,
		Ready: int(or(o.Status.Ready, 0)), Available: int(or(o.Status.Ready, 0)),
		Deadline: timeline.Seconds(or(o.Spec.ActiveDeadlineSeconds, 0)), Paused: or(o.Spec.Suspend, false), Job: j,
	}
	for _, c := range o.Status.Conditions {
		w.Conditions = append(w.Conditions, condition(string(c.Type), c.Status, c.Reason, c.Message, c.LastTransitionTime))
	}
	return w
}

// maxMessage bounds a condition's message, which an API server does not.
const maxMessage = 8 << 10

func condition(kind string, status corev1.ConditionStatus, reason, message string, since metav1.Time) timeline.Condition {
	if len(message) > maxMessage {
		message = message[:maxMessage] + "…"
	}
	return timeline.Condition{
		Type: timeline.Clean(kind), Status: timeline.Clean(string(status)), Reason: timeline.Clean(reason),
		Message: timeline.Clean(message), Since: utc(since.Time),
	}
}

func utc(t time.Time) time.Time { return timeline.RealTime(t.UTC()) }
