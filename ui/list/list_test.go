package list

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestGroupVerdict checks that the group's verdict counts the pods of the
// newest ReplicaSet as the rollout, and names the slowest of them.
func TestGroupVerdict(t *testing.T) {
	all := fixture.Named(t, "rollout").Obs
	for _, c := range []struct {
		at   time.Duration
		want string
	}{
		{30 * time.Second, "new 3 of 4 ready · old 1 stopping, 3 gone · ready at worst 3 of 4 · slowest: krjfk readiness probe 2s · to ready p50 4.0s p90 4.5s (old p50 4.6s)"},
		{60 * time.Second, "new 4 of 4 ready · old 4 gone · ready at worst 3 of 4 · slowest: gcb52 4.5s · to ready p50 4.0s p90 4.5s (old p50 4.6s)"},
	} {
		now := all[0].At.Add(c.at)
		m := model.New()
		for _, o := range all {
			if !o.At.After(now) {
				m.Apply(o)
			}
		}
		s := m.Snapshot(now)
		if got := strings.Join(newPods(&s).verdict, " · "); got != c.want {
			t.Errorf("%v in: %q, want %q", c.at, got, c.want)
		}
	}
}

// started returns a snapshot of one pod, whose start-up took four seconds.
func started() timeline.Snapshot {
	now := time.Date(2026, 11, 22, 16, 16, 22, 0, time.UTC)
	return timeline.Snapshot{Now: now, Lives: []timeline.Life{{
		Pod:     timeline.Pod{Namespace: "shop", Name: "checkout", Owner: "ReplicaSet/checkout-7d9f4c6b8", Created: now.Add(-time.Hour)},
		Verdict: timeline.Verdict{State: timeline.StateReady, Severity: timeline.OK},
		Startup: timeline.Startup{Complete: true, Total: timeline.Duration(4 * time.Second)},
	}}}
}

