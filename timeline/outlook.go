package timeline

import "time"

// EventLine is one line of the events pane.
type EventLine struct {
	Time     Edge
	Severity Severity
	Reason   string // Pulled, Unhealthy, …, or a name of podlife's for what status said
	Lane     string // lane ID
	Track    Track  // where the matching mark or span is, if any
	Count    int
	First    time.Time // of the first occurrence, when Count > 1
	Message  string
	Derived  bool // from status, not from an Event
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
	Requested Edge          // deletion request, or the start of the kubelet's own stop
	Deleted   Edge          // the deletion request where the kubelet had begun before; zero: Requested is it, or there was none
	By        Stop          // what asked for it
	Grace     time.Duration // as granted by the request
	Shortened Edge          // a second request, which shortened the grace; zero: none did
	Shorter   time.Duration // … to this, which the runtime may or may not heed
	Kill      Edge          // when SIGKILL is due; zero when no container is left to kill
	Stopped   Edge          // all containers down
	Gone      Edge          // object removed
	Steps     []StopStep    // per container
}

// StopStep is one container's way down; zero edges are unknown or did not happen.
type StopStep struct {
	Lane       string
	Killing    Edge          // kubelet began
	PreStop    time.Duration // of a sleep hook: known beforehand
	PreStopEnd Edge          // zero without a preStop hook
	HasPreStop bool
	SIGTERM    Edge
	Exited     Edge
	Unreported bool // it ran when last seen, and the object went before its exit was published
	SIGKILL    bool // ended by SIGKILL, as far as exit code and time tell
}

// Condition is a pod condition as last published.
type Condition struct {
	Type    string    `json:"type"`
	Status  string    `json:"status"` // "True", "False" or "Unknown"
	Reason  string    `json:"reason,omitempty"`
	Message string    `json:"message,omitempty"`
	Since   time.Time `json:"since,omitzero"` // lastTransitionTime: when the flip was published
}
