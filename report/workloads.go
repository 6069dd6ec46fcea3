package report

import (
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
