package timeline

import "slices"

// Kubernetes' reasons, one table a fact. A reason that the model folds, or a
// rule explains, is named here and nowhere else.

var (
	volumeErrors  = []string{"FailedMount", "FailedAttachVolume", "FailedMapVolume"}
	sandboxErrors = []string{
		"FailedCreatePodSandBox", "FailedPodSandBoxStatus", "NetworkNotReady", "FailedCreatePodContainer",
		"FailedPrepareDynamicResources", "FailedSync",
	}
	// pkg/kubelet/kuberuntime/kuberuntime_container.go
	createErrors = []string{"CreateContainerConfigError", "CreateContainerError", "PreCreateHookError"}
	startErrors  = []string{"RunContainerError", "StartError", "PreStartHookError"}
	// pkg/kubelet/images/types.go; each comes as an Event "Error: …" too, after
	// the one that says what is wrong
	imageErrors = []string{
		"ImagePullBackOff", "ErrImagePull", "ErrImageNeverPull", "InvalidImageName", "ImageInspectError",
		"RegistryUnavailable", "SignatureValidationFailed",
	}
)

// IsVolumeError reports whether an Event with this reason says that a volume
// cannot be attached or mounted.
func IsVolumeError(reason string) bool { return slices.Contains(volumeErrors, reason) }

// IsSandboxError reports whether an Event with this reason says that the node
// cannot make the pod's sandbox, network or devices.
func IsSandboxError(reason string) bool { return slices.Contains(sandboxErrors, reason) }

// IsCreateError reports whether a container with this waiting reason cannot be created.
func IsCreateError(reason string) bool { return slices.Contains(createErrors, reason) }

// IsStartError reports whether a container with this reason was created and
// cannot be started.
func IsStartError(reason string) bool { return slices.Contains(startErrors, reason) }

// IsImageError reports whether the image is the trouble of a container with
// this waiting reason.
func IsImageError(reason string) bool { return slices.Contains(imageErrors, reason) }

// ExitUnknown is the reason of a container that containerd lost, as in a reboot of
// the node: it writes exit code 255 and, for the end, the moment at which it found
// out (internal/cri/server/helpers.go, restart.go).
const ExitUnknown = "Unknown"

// Cause is why a container was killed, in words.
type Cause string

// The causes.
const (
	CauseLiveness   Cause = "liveness" // as the probe is named in Lane.Probes
	CauseStartup    Cause = "startup"
	CausePostStart  Cause = "postStart failed"
	CauseDefinition Cause = "definition changed"
	CauseResize     Cause = "resize"
	CauseUnknown    Cause = "unknown state"
	CauseRestartAll Cause = "restart of all containers"
	CauseSandbox    Cause = "sandbox changed"
	CauseEviction   Cause = "eviction"
	CauseDeadline   Cause = "active deadline"
	CauseDeletion   Cause = "deletion"
	CauseStopped    Cause = "stopped" // nothing but the Killing event says so
)

// Unhealthy reports whether the kubelet kills a container so because a probe or its
// postStart hook failed: that is a failure, whatever the container exits with.
func (c Cause) Unhealthy() bool {
	return c == CauseLiveness || c == CauseStartup || c == CausePostStart
}

// StopKind is what had a pod stopped.
type StopKind string

// What can have a pod stopped.
const (
	StopDeleted   StopKind = "deleted" // by whoever asked for it
	StopCollected StopKind = "collected"
	StopEvicted   StopKind = "evicted"
	StopPreempted StopKind = "preempted"
	StopDeadline  StopKind = "deadline"
	StopKubelet   StopKind = "stopped" // by the kubelet itself
	StopShutdown  StopKind = "shutdown"
	StopRejected  StopKind = "rejected" // at its admission: nothing ever ran
)

// Stop is what had a pod stopped, and that in words: "evicted by the kubelet:
// memory". The zero Stop is not known.
type Stop struct {
	Kind   StopKind
	Detail string
}

// Deleted reports whether a deletion was requested, and no more is known.
func (s Stop) Deleted() bool { return s.Kind == StopDeleted }

// disruptions are who ended a pod, by the reason of its DisruptionTarget
// condition or of an Event.
var disruptions = map[string]Stop{
	"EvictionByEvictionAPI":        {StopEvicted, "evicted through the Eviction API (as a drain does)"},
	"DeletionByTaintManager":       {StopEvicted, "evicted because of a taint of its node"},
	"TaintManagerEviction":         {StopEvicted, "evicted because of a taint of its node"},
	"DeletionByDeviceTaintManager": {StopEvicted, "evicted because of a taint of its device"},
	"DeviceTaintManagerEviction":   {StopEvicted, "evicted because of a taint of its device"},
	"PreemptionByScheduler":        {StopPreempted, "preempted by a pod of higher priority"},
	"DeletionByPodGC":              {StopCollected, "deleted by the pod garbage collector"},
}

// Disruption returns who ended a pod, by the reason of its DisruptionTarget
// condition or of an Event; the zero Stop for other reasons.
func Disruption(reason string) Stop { return disruptions[reason] }
