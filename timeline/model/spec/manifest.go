package spec

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// manifestLimit bounds every list and manifestText every text of a manifest;
// what is more is counted, and cut off.
const (
	manifestLimit = 64
	manifestText  = 1024
)

func manifestOf(c *corev1.Container) *timeline.Manifest {
	m := &timeline.Manifest{
		PullPolicy: timeline.Clean(string(c.ImagePullPolicy)), WorkingDir: timeline.Clean(c.WorkingDir),
		Command: words(c.Command), Args: words(c.Args),
	}
	if c.RestartPolicy != nil {
		m.RestartPolicy = timeline.Clean(string(*c.RestartPolicy))
	}
	m.Ports = inWords(c.Ports, func(p corev1.ContainerPort) string {
		return strings.TrimLeft(p.Name+" "+strconv.Itoa(int(p.ContainerPort))+"/"+string(p.Protocol), " ")
	})
	m.Mounts = inWords(c.VolumeMounts, func(v corev1.VolumeMount) string {
		text := v.MountPath + " from " + v.Name
		if path := v.SubPath + v.SubPathExpr; path != "" {
			text += "/" + path
		}
		if v.ReadOnly {
			text += ", read-only"
		}
		return text
	})
	m.Env = variables(c)
	m.Security = security(c.SecurityContext)
	return m
}

func variables(c *corev1.Container) []timeline.Variable {
	var out []timeline.Variable
	for _, from := range c.EnvFrom {
		name := timeline.Clean(from.Prefix) + "*"
		if r := from.ConfigMapRef; r != nil {
			out = append(out, timeline.Variable{Name: name, Source: timeline.Clean("ConfigMap " + r.Name)})
		}
		if r := from.SecretRef; r != nil {
			out = append(out, timeline.Variable{Name: name, Source: timeline.Clean("Secret " + r.Name)})
		}
	}
	for _, e := range c.Env {
		out = append(out, timeline.Variable{Name: timeline.Clean(e.Name), Source: timeline.Clean(source(e.ValueFrom))})
	}
	if more := len(out) - manifestLimit; more > 0 {
		out = append(out[:manifestLimit:manifestLimit], timeline.Variable{Name: "…", Source: fmt.Sprintf("and %d more", more)})
	}
	return out
}

// source returns where a variable's value comes from, never the value.
func source(v *corev1.EnvVarSource) string {
	switch {
	case v == nil:
		return "plain value"
	case v.SecretKeyRef != nil:
		return "Secret " + v.SecretKeyRef.Name + ", key " + v.SecretKeyRef.Key
	case v.ConfigMapKeyRef != nil:
		return "ConfigMap " + v.ConfigMapKeyRef.Name + ", key " + v.ConfigMapKeyRef.Key
	case v.FieldRef != nil:
		return "field " + v.FieldRef.FieldPath
	case v.ResourceFieldRef != nil:
		return "resource " + v.ResourceFieldRef.Resource
	case v.FileKeyRef != nil:
		return "file " + v.FileKeyRef.Path + " of volume " + v.FileKeyRef.VolumeName
	}
	return "unknown source"
}

func security(s *corev1.SecurityContext) []string {
	if s == nil {
		return nil
	}
	var out []string
	is := func(b *bool) bool { return b != nil && *b }
	if is(s.Privileged) {
		out = append(out, "privileged")
	}
	if s.RunAsUser != nil {
		out = append(out, fmt.Sprintf("user %d", *s.RunAsUser))
	}
	if is(s.RunAsNonRoot) {
		out = append(out, "not as root")
	}
	if is(s.ReadOnlyRootFilesystem) {
		out = append(out, "read-only root filesystem")
	}
	if caps := s.Capabilities; caps != nil {
		for _, c := range caps.Add {
			out = append(out, "+"+string(c))
		}
		for _, c := range caps.Drop {
			out = append(out, "-"+string(c))
		}
	}
	return inWords(out, func(s string) string { return s })
}

func words(w []string) string { return clipped(timeline.Clean(strings.Join(w, " "))) }

func clipped(s string) string {
	if len(s) <= manifestText {
		return s
	}
	return strings.ToValidUTF8(s[:manifestText], "") + "…"
}

// inWords puts the items of a list into words, up to manifestLimit of them.
func inWords[T any](items []T, text func(T) string) []string {
	var out []string
	for i, it := range items {
		if i == manifestLimit {
			return append(out, fmt.Sprintf("… and %d more", len(items)-i))
		}
		out = append(out, clipped(timeline.Clean(text(it))))
	}
	return out
}

