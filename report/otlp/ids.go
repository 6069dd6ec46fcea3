package otlp

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"

	"github.com/podlife/podlife/timeline"
)

// traceID returns the pod's UID: both have 16 bytes. What is no UUID, the name of a
// static pod's configuration for example, is hashed.
func traceID(uid string) pcommon.TraceID {
	var id pcommon.TraceID
	b, err := hex.DecodeString(strings.ReplaceAll(uid, "-", ""))
	if err != nil || len(b) != len(id) || [16]byte(b) == id { // all zeros name no trace
		sum := sha256.Sum256([]byte(uid))
		b = sum[:len(id)]
	}
	copy(id[:], b)
	return id
}

// spanID returns a stable ID: the same part of the same life has the same one
// whenever it is exported.
func spanID(parts ...string) pcommon.SpanID {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return pcommon.SpanID(sum[:8])
}

// spanIDs names a lane's spans by what they are and, among those alike, by
// their order: their times are estimates that get better as more is seen.
func spanIDs(uid string, lane *timeline.Lane) []pcommon.SpanID {
	ids := make([]pcommon.SpanID, len(lane.Spans))
	seen := map[string]int{}
	for i, s := range lane.Spans {
		what := fmt.Sprintf("%s/%s/%d", s.Track, s.Phase, s.Attempt)
		ids[i] = spanID(uid, lane.ID, what, fmt.Sprint(seen[what]))
		seen[what]++
	}
	return ids
}
