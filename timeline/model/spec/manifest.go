package spec

import (
	"fmt"
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
