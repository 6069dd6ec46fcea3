package recording

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// worseList is what `kubectl get pod,events -o json` gives where a part is
// missing or old.
type worseList struct {
	name     string
	noEvents bool
	forgets  time.Duration // Events whose last occurrence was longer ago; 0: none
	stale    int           // one of so many versions of a pod is not there yet
	combines bool          // Events that differ in their message are one
}

var worseLists = []worseList{
	{name: "all"},
	{name: "no rights on events", noEvents: true},
	{name: "old events gone", forgets: 30 * time.Second}, // an hour in a cluster; recordings are minutes long
	{name: "a third of the versions not there yet", stale: 3},
	{name: "events combined", combines: true},
}

// listMoment is a change of a Pod or an Event in a recording.
type listMoment struct {
	At     time.Time      `json:"at"`
	Type   string         `json:"type"`
	Object map[string]any `json:"object"`
}

// listMoments reads the changes from a recording, without what kubectl hides.
func listMoments(t *testing.T, file string) []listMoment {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []listMoment
	for line := range bytes.Lines(text) {
		var m listMoment
		if err := json.Unmarshal(line, &m); err != nil {
			t.Fatal(err)
		}
		if kind := m.Object["kind"]; kind == "Pod" || kind == "Event" {
			delete(m.meta(), "managedFields")
			out = append(out, m)
		}
	}
	return out
}

func readFile(t *testing.T, file string) []timeline.Observation {
	t.Helper()
	text, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer text.Close()
	rec, err := ReadAll(text, file)
	if err != nil {
		t.Fatal(err)
	}
	return rec.Observations
}

func (m listMoment) meta() map[string]any { return m.Object["metadata"].(map[string]any) }

// cluster is what exists at a moment.
type cluster struct {
	worse    worseList
	objects  map[string]map[string]any // by UID; nil once deleted
	order    []string
	combined map[string]string // UID of the Event that stands for those of a key
	versions int
}

func newCluster(worse worseList) *cluster {
	return &cluster{worse: worse, objects: map[string]map[string]any{}, combined: map[string]string{}}
}

func (c *cluster) apply(m listMoment) {
	uid := m.meta()["uid"].(string)
	old, isPod := c.objects[uid], m.Object["kind"] == "Pod"
	if isPod && c.worse.stale > 0 && old != nil && m.Type != "DELETED" {
		if c.versions++; c.versions%c.worse.stale == 0 {
			return
		}
	}
	if !isPod && c.worse.combines {
		m.Object = c.combine(m, &uid)
	}
	if c.objects[uid] == nil {
		c.order = append(c.order, uid)
	}
	if c.objects[uid] = m.Object; m.Type == "DELETED" {
		c.objects[uid] = nil
	}
}

// combine merges an Event into the first that differs from it only in its
// message, as client-go does with the tenth (tools/record/events_cache.go).
func (c *cluster) combine(m listMoment, uid *string) map[string]any {
	about := m.Object["involvedObject"].(map[string]any)
	key, _ := json.Marshal([]any{about["uid"], about["fieldPath"], m.Object["reason"], m.Object["type"]})
	first, known := c.combined[string(key)]
	if !known {
		c.combined[string(key)] = *uid
		return m.Object
	}
	have := c.objects[first]
	if first == *uid || have == nil || m.Object["firstTimestamp"] == nil {
		return m.Object
	}
	*uid = first
	merged := maps.Clone(have)
	merged["count"] = have["count"].(float64) + 1
	merged["lastTimestamp"] = m.Object["lastTimestamp"]
	merged["message"] = "(combined from similar events): " + m.Object["message"].(string)
	return merged
}

// list returns what kubectl prints of it.
func (c *cluster) list(t *testing.T, now time.Time) []byte {
	t.Helper()
	items := []any{}
	for _, uid := range c.order {
		if o := c.objects[uid]; o != nil && c.worse.keeps(o, now) {
			items = append(items, o)
		}
	}
	b, err := json.Marshal(map[string]any{"kind": "List", "apiVersion": "v1", "items": items})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// tells reports whether a List shows all that was there to see.
func (w worseList) tells() bool { return w.forgets == 0 && w.stale == 0 && !w.combines }

func (w worseList) keeps(o map[string]any, now time.Time) bool {
	if o["kind"] != "Event" {
		return true
	}
	return !w.noEvents && (w.forgets == 0 || now.Sub(lastSeen(o)) < w.forgets)
}

func lastSeen(event map[string]any) time.Time {
	for _, key := range []string{"lastTimestamp", "eventTime", "firstTimestamp"} {
		if s, ok := event[key].(string); ok {
			if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
				return t
			}
		}
	}
	return time.Time{}
}
