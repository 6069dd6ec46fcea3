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
	of  string // what of, in the table

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
				if id := ids[containerRun{l.Pod.UID, lane.Name, s.Attempt}]; id != "" {
					tr.containers = append(tr.containers, container{id, l.Pod.Namespace + " " + lane.ID, s.Attempt, s.Start, s.End})
				}
			}
		}
	}
}

type containerRun struct {
	uid, container string
	attempt        int
}

// containerIDs finds the container of every attempt of a recording: the
// restart count that goes with a container's ID is one less than its number.
func containerIDs(file string) map[containerRun]string {
	ids := map[containerRun]string{}
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
			at := func(attempt int32) containerRun { return containerRun{string(o.Object.UID), c.Name, int(attempt)} }
			if c.State.Waiting == nil && c.ContainerID != "" {
				ids[at(c.RestartCount+1)] = c.ContainerID
			}
			switch t := c.LastTerminationState.Terminated; {
			case t == nil || t.ContainerID == "":
			case t.ContainerID == c.ContainerID: // it waits to be started again, or did when the pod was stopped
				ids[at(c.RestartCount+1)] = t.ContainerID
			case c.State.Waiting == nil:
				ids[at(c.RestartCount)] = t.ContainerID
			}
		}
	}
	return ids
}

// published is how much later than the start the runtime may log it: containerd's shim
// has a goroutine of its own for its events, which stamps them when it sends them
// (pkg/shim/publisher.go). Exits have a time of their own.
const published = 25 * time.Millisecond

// check prints the errors and fails for a boundary outside of its own bounds.
func (tr *truth) check(t *testing.T) {
	t.Helper()
	if len(tr.containers) == 0 {
		return // only lives without a recording were asked for
	}
	runtime := readRuntimeLog(t, tr.log)
	var first, later, ends []time.Duration
	inside, all := 0, 0
	compare := func(what string, e edge, actual time.Time, late time.Duration, sum *[]time.Duration) {
		if e.Time.IsZero() || actual.IsZero() {
			return
		}
		*sum = append(*sum, e.Time.Sub(actual).Abs())
		all++
		if e.Earliest.After(actual) || e.Latest.Before(actual.Add(-late)) {
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
		compare(fmt.Sprintf("%s: start of run %d", c.where, c.attempt), c.start, runtime.starts[id], published, sum)
		compare(fmt.Sprintf("%s: end of run %d", c.where, c.attempt), c.end, runtime.exits[id], 0, &ends)
	}
	if all == 0 {
		t.Error("no boundary could be compared with the runtime's log")
	}
	results.add(tr.of+"boundaries inside their bounds", fmt.Sprintf("%d of %d", inside, all))
	results.add(tr.of+"error of starts, first runs", distribution(first))
	results.add(tr.of+"error of starts, later runs", distribution(later))
	results.add(tr.of+"error of ends", distribution(ends))
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
