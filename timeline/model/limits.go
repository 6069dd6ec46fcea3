package model

import "strings"

// What the model keeps at most, so that a pod which restarts for a month stays
// small. What is dropped is the oldest, and it stays in the counts.
const (
	maxGaps        = 256  // of the model
	maxRuns        = 256  // of a container, as in its status
	maxPublished   = 1024 // published states of a container
	maxFlips       = 512  // changes of one condition
	maxOccurrences = 512  // of one Event object
	maxEvents      = 2048 // Event objects of a life
	maxMembership  = 512  // changes of a pod's state in one EndpointSlice
	maxOrphans     = 256  // events without a UID
	maxTouched     = 8192 // notes of which lives may have changed

	maxUnseen     = 10_000  // lives of which only Events or slices have been seen
	maxAllEvents  = 200_000 // Event objects of all lives together, each of which keeps some
	fewEvents     = 64
	maxAllOccurs  = 16_384 // of all Event objects of a life together, each of which keeps some
	fewOccurs     = 16
	maxText       = 8 << 10 // of a message: an API server takes 1 KiB in an Event, a kubelet writes up to 4 at an end
	maxRunsBehind = 8       // runs that Events may be ahead of the restartCount
)

// eventsOf returns how many Event objects one of n lives keeps.
func eventsOf(lives int) int { return max(fewEvents, min(maxEvents, maxAllEvents/max(lives, 1))) }

// occurrencesOf returns how many occurrences one of n Event objects of a life keeps.
func occurrencesOf(events int) int {
	return max(fewOccurs, min(maxOccurrences, maxAllOccurs/max(events, 1)))
}

// cut returns a message, or its beginning where it is longer than any that
// Kubernetes writes. It does not hold on to the rest.
func cut(s string) string {
	if len(s) <= maxText {
		return s
	}
	return strings.ToValidUTF8(strings.Clone(s[:maxText]), "") + "…"
}
