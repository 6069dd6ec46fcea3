package outcome

import (
	"time"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// maxRuns is how many runs of a container that failed are listed.
const maxRuns = 10

// runDoc is one run of a container.
type runDoc struct {
	Run      int            `json:"run"`              // from 1
	Started  time.Time      `json:"started,omitzero"` // best estimate
	Exited   time.Time      `json:"exited,omitzero"`  // zero: it runs, or that is not known
	Ran      *report.Length `json:"ran,omitempty"`    // with its bounds
	ExitCode *int32         `json:"exitCode,omitempty"`
	Signal   int32          `json:"signal,omitempty"`
	Reason   string         `json:"reason,omitempty"`
	Message  string         `json:"message,omitempty"` // termination message
}

// runs returns the last runs of a container, oldest first.
func runs(lane *timeline.Lane) []runDoc {
	out := []runDoc{}
	if lane == nil {
		return out
	}
	for i := max(len(lane.Attempts)-maxRuns, 0); i < len(lane.Attempts); i++ {
		a := &lane.Attempts[i]
		d := runDoc{Run: a.Number, Started: a.Started.Time.UTC(), Exited: a.Exited.Time.UTC(), ExitCode: a.ExitCode, Signal: a.Signal, Reason: a.Reason, Message: a.Message}
		if !a.Started.IsZero() && !a.Exited.IsZero() {
			ran := length.Between(a.Started, a.Exited)
			d.Ran = &report.Length{Best: timeline.Duration(ran.Best), Min: timeline.Duration(ran.Lo), Max: timeline.Duration(ran.Hi)}
		}
		out = append(out, d)
	}
	return out
}
