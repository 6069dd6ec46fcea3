package message

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// killCauses maps what a Killing Event says to why.
var killCauses = []struct {
	contains string
	cause    timeline.Cause
}{
	{"failed liveness probe", timeline.CauseLiveness},
	{"failed startup probe", timeline.CauseStartup},
	{"FailedPostStartHook", timeline.CausePostStart},
	{"definition changed", timeline.CauseDefinition},
	{"resize requires restart", timeline.CauseResize},
	{`"unknown" state`, timeline.CauseUnknown},
}

// KillCause returns why a Killing Event says that a container is killed, or "" if
// it is stopped with its pod, or the Event does not say.
func KillCause(killing string) timeline.Cause {
	for _, c := range killCauses {
		if strings.Contains(killing, c.contains) {
			return c.cause
		}
	}
	return ""
}

// GoesWithPod reports whether a Killing Event is of a container that is stopped
// because its pod, or its pod's sandbox, is.
func GoesWithPod(killing string) bool { return strings.HasPrefix(killing, "Stopping container") }

// RestartsAll reports whether a Killing Event is of a container that is killed,
// with no grace, so that all of the pod start again (RestartAllContainers).
func RestartsAll(killing string) bool { return killing == "killing" }

// NodePressure reports whether an Evicted Event is for lack of a resource of the
// node, not for what the pod itself used too much of (pkg/kubelet/eviction/helpers.go).
func NodePressure(evicted string) bool {
	return strings.HasPrefix(evicted, "The node was low on resource")
}

// Cancelled reports whether an eviction for a taint was called off.
func Cancelled(eviction string) bool { return strings.HasPrefix(eviction, "Cancelling") }

// Rejection returns why a kubelet rejected a pod, from the message of its status.
func Rejection(message string) string { return strings.TrimPrefix(message, "Pod was rejected: ") }

// UsedToRun reports whether a terminated state without times says that the
// container had run (pkg/kubelet/kubelet_pods.go).
func UsedToRun(terminated string) bool { return strings.Contains(terminated, "used to be Running") }

// Requeued reports whether a victim of preemption had no node yet: it went back
// to the scheduler's queue and was not stopped (from Kubernetes 1.36 on).
func Requeued(message string) bool {
	return strings.Contains(message, "(in kube-scheduler memory)")
}

// BackOffDelay reads how long a restart is delayed from a waiting message,
// "back-off 40s restarting failed container=…"; false if it does not say.
func BackOffDelay(waiting string) (time.Duration, bool) {
	rest, ok := strings.CutPrefix(waiting, "back-off ")
	word, _, _ := strings.Cut(rest, " ")
	d, err := time.ParseDuration(word)
	return d, ok && err == nil && d > 0 && d <= time.Hour
}

// Stretches reports whether the kubelet that wrote a Created Event stretches what
// remains of a back-off, as it does from Kubernetes 1.35 on: before, the Event
// named the container.
func Stretches(created string) bool { return created == "Container created" }
