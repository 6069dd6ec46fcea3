package model

import (
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model/spec"
	"github.com/podlife/podlife/timeline/model/workload"
)

func (l *life) foldConstants(p *corev1.Pod, at time.Time) {
	l.namespace, l.name, l.firstAt = timeline.Clean(p.Namespace), timeline.Clean(p.Name), at
	switch l.created = stamped(p.CreationTimestamp.Time, at); {
	case !l.created.IsZero():
	case !l.told.created.IsZero():
		l.created = l.told.created.Time
	case !p.CreationTimestamp.IsZero():
		l.badCreation = p.CreationTimestamp.UTC()
	case !l.told.text:
		l.created = at.Truncate(time.Second) // hand-written: it was there by now
	}
	l.nodePreset = p.Spec.NodeName != "" && p.Status.StartTime.IsZero() && len(p.Status.Conditions) == 0
	l.bornGated = len(p.Spec.SchedulingGates) > 0
	l.restarts = p.Spec.RestartPolicy
	l.grace = 30 * time.Second
	if g := p.Spec.TerminationGracePeriodSeconds; g != nil {
		l.grace = timeline.Seconds(*g)
	}
	for _, g := range p.Spec.ReadinessGates {
		l.readyGates = append(l.readyGates, timeline.Clean(string(g.ConditionType)))
	}
	l.revision = workload.Revision(p.Labels)
	controller := metav1.GetControllerOfNoCopy(p)
	if controller != nil {
		l.owner, l.ownerUID = timeline.Clean(controller.Kind+"/"+controller.Name), timeline.Clean(string(controller.UID))
	}
	for i := range p.OwnerReferences {
		if o := &p.OwnerReferences[i]; o != controller {
			l.owners = append(l.owners, timeline.Clean(o.Kind+"/"+o.Name))
		}
	}
}

func (l *life) foldSpec(p *corev1.Pod, at, before time.Time) {
	l.labels = p.Labels
	if n := p.Spec.NodeName; n != "" && l.node == "" {
		l.node, l.nodeAt = timeline.Clean(n), at
	}
	if l.bornGated && l.ungatedAt.IsZero() && len(p.Spec.SchedulingGates) == 0 {
		l.ungatedAt, l.ungatedLo = at, timeline.LaterTime(before, lastSpecWrite(p, at))
	}
	if n := len(p.Spec.SchedulingGates); n > 0 {
		names := make([]string, n)
		for i, g := range p.Spec.SchedulingGates {
			names[i] = g.Name
		}
		l.gates = timeline.CleanAll(names)
	}
	if d := p.Spec.ActiveDeadlineSeconds; d != nil {
		l.activeFor = timeline.Seconds(*d)
	}
	if !slices.Equal(l.finalizers, p.Finalizers) {
		l.finalizers = timeline.CleanAll(p.Finalizers)
	}
	n := len(l.generations)
	newGeneration := n == 0 || p.Generation > l.generations[n-1].generation
	resized := false
	if newGeneration || p.Generation == 0 { // before Kubernetes 1.33 pods had no generation
		resized = l.foldContainers(p, at, before)
	}
	if newGeneration || resized {
		l.manifest = spec.PodManifest(&p.Spec)
		l.generations, _ = trim(append(l.generations, generationChange{p.Generation, at, resized}), maxFlips)
	}
}

// foldContainers takes over the container specs; it reports a resize.
func (l *life) foldContainers(p *corev1.Pod, at, before time.Time) (resized bool) {
	update := func(kind timeline.LaneKind, i, of int, c *corev1.Container) {
		have := l.container(kind, c.Name)
		if have == nil {
			have = &container{kind: kind, name: c.Name, label: timeline.Clean(c.Name), index: i, of: of, addedAt: at, addedLo: before}
			l.containers = append(l.containers, have)
		} else {
			resized = resized || have.spec.Resources != spec.Resources(c.Resources)
			have.respec(c, at)
		}
		have.spec, have.of = spec.Of(c), of
	}
	for i := range p.Spec.InitContainers {
		c := &p.Spec.InitContainers[i]
		kind := timeline.LaneInit
		if c.RestartPolicy != nil && *c.RestartPolicy == corev1.ContainerRestartPolicyAlways {
			kind = timeline.LaneSidecar
		}
		update(kind, i, len(p.Spec.InitContainers), c)
	}
	for i := range p.Spec.Containers {
		update(timeline.LaneContainer, i, len(p.Spec.Containers), &p.Spec.Containers[i])
	}
	for i := range p.Spec.EphemeralContainers {
		c := corev1.Container(p.Spec.EphemeralContainers[i].EphemeralContainerCommon)
		update(timeline.LaneEphemeral, i, len(p.Spec.EphemeralContainers), &c)
	}
	return resized
}

// respec notes that the kubelet keeps another back-off for a container from now
// on: it does so by image and resources (pkg/kubelet/kuberuntime/helpers.go,
// GetBackoffKey).
func (c *container) respec(now *corev1.Container, at time.Time) {
	if c.spec.Image != timeline.Clean(now.Image) || c.spec.Resources != spec.Resources(now.Resources) {
		c.respecs, _ = trim(append(c.respecs, at), maxFlips)
	}
}

func (l *life) container(kind timeline.LaneKind, name string) *container {
	for _, c := range l.containers {
		if c.kind == kind && c.name == name {
			return c
		}
	}
	return nil
}

// lastSpecWrite returns the newest write that was not to the status, which is
// the gate remover's own when the gates have just gone.
func lastSpecWrite(o metav1.Object, at time.Time) time.Time {
	var t time.Time
	for _, f := range o.GetManagedFields() {
		if !strings.EqualFold(f.Subresource, "status") && f.Time != nil {
			t = timeline.LaterTime(t, stamped(f.Time.Time, at))
		}
	}
	return t
}
