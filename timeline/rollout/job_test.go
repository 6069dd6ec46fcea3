package rollout

import (
	"strings"
	"testing"

	"github.com/podlife/podlife/timeline"
)

// TestJob checks what is said of a Job that may do with less than all its pods, and of
// one that is deleted when it has ended.
func TestJob(t *testing.T) {
	job := func(changes ...func(*timeline.Workload)) timeline.Workload {
		w := timeline.Workload{Namespace: "shop", Kind: "Job", Name: "import", Job: &timeline.Job{Completions: 3, Succeeded: 1, Active: 2, BackoffLimit: 6}}
		for _, change := range changes {
			change(&w)
		}
		return w
	}
	policy := func(w *timeline.Workload) { w.Job.SuccessPolicy = true }
	indexes := func(failed string) func(*timeline.Workload) {
		return func(w *timeline.Workload) { w.Job.FailedIndexes = failed }
	}
	gone := func(w *timeline.Workload) { w.Gone = ago(0) }
	complete := condition("Complete", "True", "", "")
	for _, c := range []struct {
		name     string
		workload timeline.Workload
		state    timeline.RolloutState
		says     string
		hopeless string // part of why it is; "" for not
		complete bool
	}{
		{"its success policy is met", job(policy, condition("SuccessCriteriaMet", "True", "SuccessPolicy", "")), timeline.RolloutProgressing, "1 of 3 pods succeeded, which is enough by its success policy; waits until", "", false},
		{"complete by its success policy", job(policy, complete), timeline.RolloutComplete, "1 of 3 pods succeeded, which is enough by its success policy", "", true},
		{"an index failed for good", job(indexes("1")), timeline.RolloutFailing, "index 1 failed past its limit; 1 of 3 pods succeeded, 2 running", "index 1 failed", false},
		{"an index failed that need not succeed", job(policy, indexes("1")), timeline.RolloutProgressing, "1 of 3 pods succeeded, 2 running", "", false},
		{"failed by its indexes", job(indexes("0,2"), condition("Failed", "True", "FailedIndexes", "Job has failed indexes")), timeline.RolloutFailing, "indexes 0,2 failed past the limit of each", "indexes 0,2", false},
		{"too many failed indexes", job(indexes("0-2"), condition("Failed", "True", "MaxFailedIndexesExceeded", "")), timeline.RolloutFailing, "more indexes failed than it allows; indexes 0-2", "indexes 0-2", false},
		{"deleted when complete, as by its TTL", job(complete, gone), timeline.RolloutGone, "job/import was deleted after it had completed: 1 of 3 pods succeeded", "", true},
		{"deleted when failed", job(condition("Failed", "True", "DeadlineExceeded", ""), gone), timeline.RolloutGone, "job/import was deleted after it had failed: past its active deadline", "active deadline", false},
		{"deleted while it runs", job(gone), timeline.RolloutGone, "job/import was deleted", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, w := snapshot(c.workload)
			if r := Judge(s, w); r.State != c.state || !strings.Contains(r.Headline, c.says) {
				t.Errorf("%s: %s\nwant %s: …%s…", r.State, r.Headline, c.state, c.says)
			}
			f := Hopeless(s, w, DefaultTolerance())
			if (f != nil) != (c.hopeless != "") || f != nil && !strings.Contains(f.Cause, c.hopeless) {
				t.Errorf("hopeless: %+v, want %q", f, c.hopeless)
			}
			if Complete(s, w) != c.complete {
				t.Errorf("complete: %v", !c.complete)
			}
		})
	}
}

// TestJobMadeAgain checks that a Job is not blamed for a pod of the one before it that had
// its name, and is still there.
func TestJobMadeAgain(t *testing.T) {
	w := timeline.Workload{Namespace: "shop", Kind: "Job", Name: "web-bbb", PodRevision: "bbb", UID: "job-2", Job: &timeline.Job{Completions: 1, Active: 1, BackoffLimit: 6}}
	for _, c := range []struct {
		owner string
		pods  int
	}{{"job-1", 0}, {"job-2", 1}, {"", 1}} {
		l := ofJob(blocked(0, timeline.StateImagePullBackOff, "ErrImagePull", `failed to resolve reference "registry/app:v2": not found`))
		l.Pod.OwnerUID = c.owner
		s, w := snapshot(w, l)
		if r, f := Judge(s, w), Hopeless(s, w, DefaultTolerance()); r.New.Pods != c.pods || (r.State == timeline.RolloutFailing) != (c.pods > 0) || (f != nil) != (c.pods > 0) {
			t.Errorf("a pod of %q: %+v, hopeless: %+v", c.owner, r, f)
		}
	}
}
