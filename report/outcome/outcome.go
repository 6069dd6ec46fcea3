// Package outcome writes what a watch that ends by itself came to: as JSON and
// JUnit for programs, as Markdown for the summary of a CI job. It must not know
// how the condition was judged.
package outcome

import (
	"time"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/rollout"
)

// Result is how the wait for a condition ended.
type Result string

// The results: all but Met have a message.
const (
	Met         Result = "met"
	Failed      Result = "failed"  // it can no longer be met
	TimedOut    Result = "timeout" // it was not met in time
	Interrupted Result = "interrupted"
	Error       Result = "error" // it cannot be judged
)

// Outcome is what a watch with a condition came to.
type Outcome struct {
	Target    string // as messages name it: "deployment/web in shop"
	Condition string // "rolled-out"
	Result    Result
	Message   string // why it was not met; "" if it was
	Began     time.Time
	Snapshot  timeline.Snapshot // of the moment at which the watch ended
	Failure   *rollout.Failure  // why a workload was given up; nil otherwise
	Log       []string          // the last lines of the run that failed, without credentials
}

// elapsed returns how long the condition was waited for.
func (o *Outcome) elapsed() time.Duration {
	return max(o.Snapshot.Now.Sub(o.Began), 0)
}

// pod is a life, with the workload whose pod it is.
type pod struct {
	*timeline.Life
	workload *timeline.Workload // nil where pods alone are waited for
	current  bool               // of the revision that is wanted
}

// pods returns all lives in the order of the snapshot.
func (o *Outcome) pods() []pod {
	var out []pod
	for i := range o.Snapshot.Lives {
		p := pod{Life: &o.Snapshot.Lives[i], current: true}
		for j := range o.Snapshot.Workloads {
			if w := &o.Snapshot.Workloads[j]; w.Rollout.State != "" && w.Has(&p.Pod) {
				p.workload, p.current = w, rollout.Wants(w, &p.Pod)
			}
		}
		out = append(out, p)
	}
	return out
}

// there returns the pods that count: of the wanted revision, and not gone.
func (o *Outcome) there() []pod {
	var out []pod
	for _, p := range o.pods() {
		if p.current && p.Pod.Gone.IsZero() {
			out = append(out, p)
		}
	}
	return out
}

// failing reports whether a pod is one of those because of which the condition
// is not met.
func (o *Outcome) failing(p pod) bool {
	return o.Result != Met && p.Verdict.Severity == timeline.Bad
}

// settled reports whether a pod has nothing left to do.
func (o *Outcome) settled(p pod) bool {
	return o.Result == Met || p.Verdict.Severity == timeline.OK
}

func (o *Outcome) workloads() []report.Workload { return report.Workloads(&o.Snapshot) }
