package rollout

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

// trouble is what keeps one pod from being ready.
type trouble struct {
	life  *timeline.Life
	state timeline.State     // one of troubles
	block *timeline.Blocking // nil where nothing more is known
	lane  *timeline.Lane
	exit  *timeline.Attempt // the run that failed last, where it is one
}

// troubles are the states in which a pod needs more than time, the worst first.
var troubles = []timeline.State{
	timeline.StateConfigError, timeline.StateImagePullBackOff, timeline.StateStartError, timeline.StateInitError,
	timeline.StatePostStartError, timeline.StateCrashLoopBackOff, timeline.StateFailed, timeline.StateVolumeError,
	timeline.StateSandboxError, timeline.StateRestarting, timeline.StateUnschedulable,
}

// exits are those of them that a failed run explains.
var exits = []timeline.State{
	timeline.StateInitError, timeline.StateCrashLoopBackOff, timeline.StateFailed, timeline.StateRestarting, timeline.StatePostStartError,
}

// unstarted are those of them in which a container has not started, and waits for what is
// wrong to be changed.
var unstarted = []timeline.State{timeline.StateConfigError, timeline.StateImagePullBackOff, timeline.StateStartError}

// troubleOf returns what keeps a pod from being ready, or nil: it is, or on its
// way.
func troubleOf(l *timeline.Life) *trouble {
	if leaving(l) || ready(l) || !slices.Contains(troubles, l.Verdict.State) {
		return nil
	}
	t := &trouble{life: l, state: l.Verdict.State, block: l.Verdict.Blocking}
	if t.block != nil {
		t.lane = l.Lane(t.block.Lane)
	}
	if t.state == timeline.StateImagePullBackOff && t.lane != nil && corrected(t.lane, t.block.Message) {
		return nil
	}
	if !slices.Contains(exits, t.state) {
		return t
	}
	kinds := []func(*timeline.Lane, *timeline.Attempt) bool{failed, stopped}
	if t.state != timeline.StateCrashLoopBackOff && t.state != timeline.StateRestarting {
		kinds = kinds[:1]
	}
	for _, is := range kinds {
		for i := range l.Lanes {
			lane := &l.Lanes[i]
			if t.lane != nil && t.lane.Kind != timeline.LanePod && t.lane != lane {
				continue
			}
			if a := timeline.FindLast(lane.Attempts, func(a *timeline.Attempt) bool { return is(lane, a) }); a != nil {
				t.lane, t.exit = lane, a
				return t
			}
		}
	}
	return t
}

// failures returns how often the container has failed, as far as runs are known
// one by one, or by the restart count where that is higher.
func (t *trouble) failures() int {
	if t.lane == nil {
		return 0
	}
	restarts := t.lane.Restarts
	if a := t.lane.Attempts; len(a) > 0 && a[len(a)-1].Over() {
		restarts++
	}
	return max(timeline.Count(t.lane.Attempts, func(a *timeline.Attempt) bool { return stopped(t.lane, a) }), restarts)
}

// key is equal for pods that have the same cause, however long each of them took.
func (t *trouble) key() string {
	if t.exit == nil {
		why := t.cause()
		if t.block != nil && why == t.life.Verdict.Headline { // with lengths and counts in it
			why = t.block.Reason + "\x00" + t.block.Message
		}
		return string(t.state) + "\x00" + why
	}
	return fmt.Sprint(t.lane.ID, "\x00", ending(t.exit), "\x00", t.exit.Message)
}

// cause words what keeps the pod from being ready, without its name.
func (t *trouble) cause() string {
	switch {
	case t.exit != nil:
		return t.lastRun()
	case t.block == nil:
		return t.life.Verdict.Headline
	case t.state == timeline.StateImagePullBackOff:
		why := cmp.Or(message.PullCause(t.block.Message), t.block.Reason)
		return join("cannot pull "+t.image()+": "+why, t.missingSecret(why))
	case t.state == timeline.StateConfigError || t.state == timeline.StateStartError:
		return cmp.Or(message.Shorten(t.block.Message), t.block.Reason)
	}
	return t.life.Verdict.Headline
}

// image names what cannot be pulled: the image of the container, or of a volume where it
// is said of the pod.
func (t *trouble) image() string {
	name := message.ImageName(message.Quoted(t.block.Message))
	switch {
	case t.lane != nil && t.lane.Container != nil:
		return message.ImageName(t.lane.Container.Image)
	case t.lane != nil && t.lane.Kind == timeline.LanePod && name != "":
		return name + ", the image of a volume"
	}
	return "the image"
}

