package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/ui/list"
)

// The group's verdict counts the pods of the newest ReplicaSet as the rollout,
// and names the slowest of them.
func TestGroupVerdict(t *testing.T) {
	all := recording(t, "rollout")
	for _, c := range []struct {
		at   time.Duration
		want string
	}{
		{30 * time.Second, "3 of 5 ready · 1 Terminating · 1 NotReady · 3 gone · rollout 7s so far · slowest: shop-d94984565-krjfk not ready 2s (p50 4.0s)"},
		{60 * time.Second, "4 of 4 ready · 4 gone · rollout 8s · slowest: shop-d94984565-gcb52 4.5s (p50 4.0s)"},
	} {
		a := newApp(Options{Recording: all, At: all[0].At.Add(c.at), Paused: true})
		a.w, a.h = 100, 30
		a.scene()
		if got := a.list.All.Verdict; got != c.want {
			t.Errorf("%v in: %q, want %q", c.at, got, c.want)
		}
	}
}

// What a live view no longer keeps is still counted.
func TestForgottenPodsAreCounted(t *testing.T) {
	s := sixDays()
	s.Lives[0].Pod.Gone = s.Now
	if got, want := list.GroupVerdict(list.GroupPods(&s), 1200, s.Now), "1201 gone (the last 1 are listed)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A pod that comes much later is not a part of the rollout.
func TestRolloutOfLateComer(t *testing.T) {
	s := sixDays()
	groups := func(ages ...time.Duration) []list.PodGroup {
		s.Lives = nil
		for i, age := range ages {
			l := sixDays().Lives[0]
			l.Lanes = nil
			l.Pod.Name, l.Pod.Created = string(rune('a'+i)), s.Now.Add(-age)
			s.Lives = append(s.Lives, l)
		}
		return list.GroupPods(&s)
	}
	r, ok := list.RolloutOf(groups(time.Hour, time.Hour-10*time.Second, time.Hour-20*time.Second), s.Now)
	if took := r.To.Sub(r.From); !ok || len(r.Pods) != 3 || !r.Done || took != 24*time.Second {
		t.Errorf("three together: %d pods, done %v, %v", len(r.Pods), r.Done, took)
	}
	if r, ok := list.RolloutOf(groups(time.Hour, time.Hour-10*time.Second, time.Minute), s.Now); ok {
		t.Errorf("one came an hour later, and is a rollout of %d", len(r.Pods))
	}
}

// The bars of the list are to scale on one axis, from the creation or by the
// clock, and filters leave the rest of the list as it is.
func TestListAlignment(t *testing.T) {
	all := recording(t, "rollout")
	bars := func(keys string) map[string]int { // where each pod's bar begins
		f, err := Frame(Options{Recording: all, Location: time.UTC}, 100, 24, all[0].At.Add(time.Minute), strings.Fields(keys))
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]int{}
		for line := range strings.Lines(f) {
			if name := strings.Fields(line); len(name) > 3 && strings.HasPrefix(strings.Trim(name[0], "▌"), "shop-") {
				out[name[0]] = len([]rune(line[:strings.IndexAny(line, "░▄█")]))
			}
		}
		return out
	}
	age, wall := bars("down"), bars("a down")
	if len(age) < 6 || age["shop-d94984565-krjfk"] != age["shop-6dd6d547db-2lk9j"] {
		t.Errorf("by age: %v", age)
	}
	if wall["shop-d94984565-krjfk"] < wall["shop-6dd6d547db-2lk9j"]+10 {
		t.Errorf("by the clock: %v", wall)
	}
	if got := bars("/ k r j enter down"); len(got) > 1 {
		t.Errorf("filtered: %v", got)
	}
}

// A list that is longer than the screen says how many pods are above and below.
func TestListCounts(t *testing.T) {
	all := recording(t, "rollout")
	f, err := Frame(Options{Recording: all}, 100, 9, all[0].At.Add(30*time.Second), strings.Fields("down down down down"))
	if err != nil || !strings.Contains(f, "─ pod ↑2 ↓2 ─") {
		t.Errorf("no counts (%v) in\n%s", err, f)
	}
}

// Pods of one name in several namespaces can be told apart, and are no rollout.
func TestSeveralNamespaces(t *testing.T) {
	s := sixDays()
	s.Lives = append(s.Lives, s.Lives[0])
	s.Lives[0].Pod.Owner, s.Lives[1].Pod.Owner = "ReplicaSet/web-1", "ReplicaSet/web-1"
	s.Lives[1].Pod.Namespace = "elsewhere"
	groups := list.GroupPods(&s)
	for i, want := range []string{"elsewhere/" + s.Lives[0].Pod.Name, s.Lives[0].Pod.Namespace + "/" + s.Lives[0].Pod.Name} {
		if groups[i].Label != want {
			t.Errorf("%q, want %q", groups[i].Label, want)
		}
	}
	if _, ok := list.RolloutOf(groups, s.Now); ok {
		t.Error("a rollout over two namespaces")
	}
	s.Lives[1].Pod.Namespace = s.Lives[0].Pod.Namespace
	if groups = list.GroupPods(&s); groups[0].Label != s.Lives[0].Pod.Name {
		t.Errorf("one namespace: %q", groups[0].Label)
	}
}
