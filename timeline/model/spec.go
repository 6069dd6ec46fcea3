package model

import (
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/podlife/podlife/timeline"
)

// containerSpec is what the fold needs of a container's spec, in plain values.
type containerSpec struct {
	image              string
	resources          timeline.Resources
	postStart, preStop string        // handlers in words; "" without a hook
	preStopSleep       time.Duration // of a preStop hook that only sleeps, else 0
	probes             [3]probeSpec
	restart            *corev1.ContainerRestartPolicy
	rules              []corev1.ContainerRestartRule
	manifest           *timeline.Manifest
}

type probeSpec struct {
	check                                           string // "" when not configured
	initialDelay, period, timeout, success, failure int32
	grace                                           time.Duration // of a container that it has killed; 0: the pod's
}

// The probes in the order of probeSpec and of Lane.Probes.
const (
	probeStartup = iota
	probeReadiness
	probeLiveness
)

var probeNames = [3]string{timeline.StartupProbe, timeline.ReadinessProbe, timeline.LivenessProbe}

// probeByName finds a probe by the name the kubelet uses ("Startup"); -1 if none.
func probeByName(name string) int {
	for i, n := range probeNames {
		if strings.EqualFold(n, name) {
			return i
		}
	}
	return -1
}

func specOf(c *corev1.Container) containerSpec {
	s := containerSpec{
		image: timeline.Clean(c.Image), resources: resources(c.Resources),
		restart: c.RestartPolicy, rules: c.RestartPolicyRules, manifest: manifestOf(c),
	}
	if h := c.Lifecycle; h != nil {
		s.postStart, s.preStop = handler(h.PostStart), handler(h.PreStop)
		s.preStopSleep = sleepOf(h.PreStop)
	}
	for i, p := range []*corev1.Probe{c.StartupProbe, c.ReadinessProbe, c.LivenessProbe} {
		if p != nil {
			s.probes[i] = probe(p)
		}
	}
	return s
}

// probe fills in the API server's defaults for recordings that lack them.
func probe(p *corev1.Probe) probeSpec {
	or := func(v, def int32) int32 {
		if v <= 0 {
			return def
		}
		return v
	}
	var grace time.Duration
	if g := p.TerminationGracePeriodSeconds; g != nil {
		grace = time.Duration(*g) * time.Second
	}
	return probeSpec{
		grace: grace, check: check(p.ProbeHandler), initialDelay: max(p.InitialDelaySeconds, 0),
		period: or(p.PeriodSeconds, 10), timeout: or(p.TimeoutSeconds, 1),
		success: or(p.SuccessThreshold, 1), failure: or(p.FailureThreshold, 3),
	}
}

func check(h corev1.ProbeHandler) string {
	switch {
	case h.Exec != nil:
		return "exec " + timeline.Clean(strings.Join(h.Exec.Command, " "))
	case h.HTTPGet != nil:
		return "GET :" + port(h.HTTPGet.Port) + timeline.Clean(h.HTTPGet.Path)
	case h.TCPSocket != nil:
		return "tcp :" + port(h.TCPSocket.Port)
	case h.GRPC != nil:
		return fmt.Sprintf("grpc :%d", h.GRPC.Port)
	}
	return "probe"
}

func handler(h *corev1.LifecycleHandler) string {
	switch {
	case h == nil:
		return ""
	case h.Exec != nil:
		return "exec " + timeline.Clean(strings.Join(h.Exec.Command, " "))
	case h.HTTPGet != nil:
		return "GET :" + port(h.HTTPGet.Port) + timeline.Clean(h.HTTPGet.Path)
	case h.TCPSocket != nil:
		return "tcp :" + port(h.TCPSocket.Port)
	case h.Sleep != nil:
		return fmt.Sprintf("sleep %ds", h.Sleep.Seconds)
	}
	return "hook"
}

func port(p intstr.IntOrString) string { return timeline.Clean(p.String()) }

// resources returns what a container requests and its limits.
func resources(r corev1.ResourceRequirements) timeline.Resources {
	amount := func(name corev1.ResourceName) timeline.Amount {
		var a timeline.Amount
		if q, ok := r.Requests[name]; ok {
			a.Request = q.String()
		}
		if q, ok := r.Limits[name]; ok {
			a.Limit = q.String()
		}
		return a
	}
	return timeline.Resources{CPU: amount(corev1.ResourceCPU), Memory: amount(corev1.ResourceMemory), Storage: amount(corev1.ResourceEphemeralStorage)}
}
