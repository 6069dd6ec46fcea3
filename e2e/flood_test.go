package e2e

import (
	"fmt"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/podlife/podlife/e2e/screen"
)

// TestFlood: 2,000 updates a second for 10 seconds. A real API server on a
// small machine cannot write as fast, so this one only says that it did.
func TestFlood(t *testing.T) {
	const rate, seconds = 2000, 10
	s := newScript(t, scripted())
	file := filepath.Join(t.TempDir(), "flood.jsonl")
	scr := watch(t, 120, 40, "web", "--kubeconfig", s.kubeconfig(t), "--record", file)
	see(t, scr, 10*time.Second, "restarts 0", "Ready")
	s.await(t, 1)
	machine := readLoad(t)
	began := time.Now()
	worst := make(chan time.Duration, 1)
	go func() { worst <- slowestKey(t, scr, seconds-2) }()
	s.flood(t, rate, seconds)
	took := time.Since(began)
	writes := scr.Frames(began, began.Add(took))
	see(t, scr, 10*time.Second, fmt.Sprintf("restarts %d", rate*seconds))
	settled := time.Since(began) - took
	scr.Close()

	next, lost, reordered := 1001, 0, 0
	for _, o := range read(t, file) {
		version, err := strconv.Atoi(o.Object.Metadata.ResourceVersion)
		if o.Object.Kind != "Pod" || err != nil || version == 1000 {
			continue
		}
		switch {
		case version > next:
			lost += version - next
		case version < next:
			reordered++
		}
		next = version + 1
	}
	lost += 1001 + rate*seconds - next
	if r := reportOn(t, file); len(r.Lives) != 1 || len(r.Observed.Gaps) > 0 || r.Lives[0].lane(t, "container/app").Restarts != rate*seconds {
		t.Errorf("the report has %d lives and %+v, want one with %d restarts", len(r.Lives), r.Observed, rate*seconds)
	}
	key := <-worst
	results.add("flood", fmt.Sprintf("%d updates in %.1fs, %d lost, %d reordered, shown %s after the last", rate*seconds, took.Seconds(), lost, reordered, settled.Round(time.Millisecond)))
	results.add("flood: slowest key, frames a second", fmt.Sprintf("%s, %.1f", key.Round(time.Millisecond), float64(writes)/took.Seconds())+machine.judge(t, "the slowest key", key.Seconds()/0.1))
	if lost > 0 || reordered > 0 {
		t.Errorf("%d updates lost, %d reordered", lost, reordered)
	}
	if perSecond := float64(writes) / took.Seconds(); perSecond > 31 {
		t.Errorf("%.1f frames a second, want 30", perSecond)
	}
}

// flood sends updates in batches of a hundredth of a second.
func (s *script) flood(t *testing.T, rate, seconds int) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for range 100 * seconds {
		<-tick.C
		s.crashes(t, rate/100)
	}
}

// slowestKey opens and closes the help, one of both every second, and returns
// the longest time that took to be seen.
func slowestKey(t *testing.T, s *screen.Screen, n int) time.Duration {
	t.Helper()
	var worst time.Duration
	for i := range n {
		shown := i%2 == 0
		began := time.Now()
		if err := s.Type("?"); err != nil {
			t.Error(err)
		}
		if err := s.WaitUntil(5*time.Second, "the help", func(text string) bool { return contains(text, "keys of") == shown }); err != nil {
			t.Error(err)
		}
		worst = max(worst, time.Since(began))
		time.Sleep(time.Second - time.Since(began))
	}
	return worst
}
