// Package verdict says what a pod is doing and what it is waiting for: the
// state and the headline, by the first of a table of rules that holds, and the
// paths of its start, its recoveries and its stop, each moment of them
// attributed to what held it up. It reads a finished timeline.Life and nothing
// else, and must not know how that was folded.
package verdict

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// rule is one row: when holds finds its fact, the pod is in this state and
// headline tells the fact in a sentence.
type rule struct {
	state    timeline.State
	severity timeline.Severity // unless the fact has its own
	holds    func(*scene) (fact, bool)
	headline func(*scene, fact) string
}

// fact is what made a rule hold.
type fact struct {
	since    time.Time
	severity timeline.Severity  // overrides the rule's when set
	view     *laneView          // the container it is about, if it is about one
	span     *timeline.Span     // what goes on there
	mark     *timeline.Mark     // the occurrence that tells
	block    *timeline.Blocking // nil when nothing blocks
}

// rules are evaluated from the top; the first that holds is the verdict. The
// order says which cause explains which symptom: how a life ended before what
// it did meanwhile, errors before the progress of other containers, a
// container being restarted before a Ready that the kubelet has not yet
// taken back.
var rules = []rule{
	// The way out.
	{timeline.StateGone, timeline.OK, isGone, sayGone},
	{timeline.StateFinalizing, timeline.Warning, isFinalizing, sayFinalizing},
	{timeline.StateNodeLost, timeline.Bad, isNodeLost, sayNodeLost},
	{timeline.StateTerminationOverdue, timeline.Bad, isOverdue, sayOverdue},
	{timeline.StateEvicted, timeline.Bad, isEvicted, sayEvicted},
	{timeline.StatePreempted, timeline.Bad, isPreempted, sayEvicted},
	{timeline.StateDeadlineExceeded, timeline.Bad, isDeadlineExceeded, sayDeadlineExceeded},
	{timeline.StateTerminating, timeline.Progress, isTerminating, sayTerminating},
	{timeline.StateFailed, timeline.Bad, isFailed, sayFailed},
	{timeline.StateSucceeded, timeline.OK, isSucceeded, saySucceeded},
	// Before the first container.
	{timeline.StateSchedulingGated, timeline.Progress, isGated, sayGated},
	{timeline.StateUnschedulable, timeline.Warning, isUnschedulable, sayUnschedulable},
	{timeline.StateScheduling, timeline.Progress, isScheduling, sayScheduling},
	{timeline.StateVolumeError, timeline.Bad, isVolumeError, sayVolumeError},
	{timeline.StateSandboxError, timeline.Bad, isSandboxError, saySandboxError},
	{timeline.StatePreparing, timeline.Progress, isPreparing, sayPreparing},
	// Containers that cannot go on by themselves.
	{timeline.StateConfigError, timeline.Bad, isConfigError, sayConfigError},
	{timeline.StateImagePullBackOff, timeline.Bad, isImagePullBackOff, sayImagePullBackOff},
	{timeline.StateStartError, timeline.Bad, isStartError, sayStartError},
	{timeline.StatePostStartError, timeline.Bad, isPostStartError, sayPostStartError},
	{timeline.StateInitError, timeline.Bad, isInitError, sayInitError},
	{timeline.StateCrashLoopBackOff, timeline.Bad, isCrashLoop, sayCrashLoop},
	{timeline.StateRestarting, timeline.Warning, isRestarting, sayRestarting},
	// Containers on their way.
	{timeline.StatePullingImage, timeline.Progress, isPulling, sayPulling},
	{timeline.StatePostStart, timeline.Progress, isPostStart, sayPostStart},
	{timeline.StateStartupProbing, timeline.Progress, isStartupProbing, sayStartupProbing},
	{timeline.StateInitializing, timeline.Progress, isInitializing, sayInitializing},
	{timeline.StateReadinessGate, timeline.Progress, isReadinessGate, sayReadinessGate},
	{timeline.StateReady, timeline.OK, isReady, sayReady},
	{timeline.StateNotReady, timeline.Progress, isNotReady, sayNotReady}, // holds for whatever is left
}

// Judge answers "what is it doing, and what is it waiting for" for a life
// whose lanes, conditions, deadlines and termination are already filled in.
// It reads nothing else, and the Startup only if it is there already.
func Judge(l *timeline.Life, now time.Time) timeline.Verdict {
	s := newScene(l, now)
	for i := range rules {
		r := &rules[i]
		f, ok := r.holds(s)
		if !ok {
			continue
		}
		v := timeline.Verdict{State: r.state, Severity: r.severity, Headline: whole(r.headline(s, f)), Since: f.since, Blocking: f.block}
		if f.severity != "" {
			v.Severity = f.severity
		}
		return v
	}
	return timeline.Verdict{}
}

// whole tidies a headline in which a part was empty: a message, or a name, can
// clean to nothing.
func whole(headline string) string {
	return strings.TrimRight(strings.TrimSpace(seams.Replace(headline)), ":→ ")
}

var seams = strings.NewReplacer(":  →", " →", " →  → ", " → ", "  ", " ")