// missingSecret names the pull secrets that the kubelet could not find where they are
// what the registry wants.
func (t *trouble) missingSecret(why string) string {
	lane := t.life.Lane("pod")
	if lane == nil || !strings.HasPrefix(why, "access denied") {
		return ""
	}
	if m := timeline.FindLast(lane.Marks, func(m *timeline.Mark) bool { return m.Kind == "FailedToRetrieveImagePullSecret" }); m != nil {
		return message.PullSecret(m.Message)
	}
	return ""
}

// lastRun words how the container failed last: "exit 1 after 2s: config missing".
func (t *trouble) lastRun() string {
	said := ending(t.exit)
	said = t.container() + said
	if !t.exit.Started.IsZero() && !t.exit.Exited.IsZero() {
		said += " after " + length.Between(t.exit.Started, t.exit.Exited).Sentence()
	}
	if why := cmp.Or(t.exit.Message, t.probed()); why != "" {
		said += ": " + message.Cut(why, message.MessageWidth)
	}
	return said
}

// probed returns the answer of the probe that the run was killed for, "" where that is
// not known.
func (t *trouble) probed() string {
	if !t.exit.Cause.Unhealthy() {
		return ""
	}
	m := timeline.FindLast(t.lane.Marks, func(m *timeline.Mark) bool { return m.Kind == "ProbeFailed" && m.Attempt == t.exit.Number })
	if m == nil {
		return ""
	}
	return message.ProbeOutput(m.Message)
}

// killed words the causes that are Unhealthy.
var killed = map[timeline.Cause]string{
	timeline.CauseStartup:   "startup probe failed → killed",
	timeline.CauseLiveness:  "liveness probe failed → killed",
	timeline.CausePostStart: "postStart hook failed → killed",
}

// wrong reports whether a run ended as it should not.
func wrong(a *timeline.Attempt) bool { return a.Failed() || a.Over() && a.Cause.Unhealthy() }

func failed(_ *timeline.Lane, a *timeline.Attempt) bool { return wrong(a) }

// stopped reports whether a run failed, or ended by itself in a container that is to go
// on: what succeeds and is started again is no service.
func stopped(lane *timeline.Lane, a *timeline.Attempt) bool {
	return wrong(a) || a.Over() && a.Cause == "" && (lane.Kind == timeline.LaneContainer || lane.Kind == timeline.LaneSidecar)
}

// container names the container before what is said of it, where a pod has several.
func (t *trouble) container() string {
	switch t.lane.Kind {
	case timeline.LaneInit:
		return "init container " + t.lane.Name + ": "
	case timeline.LaneSidecar:
		return "sidecar " + t.lane.Name + ": "
	}
	for i := range t.life.Lanes {
		if l := &t.life.Lanes[i]; l.Kind == timeline.LaneContainer && l.ID != t.lane.ID {
			return t.lane.Name + ": "
		}
	}
	return ""
}

func ending(a *timeline.Attempt) string {
	switch {
	case a.Cause.Unhealthy():
		return killed[a.Cause]
	case a.Reason == "OOMKilled":
		return a.Reason
	case a.ExitCode != nil && *a.ExitCode == 0:
		return "completes (exit 0)"
	case a.ExitCode != nil:
		return fmt.Sprintf("exit %d", *a.ExitCode)
	case a.Signal != 0:
		return fmt.Sprintf("signal %d", a.Signal)
	}
	return "failed"
}

// group is the pods that have the same trouble.
type group struct {
	*trouble // of the first of them
	pods     int
}

// worst returns the worst trouble of pods of the wanted revision, or nil.
func (v *view) worst() *group {
	if groups := v.groups(); len(groups) > 0 {
		return groups[0]
	}
	return nil
}

// groups returns what keeps pods of the wanted revision from being ready: the worst
// trouble first, then the one that most pods have.
func (v *view) groups() []*group {
	byKey := map[string]*group{}
	var order []*group
	for _, l := range v.new {
		t := v.trouble(l)
		if t == nil {
			continue
		}
		g := byKey[t.key()]
		if g == nil {
			g = &group{trouble: t}
			byKey[t.key()], order = g, append(order, g)
		}
		g.pods++
	}
	slices.SortStableFunc(order, func(a, b *group) int {
		return cmp.Or(cmp.Compare(rank(a.trouble), rank(b.trouble)), cmp.Compare(b.pods, a.pods))
	})
	return order
}

// rank returns how bad a trouble is: 0 is the worst.
func rank(t *trouble) int { return slices.Index(troubles, t.state) }
