package ticket

import (
	"strings"
	"testing"

	"github.com/podlife/podlife/timeline"
)

// TestRowsAlone reads rows of tables of pods that are all that is known of a
// pod.
func TestRowsAlone(t *testing.T) {
	for _, c := range []struct {
		row   string
		state timeline.State
		says  string
	}{
		{"web-0   0/1     CrashLoopBackOff   12 (4m58s ago)   42m", timeline.StateCrashLoopBackOff, "12 restarts"},
		{"web-0   1/2     CrashLoopBackOff   12 (4m58s ago)   42m", timeline.StateCrashLoopBackOff, "12 restarts"},
		{"web-0   0/2     Init:CrashLoopBackOff   5 (2m3s ago)   6m10s", timeline.StateInitError, "failed 6 times"},
		{"web-0   0/1     Init:OOMKilled     1 (10s ago)      5m", timeline.StateInitError, "OOMKilled"},
		{"web-0   0/1     Init:Error         1 (10s ago)      5m", timeline.StateInitError, "failed twice"},
		{"web-0   0/2     Completed          0                42m", timeline.StateSucceeded, ""},
		{"web-0   0/2     Error              0                42m", timeline.StateFailed, ""},
		{"web-0   1/2     ImagePullBackOff   0                42m", timeline.StateImagePullBackOff, ""},
		{"web-0   1/3     Running            0                42m", timeline.StateNotReady, ""},
	} {
		read, err := Read([]byte("NAME    READY   STATUS             RESTARTS         AGE\n"+c.row+"\n"), "ticket")
		if err != nil {
			t.Errorf("%s: %v", c.row, err)
			continue
		}
		if v := fold(read).Lives[0].Verdict; v.State != c.state || !strings.Contains(v.Headline, c.says) {
			t.Errorf("%s: %s %q, want %s", c.row, v.State, v.Headline, c.state)
		}
	}
}

// TestEvictedByItsEvent checks that the Event of an eviction is enough for the
// verdict.
func TestEvictedByItsEvent(t *testing.T) {
	read, err := Read([]byte("LAST SEEN   TYPE      REASON    OBJECT      MESSAGE\n3m          Warning   Evicted   pod/web-0   The node was low on resource: memory.\n"), "ticket")
	if err != nil {
		t.Fatal(err)
	}
	if s := fold(read).Lives[0].Verdict.State; s != timeline.StateEvicted {
		t.Errorf("verdict %s, want Evicted", s)
	}
}

// TestEmptyList checks that an empty list is no container's status: random text
// has them.
func TestEmptyList(t *testing.T) {
	for _, text := range []string{"state: x\n[\n]\n", "[\n]\n"} {
		if read, err := Read([]byte(text), "ticket"); err == nil {
			t.Errorf("%q: read %d observations", text, len(read.Observations))
		}
	}
}

// TestLooks checks what decides whether a text is a ticket or a recording.
func TestLooks(t *testing.T) {
	pod := "{\n    \"kind\": \"Pod\"\n}\n"
	event := "{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n        {\n            \"kind\": \"Event\"\n        }"
	for text, want := range map[string]bool{
		`{"podlife":"recording/v1"}`: false, pod: false, pod + pod: false, pod + "$ kubectl get events\n": true, "Name: web-0\n": true, "": false,
		event + "]}": true, event + ",\n        {\n            \"kind\": \"Pod\"\n        }]}": false,
	} {
		if got := Looks([]byte(text)); got != want {
			t.Errorf("Looks(%q) = %v", text, got)
		}
	}
}

// TestTwoLivesOfAName checks that two pods of one name in a table of events are
// two lives.
func TestTwoLivesOfAName(t *testing.T) {
	const table = `LAST SEEN   TYPE      REASON      OBJECT     MESSAGE
60m         Normal    Scheduled   pod/db-0   Successfully assigned shop/db-0 to worker-1
60m         Normal    Started     pod/db-0   Started container db
22m         Normal    Killing     pod/db-0   Stopping container db
21m         Normal    Scheduled   pod/db-0   Successfully assigned shop/db-0 to worker-2
21m         Normal    Created     pod/db-0   Created container db
21m         Normal    Started     pod/db-0   Started container db
`
	read, err := Read([]byte(table), "ticket")
	if err != nil {
		t.Fatal(err)
	}
	lives := fold(read).Lives
	if len(lives) != 2 {
		t.Fatalf("%d lives, want 2", len(lives))
	}
	old, now := &lives[0], &lives[1]
	if old.Pod.Node != "worker-1" || old.Pod.Gone.IsZero() {
		t.Errorf("the first: node %s, gone %v", old.Pod.Node, old.Pod.Gone)
	}
	if now.Pod.Node != "worker-2" || now.Lane("container/db").Restarts != 0 {
		t.Errorf("the second: node %s, %d restarts", now.Pod.Node, now.Lane("container/db").Restarts)
	}
}

// TestOrderUnknown checks that a print with fewer restarts after one with more
// is said to be of unknown order.
func TestOrderUnknown(t *testing.T) {
	const row, page = "NAME    READY   STATUS    RESTARTS   AGE\nweb-0   1/1     Running   5          42m\n",
		"Name:         web-0\nNamespace:    shop\nNode:         worker-1/10.0.0.5\nContainers:\n  app:\n    State:          Running\n    Ready:          True\n    Restart Count:  2\n"
	for text, want := range map[string]int{row + "\n" + page: 1, page + "\n" + row: 0} {
		read, err := Read([]byte(text), "ticket")
		if err != nil {
			t.Fatal(err)
		}
		warned := 0
		for _, w := range read.Warnings {
			if strings.Contains(w, "printed first is not known") {
				warned++
			}
		}
		if warned != want {
			t.Errorf("%q: warnings %q, want %d of the order", text, read.Warnings, want)
		}
	}
}

// TestTableOfAnotherPod checks that events of an image that a described pod does
// not have are not its own.
func TestTableOfAnotherPod(t *testing.T) {
	read, err := Read([]byte(`  Normal   Pulling    18m   kubelet   Pulling image "cache:7"

Name:         web-0
Namespace:    shop
Node:         node1/10.0.0.4
Status:       Running
Containers:
  web:
    Image:          web:1
    State:          Running
      Started:      Tue, 12 Jun 2026 13:45:25 +0000
    Ready:          True
    Restart Count:  0
`), "ticket")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(fold(read).Lives); n != 2 {
		t.Errorf("%d lives, want the described pod and that of the events", n)
	}
}
