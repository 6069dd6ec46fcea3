package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// TestSignals: however podlife is asked to end, it ends, every time, and leaves
// the terminal as it found it.
func TestSignals(t *testing.T) {
	const times = 10 // each: what goes wrong may be a race
	asked := 0
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT} {
		t.Run(sig.String(), func(t *testing.T) {
			s := newScript(t, scripted())
			for range times {
				scr := watch(t, 100, 30, "web", "--kubeconfig", s.kubeconfig(t), "--mouse")
				see(t, scr, 10*time.Second, "restarts 0")
				if err := scr.Cooked(); err == nil {
					t.Error("the test cannot tell: the terminal is not raw while podlife runs")
				}
				if err := scr.Signal(sig); err != nil {
					t.Fatal(err)
				}
				if _, err := scr.Wait(5 * time.Second); err != nil {
					t.Fatal(err)
				}
				if err := scr.Cooked(); err != nil {
					t.Error(err)
				}
				asked++
			}
		})
	}
	results.add("SIGTERM, SIGHUP, SIGINT", fmt.Sprintf("%d sent, ended and the terminal restored %d times", 3*times, asked))
}

// TestDiskFull: a recording that cannot go on is said so, and the screen goes on.
func TestDiskFull(t *testing.T) {
	if os.Geteuid() != 0 {
		results.untested("disk full", "a small file system needs root")
		t.Skip("a small file system needs root to be mounted")
	}
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k"); err != nil {
		results.untested("disk full", err.Error())
		t.Skipf("mount a small tmpfs: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	s := newScript(t, scripted())
	file := filepath.Join(dir, "full.jsonl")
	scr := watch(t, 120, 40, "web", "--kubeconfig", s.kubeconfig(t), "--record", file)
	see(t, scr, 10*time.Second, "restarts 0")
	<-s.opened
	flood(t, s, 100, 3)
	see(t, scr, 10*time.Second, "restarts 300", "no space left")
	scr.Close()
	r := reportOn(t, file)
	if len(r.Lives) != 1 || r.Observed.Observations < 10 {
		t.Errorf("of the recording that did not fit, %d observations are left", r.Observed.Observations)
	}
	results.add("disk full", fmt.Sprintf("said so; 300 of 300 updates shown, %d recorded and readable", r.Observed.Observations))
}

// TestClock: a computer whose clock is ten minutes off shows ages and
// countdowns on the server's clock, from the first frame on.
func TestClock(t *testing.T) {
	for _, ahead := range []time.Duration{10 * time.Minute, -10 * time.Minute} { // the server's clock
		t.Run(ahead.String(), func(t *testing.T) {
			pod := scripted()
			s := newScript(t, pod)
			s.ahead = ahead
			now := time.Now().Add(ahead)
			pod.CreationTimestamp.Time = now.Add(-90 * time.Second)
			pod.Status.StartTime.Time = pod.CreationTimestamp.Time
			for i := range pod.Status.Conditions {
				pod.Status.Conditions[i].LastTransitionTime = pod.CreationTimestamp
			}
			pod.Status.ContainerStatuses[0].State.Running.StartedAt.Time = pod.CreationTimestamp.Time
			deletion, grace := metav1.NewTime(now.Add(20*time.Second)), int64(30)
			pod.DeletionTimestamp, pod.DeletionGracePeriodSeconds = &deletion, &grace
			pod.Spec.TerminationGracePeriodSeconds = &grace
			scr := watch(t, 120, 40, "web", "--kubeconfig", s.kubeconfig(t))
			see(t, scr, 10*time.Second, "Terminating", "age 1m3", "SIGKILL in 1")
			results.add("clock of the client off by "+(-ahead).String(), "age and countdown right in the first frame")
		})
	}
}

// usage is what a process uses: its memory now, and the CPU time so far, as the
// scheduler counts it in nanoseconds. (utime and stime are samples of the timer
// tick, which charge whole ticks to what the tick itself has woken up.)
func usage(t *testing.T, pid int) (rss int64, cpu time.Duration) {
	t.Helper()
	var size, resident int64
	statm, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err == nil {
		_, err = fmt.Sscan(string(statm), &size, &resident)
	}
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid)) // the pattern is valid
	if err != nil || len(threads) == 0 {
		t.Fatalf("read the usage of process %d: %v, %d threads", pid, err, len(threads))
	}
	for _, file := range threads {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var ran int64
		if _, err := fmt.Sscan(string(b), &ran); err != nil {
			t.Fatal(err)
		}
		cpu += time.Duration(ran)
	}
	return resident * int64(os.Getpagesize()), cpu
}
