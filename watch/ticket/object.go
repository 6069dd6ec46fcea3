package ticket

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// pod returns the object as a Pod; false if it is none, or is one beyond repair.
func (o *object) pod() (*corev1.Pod, bool) {
	if o.fields["kind"] != "Pod" {
		return nil, false
	}
	p := &corev1.Pod{}
	if !o.decode(p) {
		return nil, false
	}
	return p, true
}

// event returns the object as an Event.
func (o *object) event() (*corev1.Event, bool) {
	if o.fields["kind"] != "Event" {
		return nil, false
	}
	if regarding, ok := o.fields["regarding"]; ok { // events.k8s.io/v1
		o.fields["involvedObject"], o.fields["message"] = regarding, o.fields["note"]
		o.fields["firstTimestamp"], o.fields["lastTimestamp"] = o.fields["deprecatedFirstTimestamp"], o.fields["deprecatedLastTimestamp"]
		o.fields["count"] = o.fields["deprecatedCount"]
	}
	e := &corev1.Event{}
	return e, o.decode(e)
}

// decode fills a type, leaving out what does not fit it.
func (o *object) decode(into any) bool {
	b, err := json.Marshal(plausible(o.fields, "", 0))
	return err == nil && json.Unmarshal(b, into) == nil
}

// maxNesting bounds how deep an object may go.
const maxNesting = 64

// plausible returns a value without times that are none: people cut them out or
// write xxx in their place, and one would make the whole object unreadable.
func plausible(v any, key string, depth int) any {
	if depth > maxNesting {
		return nil
	}
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, x := range v {
			if y := plausible(x, k, depth+1); y != nil {
				out[k] = y
			}
		}
		return out
	case []any:
		out := make([]any, 0, len(v))
		for _, x := range v {
			if y := plausible(x, "", depth+1); y != nil {
				out = append(out, y)
			}
		}
		return out
	case string:
		if isTimeKey(key) {
			if _, err := time.Parse(time.RFC3339Nano, v); err != nil {
				return nil
			}
		}
		if strings.HasSuffix(key, "Count") || key == "exitCode" || key == "count" {
			return nil // a number was redacted
		}
	}
	return v
}

func isTimeKey(key string) bool {
	return strings.HasSuffix(key, "Time") || strings.HasSuffix(key, "Timestamp") || key == "startedAt" || key == "finishedAt" || key == "time"
}

// newestOf returns the latest moment that a stored Event names: it was printed later.
func newestOf(e *corev1.Event) time.Time {
	all := []time.Time{e.CreationTimestamp.Time, e.FirstTimestamp.Time, e.LastTimestamp.Time, e.EventTime.Time}
	if e.Series != nil {
		all = append(all, e.Series.LastObservedTime.Time)
	}
	latest := slices.MaxFunc(all, time.Time.Compare)
	if latest.IsZero() {
		return latest
	}
	return latest.Add(time.Second)
}
