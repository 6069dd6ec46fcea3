package message

import (
	"strings"

	"github.com/podlife/podlife/timeline"
)

// EventKind is what an Event says of a container; reasons alone are ambiguous
// (Failed and BackOff each mean several things).
type EventKind uint8

// The kinds of Events.
const (
	Other EventKind = iota
	// the order of the kubelet's steps for one container; ties sort by it
	Pulling
	Pulled
	PullFailed
	PullBackOff
	Created
	CreateFailed // config errors, runtime errors, failed starts
	Started
	PostStartFailed
	Killing
	PreStopFailed
	RestartBackOff
	ProbeFailed
	ProbeErrored // its result is discarded: no failure
	ProbeWarning // counts as a success
	Duplicate    // a second Event for the same fact: "Error: ErrImagePull"
)

// kindRules maps reason (and, where needed, type and how the message begins,
// with or without its first word) to kind; the first match counts.
var kindRules = []struct {
	reason, begins string
	warning        int // 1: Warning only, −1: Normal only
	kind           EventKind
}{
	{"Pulling", "", 0, Pulling},
	{"Pulled", "", 0, Pulled},
	{"Created", "", 0, Created},
	{"Started", "", 0, Started},
	{"Killing", "", 0, Killing},
	{"Failed", "Failed to pull image", 1, PullFailed},
	{"Failed", "", 1, CreateFailed},
	{"InspectFailed", "", 1, PullFailed},
	{"ErrImageNeverPull", "", 1, PullFailed},
	{"BackOff", "", -1, PullBackOff},
	{"BackOff", "", 1, RestartBackOff},
	{"FailedPostStartHook", "", 1, PostStartFailed},
	{"FailedPreStopHook", "", 1, PreStopFailed},
	{"Unhealthy", "probe errored", 1, ProbeErrored},
	{"Unhealthy", "probe failed", 1, ProbeFailed},
	{"ProbeWarning", "", 1, ProbeWarning},
}

// KindOf returns what an Event with this reason, message and type says.
func KindOf(reason, message string, warning bool) EventKind {
	first, rest, _ := strings.Cut(message, " ")
	if why, _, _ := strings.Cut(rest, ":"); reason == "Failed" && first == "Error:" && timeline.IsImageError(why) {
		return Duplicate
	}
	for _, r := range kindRules {
		if r.reason == reason && (r.warning == 0 || (r.warning > 0) == warning) &&
			(strings.HasPrefix(message, r.begins) || strings.HasPrefix(rest, r.begins)) {
			return r.kind
		}
	}
	return Other
}

// IsStep reports whether an Event of this kind is a step of a container's start.
func (k EventKind) IsStep() bool { return k >= Pulling && k <= Started }

// IsProbe reports whether an Event of this kind is a probe's result.
func (k EventKind) IsProbe() bool { return k >= ProbeFailed && k <= ProbeWarning }

// Combined returns a message without the mark of a client that merged Events of
// different messages into one, and whether it had it; which container such an
// Event names is then a matter of chance.
func Combined(message string) (string, bool) {
	return strings.CutPrefix(message, "(combined from similar events): ")
}
