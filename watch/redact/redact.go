// Package redact takes out of an object what must not be shown in public.
//
// It knows where Kubernetes objects hold secrets and what credentials look
// like; it must not know files or streams.
package redact

import (
	"encoding/json"
	"maps"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	eventsv1 "k8s.io/api/events/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
)

// Redacted stands where a secret stood, or may have stood.
const Redacted = "[redacted]"

// Object returns object as it may be shown in public: without the values of env
// variables and probe headers, without last-applied-configuration (a copy of the
// manifest), and with what looks like a credential taken out of commands, args,
// hooks, probes, annotations, volumes' options and messages (see scrub). Of
// a kind that it does not know it keeps nothing.
//
// It never changes object; parts without secrets may be shared with it.
func Object(object any) any {
	switch o := object.(type) {
	case *corev1.Pod:
		return redactPod(o)
	case *corev1.Event:
		c := *o
		c.Annotations = redactAnnotations(o.Annotations)
		c.Message = scrub(o.Message)
		return &c
	case *eventsv1.Event:
		c := *o
		c.Annotations = redactAnnotations(o.Annotations)
		c.Note = scrub(o.Note)
		return &c
	case *discoveryv1.EndpointSlice:
		c := *o
		c.Annotations = redactAnnotations(o.Annotations)
		return &c
	case *metav1.Status:
		c := *o
		c.Message = scrub(o.Message)
		c.Details = nil
		return &c
	case *timeline.Gap:
		c := *o
		c.Reason = scrub(o.Reason)
		return &c
	case *timeline.ProbeSample, nil:
		return object
	}
	return json.RawMessage(`{"redacted":true}`)
}

// redactAnnotations also takes out what looks like a credential elsewhere:
// injectors of secrets keep their templates and tokens there.
func redactAnnotations(in map[string]string) map[string]string {
	out := maps.Clone(in)
	for k, v := range in {
		switch {
		case k == corev1.LastAppliedConfigAnnotation, v != "" && secretName(k):
			out[k] = Redacted
		default:
			out[k] = scrub(v)
		}
	}
	return out
}

// redactOptions is for volumes' free-form attributes.
func redactOptions(in map[string]string) { maps.Copy(in, redactAnnotations(in)) }

func redactPod(in *corev1.Pod) *corev1.Pod {
	pod := in.DeepCopy()
	pod.Annotations = redactAnnotations(pod.Annotations)
	for i := range pod.Spec.InitContainers {
		redactContainer(&pod.Spec.InitContainers[i])
	}
	for i := range pod.Spec.Containers {
		redactContainer(&pod.Spec.Containers[i])
	}
	for i := range pod.Spec.EphemeralContainers {
		c := corev1.Container(pod.Spec.EphemeralContainers[i].EphemeralContainerCommon)
		redactContainer(&c)
		pod.Spec.EphemeralContainers[i].EphemeralContainerCommon = corev1.EphemeralContainerCommon(c)
	}
	for i := range pod.Spec.Volumes {
		redactVolume(&pod.Spec.Volumes[i])
	}
	redactStatus(&pod.Status)
	return pod
}

func redactContainer(c *corev1.Container) {
	for i := range c.Env {
		if c.Env[i].Value != "" {
			c.Env[i].Value = Redacted
		}
	}
	c.Command = scrubWords(c.Command)
	c.Args = scrubWords(c.Args)
	if c.Lifecycle != nil {
		for _, h := range []*corev1.LifecycleHandler{c.Lifecycle.PostStart, c.Lifecycle.PreStop} {
			if h != nil {
				redactHandler(h.Exec, h.HTTPGet)
			}
		}
	}
	for _, p := range []*corev1.Probe{c.StartupProbe, c.LivenessProbe, c.ReadinessProbe} {
		if p != nil {
			redactHandler(p.Exec, p.HTTPGet)
		}
	}
}

func redactHandler(exec *corev1.ExecAction, get *corev1.HTTPGetAction) {
	if exec != nil {
		exec.Command = scrubWords(exec.Command)
	}
	if get != nil {
		get.Path = scrub(get.Path)
		for i := range get.HTTPHeaders {
			get.HTTPHeaders[i].Value = Redacted
		}
	}
}

func redactVolume(v *corev1.Volume) {
	if v.CSI != nil {
		redactOptions(v.CSI.VolumeAttributes)
	}
	if v.FlexVolume != nil {
		redactOptions(v.FlexVolume.Options)
	}
	if v.GitRepo != nil {
		v.GitRepo.Repository = scrub(v.GitRepo.Repository)
	}
}

func redactStatus(s *corev1.PodStatus) {
	s.Message = scrub(s.Message)
	for i := range s.Conditions {
		s.Conditions[i].Message = scrub(s.Conditions[i].Message)
	}
	for _, list := range [][]corev1.ContainerStatus{s.InitContainerStatuses, s.ContainerStatuses, s.EphemeralContainerStatuses} {
		for i := range list {
			redactState(&list[i].State)
			redactState(&list[i].LastTerminationState)
		}
	}
}

func redactState(s *corev1.ContainerState) {
	if s.Waiting != nil {
		s.Waiting.Message = scrub(s.Waiting.Message)
	}
	if s.Terminated != nil {
		s.Terminated.Message = scrub(s.Terminated.Message)
	}
}
