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
// *ProbeSample or *Gap; anything else is counted and otherwise ignored.
// The model never changes an Object and keeps none of them.
type Observation struct {
	At     time.Time
	Type   ObservationType
	Object any
}

// ProbeSample is one reading of the kubelet's prober_probe_total counter
// (/metrics/probes), the only source that tells successful probes.
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
