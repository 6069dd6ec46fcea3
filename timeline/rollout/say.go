package rollout

import (
	"fmt"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

// join writes the parts that are not empty, separated by semicolons.
func join(parts ...string) string {
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "; ")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// revision names what is rolled out: "revision 3".
func (v *view) revision() string {
	switch {
	case v.Job != nil:
		return ""
	case v.Template != "" && v.observed() && !v.unmade:
		return "revision " + v.Template
	}
	return "the wanted revision"
}

// older names the revision of the first of the older pods.
func (v *view) older() string {
	if rs := v.set(v.old[0].Pod.Revision); rs != nil && rs.Template != "" {
		return "revision " + rs.Template
	}
	return "the old revision"
}

// before says what the pods of older revisions do at the same moment.
func (v *view) before() string {
	if len(v.old) == 0 {
		return ""
	}
	c, name := v.old.count(), v.older()
	switch {
	case c.Leaving == c.Pods:
		return fmt.Sprintf("%s of %s stopping", plural(c.Pods, "pod"), name)
	case c.Leaving > 0:
		return fmt.Sprintf("%s still has %d of %s ready, %d stopping", name, c.Ready, plural(c.Pods, "pod"), c.Leaving)
	}
	return fmt.Sprintf("%s still has %d of %s ready", name, c.Ready, plural(c.Pods, "pod"))
}

func sayGone(v *view) string {
	said := v.String() + " was deleted"
	switch {
	case v.jobDone():
		return said + " after it had completed: " + sayComplete(v)
	case isJobFailed(v):
		return said + " after it had failed: " + sayJobFailed(v)
	}
	return said
}

func sayTerminating(v *view) string {
	if n := len(v.new) + len(v.old); n > 0 {
		return fmt.Sprintf("%s is being deleted; %s left", v.String(), plural(n, "pod"))
	}
	return v.String() + " is being deleted"
}

func sayRolledBack(v *view) string {
	return fmt.Sprintf("rolled back: revision %s is revision %s again; %s", v.Template, v.Earlier[len(v.Earlier)-1], v.sayAvailable())
}

func sayComplete(v *view) string {
	switch {
	case v.Reconciled != nil:
		return v.sayCurrent()
	case v.Job != nil:
		return v.sayJobDone()
	case v.Partition > 0 && !v.wantsNone():
		return fmt.Sprintf("%s: %s, %d kept by the partition", v.revision(), v.sayAvailable(), min(v.Partition, v.Wanted))
	}
	return v.revision() + ": " + v.sayAvailable()
}

// sayNone says that no pods are wanted and why, and how many are still to stop.
func (v *view) sayNone() string {
	why := "0 replicas"
	if v.Kind == "DaemonSet" {
		why = "no node that it is for"
	}
	return join("no pods are wanted ("+why+")", v.sayStopping())
}

func (v *view) sayAvailable() string {
	if v.wantsNone() {
		return v.sayNone()
	}
	return fmt.Sprintf("%d of %s available", v.Available, plural(v.Wanted, "pod"))
}

func sayUnobserved(v *view) string {
	when := "yet"
	if l := length.AtLeast(v.Changed, v.now); l.Lo >= inattentive { // it may have been so before podlife looked
		when = "for " + l.Sentence()
	}
	return join(fmt.Sprintf("the controller has not acted on generation %d %s (%d was the last)", v.Generation, when, v.Observed), v.before())
}

// inattentive is how long a controller that runs may take to act, which mostly is some
// milliseconds; after it the headline counts.
const inattentive = 10 * time.Second

func sayFailing(v *view) string {
	if v.Job != nil {
		return join(v.sayGroups(), v.sayJobCounts())
	}
	return join(v.sayGroups(), v.before())
}

// mostGroups is how many causes a headline names.
const mostGroups = 3

// sayGroups words what is common to pods, by cause: the worst whole, of others what
// begins them.
func (v *view) sayGroups() string {
	groups := v.groups()
	said := []string{v.sayGroup(groups[0])}
	for i, g := range groups[1:] {
		if i+1 == mostGroups {
			said = append(said, plural(len(groups)-mostGroups, "more cause"))
			break
		}
		said = append(said, plural(g.pods, "pod")+": "+message.Cut(g.cause(), message.MessageWidth/2))
	}
	return join(said...)
}

// sayGroup words what is common to pods: "7 of 7 new pods: exit 1 after 2s".
func (v *view) sayGroup(g *group) string {
	whose := "new pods"
	if len(v.old) == 0 {
		whose = "pods"
	}
	if n := len(v.new); n == 1 {
		return "the " + strings.TrimSuffix(whose, "s") + ": " + g.cause()
	}
	if g.pods == 1 {
		whose += " (" + g.life.Pod.Name + ")"
	}
	return fmt.Sprintf("%d of %d %s: %s", g.pods, len(v.new), whose, g.cause())
}

// sayTrouble words the trouble of one pod, with the pods that share it.
func sayTrouble(v *view, t *trouble) string {
	g := &group{trouble: t}
	for _, l := range v.new {
		if other := v.trouble(l); other != nil && other.key() == t.key() {
			g.pods++
		}
	}
	said := v.sayGroup(g)
	if n := t.failures(); n > 1 && t.exit != nil {
		how := "failed"
		if !wrong(t.exit) {
			how = "ended"
		}
		said += fmt.Sprintf("; %s %d times", how, n)
	}
	return join(said, v.before())
}

func sayRefused(v *view) string {
	missing := v.Wanted - v.count()
	if rs := v.set(v.PodRevision); rs != nil { // a rollout asks for a few at a time
		missing = rs.Wanted - rs.Replicas
	} else if v.Kind == "StatefulSet" || v.Kind == "DaemonSet" { // older pods keep their places
		missing = v.Wanted - v.Replicas
	}
	missing = max(missing, 1)
	return join(fmt.Sprintf("%s cannot be created: %s", plural(missing, "pod"), v.refused().cause()), v.before())
}

func sayOverdue(v *view) string {
	said := "no progress for " + length.Setting(v.Deadline) + ", the progress deadline"
	return join(said, v.sayWaits(), v.before())
}

func sayPaused(v *view) string {
	if j := v.Job; j != nil {
		return fmt.Sprintf("suspended: %d of %s succeeded", j.Succeeded, plural(j.Completions, "pod"))
	}
	if v.wantsNone() {
		return join("paused: "+v.sayNone(), v.before())
	}
	return join(fmt.Sprintf("paused: %d of %s updated", v.Updated, plural(v.Wanted, "pod")), v.before())
}

func sayDegraded(v *view) string {
	why := v.sayWaits()
	if v.worst() != nil {
		why = v.sayGroups()
	}
	return join(v.revision()+": "+v.sayAvailable(), why)
}

func sayProgressing(v *view) string {
	switch {
	case v.Reconciled != nil:
		return v.sayReconciling()
	case v.Job != nil && v.Is("SuccessCriteriaMet"):
		return join(v.sayJobDone(), "waits until the pods have ended that still run")
	case v.Job != nil:
		return join(v.sayJobCounts(), v.sayFailed())
	case v.wantsNone():
		return join(v.revision()+": "+v.sayNone(), v.before())
	case v.OnDelete && v.left() > 0:
		return join(v.revision()+" waits until someone deletes the pods of the older one (OnDelete)", v.before())
	}
	c := v.new.count()
	said := fmt.Sprintf("%s: %d of %s ready", v.revision(), c.Ready, plural(v.updates(), "pod"))
	if !v.blames() { // some of the pods that are ready may be of an older one
		said = fmt.Sprintf("%s: %d of %s updated", v.revision(), v.Updated, plural(v.updates(), "pod"))
	}
	if v.Recreate && len(v.new) == 0 && len(v.old) > 0 {
		said += ", which start when the old ones have stopped (Recreate)"
	}
	if v.MinReady > 0 && (v.Ready > v.Available || c.Ready >= v.updates() && v.Available < v.Wanted) {
		said += fmt.Sprintf(", available when ready for %s", length.Setting(v.MinReady))
	}
	if l := v.restartedNow(); l != nil && c.Ready >= v.updates() {
		said += fmt.Sprintf(", %s only just again: %s", l.Pod.Name, l.Verdict.Headline)
	}
	return join(said, v.sayWaits(), v.before())
}

// sayStopping says how many pods of the wanted revision are still to stop; "" if none are.
func (v *view) sayStopping() string {
	switch c := v.new.count(); {
	case c.Pods == 0:
		return ""
	case c.Leaving == c.Pods:
		return plural(c.Pods, "pod") + " stopping"
	case c.Leaving == 0:
		return plural(c.Pods, "pod") + " left"
	default:
		return fmt.Sprintf("%s left, %d stopping", plural(c.Pods, "pod"), c.Leaving)
	}
}

// sayHolder says what is the matter with a pod of an older revision that the rollout may
// wait for; "" if there is none.
func (v *view) sayHolder() string {
	if l := v.holder(); l != nil {
		return fmt.Sprintf("%s of %s: %s", l.Pod.Name, v.older(), l.Verdict.Headline)
	}
	return ""
}

// sayWaits says what the pods of the wanted revision do that are not ready, and
// which is the slowest.
func (v *view) sayWaits() string {
	l := v.slowest()
	if l == nil {
		return v.sayHolder()
	}
	stages := v.stages()
	if len(stages) == 1 && stages[0].pods == 1 {
		return l.Pod.Name + ": " + l.Verdict.Headline
	}
	parts := make([]string, len(stages))
	for i, s := range stages {
		parts[i] = fmt.Sprintf("%d %s", s.pods, s.state)
	}
	return fmt.Sprintf("%s, the slowest %s: %s", strings.Join(parts, ", "), l.Pod.Name, l.Verdict.Headline)
}
