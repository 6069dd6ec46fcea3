package timeline

import "time"

// RolloutState is the condition of a workload and its pods in one word.
type RolloutState string

// The states of a group's verdict: a row of the rules table each.
const (
	RolloutComplete    RolloutState = "Complete"
	RolloutProgressing RolloutState = "Progressing"
	RolloutStalled     RolloutState = "Stalled" // nothing goes on, and no pod is to blame
	RolloutFailing     RolloutState = "Failing" // its pods fail
	RolloutPaused      RolloutState = "Paused"
	RolloutRolledBack  RolloutState = "RolledBack" // complete, of a revision that was wanted before
	RolloutDegraded    RolloutState = "Degraded"   // it was complete, and has fewer pods than wanted
	RolloutTerminating RolloutState = "Terminating"
	RolloutGone        RolloutState = "Gone"
)

// Rollout is the verdict of a workload and its pods.
type Rollout struct {
	State    RolloutState
	Severity Severity
	Headline string // one sentence with its numbers, no full stop
	Since    time.Time
	Revision string // Workload.Template, where the controller has acted on it
	Cause    string // what is common to the pods that fail; "" while none does
	New      PodCount
	Old      PodCount // of earlier revisions
	Worst    string   // name of the pod that shows Cause, or that is the slowest
}

// Done reports whether the workload has all that it asks for.
func (r *Rollout) Done() bool { return r.State == RolloutComplete || r.State == RolloutRolledBack }

// PodCount counts the pods of one revision that are not gone.
type PodCount struct {
	Pods    int // those being deleted too
	Ready   int
	Leaving int // being deleted
}
