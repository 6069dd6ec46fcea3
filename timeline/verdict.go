package timeline

import (
	"strings"
	"time"
)

// The states a verdict can have: one row of the rules table each.
const (
	StateSchedulingGated    State = "SchedulingGated"
	StateUnschedulable      State = "Unschedulable"
	StateScheduling         State = "Scheduling"
	StatePreparing          State = "Preparing"
	StateVolumeError        State = "VolumeError"
	StateSandboxError       State = "SandboxError"
	StateInitializing       State = "Initializing"
	StateInitError          State = "InitError"
	StatePullingImage       State = "PullingImage"
	StateImagePullBackOff   State = "ImagePullBackOff"
	StateConfigError        State = "ConfigError"
	StateStartError         State = "StartError"
	StatePostStart          State = "PostStart"
	StatePostStartError     State = "PostStartError"
	StateStartupProbing     State = "StartupProbing"
	StateNotReady           State = "NotReady"
	StateReadinessGate      State = "ReadinessGate"
	StateReady              State = "Ready"
	StateRestarting         State = "Restarting"
	StateCrashLoopBackOff   State = "CrashLoopBackOff"
	StateTerminating        State = "Terminating"
	StateTerminationOverdue State = "TerminationOverdue"
	StateFinalizing         State = "Finalizing"
	StateNodeLost           State = "NodeLost"
	StateEvicted            State = "Evicted"
	StatePreempted          State = "Preempted"
	StateDeadlineExceeded   State = "DeadlineExceeded"
	StateSucceeded          State = "Succeeded"
	StateFailed             State = "Failed"
	StateGone               State = "Gone"
)

// rule is one row: when holds finds its fact, the pod is in this state and
// headline tells the fact in a sentence.
type rule struct {
	state    State
	severity Severity // unless the fact has its own
	holds    func(*scene) (fact, bool)
	headline func(*scene, fact) string
}

// fact is what made a rule hold.
type fact struct {
	since    time.Time
	severity Severity  // overrides the rule's when set
	view     *laneView // the container it is about, if it is about one
	span     *Span     // what goes on there
	mark     *Mark     // the occurrence that tells
	block    *Blocking // nil when nothing blocks
}

// rules are evaluated from the top; the first that holds is the verdict. The
// order says which cause explains which symptom: how a life ended before what
// it did meanwhile, errors before the progress of other containers, a
// container being restarted before a Ready that the kubelet has not yet
// taken back.
var rules = []rule{
	// The way out.
	{StateGone, OK, isGone, sayGone},
	{StateFinalizing, Warning, isFinalizing, sayFinalizing},
	{StateNodeLost, Bad, isNodeLost, sayNodeLost},
	{StateTerminationOverdue, Bad, isOverdue, sayOverdue},
	{StateEvicted, Bad, isEvicted, sayEvicted},
	{StatePreempted, Bad, isPreempted, sayEvicted},
	{StateDeadlineExceeded, Bad, isDeadlineExceeded, sayDeadlineExceeded},
	{StateTerminating, Progress, isTerminating, sayTerminating},
	{StateFailed, Bad, isFailed, sayFailed},
	{StateSucceeded, OK, isSucceeded, saySucceeded},
	// Before the first container.
	{StateSchedulingGated, Progress, isGated, sayGated},
	{StateUnschedulable, Warning, isUnschedulable, sayUnschedulable},
	{StateScheduling, Progress, isScheduling, sayScheduling},
	{StateVolumeError, Bad, isVolumeError, sayVolumeError},
	{StateSandboxError, Bad, isSandboxError, saySandboxError},
	{StatePreparing, Progress, isPreparing, sayPreparing},
	// Containers that cannot go on by themselves.
	{StateConfigError, Bad, isConfigError, sayConfigError},
	{StateImagePullBackOff, Bad, isImagePullBackOff, sayImagePullBackOff},
	{StateStartError, Bad, isStartError, sayStartError},
	{StatePostStartError, Bad, isPostStartError, sayPostStartError},
	{StateInitError, Bad, isInitError, sayInitError},
	{StateCrashLoopBackOff, Bad, isCrashLoop, sayCrashLoop},
	{StateRestarting, Warning, isRestarting, sayRestarting},
	// Containers on their way.
	{StatePullingImage, Progress, isPulling, sayPulling},
	{StatePostStart, Progress, isPostStart, sayPostStart},
	{StateStartupProbing, Progress, isStartupProbing, sayStartupProbing},
	{StateInitializing, Progress, isInitializing, sayInitializing},
	{StateReadinessGate, Progress, isReadinessGate, sayReadinessGate},
	{StateReady, OK, isReady, sayReady},
	{StateNotReady, Progress, isNotReady, sayNotReady}, // holds for whatever is left
}

// judge answers "what is it doing, and what is it waiting for" for a life
// whose lanes, conditions, deadlines and termination are already filled in.
// It reads nothing else, and the Startup only if it is there already.
func judge(l *Life, now time.Time) Verdict {
	s := newScene(l, now)
	for i := range rules {
		r := &rules[i]
		f, ok := r.holds(s)
		if !ok {
			continue
		}
		v := Verdict{State: r.state, Severity: r.severity, Headline: whole(r.headline(s, f)), Since: f.since, Blocking: f.block}
		if f.severity != "" {
			v.Severity = f.severity
		}
		return v
	}
	return Verdict{}
}

// whole tidies a headline in which a part was empty: a message, or a name, can
// clean to nothing.
func whole(headline string) string {
	return strings.TrimRight(strings.TrimSpace(seams.Replace(headline)), ":→ ")
}

var seams = strings.NewReplacer(":  →", " →", " →  → ", " → ", "  ", " ")
