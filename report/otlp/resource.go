package otlp

import (
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"

	"github.com/podlife/podlife/timeline"
)

// ownerAttributes are the conventions' names for the kinds that own pods.
var ownerAttributes = map[string]string{
	"ReplicaSet": "k8s.replicaset.name", "StatefulSet": "k8s.statefulset.name", "DaemonSet": "k8s.daemonset.name",
	"Job": "k8s.job.name", "ReplicationController": "k8s.replicationcontroller.name",
}

// podResource fills what OpenTelemetry's semantic conventions have for a pod
// (semantic-conventions/docs/resource/k8s.md).
func podResource(attrs pcommon.Map, l *timeline.Life) {
	p := l.Pod
	putNonEmpty(attrs, "k8s.namespace.name", p.Namespace)
	putNonEmpty(attrs, "k8s.pod.name", p.Name)
	putNonEmpty(attrs, "k8s.pod.uid", p.UID)
	putNonEmpty(attrs, "k8s.pod.ip", p.IP)
	putNonEmpty(attrs, "k8s.node.name", p.Node)
	putNonEmpty(attrs, "service.namespace", p.Namespace)
	if kind, name, ok := strings.Cut(p.Owner, "/"); ok {
		if key := ownerAttributes[kind]; key != "" {
			attrs.PutStr(key, name)
		}
	}
}

// laneResource adds what distinguishes the pod's own lane, its containers and its
// Services. Backends list traces by service.name.
func laneResource(attrs pcommon.Map, l *timeline.Life, lane *timeline.Lane) {
	if lane.Container == nil {
		_, owner, _ := strings.Cut(l.Pod.Owner, "/")
		if owner == "" {
			owner = l.Pod.Name
		}
		attrs.PutStr("service.name", owner)
		if lane.Kind == timeline.LaneService {
			attrs.PutStr("k8s.service.name", lane.Name)
		}
		return
	}
	attrs.PutStr("service.name", lane.Name)
	attrs.PutStr("service.instance.id", l.Pod.Namespace+"."+l.Pod.Name+"."+lane.Name) // as the conventions form it
	attrs.PutStr("k8s.container.name", lane.Name)
	name, tag := imageParts(lane.Container.Image)
	putNonEmpty(attrs, "container.image.name", name)
	if tag != "" {
		attrs.PutEmptySlice("container.image.tags").AppendEmpty().SetStr(tag)
	}
}

// imageParts splits an image reference; a registry may have a port, and a
// digest is no tag.
func imageParts(image string) (name, tag string) {
	name, _, _ = strings.Cut(image, "@")
	if i := strings.LastIndexByte(name, ':'); i > strings.LastIndexByte(name, '/') {
		return name[:i], name[i+1:]
	}
	return name, ""
}
