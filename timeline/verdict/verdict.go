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
// headline words the fact in a sentence.
type rule[V any] struct {
	state    timeline.State
	severity timeline.Severity // unless the fact has its own
	holds    func(V) (fact, bool)
	headline func(V, fact) string
}

// fact is what made a rule hold.
type fact struct {
	since    time.Time
	severity timeline.Severity  // overrides the rule's when set
	view     *laneView          // the container it is about, if it is about one
	span     *timeline.Span     // what goes on there
	mark     *timeline.Mark     // the occurrence that shows it
	block    *timeline.Blocking // nil when nothing blocks
}

// endRules are the rules of a life that is on its way out or over; they come
// before all others, because they explain what else is seen.
var endRules = []rule[ending]{
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
}

// rules are evaluated from the top; the first that holds is the verdict. The
// order says which cause explains which symptom: errors before the progress of
// other containers, a container being restarted before a Ready that the kubelet
// has not yet taken back.
var rules = []rule[*lifeView]{
	// Before the first container.
	{timeline.StateSchedulingGated, timeline.Progress, isGated, sayGated},
	{timeline.StateUnschedulable, timeline.Warning, isUnschedulable, sayUnschedulable},
	{timeline.StateScheduling, timeline.Progress, isScheduling, sayScheduling},
	{timeline.StateVolumeError, timeline.Bad, isVolumeError, sayVolumeError},
	{timeline.StateSandboxError, timeline.Bad, isSandboxError, saySandboxError},
	{timeline.StatePreparing, timeline.Progress, isPreparing, sayPreparing},
	// Containers that cannot go on by themselves.
	{timeline.StateConfigError, timeline.Bad, isConfigError, withOthers(sayConfigError)},
	{timeline.StateImagePullBackOff, timeline.Bad, isImagePullBackOff, withOthers(sayImagePullBackOff)},
	{timeline.StateStartError, timeline.Bad, isStartError, withOthers(sayStartError)},
	{timeline.StatePostStartError, timeline.Bad, isPostStartError, withOthers(sayPostStartError)},
	{timeline.StateInitError, timeline.Bad, isInitError, sayInitError},
	{timeline.StateCrashLoopBackOff, timeline.Bad, isCrashLoop, withOthers(sayCrashLoop)},
	{timeline.StateRestarting, timeline.Warning, isRestarting, sayRestarting},
	// Containers on their way.
	{timeline.StatePullingImage, timeline.Progress, isPulling, sayPulling},
	{timeline.StatePostStart, timeline.Progress, isPostStart, sayPostStart},
	{timeline.StateStartupProbing, timeline.Progress, isStartupProbing, sayStartupProbing},
	{timeline.StateInitializing, timeline.Progress, isInitializing, sayInitializing},
	{timeline.StateReadinessGate, timeline.Progress, isReadinessGate, sayReadinessGate},
	{timeline.StateReady, timeline.OK, isReady, sayReady},
	{timeline.StateStarting, timeline.Progress, isStarting, sayStarting},
	{timeline.StateNotReady, timeline.Progress, isNotReady, sayNotReady}, // holds for whatever is left
}

// Judge answers "what is it doing, and what is it waiting for" for a life
// whose lanes, conditions, deadlines and termination are already filled in.
// It reads nothing else, and the Startup only if it is there already. Until the
// moment that it returns, time alone changes no more of the verdict than its headline;
// zero means that it never does.
func Judge(l *timeline.Life, now time.Time) (v timeline.Verdict, until time.Time) {
	view := newLifeView(l, now)
	v, ok := judge(endRules, ending{view})
	if !ok {
		v, _ = judge(rules, view)
	}
	return v, view.next
}

func judge[V any](rules []rule[V], view V) (timeline.Verdict, bool) {
	for i := range rules {
		r := &rules[i]
		f, ok := r.holds(view)
		if !ok {
			continue
		}
		v := timeline.Verdict{State: r.state, Severity: r.severity, Headline: whole(r.headline(view, f)), Since: f.since, Blocking: f.block}
		if f.severity != "" {
			v.Severity = f.severity
		}
		return v, true
	}
	return timeline.Verdict{}, false
}

// whole tidies a headline in which a part was empty: a message, or a name, can
// clean to nothing.
func whole(headline string) string {
	return strings.TrimRight(strings.TrimSpace(emptyParts.Replace(headline)), ":→ ")
}

var emptyParts = strings.NewReplacer(":  →", " →", " →  → ", " → ", "  ", " ")

// at makes the fact that v is held up in span sp.
func at(v *laneView, sp *timeline.Span) fact {
	f := fact{view: v, span: sp, block: &timeline.Blocking{Lane: v.ID, Phase: timeline.Waiting}}
	if sp != nil {
		f.since = sp.Start.Time
		f.block.Phase, f.block.Reason, f.block.Message = sp.Phase, sp.Reason, sp.Message
	}
	return f
}

// because replaces the reason and message of what blocks where they are known better.
func (f fact) because(reason, message string) fact {
	if reason != "" {
		f.block.Reason = reason
	}
	if message != "" {
		f.block.Message = message
	}
	return f
}
