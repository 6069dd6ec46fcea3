package model

import (
	"cmp"
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/equality"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/timeline/model/spec"
)

// container holds the facts about one container: its spec, what was published
// of its state, and the runs (container instances) that the status named.
type container struct {
	kind    timeline.LaneKind
	name    string // as in the API, for matching
	label   string // safe to show
	index   int
	of      int
	spec    spec.Container
	addedAt time.Time   // arrival of the version whose spec first had it
	addedLo time.Time   // … of the version before; zero: there was none
	respecs []time.Time // arrivals of those that changed its image or resources

	published []published
	runs      []*run
	olderRuns int // dropped to bound memory

	imageID   string                       // as last published
	actual    *corev1.ResourceRequirements // as the node applies them; a resize only wishes
	allocated timeline.Resources
}

// published is one published state of a container, kept when it differs from
// the one before. lo is the second the kubelet posted it, at its arrival.
type published struct {
	at, lo          time.Time
	posted          time.Time // that second, where managedFields have it
	id              string
	restarts        int32
	state           containerState
	reason, message string // of a waiting state
	ready, started  bool
	startedKnown    bool
	joined          bool // the first version this watcher saw: not a change
}

type containerState uint8

const (
	stateNone containerState = iota
	stateWaiting
	stateRunning
	stateTerminated
)

var stateNames = [...]string{"", "Waiting", "Running", "Terminated"}

// run is one container instance, identified by its containerID: restartCount
// can fall, and lastState can name any of them.
type run struct {
	id            string
	restarts      int32 // restartCount while it was current; −1 unknown
	startedAt     time.Time
	finishedAt    time.Time
	code, signal  int32
	reason        string
	message       string
	ended         bool
	runningAt     time.Time // arrival of the first version that showed it running
	badStart      bool      // it runs, but cannot have started when its status says
	runningLo     time.Time
	listed        bool          // it has been published once, in the first version this watcher saw
	lastRunningAt time.Time     // … of the last
	lastPosted    time.Time     // the second in which that was posted; zero: unknown
	endedAt       time.Time     // arrival of the first version that showed it ended
	told          timeline.Edge // its end, where a text bounds it
	codeless      bool          // … and does not say the exit code
	since         time.Time     // of a start without a time: it was after this
}

func (c *container) fold(s *corev1.ContainerStatus, at, lo, posted time.Time, first bool) {
	now := published{
		at: at, lo: lo, posted: posted, id: s.ContainerID, restarts: s.RestartCount, ready: s.Ready, joined: first,
	}
	if t := s.LastTerminationState.Terminated; t != nil && t.ContainerID == "" && usedToRun(t) && s.State.Running == nil && s.ContainerID == "" {
		now.restarts = max(0, s.RestartCount-1) // the kubelet counts the end that it did not see as a restart
	}
	if s.Started != nil {
		now.started, now.startedKnown = *s.Started, true
	}
	switch {
	case s.State.Running != nil:
		now.state = stateRunning
	case s.State.Terminated != nil:
		now.state = stateTerminated
	case s.State.Waiting != nil:
		now.state, now.reason, now.message = stateWaiting, s.State.Waiting.Reason, cut(s.State.Waiting.Message)
	}
	c.foldRuns(s, now)
	c.foldResources(s.Resources)
	if s.ImageID != "" {
		c.imageID = timeline.Clean(s.ImageID)
	}
	if n := len(c.published); n > 0 && c.published[n-1].same(now) {
		return
	}
	c.published, _ = trim(append(c.published, now), maxPublished)
}

func (c *container) foldResources(r *corev1.ResourceRequirements) {
	if r == nil || c.actual != nil && equality.Semantic.DeepEqual(c.actual, r) {
		return
	}
	c.actual, c.allocated = r.DeepCopy(), spec.Resources(*r)
}

// same reports whether nothing but the arrival differs.
func (p published) same(q published) bool {
	return p.id == q.id && p.restarts == q.restarts && p.state == q.state && p.ready == q.ready &&
		p.started == q.started && p.startedKnown == q.startedKnown && p.reason == q.reason && p.message == q.message
}

