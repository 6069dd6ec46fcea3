package timeline

import (
	"time"
)

// ObservationType is the type of a Kubernetes watch event, or one of the two
// that podlife adds: SAMPLE (a ProbeSample) and GAP (a Gap).
type ObservationType string

// The types an Observation can have. BOOKMARK and ERROR carry nothing the
// model uses; Apply ignores them.
const (
	Added    ObservationType = "ADDED"
	Modified ObservationType = "MODIFIED"
	Deleted  ObservationType = "DELETED"
	Bookmark ObservationType = "BOOKMARK"
	Error    ObservationType = "ERROR"
	Sample   ObservationType = "SAMPLE"
	GapType  ObservationType = "GAP"
)

// Observation is the only input of the model: one thing a client saw at one moment.
//
// At is the arrival at the client, on the client's clock. Object is one of
// *corev1.Pod, *corev1.Event, *eventsv1.Event, *discoveryv1.EndpointSlice,
// *ProbeSample, *Gap or *Reconstructed, a workload (*appsv1.Deployment,
// *appsv1.ReplicaSet, *appsv1.StatefulSet, *appsv1.DaemonSet, *batchv1.Job, or of
// any other kind *unstructured.Unstructured) or *policyv1.PodDisruptionBudget;
// anything else is counted and otherwise ignored.
// The model never changes an Object and keeps none of them.
type Observation struct {
	At     time.Time
	Type   ObservationType
	Object any
}

// ProbeSample is one reading of the kubelet's prober_probe_total counter
// (/metrics/probes), the only source of successful probes.
// Its JSON form is the object of a SAMPLE line in a recording.
type ProbeSample struct {
	Kind       string `json:"kind"`       // "ProbeSample"
	APIVersion string `json:"apiVersion"` // "podlife/v1"
	PodUID     string `json:"podUID"`
	Container  string `json:"container"`
	Probe      string `json:"probe"`  // "Startup", "Readiness" or "Liveness"
	Result     string `json:"result"` // "successful", "failed" or "unknown"
	Total      int64  `json:"total"`  // since the probe worker started
}

// Gap says that between From and To (client clock) updates may have been
// missed: a relist, a dropped connection, or a source that was away.
type Gap struct {
	From   time.Time `json:"from"`
	To     time.Time `json:"to"`
	Reason string    `json:"reason"`
}

// Reconstructed is a Pod or an Event that was put together from a text which
// names no moments but ages. Its edges bound what the fields of the object have
// to state as a second; a zero edge leaves the field as it is.
type Reconstructed struct {
	Object   any             // *corev1.Pod or *corev1.Event
	Created  Edge            // of a Pod: its creation
	Deleted  Edge            // … the request of its deletion
	First    Edge            // of an Event: its first occurrence
	Last     Edge            // … its last
	Exits    map[string]Exit // of a Pod: ends that its statuses name without their time, by container
	Relative bool            // no date is known: only differences between times hold
}

// Exit is the end of a container's run of which the time is not known.
type Exit struct {
	When        Edge
	CodeUnknown bool // the status says that it failed, and not how
}

// UnknownUID begins the UID of a pod, and the ID of a container, whose real one
// no source has.
const UnknownUID = "unknown:"

// Unnamed begins the name of a container whose own was not in the text that the
// pod was read from; a second one has a number behind it.
const Unnamed = "(unnamed)"
