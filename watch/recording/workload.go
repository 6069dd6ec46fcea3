package recording

import (
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// namedWorkload returns a copy of the top of a controller's object as named does
// of others.
func namedWorkload(object any) any {
	switch o := object.(type) {
	case *appsv1.Deployment:
		c := *o
		c.TypeMeta = metav1.TypeMeta{Kind: "Deployment", APIVersion: "apps/v1"}
		c.ManagedFields = withoutFields(o.ManagedFields)
		return &c
	case *appsv1.ReplicaSet:
		c := *o
		c.TypeMeta = metav1.TypeMeta{Kind: "ReplicaSet", APIVersion: "apps/v1"}
		c.ManagedFields = withoutFields(o.ManagedFields)
		return &c
	case *appsv1.StatefulSet:
		c := *o
		c.TypeMeta = metav1.TypeMeta{Kind: "StatefulSet", APIVersion: "apps/v1"}
		c.ManagedFields = withoutFields(o.ManagedFields)
		return &c
	case *appsv1.DaemonSet:
		c := *o
		c.TypeMeta = metav1.TypeMeta{Kind: "DaemonSet", APIVersion: "apps/v1"}
		c.ManagedFields = withoutFields(o.ManagedFields)
		return &c
	case *batchv1.Job:
		c := *o
		c.TypeMeta = metav1.TypeMeta{Kind: "Job", APIVersion: "batch/v1"}
		c.ManagedFields = withoutFields(o.ManagedFields)
		return &c
	case *policyv1.PodDisruptionBudget:
		c := *o
		c.TypeMeta = metav1.TypeMeta{Kind: "PodDisruptionBudget", APIVersion: "policy/v1"}
		c.ManagedFields = withoutFields(o.ManagedFields)
		return &c
	}
	return object
}
