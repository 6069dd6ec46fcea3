package timeline

import "time"

// Basis says which kind of signal an Edge rests on.
type Basis string

// From the most to the least direct.
const (
	Exact    Basis = "exact"    // ns or µs: the suffix of an event's name, eventTime
	Reported Basis = "reported" // an API second t: the truth is in [t, t+1s)
	Observed Basis = "observed" // arrival at the client: an upper bound
	Fused    Basis = "fused"    // an interval narrowed by several signals
	Inferred Basis = "inferred" // computed, e.g. SIGTERM when preStop ended
)

// Edge is a moment as well as it is known: the truth lies in
// [Earliest, Latest], and Time is the best estimate inside it. All three are
// on the node's clock where the signal came from the node.
// The zero Edge means "not known to have happened".
type Edge struct {
	Time     time.Time `json:"time"`
	Earliest time.Time `json:"earliest"`
	Latest   time.Time `json:"latest"`
	Basis    Basis     `json:"basis"`
}

// IsZero reports whether the moment is unknown or has not come.
func (e Edge) IsZero() bool { return e.Time.IsZero() }

// Uncertainty returns the width of [Earliest, Latest].
func (e Edge) Uncertainty() time.Duration { return e.Latest.Sub(e.Earliest) }

// Precise reports whether the moment is known well enough for a fraction of a
// second to mean something.
func (e Edge) Precise() bool { return e.Uncertainty() <= 250*time.Millisecond }
