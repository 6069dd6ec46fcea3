package recording

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch/redact"
)

// line is one line of a recording.
type line struct {
	At     time.Time                `json:"at"`
	Type   timeline.ObservationType `json:"type"`
	Object any                      `json:"object"`
}

// appendLine appends o as a line of a recording, redacted unless full. It also
// returns how many values were redacted.
func appendLine(dst []byte, o timeline.Observation, full bool) ([]byte, int, error) {
	object, n := named(o.Object), 0
	if !full {
		object, n = redacted(object)
	}
	b := bytes.NewBuffer(dst)
	enc := json.NewEncoder(b) // ends the line
	enc.SetEscapeHTML(false)
	if err := enc.Encode(line{o.At.UTC(), o.Type, object}); err != nil {
		return dst, 0, fmt.Errorf("encode %T: %w", o.Object, err)
	}
	return b.Bytes(), n, nil
}

// redacted returns object as it may be shared, and how many values of it may not.
func redacted(object any) (any, int) {
	if u, ok := object.(*Unknown); ok {
		return u.identity(), 0
	}
	return redact.Object(object)
}

// named returns a copy of the top of an object with its kind, which client-go's
// decoders leave out, and without fieldsV1, which is half of a recording and
// which is never read.
func named(object any) any {
	if o, ok := object.(*timeline.ProbeSample); ok {
		c := *o
		c.Kind, c.APIVersion = "ProbeSample", "podlife/v1"
		return &c
	}
	for _, k := range kinds {
		c, ok := k.top(object)
		if !ok {
			continue
		}
		c.GetObjectKind().SetGroupVersionKind(k.name)
		if m, ok := c.(metav1.Object); ok {
			m.SetManagedFields(withoutFields(m.GetManagedFields()))
		}
		return c
	}
	return object
}

func withoutFields(entries []metav1.ManagedFieldsEntry) []metav1.ManagedFieldsEntry {
	if entries == nil {
		return nil
	}
	out := make([]metav1.ManagedFieldsEntry, len(entries))
	for i, e := range entries {
		e.FieldsV1 = nil
		out[i] = e
	}
	return out
}
