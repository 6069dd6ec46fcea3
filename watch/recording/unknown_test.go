package recording

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
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
