package recording

import (
	"time"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	eventsv1 "k8s.io/api/events/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
)

// LatestFact returns the latest moment that an object itself names, as an upper
// bound of when its newest fact was published, for what kubectl prints without
// arrival times. API times are whole seconds, truncated (apimachinery,
// meta/v1/time.go), so a time t means anything before t+1s.
// It is zero for objects that name none.
//
// The clocks are the API server's, the controllers' and the node's; with skew
// between them the bound is off by that much, like every API time.
func LatestFact(object any) time.Time {
	var l latest
	if o, ok := object.(metav1.ObjectMetaAccessor); ok {
		l.meta(o.GetObjectMeta())
	}
	switch o := object.(type) {
	case *corev1.Pod:
		l.pod(o)
	case *corev1.Event:
		l.second(o.FirstTimestamp)
		l.second(o.LastTimestamp)
		l.micro(o.EventTime)
		if o.Series != nil {
			l.micro(o.Series.LastObservedTime)
		}
	case *eventsv1.Event:
		l.second(o.DeprecatedFirstTimestamp)
		l.second(o.DeprecatedLastTimestamp)
		l.micro(o.EventTime)
		if o.Series != nil {
			l.micro(o.Series.LastObservedTime)
		}
	case *discoveryv1.EndpointSlice:
		t, _ := time.Parse(time.RFC3339Nano, o.Annotations[corev1.EndpointsLastChangeTriggerTime])
		l.second(metav1.Time{Time: t})
	case *appsv1.Deployment:
		for i := range o.Status.Conditions {
			l.second(o.Status.Conditions[i].LastUpdateTime)
			l.second(o.Status.Conditions[i].LastTransitionTime)
		}
	case *appsv1.ReplicaSet:
		for i := range o.Status.Conditions {
			l.second(o.Status.Conditions[i].LastTransitionTime)
		}
	case *batchv1.Job:
		l.job(&o.Status)
	case *policyv1.PodDisruptionBudget:
		for i := range o.Status.Conditions {
			l.second(o.Status.Conditions[i].LastTransitionTime)
		}
	case *timeline.Gap:
		l.at(o.To)
	}
	return l.time
}

// latest keeps the greatest time it was given.
type latest struct{ time time.Time }

func (l *latest) at(t time.Time) {
	if t = timeline.RealTime(t); t.After(l.time) {
		l.time = t
	}
}

func (l *latest) second(t metav1.Time) {
	if !t.IsZero() {
		l.at(t.Add(time.Second))
	}
}

func (l *latest) micro(t metav1.MicroTime) {
	if !t.IsZero() {
		l.at(t.Add(time.Microsecond))
	}
}

func (l *latest) meta(m metav1.Object) {
	l.second(m.GetCreationTimestamp())
	for _, f := range m.GetManagedFields() {
		if f.Time != nil {
			l.second(*f.Time)
		}
	}
	if deadline := m.GetDeletionTimestamp(); deadline != nil {
		// The deletion was asked for one grace period before its deadline.
		var grace time.Duration
		if s := m.GetDeletionGracePeriodSeconds(); s != nil {
			grace = timeline.Seconds(*s)
		}
		l.second(metav1.Time{Time: deadline.Add(-grace)})
	}
}

func (l *latest) pod(p *corev1.Pod) {
	if p.Status.StartTime != nil {
		l.second(*p.Status.StartTime)
	}
	if limit := p.Spec.ActiveDeadlineSeconds; limit != nil && p.Status.StartTime != nil && p.Status.Reason == "DeadlineExceeded" {
		l.second(metav1.Time{Time: p.Status.StartTime.Add(timeline.Seconds(*limit))}) // it had passed
	}
	for i := range p.Status.Conditions {
		l.second(p.Status.Conditions[i].LastTransitionTime)
		l.second(p.Status.Conditions[i].LastProbeTime)
	}
	for _, list := range [][]corev1.ContainerStatus{p.Status.InitContainerStatuses, p.Status.ContainerStatuses, p.Status.EphemeralContainerStatuses} {
		for i := range list {
			l.container(&list[i].State)
			l.container(&list[i].LastTerminationState)
		}
	}
}

func (l *latest) job(s *batchv1.JobStatus) {
	for _, t := range []*metav1.Time{s.StartTime, s.CompletionTime} {
		if t != nil {
			l.second(*t)
		}
	}
	for i := range s.Conditions {
		l.second(s.Conditions[i].LastTransitionTime)
		l.second(s.Conditions[i].LastProbeTime)
	}
}

func (l *latest) container(s *corev1.ContainerState) {
	if s.Running != nil {
		l.second(s.Running.StartedAt)
	}
	if s.Terminated != nil {
		l.second(s.Terminated.StartedAt)
		l.second(s.Terminated.FinishedAt)
	}
}