// foldRuns takes over the instances that a status names: the current one, and
// the one in lastState, which is the current one's own end while the state is
// Waiting, and its predecessor's otherwise.
func (c *container) foldRuns(s *corev1.ContainerStatus, now published) {
	if t := s.LastTerminationState.Terminated; t != nil {
		restarts := s.RestartCount - 1
		if t.ContainerID == s.ContainerID && t.ContainerID != "" { // where both are gone the count is one ahead
			restarts = s.RestartCount
		}
		c.ended(t, restarts, now)
	}
	switch {
	case s.State.Running != nil:
		r := c.run(s.ContainerID, s.RestartCount)
		if r.runningAt.IsZero() {
			r.startedAt = stamped(s.State.Running.StartedAt.Time, now.at)
			r.badStart = r.startedAt.IsZero() && !s.State.Running.StartedAt.IsZero()
			r.runningAt, r.runningLo = now.at, now.lo
			if now.joined {
				r.runningLo = time.Time{} // it may have been published long before
			}
		}
		r.lastRunningAt, r.lastPosted, r.listed = now.at, now.posted, now.joined
	case s.State.Terminated != nil:
		c.ended(s.State.Terminated, s.RestartCount, now)
	}
	if len(c.runs) > maxRuns {
		var dropped int
		c.runs, dropped = trim(c.runs, maxRuns)
		c.olderRuns += dropped
	}
}

func (c *container) run(id string, restarts int32) *run {
	r := c.known(id, restarts)
	if r == nil {
		r = &run{id: id, restarts: restarts}
		c.runs = append(c.runs, r)
	}
	return r
}

// known finds an instance, or nil. An empty ID names the last run of its count.
func (c *container) known(id string, restarts int32) *run {
	for _, r := range slices.Backward(c.runs) {
		if r.id == id && id != "" || id == "" && r.restarts == restarts {
			return r
		}
	}
	return nil
}

func (c *container) ended(t *corev1.ContainerStateTerminated, restarts int32, now published) {
	// The kubelet writes an end without ID and times, ContainerStatusUnknown,
	// for every container that it cannot find when the pod is over: for one
	// that waited to be restarted, whose end is known, and for one that never
	// ran (pkg/kubelet/status/status_manager.go, TerminatePod). Only the words of
	// another such end (pkg/kubelet/kubelet_pods.go) say that it had been running.
	if t.ContainerID == "" && t.FinishedAt.IsZero() && c.known("", restarts) == nil && !(now.joined && usedToRun(t)) {
		return
	}
	r := c.run(t.ContainerID, restarts)
	if r.ended && (!r.lost() && r.told.IsZero() || t.FinishedAt.IsZero()) {
		return // else the kubelet has found after all what it could not locate
	}
	if !r.ended {
		r.ended, r.endedAt = true, now.at
	}
	r.told, r.codeless = timeline.Edge{}, false
	r.code, r.signal, r.reason, r.message = t.ExitCode, t.Signal, timeline.Clean(t.Reason), timeline.Clean(cut(t.Message))
	if r.startedAt.IsZero() {
		r.startedAt = stamped(t.StartedAt.Time, now.at)
	}
	r.finishedAt = stamped(t.FinishedAt.Time, now.at)
}

// usedToRun reports whether an end that was not seen is of a container that did
// run.
func usedToRun(t *corev1.ContainerStateTerminated) bool {
	return !t.StartedAt.IsZero() || message.UsedToRun(t.Message)
}

// ahead is how far an object's times may be after its arrival: clocks differ, and
// a recording may be from a computer whose clock was months off.
const ahead = 366 * 24 * time.Hour

// stamped returns a time that an object names that arrived at at, in UTC, or the
// zero time where it cannot be.
func stamped(t, at time.Time) time.Time {
	if t = timeline.RealTime(t.UTC()); t.After(at.Add(ahead)) {
		return time.Time{}
	}
	return t
}

// badTime words a time that cannot be, as the object has it; "" for none.
func badTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// neverStarted reports whether an instance was created but its process never
// ran.
func (r *run) neverStarted() bool {
	return r.startedAt.IsZero() && r.ended && !r.finishedAt.IsZero() && r.runningAt.IsZero()
}

// lost reports whether the end of an instance was not seen (reason
// ContainerStatusUnknown).
func (r *run) lost() bool { return r.ended && r.finishedAt.IsZero() && r.told.IsZero() }

func (c *container) current() published { return lastOf(c.published) }

// inOrder returns the runs by start: by restartCount where that settles it.
func (c *container) inOrder() []*run {
	runs := slices.Clone(c.runs)
	slices.SortStableFunc(runs, func(a, b *run) int {
		return cmp.Or(a.began().Compare(b.began()), int(a.restarts-b.restarts))
	})
	return runs
}

func (r *run) began() time.Time {
	if !r.startedAt.IsZero() {
		return r.startedAt
	}
	if !r.finishedAt.IsZero() {
		return r.finishedAt
	}
	if r.badStart || !r.since.IsZero() && !r.ended { // a text may not say when it started
		return r.runningAt
	}
	if !r.told.IsZero() {
		return timeline.EarlierTime(r.endedAt, r.told.Latest)
	}
	return r.endedAt
}
