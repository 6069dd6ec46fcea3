package timeline

import (
	"encoding/json"
	"time"
)

// Snapshot is everything that is known at one moment, ready to be shown. Every
// view (screen, report, export) draws the same Snapshot. It shares no memory
// with the Model that a later Apply could change.
type Snapshot struct {
	Now      time.Time `json:"-"` // the moment it was taken for; open spans end here
	Observed Window    `json:"observed"`
	Lives    []Life    `json:"lives"` // by creation, then name
}

// Window is the part of the past that somebody watched.
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
	// Conditions are the pod's conditions as last published.
	Conditions []Condition `json:"-"`
}

// Lane finds a lane by its ID, or nil.
func (l *Life) Lane(id string) *Lane {
	for i := range l.Lanes {
		if l.Lanes[i].ID == id {
			return &l.Lanes[i]
		}
	}
	return nil
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
	Created           time.Time `json:"created,omitzero"`
	DeletionRequested time.Time `json:"deletionRequested,omitzero"` // when, not until when
	Gone              time.Time `json:"gone,omitzero"`              // arrival of DELETED

	IP           string        `json:"-"`
	GracePeriod  time.Duration `json:"-"` // spec.terminationGracePeriodSeconds, or the deletion's own
	Finalizers   []string      `json:"-"`
	Ready, Total int           `json:"-"` // main containers and sidecars ready, of how many
	Restarts     int           `json:"-"` // of all containers together
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

// LaneKind is the kind of thing a lane shows.
type LaneKind string

// The kinds of lanes.
const (
	LanePod       LaneKind = "pod"
	LaneInit      LaneKind = "init"
	LaneSidecar   LaneKind = "sidecar" // an init container with restartPolicy Always
	LaneContainer LaneKind = "container"
	LaneEphemeral LaneKind = "ephemeral"
	LaneService   LaneKind = "service"
)

// Lane is the pod itself, one container, or one Service's view of the pod.
type Lane struct {
	ID       string      `json:"id"` // "pod" or kind + "/" + name
	Kind     LaneKind    `json:"kind"`
	Name     string      `json:"name"`
	Restarts int         `json:"restarts"`
	Spans    []Span      `json:"spans"`  // by track in Tracks order, then by start; disjoint within a track
	Marks    []Mark      `json:"marks"`  // by time
	Probes   []ProbeInfo `json:"probes"` // startup, readiness, liveness; only those configured

	// Missed counts runs that must have happened but left no trace to draw
	// (a restartCount or event count that jumped).
	Missed int `json:"-"`
	// Attempts are the runs the model can tell apart, oldest first.
	Attempts []Attempt `json:"-"`
	// Container is nil for the pod and service lanes.
	Container *Container `json:"-"`
}

// Track is one row of a lane.
type Track string

// The tracks, in the order in which they are listed and drawn.
const (
	TrackPod       Track = "pod"
	TrackImage     Track = "image"
	TrackProcess   Track = "process"
	TrackHooks     Track = "hooks"
	TrackStartup   Track = "startup"
	TrackReadiness Track = "readiness"
	TrackLiveness  Track = "liveness"
	TrackStop      Track = "stop"
	TrackEndpoint  Track = "endpoint"
)

// Phase is what a span says its lane was doing.
type Phase string

// The phases, by track.
const (
	// pod
	Gated        Phase = "Gated"
	Scheduling   Phase = "Scheduling"
	Preparing    Phase = "Preparing"
	Initializing Phase = "Initializing"
	Starting     Phase = "Starting"
	Ready        Phase = "Ready" // also readiness and endpoint
	NotReady     Phase = "NotReady"
	Terminating  Phase = "Terminating" // also endpoint
	Finalizing   Phase = "Finalizing"
	// image
	Pulling     Phase = "Pulling"
	PullBackOff Phase = "PullBackOff"
	// process
	Waiting  Phase = "Waiting"
	Creating Phase = "Creating"
	Running  Phase = "Running"
	BackOff  Phase = "BackOff"
	// hooks
	PostStart Phase = "PostStart"
	PreStop   Phase = "PreStop"
	// startup, liveness
	Probing Phase = "Probing"
	// stop
	Stopping Phase = "Stopping"
)

// Outcome is how a span ended.
type Outcome string

// The outcomes of a span.
const (
	Ongoing   Outcome = "ongoing"
	Succeeded Outcome = "succeeded"
	Failed    Outcome = "failed"
	Unknown   Outcome = "unknown"
)

// Span is a stretch of one track in one phase. A zero End means still open.
type Span struct {
	Track    Track   `json:"track"`
	Phase    Phase   `json:"phase"`
	Attempt  int     `json:"attempt,omitempty"` // 1-based run of the container it belongs to
	Start    Edge    `json:"start"`
	End      Edge    `json:"end,omitzero"`
	Outcome  Outcome `json:"outcome"`
	Reason   string  `json:"reason,omitempty"`
	ExitCode *int32  `json:"exitCode,omitempty"` // process spans that ended with a known code
	Signal   int32   `json:"signal,omitempty"`
	Message  string  `json:"message,omitempty"`
}

// Open reports whether the span has not ended yet.
func (s Span) Open() bool { return s.End.IsZero() }

// EndOr is the span's end, or now while it is open.
func (s Span) EndOr(now time.Time) time.Time {
	if s.Open() {
		return now
	}
	return s.End.Time
}

// Duration is the best estimate of the span's length until now if open.
// Where the edges come from different clocks it may be negative; see SpanWithin.
func (s Span) Duration(now time.Time) time.Duration { return s.EndOr(now).Sub(s.Start.Time) }

// Mark is an instant on a track.
type Mark struct {
	Track    Track    `json:"track"`
	Kind     string   `json:"kind"` // an event reason, or a name of podlife's: ProbeFailed, SIGTERM, …
	Time     Edge     `json:"time"` // of the last of Count
	Count    int      `json:"count"`
	Message  string   `json:"message,omitempty"`
	Severity Severity `json:"-"`
	Attempt  int      `json:"-"`
}

// ProbeInfo is one probe of one container: its settings and what is known of its results.
type ProbeInfo struct {
	Probe            string `json:"probe"` // "startup", "readiness" or "liveness"
	Failures         int    `json:"failures"`
	Successes        int    `json:"successes"`
	SuccessesKnown   bool   `json:"successesKnown"` // false: nobody sampled the kubelet's counters
	PeriodSeconds    int32  `json:"periodSeconds"`
	FailureThreshold int32  `json:"failureThreshold"`

	InitialDelaySeconds int32     `json:"-"`
	TimeoutSeconds      int32     `json:"-"`
	SuccessThreshold    int32     `json:"-"`
	Check               string    `json:"-"` // "GET :8080/ready", "exec cat /tmp/ok", "tcp :5432", "grpc :9000"
	Streak              int       `json:"-"` // consecutive failures of the current run
	LastFailure         Edge      `json:"-"`
	LastMessage         string    `json:"-"`
	Passed              bool      `json:"-"` // startup: succeeded in the current run; others: passing now
	NextExpected        time.Time `json:"-"` // zero when it cannot be known
}

// Attempt is one run of a container, as far as signals tell it.
type Attempt struct {
	Number      int    // 1-based; restartCount + 1 where that is known
	ContainerID string // empty when only events tell of it
	Pulled      string // "7.7s, 45 MB", "present", or ""
	Created     Edge
	Started     Edge
	Exited      Edge // zero: still running, or unknown
	ExitCode    *int32
	Signal      int32
	Reason      string // OOMKilled, Error, Completed, …
	Message     string // termination message
	Cause       string // why it was killed: "liveness", "startup", "postStart failed", "deletion", … or ""
}

// Container is what the spec says of a lane's container and its last published state.
type Container struct {
	Name      string
	Index     int // position among its kind in the spec, from 0
	Of        int // how many of its kind there are
	Image     string
	Resources string // "cpu 100m/1, mem 64Mi/128Mi" (request/limit)
	PostStart string // handler in words, or ""
	PreStop   string
	State     string // Waiting, Running or Terminated, as published
	Reason    string
	Message   string
	Ready     bool
	Started   bool
	ImageSize int64 // bytes, from the Pulled event; 0 unknown
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
	Unattributed Phase = "Unattributed" // no signal tells
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

// EventLine is one line of the events pane.
type EventLine struct {
	Time     Edge
	Severity Severity
	Reason   string // Pulled, Unhealthy, …, or a name of podlife's for what status told
	Lane     string // lane ID
	Track    Track  // where the matching mark or span is, if any
	Count    int
	First    time.Time // of the first occurrence, when Count > 1
	Message  string
	Derived  bool // told by status, not by an Event
}

// DeadlineKind says what a Deadline is.
type DeadlineKind string

// What can be expected.
const (
	DeadlineKill      DeadlineKind = "SIGKILL"          // the grace period ends
	DeadlineRestart   DeadlineKind = "restart"          // back-off ends, the container starts again
	DeadlinePullRetry DeadlineKind = "pull retry"       // image pull back-off ends
	DeadlineStartup   DeadlineKind = "startup deadline" // failureThreshold × period used up
	DeadlineActive    DeadlineKind = "active deadline"  // spec.activeDeadlineSeconds
)

// Deadline is something expected, in [Earliest, Latest] if all goes as it does now.
type Deadline struct {
	Kind DeadlineKind
	Lane string
	Edge Edge
}

// Termination is the whole pod's way down.
type Termination struct {
	Requested Edge          // deletion request, or the eviction's start
	By        string        // who: "deleted", "evicted by the kubelet: memory", "preempted by …"
	Grace     time.Duration // as granted by the request
	Kill      Edge          // when SIGKILL is due; zero when no container is left to kill
	Stopped   Edge          // all containers down
	Gone      Edge          // object removed
	Steps     []StopStep    // per container
}

// StopStep is one container's way down; zero edges are unknown or did not happen.
type StopStep struct {
	Lane       string
	Killing    Edge // kubelet began
	PreStopEnd Edge // zero without a preStop hook
	HasPreStop bool
	SIGTERM    Edge
	Exited     Edge
	SIGKILL    bool // ended by SIGKILL, as far as exit code and time tell
}

// Condition is a pod condition as last published.
type Condition struct {
	Type, Status, Reason, Message string
	Since                         time.Time // lastTransitionTime: when the flip was published
}
