package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
)

// Workload is a workload and its verdict as podlife.report/v1 and
// podlife.rollout/v1 have it: times in UTC, counts of pods.
type Workload struct {
	Namespace string                `json:"namespace"`
	Kind      string                `json:"kind"`
	Name      string                `json:"name"`
	UID       string                `json:"uid,omitempty"`
	Revision  string                `json:"revision,omitempty"`
	State     timeline.RolloutState `json:"state"`
	Severity  timeline.Severity     `json:"severity"`
	Headline  string                `json:"headline"`
	Cause     string                `json:"cause,omitempty"` // common to the pods that fail
	Worst     string                `json:"worst,omitempty"` // the pod that shows it, or that is the slowest
	Since     time.Time             `json:"since,omitzero"`

	Wanted    int `json:"wanted"`
	Updated   int `json:"updated"`
	Replicas  int `json:"replicas"`
	Ready     int `json:"ready"`
	Available int `json:"available"`

	Pods PodCount `json:"pods"` // of the revision that is wanted, as they were seen
	Old  PodCount `json:"old"`  // of earlier ones
}

// PodCount counts pods that are not gone.
type PodCount struct {
	Pods    int `json:"pods"`
	Ready   int `json:"ready"`
	Leaving int `json:"leaving"` // being deleted
}

// Workloads returns those of a snapshot that are judged, the most severe first.
func Workloads(s *timeline.Snapshot) []Workload {
	out := []Workload{}
	for _, w := range s.Judged() {
		r := &w.Rollout
		out = append(out, Workload{
			Namespace: w.Namespace, Kind: w.Kind, Name: w.Name, UID: w.UID, Revision: r.Revision,
			State: r.State, Severity: r.Severity, Headline: r.Headline, Cause: r.Cause, Worst: r.Worst, Since: utc(r.Since),
			Wanted: w.Wanted, Updated: w.Updated, Replicas: w.Replicas, Ready: w.Ready, Available: w.Available,
			Pods: PodCount(r.New), Old: PodCount(r.Old),
		})
	}
	return out
}

// WorkloadTable returns the verdicts of workloads as a table of Markdown; "" for
// none.
func WorkloadTable(s *timeline.Snapshot) string {
	var rows [][]string
	for _, w := range Workloads(s) {
		old := ""
		if w.Old.Pods > 0 {
			old = strconv.Itoa(w.Old.Pods)
		}
		rows = append(rows, []string{
			words.MarkdownCode(strings.ToLower(w.Kind) + "/" + w.Name), string(w.State), words.Markdown(w.Revision),
			strconv.Itoa(w.Wanted), strconv.Itoa(w.Pods.Pods), strconv.Itoa(w.Pods.Ready), old, words.Markdown(w.Headline),
		})
	}
	return words.MarkdownTable([]string{"workload", "state", "revision", "wanted:", "new pods:", "ready:", "old pods:", "verdict"}, rows)
}

// Rollouts writes the few lines that a watch of workloads ends with: of each
// that is judged, its state and the headline.
func Rollouts(w io.Writer, s timeline.Snapshot, o Options) error {
	p := newPage(w, o)
	for _, one := range s.Judged() {
		p.rollout(one)
	}
	return p.failed("the summary")
}

func (p *page) rollout(w *timeline.Workload) {
	p.title(w.Namespace+"/"+w.String(), string(w.Rollout.State))
	p.wrap(w.Rollout.Headline)
}

// workloads writes what a page about their pods begins with; the last line is
// blank.
func (p *page) workloads(s *timeline.Snapshot) {
	judged := s.Judged()
	for _, w := range judged {
		p.rollout(w)
		p.wrap(workloadCounts(w))
	}
	if len(judged) > 0 {
		p.blank()
	}
}

// workloadCounts returns what the controller counts, and the pods of older
// revisions that were seen.
func workloadCounts(w *timeline.Workload) string {
	if j := w.Job; j != nil {
		return fmt.Sprintf("%d wanted · %d succeeded · %d active · %d failed", j.Completions, j.Succeeded, j.Active, j.Failed)
	}
	if r := w.Reconciled; r != nil && !r.Counted {
		return words.Join(" · ", words.Prefix("revision ", w.Rollout.Revision), "kstatus: "+string(r.Status))
	}
	old := ""
	if n := w.Rollout.Old.Pods; n > 0 {
		old = fmt.Sprintf("%d old", n)
	}
	return words.Join(" · ", words.Prefix("revision ", w.Rollout.Revision), fmt.Sprintf("%d wanted", w.Wanted), fmt.Sprintf("%d updated", w.Updated),
		fmt.Sprintf("%d ready", w.Ready), fmt.Sprintf("%d available", w.Available), old)
}

// Summary writes the few lines that a watch ends with: of each life the
// verdict, its startup path, and how it stopped.
func Summary(w io.Writer, s timeline.Snapshot, o Options) error {
	p := newPage(w, o)
	for i := range s.Lives {
		l := &s.Lives[i]
		if i > 0 {
			p.blank()
		}
		v := view{page: p, life: l, offsets: offsetsOf(*l), now: s.Now}
		p.title(words.FullName(*l), string(l.Verdict.State))
		p.wrap(l.Verdict.Headline)
		v.startup()
		v.termination()
	}
	return p.failed("the summary")
}
