package rollout

import (
	"fmt"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// current reports whether an object of a kind that podlife does not know has all
// that it asks for: by kstatus, by the revision and the counts that it publishes,
// and, where it counts no ready pods, by its pods. That kstatus finds nothing
// amiss is not enough: it says so of an object that no controller has touched.
func (v *view) current() bool {
	r := v.Reconciled
	switch {
	case r.Status != timeline.ReconcileCurrent, v.Current != v.Template:
		return false
	case !r.Counted:
		return r.Ready
	case v.Replicas < v.Wanted, v.Updated > 0 && (v.Updated < v.Wanted || v.Replicas > v.Updated):
		return false
	}
	return max(v.Available, v.new.count().Ready) >= v.Wanted
}

// isStuck holds where the controller says that it cannot go on (kstatus: Failed).
func isStuck(v *view) bool {
	return v.Reconciled != nil && v.Reconciled.Status == timeline.ReconcileFailed
}

func sayStuck(v *view) string {
	return join("its controller cannot go on: "+message.Cut(v.Reconciled.Message, message.MessageWidth), v.sayWaits(), v.before())
}

// sayCurrent says what an object of a kind that podlife does not know has.
func (v *view) sayCurrent() string {
	said := v.String() + " is ready"
	if v.Template != "" {
		said = v.revision() + " is ready"
	}
	if v.Reconciled.Counted {
		said += ", " + v.sayCounted()
	} else if n := len(v.new); n > 0 {
		said += ", with " + plural(n, "pod")
	}
	return join(said, v.before())
}

// sayCounted says how many of its pods an object has that counts them.
func (v *view) sayCounted() string {
	if v.wantsNone() {
		return v.sayNone()
	}
	return fmt.Sprintf("%d of %s", max(v.Available, v.new.count().Ready), plural(v.Wanted, "pod"))
}

// sayReconciling says what an object of a kind that podlife does not know waits for.
func (v *view) sayReconciling() string {
	r, said := v.Reconciled, v.revision()+" is not ready"
	switch {
	case v.Template == "":
		said = v.String() + " is not ready"
	case v.Current != "" && v.Current != v.Template:
		said += fmt.Sprintf(", %s is", v.Current)
	}
	if r.Counted {
		said += ": " + v.sayCounted()
	}
	why := message.Cut(r.Message, message.MessageWidth)
	if why == "" && !r.Ready && !r.Counted {
		why = "its status has neither a Ready condition nor a count of pods"
	}
	return join(said, why, v.sayWaits(), v.before())
}