// TestForgottenPodsAreCounted checks that what a live view no longer keeps is
// still counted.
func TestForgottenPodsAreCounted(t *testing.T) {
	s := started()
	s.Lives[0].Pod.Gone = s.Now
	if got, want := strings.Join(verdictOn(groupPods(&s), 1200, s.Now), " · "), "1201 gone (the last 1 are listed)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestRolloutOfLateComer checks that a pod that comes much later is not a part
// of the rollout.
func TestRolloutOfLateComer(t *testing.T) {
	s := started()
	groups := func(ages ...time.Duration) []Group {
		s.Lives = nil
		for i, age := range ages {
			l := started().Lives[0]
			l.Lanes = nil
			l.Pod.Name, l.Pod.Created = string(rune('a'+i)), s.Now.Add(-age)
			s.Lives = append(s.Lives, l)
		}
		return groupPods(&s)
	}
	r, ok := rolloutOf(groups(time.Hour, time.Hour-10*time.Second, time.Hour-20*time.Second), s.Now)
	if took := r.to.Sub(r.from); !ok || len(r.pods) != 3 || !r.done || took != 24*time.Second {
		t.Errorf("three together: %d pods, done %v, %v", len(r.pods), r.done, took)
	}
	if r, ok := rolloutOf(groups(time.Hour, time.Hour-10*time.Second, time.Minute), s.Now); ok {
		t.Errorf("one came an hour later, and is a rollout of %d", len(r.pods))
	}
}

// TestSeveralNamespaces checks that pods of one name in several namespaces can
// be distinguished, and are no rollout.
func TestSeveralNamespaces(t *testing.T) {
	s := started()
	s.Lives = append(s.Lives, s.Lives[0])
	s.Lives[0].Pod.Owner, s.Lives[1].Pod.Owner = "ReplicaSet/web-1", "ReplicaSet/web-1"
	s.Lives[1].Pod.Namespace = "elsewhere"
	groups := groupPods(&s)
	for i, want := range []string{"elsewhere/" + s.Lives[0].Pod.Name, s.Lives[0].Pod.Namespace + "/" + s.Lives[0].Pod.Name} {
		if groups[i].Label != want {
			t.Errorf("%q, want %q", groups[i].Label, want)
		}
	}
	if _, ok := rolloutOf(groups, s.Now); ok {
		t.Error("a rollout over two namespaces")
	}
	s.Lives[1].Pod.Namespace = s.Lives[0].Pod.Namespace
	if groups = groupPods(&s); groups[0].Label != s.Lives[0].Pod.Name {
		t.Errorf("one namespace: %q", groups[0].Label)
	}
}

// BenchmarkPods groups, sorts and judges thousands of pods: what a list costs
// once a snapshot, whatever is in sight.
func BenchmarkPods(b *testing.B) {
	s := started()
	for i := range 5000 {
		l := s.Lives[0]
		l.Pod.Name = fmt.Sprintf("pod-%d", i)
		s.Lives = append(s.Lives, l)
	}
	for b.Loop() {
		newPods(&s)
	}
}

// TestJobIsNotJudgedByReadiness checks that the pods of a Job are counted by what
// they completed.
func TestJobIsNotJudgedByReadiness(t *testing.T) {
	s := started()
	s.Lives = append(s.Lives, s.Lives[0], s.Lives[0])
	for i := range s.Lives {
		p := &s.Lives[i].Pod
		p.Name, p.Owner, p.Phase = fmt.Sprintf("report-%d", i), "Job/report", []string{"Succeeded", "Running", "Failed"}[i]
	}
	c := newPods(&s)
	if got := strings.Join(c.verdict, " · "); got != "1 completed · 1 active · 1 failed" {
		t.Errorf("by its pods: %q", got)
	}
	if got := strings.Join(verdictOn(c.Groups, 0, s.Now), " · "); strings.Contains(got, "ready") {
		t.Errorf("among others: %q", got)
	}
	s.Workloads = []timeline.Workload{{Namespace: "shop", Kind: "Job", Name: "report", Wanted: 3, Job: &timeline.Job{Completions: 5, Succeeded: 1}}}
	c = newPods(&s)
	if got := c.verdict[0]; got != "1 of 5 completed" || workloadText(c.workload) != "shop/job/report" {
		t.Errorf("with the Job: %s: %q", c.workload, got)
	}
	s.Workloads[0].Rollout = timeline.Rollout{Severity: timeline.Bad, Headline: "past its back-off limit of 2"}
	c = newPods(&s)
	if got := c.verdict[0]; got != "past its back-off limit of 2" {
		t.Errorf("with a Job that failed: %q", got)
	}
}

// TestWhatIsWellFolds checks that pods that are ready fold into one line where not
// all have room, that enter opens it, and that trouble stays in sight.
func TestWhatIsWellFolds(t *testing.T) {
	s := started()
	for i := range 30 {
		l := started().Lives[0]
		l.Pod.Name, l.Pod.Owner, l.Pod.Revision = fmt.Sprintf("web-abc-%02d", i), "ReplicaSet/web-abc", "abc"
		if i == 20 {
			l.Verdict = timeline.Verdict{State: timeline.StateCrashLoopBackOff, Severity: timeline.Bad}
		}
		s.Lives = append(s.Lives, l)
	}
	s.Lives = s.Lives[1:]
	m := Model{All: newPods(&s)}
	m.Part = m.All
	m.layLines(10)
	m.selectFirst()
	if len(m.lines) != 2 || m.Part.Groups[m.Sel].Label != "20" || len(m.lines[1].pods) != 29 {
		t.Fatalf("%d lines, first %q", len(m.lines), m.Part.Groups[m.Sel].Label)
	}
	m.move(1)
	if !m.open() {
		t.Fatal("the folded line does not open")
	}
	if m.layLines(10); len(m.lines) != 30 {
		t.Errorf("opened: %d lines", len(m.lines))
	}
	if m.open() {
		t.Error("a pod opens as if it were folded")
	}
}
