package redact

import (
	"slices"
	"strings"
)

// span is a part of a text that holds a secret: bytes from up to, but without, to.
type span struct{ from, to int }

// merged sorts spans and joins those that touch, so that one [redacted] stands
// for each run of bytes that goes.
func merged(spans []span) []span {
	if len(spans) < 2 {
		return spans
	}
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	out := spans[:1]
	for _, s := range spans[1:] {
		if last := &out[len(out)-1]; s.from <= last.to {
			last.to = max(last.to, s.to)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// without returns text with [redacted] for each of the spans, which are merged.
func without(text string, spans []span) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.from])
		b.WriteString(Redacted)
		at = s.to
	}
	b.WriteString(text[at:])
	return b.String()
}
