package verdict

import (
	"fmt"

	"github.com/podlife/podlife/timeline"
)

// neverAgain reports whether a container whose last run ended wrongly is not
// started again although the pod goes on, so that it can never become ready.
func (l *lifeView) neverAgain(v *laneView) bool {
	a := v.lastExit()
	return v.main() && a != nil && wrongEnd(a) && !v.retries() && !l.over() && l.goesOn(v) != nil
}

// consequence returns what the restart policy makes of an end after which the
// container is not started again, while the pod goes on; or "".
func (l *lifeView) consequence(v *laneView) string {
	if !l.neverAgain(v) {
		return ""
	}
	code := "it"
	if a := v.lastExit(); a.ExitCode != nil {
		code = fmt.Sprintf("exit %d", *a.ExitCode)
	}
	policy := l.life.Pod.RestartPolicy
	if policy == "" {
		policy = "of its spec"
	}
	return code + " is not restarted under restartPolicy " + policy + ", so the pod cannot become ready"
}

// wrongStory returns how a run ended, its kill's cause first, whatever the exit
// code.
func (v *laneView) wrongStory(a *timeline.Attempt) string {
	if !wrongEnd(a) || a.Cause == "" {
		return oomCode(a)
	}
	return v.story(a, nil)
}

// oomCode returns the exit, with its code where something in the container was
// killed for its memory and the code hides it.
func oomCode(a *timeline.Attempt) string {
	if a.Reason == "OOMKilled" && a.ExitCode != nil && *a.ExitCode == 0 {
		return exitWords(a) + " (exit 0, but a process in it was OOM-killed)"
	}
	return exitWords(a)
}