// PodManifest returns what a pod spec asks for beside its containers, in words.
func PodManifest(s *corev1.PodSpec) *timeline.PodManifest {
	m := &timeline.PodManifest{
		ServiceAccount: timeline.Clean(s.ServiceAccountName), Priority: timeline.Clean(s.PriorityClassName),
		Volumes:        inWords(s.Volumes, func(v corev1.Volume) string { return v.Name + ": " + volume(&v) }),
		VolumeImages:   inWords(volumeImages(s.Volumes), func(v corev1.Volume) string { return v.Image.Reference }),
		Tolerations:    inWords(tolerations(s.Tolerations), toleration),
		ReadinessGates: inWords(s.ReadinessGates, func(g corev1.PodReadinessGate) string { return string(g.ConditionType) }),
		Spread:         inWords(s.TopologySpreadConstraints, func(t corev1.TopologySpreadConstraint) string { return t.TopologyKey }),
		Affinity:       affinity(s.Affinity),
	}
	m.NodeSelector = inWords(slices.Sorted(maps.Keys(s.NodeSelector)), func(k string) string { return k + "=" + s.NodeSelector[k] })
	if s.SchedulerName != corev1.DefaultSchedulerName {
		m.Scheduler = timeline.Clean(s.SchedulerName)
	}
	if p := s.Priority; p != nil && *p != 0 {
		m.Priority = timeline.Clean(fmt.Sprintf("%s (%d)", m.Priority, *p))
	}
	if s.RuntimeClassName != nil {
		m.RuntimeClass = timeline.Clean(*s.RuntimeClassName)
	}
	for name, shared := range map[string]bool{"network": s.HostNetwork, "pid": s.HostPID, "ipc": s.HostIPC} {
		if shared {
			m.Host = append(m.Host, name)
		}
	}
	slices.Sort(m.Host)
	if d := s.ActiveDeadlineSeconds; d != nil {
		m.Deadline = timeline.Seconds(*d).String()
	}
	return m
}

func affinity(a *corev1.Affinity) []string {
	if a == nil {
		return nil
	}
	var out []string
	if a.NodeAffinity != nil {
		out = append(out, "node")
	}
	if a.PodAffinity != nil {
		out = append(out, "pod")
	}
	if a.PodAntiAffinity != nil {
		out = append(out, "pod anti")
	}
	return out
}

// defaultTolerations are given to every pod by the DefaultTolerationSeconds
// admission plugin: they say nothing about this one.
var defaultTolerations = []string{corev1.TaintNodeNotReady, corev1.TaintNodeUnreachable}

func tolerations(all []corev1.Toleration) []corev1.Toleration {
	return slices.DeleteFunc(slices.Clone(all), func(t corev1.Toleration) bool {
		return slices.Contains(defaultTolerations, t.Key) && t.Operator == corev1.TolerationOpExists &&
			t.TolerationSeconds != nil && *t.TolerationSeconds == 300
	})
}

// toleration returns a toleration in words:
// "node.kubernetes.io/not-ready:NoExecute for 60s".
func toleration(t corev1.Toleration) string {
	text := cmp.Or(t.Key, "every taint")
	if t.Value != "" {
		text += "=" + t.Value
	}
	if t.Effect != "" {
		text += ":" + string(t.Effect)
	}
	if t.TolerationSeconds != nil {
		text += fmt.Sprintf(" for %ds", *t.TolerationSeconds)
	}
	return text
}

func volumeImages(all []corev1.Volume) (images []corev1.Volume) {
	for _, v := range all {
		if v.Image != nil && v.Image.Reference != "" {
			images = append(images, v)
		}
	}
	return images
}

func volume(v *corev1.Volume) string {
	switch {
	case v.ConfigMap != nil:
		return "ConfigMap " + v.ConfigMap.Name
	case v.Secret != nil:
		return "Secret " + v.Secret.SecretName
	case v.EmptyDir != nil:
		return emptyDir(v.EmptyDir)
	case v.HostPath != nil:
		return "host path " + v.HostPath.Path
	case v.PersistentVolumeClaim != nil:
		return "claim " + v.PersistentVolumeClaim.ClaimName
	case v.Projected != nil:
		return "projected, " + projected(v.Projected)
	case v.CSI != nil:
		return "CSI " + v.CSI.Driver
	case v.NFS != nil:
		return "NFS " + v.NFS.Server + ":" + v.NFS.Path
	case v.DownwardAPI != nil:
		return "downward API"
	case v.Ephemeral != nil:
		return "ephemeral claim"
	case v.Image != nil:
		return "image " + v.Image.Reference
	}
	return "another kind"
}

func emptyDir(e *corev1.EmptyDirVolumeSource) string {
	text := "empty directory"
	if e.Medium == corev1.StorageMediumMemory {
		text += " in memory"
	}
	if e.SizeLimit != nil {
		text += " up to " + e.SizeLimit.String()
	}
	return text
}

func projected(p *corev1.ProjectedVolumeSource) string {
	var words []string
	for _, s := range p.Sources {
		switch {
		case s.ServiceAccountToken != nil:
			words = append(words, "token")
		case s.ConfigMap != nil:
			words = append(words, "ConfigMap "+s.ConfigMap.Name)
		case s.Secret != nil:
			words = append(words, "Secret "+s.Secret.Name)
		case s.DownwardAPI != nil:
			words = append(words, "downward API")
		}
	}
	return strings.Join(words, " + ")
}
