package timeline

import "time"

// Lane finds a lane by its ID, or nil.
func (l *Life) Lane(id string) *Lane {
	for i := range l.Lanes {
		if l.Lanes[i].ID == id {
			return &l.Lanes[i]
		}
	}
	return nil
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
	Pull     Pull    `json:"-"` // of a pull that succeeded: what Message words
}

// Open reports whether the span has not ended yet.
func (s Span) Open() bool { return s.End.IsZero() }

// EndOr returns the span's end, or now while it is open.
func (s Span) EndOr(now time.Time) time.Time {
	if s.Open() {
		return now
	}
	return s.End.Time
}

// Duration returns the best estimate of the span's length, until now if it is
// open. Edges of different clocks may make it negative.
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

// Attempt is one run of a container, as far as signals tell it.
type Attempt struct {
	Number      int    // 1-based; restartCount + 1 where that is known
	ContainerID string // empty when only events tell of it
	Pull        Pull   // how it got its image
	Created     Edge
	Started     Edge
	Exited      Edge // zero: still running, or unknown
	ExitCode    *int32
	Signal      int32
	Reason      string // OOMKilled, Error, Completed, …
	Message     string // termination message
	Cause       Cause  // why it was killed; "" if it ended by itself or runs
	RestartsAll bool   // its exit has all containers of the pod start again, by a restart rule
}

// Container is what the spec says of a lane's container and its last published state.
type Container struct {
	Name          string
	Index         int // position among its kind in the spec, from 0
	Of            int // how many of its kind there are
	Image         string
	Resources     Resources
	PostStart     string // handler in words, or ""
	PreStop       string
	PreStopSleeps time.Duration // how long a preStop hook takes that only sleeps; 0: it does more
	HookCause     string        // why the postStart hook failed that failed last; "" where it was not published
	State         string        // Waiting, Running or Terminated, as published
	Reason        string
	Message       string
	Ready         bool
	Started       bool
	PullFailures  int    // since the last pull that succeeded
	ImageSize     int64  // bytes, from the Pulled event; 0 unknown
	ImageID       string // what the node made of Image, as published: "registry/app@sha256:…"
	RunUnknown    bool   // whether it ever ran: its end was not seen (ContainerStatusUnknown), nor anything before
	Manifest      *Manifest
}

// HookOrStop is the time from a preStop hook's start to the exit where no
// signal says when the hook was over and SIGTERM was sent.
const HookOrStop Phase = "PreStop and Stopping"

func (a *Attempt) Over() bool { return !a.Exited.IsZero() || a.ExitCode != nil }

func (a *Attempt) Failed() bool { return a.Over() && (a.ExitCode == nil || *a.ExitCode != 0) }
