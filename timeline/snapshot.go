// Package timeline is the vocabulary of pods' lives: what a source observes
// (Observation), how well a moment is known (Edge), and what is shown of a life
// (Snapshot, Life, Lane, Span, Mark), with Kubernetes' reasons in one table a
// fact. It imports nothing but the standard library, and must not know how a
// life is folded (package model), judged (package verdict) or drawn.
package timeline

import (
	"encoding/json"
	"slices"
	"time"
)

// Snapshot is everything that is known at one moment, ready to be shown. Every
// view (screen, report, export) draws the same Snapshot. It shares no memory
// with the Model that a later Apply could change.
type Snapshot struct {
	Now      time.Time `json:"-"` // the moment it was taken for; open spans end here
	Observed Window    `json:"observed"`
	Lives    []Life    `json:"lives"` // by creation, then name
	// Workloads are the objects whose pods these are, by namespace, kind and name;
	// none where pods alone were watched.
	Workloads []Workload `json:"-"`
	// Budgets are the PodDisruptionBudgets of their namespaces, by namespace and name.
	Budgets []Budget `json:"-"`

	Forgotten int `json:"-"` // lives that were over and are kept no longer; see Model.KeepGone
}

// SeveralNamespaces reports whether the lives come from more than one
// namespace, so that a pod's name alone is ambiguous.
func (s *Snapshot) SeveralNamespaces() bool {
	for i := range s.Lives {
		if s.Lives[i].Pod.Namespace != s.Lives[0].Pod.Namespace {
			return true
		}
	}
	return false
}

// Undated reports that no date of any life is known.
func (s *Snapshot) Undated() bool {
	return len(s.Lives) > 0 && !slices.ContainsFunc(s.Lives, func(l Life) bool { return !l.Pod.Relative })
}

// Window is the part of the past that was watched.
type Window struct {
	From         time.Time `json:"from,omitzero"`
	To           time.Time `json:"to,omitzero"`
	Observations int       `json:"observations"`
	Gaps         []Gap     `json:"gaps"`
	Missing      []string  `json:"missing"` // e.g. "events: forbidden"
}

// Life is one pod from creation to removal. Identity is the UID: a name that
// comes back is another Life.
type Life struct {
	Pod     Pod     `json:"pod"`
	Verdict Verdict `json:"verdict"`
	Lanes   []Lane  `json:"lanes"` // pod, inits and sidecars in spec order, containers, ephemeral, services
	Startup Startup `json:"startup"`

	// Events is every occurrence worth a line, oldest first, merged where the
	// API server or podlife counts repetitions.
	Events []EventLine `json:"-"`
	// Future is what is expected and when, soonest first; empty when nothing is.
	Future []Deadline `json:"-"`
	// Termination is nil until the pod (not just one container) is asked to stop.
	Termination *Termination `json:"-"`
	// ReadyUnseen: no Ready was seen, but there may have been one before
	// anybody watched.
	ReadyUnseen bool `json:"-"`
	// NowUnknown: the moment of the snapshot is the newest one that the input
	// names, not the present: what goes on may have gone on for longer.
	NowUnknown bool `json:"-"`
	// Conditions are the pod's conditions as last published.
	Conditions []Condition `json:"conditions"`
}

// Pod is the identity and the constants of a life.
type Pod struct {
	Namespace         string    `json:"namespace"`
	Name              string    `json:"name"`
	UID               string    `json:"uid"`
	Node              string    `json:"node,omitempty"`
	Phase             string    `json:"phase"`
	QOSClass          string    `json:"qosClass,omitempty"`
	RestartPolicy     string    `json:"restartPolicy,omitempty"`
	Owner             string    `json:"owner,omitempty"` // "ReplicaSet/web-7d9f4"
	OwnerUID          string    `json:"-"`               // … by UID; "" where it is not known
	Workload          string    `json:"-"`               // what selects it, of a kind that podlife does not know by itself: "Rollout/web"
	Budgets           []string  `json:"-"`               // names of the PodDisruptionBudgets that select it
	Revision          string    `json:"-"`               // of its owner's template, by label: pod-template-hash, controller-revision-hash
	Created           time.Time `json:"created,omitzero"`
	BadCreation       string    `json:"-"`                          // creationTimestamp, where it cannot be: centuries away, or long after its arrival; Created is zero then
	DeletionRequested time.Time `json:"deletionRequested,omitzero"` // when, not until when
	Gone              time.Time `json:"gone,omitzero"`              // arrival of DELETED

	// Relative reports that no date of the life is known: its times are right
	// only relative to each other, and to the moment of the snapshot.
	Relative bool `json:"relative,omitempty"`

	// Reason and Message are the pod's own, such as OutOfcpu; "" for most.
	Reason, Message string `json:"-"`

	IP           string        `json:"-"`
	GracePeriod  time.Duration `json:"-"` // spec.terminationGracePeriodSeconds, or the deletion's own
	SpecGrace    time.Duration `json:"-"` // spec.terminationGracePeriodSeconds; 0: none, or not known
	Finalizers   []string      `json:"-"`
	Ready, Total int           `json:"-"` // main containers and sidecars ready, of how many
	Restarts     int           `json:"-"` // of all containers together
	Manifest     *PodManifest  `json:"-"`
}

// Severity colours a verdict or a mark.
type Severity string

// From good to bad.
const (
	OK       Severity = "ok"
	Progress Severity = "progress"
	Warning  Severity = "warning"
	Bad      Severity = "error"
)

// State is the pod's condition in one word; see the State constants.
type State string

// Verdict answers "what is it doing, and what is it waiting for".
type Verdict struct {
	State    State     `json:"state"`
	Severity Severity  `json:"severity"`
	Headline string    `json:"headline"` // one sentence with its numbers, no full stop
	Since    time.Time `json:"since,omitzero"`
	Blocking *Blocking `json:"blocking,omitempty"` // nil when nothing blocks
}

// Blocking is the lane and phase that holds the pod up.
type Blocking struct {
	Lane    string `json:"lane"`
	Phase   Phase  `json:"phase"`
	Reason  string `json:"reason,omitempty"`
	Message string `json:"message,omitempty"`
}

// Startup is creation → first Ready, every moment attributed to one stage.
type Startup struct {
	Complete bool     `json:"complete"`
	Total    Duration `json:"total"` // until now while not complete
	Path     []Step   `json:"path"`  // gapless; durations sum to Total exactly
}

// Step is one stage on the startup path.
type Step struct {
	Lane     string    `json:"lane"`
	Phase    Phase     `json:"phase"`
	Start    time.Time `json:"start"`
	Duration Duration  `json:"duration"`
	Share    float64   `json:"share"` // of Total, 0…1
}

// Names for time on the startup path that is no stage of the pod itself.
const (
	Kubelet      Phase = "Kubelet"      // the kubelet's own latency: relist, publishing
	Unattributed Phase = "Unattributed" // no signal says
)

// Duration is a time.Duration that reads and writes JSON as "26.326s".
type Duration time.Duration

func (d Duration) String() string { return time.Duration(d).String() }

// MarshalJSON writes the Go form of the duration.
func (d Duration) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }

// UnmarshalJSON reads the Go form of a duration.
func (d *Duration) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	v, err := time.ParseDuration(s)
	*d = Duration(v)
	return err
}
