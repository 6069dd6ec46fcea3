package visual

import "github.com/podlife/podlife/timeline"

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
