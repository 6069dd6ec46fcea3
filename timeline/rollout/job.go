package rollout

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

func isJobFailed(v *view) bool {
	return v.Job != nil && (v.Is("Failed") || v.Is("FailureTarget"))
}

func (v *view) jobDone() bool { return v.Job != nil && v.Is("Complete") }

// isDoomed holds of a Job of which an index has failed more often than it may, and that
// is to succeed with all of them: it fails when the others have ended.
func isDoomed(v *view) bool {
	return v.Job != nil && v.Job.FailedIndexes != "" && !v.Job.SuccessPolicy && !v.Ended()
}

func sayDoomed(v *view) string {
	said := v.failedIndexes()
	if t := v.worst(); t != nil {
		said = join(said, t.cause())
	}
	return join(said, v.sayJobCounts())
}

// failedIndexes says which indexes have failed for good; "" if none has.
func (v *view) failedIndexes() string {
	switch failed := message.Cut(v.Job.FailedIndexes, message.MessageWidth/2); {
	case failed == "":
		return ""
	case strings.ContainsAny(failed, ",-"):
		return fmt.Sprintf("indexes %s failed past the limit of each", failed)
	default:
		return fmt.Sprintf("index %s failed past its limit", failed)
	}
}

func (v *view) sayJobCounts() string {
	return fmt.Sprintf("%d of %s succeeded, %d running", v.Job.Succeeded, plural(v.Job.Completions, "pod"), v.Job.Active)
}

// sayJobDone says what a Job came to; by its success policy fewer may be enough.
func (v *view) sayJobDone() string {
	said := fmt.Sprintf("%d of %s succeeded", v.Job.Succeeded, plural(v.Job.Completions, "pod"))
	if v.Job.SuccessPolicy && v.Job.Succeeded < v.Job.Completions {
		said += ", which is enough by its success policy"
	}
	return said
}

func sayJobFailed(v *view) string {
	c := cmp.Or(v.Condition("Failed"), v.Condition("FailureTarget"))
	said := fmt.Sprintf("the Job failed: %s", message.Cut(c.Message, message.MessageWidth))
	switch c.Reason {
	case "FailedIndexes":
		said = cmp.Or(v.failedIndexes(), said)
	case "MaxFailedIndexesExceeded":
		said = join("more indexes failed than it allows", v.failedIndexes())
	case "BackoffLimitExceeded":
		said = fmt.Sprintf("past its back-off limit of %d: %s failed", v.Job.BackoffLimit, plural(v.Job.Failed, "pod"))
	case "DeadlineExceeded":
		said = "past its active deadline of " + length.Setting(v.Deadline)
	}
	if t := v.worst(); t != nil {
		said = join(said, t.cause())
	}
	return said
}

// sayFailed says how often pods of a Job have failed, and how the last did.
func (v *view) sayFailed() string {
	t := v.worst()
	if t == nil || v.Job.Failed == 0 {
		return v.sayWaits()
	}
	if v.Job.BackoffLimit == math.MaxInt32 { // what it becomes where each index has a limit of its own
		return fmt.Sprintf("%s failed: %s", plural(v.Job.Failed, "pod"), t.cause())
	}
	return fmt.Sprintf("%d of %s failed: %s", v.Job.Failed, plural(v.Job.BackoffLimit+1, "attempt"), t.cause())
}
