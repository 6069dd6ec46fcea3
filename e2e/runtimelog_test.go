package e2e

import (
	"bufio"
	"cmp"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// runtimeLog is what containerd did, by container.
type runtimeLog struct {
	starts, exits map[string]time.Time
	codes         map[string]int32
	execs         map[string][]execution // hooks and exec probes, by their end
}

type execution struct {
	Start    time.Time `json:"start"`
	End      time.Time `json:"end"`
	ExitCode int32     `json:"exitCode"`
}

// readRuntimeLog reads what `ctr events` printed: a time, a namespace, a topic
// and an event, such as
//
//	2026-11-22 07:00:00.123456789 +0000 UTC k8s.io /tasks/start {"container_id":"…","pid":1}
func readRuntimeLog(t *testing.T, file string) runtimeLog {
	t.Helper()
	log := runtimeLog{map[string]time.Time{}, map[string]time.Time{}, map[string]int32{}, map[string][]execution{}}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	began := map[string]time.Time{} // of execs
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
			ExecID      string    `json:"exec_id"`
			ExitedAt    time.Time `json:"exited_at"`
			ExitStatus  int32     `json:"exit_status"`
		}
		if json.Unmarshal([]byte(fields[6]), &e) != nil {
			continue
		}
		switch topic := fields[5]; {
		case topic == "/tasks/start":
			log.starts[e.ContainerID] = at
		case topic == "/tasks/exec-started":
			began[e.ExecID] = at
		case topic == "/tasks/exit" && e.ID == e.ContainerID:
			log.exits[e.ContainerID], log.codes[e.ContainerID] = e.ExitedAt, e.ExitStatus
		case topic == "/tasks/exit" && !began[e.ID].IsZero():
			log.execs[e.ContainerID] = append(log.execs[e.ContainerID], execution{began[e.ID], e.ExitedAt, e.ExitStatus})
		}
	}
	return log
}

// truthFile is what the tests of the model read beside a recording.
type truthFile struct {
	Recording string     `json:"recording"`
	Pods      []truthPod `json:"pods"`
	Pulls     []struct{} `json:"pulls"` // not told: lives that pull one image at once cannot be told apart
}

type truthPod struct {
	UID        string     `json:"uid"`
	Pod        string     `json:"pod"`
	Containers []truthRun `json:"containers"`
}

type truthRun struct {
	Container   string      `json:"container"`
	ContainerID string      `json:"containerID"`
	Started     time.Time   `json:"started"`
	Exited      time.Time   `json:"exited,omitzero"`
	ExitCode    int32       `json:"exitCode"`
	Execs       []execution `json:"execs"`
}

// runtimeTruth is what the runtime says of the one pod of a recording.
func runtimeTruth(t *testing.T, name, file string, l life, log runtimeLog) []byte {
	t.Helper()
	pod := truthPod{UID: l.Pod.UID, Pod: l.Pod.Name}
	for run, id := range containerIDs(file) {
		_, id, _ = strings.Cut(id, "://")
		if start, ok := log.starts[id]; ok {
			pod.Containers = append(pod.Containers, truthRun{run.container, id, start, log.exits[id], log.codes[id], append([]execution{}, log.execs[id]...)})
		}
	}
	slices.SortFunc(pod.Containers, func(a, b truthRun) int {
		return cmp.Or(a.Started.Compare(b.Started), cmp.Compare(a.Container, b.Container))
	})
	b, err := json.MarshalIndent(truthFile{name, []truthPod{pod}, []struct{}{}}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(b, '\n')
}
