package rollout

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// passing are what API servers say of a failure that may be over with the next
// attempt.
var passing = []string{
	"failed calling webhook", "Internal error", "timed out", "timeout", "connection refused", "context deadline exceeded",
	"object has been modified", "object is being deleted", "already exists", "etcdserver", "Too many requests", "unable to find API token",
}

// refusal is why no pod could be created, and since when.
type refusal struct {
	message string
	since   time.Time
}

// refused returns why the API server refuses the pods that are still missing, or
// nil: by the controller's condition, or by an Event that no pod followed.
func (v *view) refused() *refusal {
	if v.wantsNone() {
		return nil
	}
	if c := v.Condition("ReplicaFailure"); c != nil && c.Status == "True" {
		return &refusal{c.Message, c.Since}
	}
	n := len(v.Failures)
	if n == 0 || v.count() >= v.Wanted {
		return nil
	}
	f := &v.Failures[n-1]
	if f.Time.Latest.Before(v.Changed.Earliest) {
		return nil // of an earlier revision
	}
	followed := func(l *timeline.Life) bool { return !l.Pod.Created.Before(f.Time.Time.Truncate(time.Second)) }
	if slices.ContainsFunc(v.new, followed) {
		return nil
	}
	return &refusal{f.Message, f.Time.Time}
}

// count returns how many pods of the wanted revision there are by what is known
// best.
func (v *view) count() int { return max(len(v.new), v.Updated) }

// quota reports whether a quota is what refuses: pods that go make room.
func (r *refusal) quota() bool { return strings.Contains(r.message, "quota") }

// passes reports whether the next attempt may succeed though nothing is changed.
func (r *refusal) passes() bool {
	return slices.ContainsFunc(passing, func(p string) bool { return strings.Contains(r.message, p) })
}

// explained is what PodSecurity says after each field of how to set it.
var explained = regexp.MustCompile(` \([^()]*\)`)

// cause words a refusal without the name of the pod that was refused: who refuses, and
// why.
func (r *refusal) cause() string {
	why := strings.TrimPrefix(strings.TrimPrefix(r.message, "Error creating: "), "Internal error occurred: ")
	if _, rest, ok := strings.Cut(why, "is forbidden: "); ok {
		why = rest
	} else if _, rest, ok := strings.Cut(why, "error: "); ok {
		why = rest
	}
	if strings.HasPrefix(why, "violates PodSecurity") {
		why = explained.ReplaceAllString(why, "")
	}
	return message.BothEnds(timeline.Clean(why), message.MessageWidth)
}
