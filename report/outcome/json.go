package outcome

import (
	"io"
	"time"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// Schema names the JSON contract that JSON writes.
const Schema = "podlife.rollout/v1"

type document struct {
	Schema    string            `json:"schema"`
	Target    string            `json:"target"`
	Condition string            `json:"condition"`
	Result    Result            `json:"result"`
	Message   string            `json:"message,omitempty"`
	Began     time.Time         `json:"began"`
	Ended     time.Time         `json:"ended"`
	Elapsed   timeline.Duration `json:"elapsed"`
	Workloads []report.Workload `json:"workloads"`
	Pods      []podDoc          `json:"pods"`
	Failure   *failureDoc       `json:"failure,omitempty"`
}

type podDoc struct {
	Namespace string            `json:"namespace"`
	Name      string            `json:"name"`
	UID       string            `json:"uid"`
	Node      string            `json:"node,omitempty"`
	Workload  string            `json:"workload,omitempty"`
	Revision  string            `json:"revision,omitempty"` // the pod's own: a hash
	Current   bool              `json:"current"`            // of the revision that is wanted
	Gone      bool              `json:"gone"`
	State     timeline.State    `json:"state"`
	Severity  timeline.Severity `json:"severity"`
	Headline  string            `json:"headline"`
	Created   time.Time         `json:"created,omitzero"`
	Restarts  int               `json:"restarts"`
	// Ready is how long it took from creation to the first Ready; nil: it was not.
	Ready *timeline.Duration `json:"ready,omitempty"`
}

type failureDoc struct {
	Cause     string          `json:"cause"`
	Pod       string          `json:"pod,omitempty"` // that shows it
	Container string          `json:"container,omitempty"`
	Run       int             `json:"run,omitempty"` // of the container that failed, from 1
	Chain     []timeline.Step `json:"chain"`         // the pod's start-up, stage by stage
	Runs      []runDoc        `json:"runs"`          // of the container, the last ones: how a crash loop went
	Log       []string        `json:"log"`           // the last lines of that run
}

// JSON writes the outcome as one podlife.rollout/v1 document.
func JSON(w io.Writer, o *Outcome) error {
	doc := document{
		Schema: Schema, Target: o.Target, Condition: o.Condition, Result: o.Result, Message: o.Message,
		Began: o.Began.UTC(), Ended: o.Snapshot.Now.UTC(), Elapsed: timeline.Duration(o.elapsed()),
		Workloads: o.workloads(), Pods: []podDoc{}, Failure: o.failureDoc(),
	}
	for _, p := range o.pods() {
		doc.Pods = append(doc.Pods, p.doc())
	}
	return report.WriteJSON(w, doc, "the outcome")
}

func (p pod) doc() podDoc {
	d := podDoc{
		Namespace: p.Pod.Namespace, Name: p.Pod.Name, UID: p.Pod.UID, Node: p.Pod.Node, Revision: p.Pod.Revision,
		Current: p.current, Gone: !p.Pod.Gone.IsZero(), State: p.Verdict.State, Severity: p.Verdict.Severity, Headline: p.Verdict.Headline,
		Created: p.Pod.Created, Restarts: p.Pod.Restarts,
	}
	if !d.Created.IsZero() {
		d.Created = d.Created.UTC()
	}
	if p.workload != nil {
		d.Workload = p.workload.String()
	}
	if p.Startup.Complete {
		d.Ready = &p.Startup.Total
	}
	return d
}

func (o *Outcome) failureDoc() *failureDoc {
	f := o.Failure
	if f == nil || o.Result == Met {
		return nil
	}
	d := &failureDoc{Cause: f.Cause, Run: f.Run, Chain: []timeline.Step{}, Runs: runs(f.Lane), Log: append([]string{}, o.Log...)}
	if f.Life != nil {
		d.Pod = f.Life.Pod.Name
		for _, s := range f.Life.Startup.Path {
			s.Start = s.Start.UTC()
			d.Chain = append(d.Chain, s)
		}
	}
	if f.Lane != nil && f.Lane.Kind != timeline.LanePod {
		d.Container = f.Lane.Name
	}
	return d
}

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
