// Package visual says how a life is drawn, for the screen and for drawings: what
// a phase, a mark and an event look like, and which moments the time axis
// counts from.
//
// It deals in shapes and roles. Which character, height or colour stands for
// one is the business of whoever draws. It must not know cells or pixels.
package visual

import "github.com/podlife/podlife/timeline"

// Shape is what a stretch of time or a moment is drawn as. Shapes carry the
// meaning; colour only repeats it.
type Shape uint8

// The shapes. Those of bars differ in height: the higher, the readier.
const (
	NoShape Shape = iota

	// Bars.
	Waiting  // dots: nothing runs yet, or not for now
	Pulling  // close dots
	BackOff  // a mark of its own, again and again: nothing runs until the delay is over
	Running  // half height
	Ready    // full height
	Hook     // hatched
	Stopping // a low bar

	// Lines, in the row of a single track.
	Continues // it goes on being so
	Probing   // dashes: asked again and again
	Quiet     // a thin line: asked, without news

	// Moments.
	Milestone
	Done
	Failed
	Errored // no result at all
	Killed
	Again // a restart
	Dot   // anything else

	Shapes // how many there are
)

// Role is what kind of thing is drawn: its hue.
type Role uint8

// The roles.
const (
	Plain Role = iota
	Muted
	Accent
	Wait
	Pull
	Run
	Up // ready
	Hooks
	Probes
	Service
	Degraded // was better before
	Trouble

	Roles // how many there are
)

// Look is how something is drawn. In a lane's own row, later layers cover
// earlier ones, from 1 to Layers.
type Look struct {
	Layer int
	Shape Shape
	Role  Role
}

// Layers is the topmost layer of a lane's own row.
const Layers = 6

// moments gives marks and Events, by kind or reason, the shape of what they
// stand for.
var moments = map[string]Look{
	"Scheduled":           {0, Milestone, Accent},
	"DeletionRequested":   {0, Milestone, Hooks},
	"Killing":             {0, Milestone, Hooks},
	"SandboxChanged":      {0, Milestone, Hooks},
	"KubeletDone":         {0, Milestone, Muted},
	"Removed":             {0, Done, Muted},
	"SIGKILL":             {0, Killed, Trouble},
	"ResizeRequested":     {0, Milestone, Accent},
	"ResizeStarted":       {0, Milestone, Accent},
	"ResizeCompleted":     {0, Done, Up},
	"ProbeErrored":        {0, Errored, Muted},
	"DeadlineExceeded":    {0, Failed, Trouble},
	"Pulling":             {0, Pulling, Pull},
	"Pulled":              {0, Pulling, Pull},
	"Created":             {0, Waiting, Wait},
	"Started":             {0, Running, Run},
	"BackOff":             {0, BackOff, Trouble},
	"Ready":               {0, Ready, Up},
	"Run":                 {0, Again, Accent},
	"EndpointReady":       {0, Ready, Service},
	"EndpointNotReady":    {0, Running, Service},
	"EndpointTerminating": {0, Stopping, Service},
}

// Moment returns how a mark or an Event is drawn: what the table does not have
// by its severity.
func Moment(kind string, s timeline.Severity) Look {
	if l, ok := moments[kind]; ok {
		return l
	}
	switch s {
	case timeline.Warning, timeline.Bad:
		return Look{0, Failed, Trouble}
	case timeline.OK:
		return Look{0, Done, Up}
	}
	return Look{0, Dot, Muted}
}

type phases map[timeline.Track]map[timeline.Phase]Look

// merged says how the tracks of a lane are laid over each other in its own
// row. The height of the shape is the readiness.
var merged = phases{
	timeline.TrackPod: {
		timeline.Gated: {1, Waiting, Wait}, timeline.Scheduling: {1, Waiting, Wait}, timeline.Preparing: {1, Waiting, Wait},
		timeline.Initializing: {1, Running, Run}, timeline.Starting: {1, Running, Run}, timeline.NotReady: {1, Running, Degraded},
		timeline.Ready: {1, Ready, Up}, timeline.Terminating: {1, Stopping, Hooks}, timeline.Finalizing: {1, Waiting, Wait},
	},
	timeline.TrackProcess: {
		timeline.Waiting: {1, Waiting, Wait}, timeline.Creating: {1, Waiting, Wait}, timeline.BackOff: {1, BackOff, Trouble},
		timeline.Running: {2, Running, Run},
	},
	timeline.TrackReadiness: {timeline.Ready: {3, Ready, Up}},
	timeline.TrackImage:     {timeline.Pulling: {4, Pulling, Pull}, timeline.PullBackOff: {4, BackOff, Trouble}},
	timeline.TrackStop:      {timeline.Stopping: {5, Stopping, Hooks}},
	timeline.TrackHooks:     {timeline.PostStart: {6, Hook, Hooks}, timeline.PreStop: {6, Hook, Hooks}},
	timeline.TrackEndpoint: {
		timeline.NotReady: {1, Running, Service}, timeline.Ready: {1, Ready, Service}, timeline.Terminating: {1, Stopping, Service},
	},
}

// apart says how a track looks in a row of its own.
var apart = phases{
	timeline.TrackImage:     {timeline.Pulling: {0, Pulling, Pull}, timeline.PullBackOff: {0, BackOff, Trouble}},
	timeline.TrackHooks:     {timeline.PostStart: {0, Hook, Hooks}, timeline.PreStop: {0, Hook, Hooks}},
	timeline.TrackStartup:   {timeline.Probing: {0, Probing, Probes}},
	timeline.TrackReadiness: {timeline.NotReady: {0, Probing, Probes}, timeline.Ready: {0, Continues, Up}},
	timeline.TrackLiveness:  {timeline.Probing: {0, Quiet, Probes}},
	timeline.TrackStop:      {timeline.Stopping: {0, Stopping, Hooks}},
	timeline.TrackEndpoint: {
		timeline.NotReady: {0, Probing, Service}, timeline.Ready: {0, Continues, Service}, timeline.Terminating: {0, Stopping, Service},
	},
}

// Merged returns how a span is drawn in its lane's own row; ok is false for
// what is not drawn there.
func Merged(t timeline.Track, p timeline.Phase) (l Look, ok bool) {
	if t == TrackPath {
		return Step(p), true
	}
	l, ok = merged[t][p]
	return l, ok
}

// Apart returns how a span is drawn in its track's own row; ok is false for
// what is not drawn there.
func Apart(t timeline.Track, p timeline.Phase) (l Look, ok bool) {
	l, ok = apart[t][p]
	return l, ok
}
