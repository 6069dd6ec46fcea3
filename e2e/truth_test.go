package e2e

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// truth compares the boundaries in reports with what the container runtime
// itself wrote down, in nanoseconds on the same clock.
type truth struct {
	log string

	mu         sync.Mutex
	containers []container
}

// container is one run of a container: its boundaries as reported.
type container struct {
	id         string
	where      string
	attempt    int
	start, end edge
}

// add remembers the runs of a recording.
func (tr *truth) add(file string, r report) {
	ids := containerIDs(file)
	tr.mu.Lock()
	defer tr.mu.Unlock()
	for _, l := range r.Lives {
		for _, lane := range l.Lanes {
			for _, s := range lane.spans("process", "Running") {
				if id := ids[fmt.Sprint(l.Pod.UID, lane.Name, s.Attempt)]; id != "" {
					tr.containers = append(tr.containers, container{id, l.Pod.Namespace + " " + lane.ID, s.Attempt, s.Start, s.End})
				}
			}
		}
	}
}

// containerIDs finds the container of every attempt of a recording: the
// restart count that goes with a container's ID is one less than its number.
func containerIDs(file string) map[string]string {
	ids := map[string]string{}
	f, err := os.Open(file)
	if err != nil {
		return ids
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var o struct{ Object corev1.Pod }
		if json.Unmarshal(lines.Bytes(), &o) != nil || o.Object.Kind != "Pod" {
			continue
		}
		for _, c := range slices.Concat(o.Object.Status.InitContainerStatuses, o.Object.Status.ContainerStatuses) {
			at := func(attempt int32) string { return fmt.Sprint(o.Object.UID, c.Name, attempt) }
			if c.State.Waiting == nil && c.ContainerID != "" {
				ids[at(c.RestartCount+1)] = c.ContainerID
			}
			if t := c.LastTerminationState.Terminated; t != nil && t.ContainerID != "" && c.State.Waiting == nil {
				ids[at(c.RestartCount)] = t.ContainerID
			}
		}
	}
	return ids
}

// check prints the errors and fails for a boundary outside of its own bounds.
func (tr *truth) check(t *testing.T) {
	t.Helper()
	if len(tr.containers) == 0 {
		return // only lives without a recording were asked for
	}
	starts, exits := tr.runtime(t)
	var first, later, ends []time.Duration
	inside, all := 0, 0
	compare := func(what string, e edge, actual time.Time, sum *[]time.Duration) {
		if e.Time.IsZero() || actual.IsZero() {
			return
		}
		*sum = append(*sum, e.Time.Sub(actual).Abs())
		all++
		if e.Earliest.After(actual) || e.Latest.Before(actual) {
			t.Errorf("%s at %s is outside of [%s, %s] (%s)", what, actual.Format("05.000000"), e.Earliest.Format("05.000000"), e.Latest.Format("05.000000"), e.Basis)
			return
		}
		inside++
	}
	for _, c := range tr.containers {
		_, id, _ := strings.Cut(c.id, "://")
		sum := &first
		if c.attempt > 1 {
			sum = &later
		}
		compare(fmt.Sprintf("%s: start of run %d", c.where, c.attempt), c.start, starts[id], sum)
		compare(fmt.Sprintf("%s: end of run %d", c.where, c.attempt), c.end, exits[id], &ends)
	}
	if all == 0 {
		t.Error("no boundary could be compared with the runtime's log")
	}
	results.add("boundaries inside their bounds", fmt.Sprintf("%d of %d", inside, all))
	results.add("error of starts, first runs", distribution(first))
	results.add("error of starts, later runs", distribution(later))
	results.add("error of ends", distribution(ends))
}

// runtime reads what `ctr events` printed: a time, a namespace, a topic and an
// event, such as
//
//	2026-11-22 07:00:00.123456789 +0000 UTC k8s.io /tasks/start {"container_id":"…","pid":1}
func (tr *truth) runtime(t *testing.T) (starts, exits map[string]time.Time) {
	t.Helper()
	starts, exits = map[string]time.Time{}, map[string]time.Time{}
	f, err := os.Open(tr.log)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		fields := strings.SplitN(lines.Text(), " ", 7)
		if len(fields) < 7 {
			continue
		}
		at, err := time.Parse("2006-01-02 15:04:05.999999999", fields[0]+" "+fields[1])
		if err != nil {
			continue
		}
		var e struct {
			ContainerID string    `json:"container_id"`
			ID          string    `json:"id"`
			ExitedAt    time.Time `json:"exited_at"`
		}
		if json.Unmarshal([]byte(fields[6]), &e) != nil {
			continue
		}
		switch fields[5] {
		case "/tasks/start":
			starts[e.ContainerID] = at
		case "/tasks/exit":
			if e.ID == e.ContainerID { // else a hook or a probe
				exits[e.ContainerID] = e.ExitedAt
			}
		}
	}
	return starts, exits
}

// distribution says how durations are spread.
func distribution(d []time.Duration) string {
	if len(d) == 0 {
		return "none"
	}
	slices.Sort(d)
	round := func(d time.Duration) time.Duration { return d.Round(100 * time.Microsecond) }
	return fmt.Sprintf("p50 %s, p99 %s, max %s (n=%d)", round(d[len(d)/2]), round(d[len(d)*99/100]), round(d[len(d)-1]), len(d))
}
