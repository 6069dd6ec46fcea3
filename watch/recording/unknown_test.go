package recording

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch/redact"
)

// TestUnknownIsRedacted checks that of an unknown kind only what identifies the
// object goes into a redacted recording.
func TestUnknownIsRedacted(t *testing.T) {
	o := timeline.Observation{At: time.Unix(1, 0), Type: timeline.Added, Object: &Unknown{
		Kind: "Secret", APIVersion: "v1", JSON: []byte(`{"kind":"Secret","metadata":{"name":"s"},"data":{"x":"hunter2"}}`)}}
	b, _, err := appendLine(nil, o, false)
	if err != nil || strings.Contains(string(b), "hunter2") || !strings.Contains(string(b), `"name":"s"`) {
		t.Errorf("%s, %v", b, err)
	}
}

// TestEveryKindIsKept checks that redaction knows every kind that can be recorded: of others
// it keeps nothing.
func TestEveryKindIsKept(t *testing.T) {
	for _, k := range kinds {
		if kept, _ := redact.Object(k.empty()); reflect.TypeOf(kept) != reflect.TypeOf(k.empty()) {
			t.Errorf("%s becomes a %T", k.name, kept)
		}
	}
}
