package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestSignals: however podlife is asked to end, it ends, every time, and leaves
// the terminal as it found it, and a recording of all that it has seen.
func TestSignals(t *testing.T) {
	const times = 10 // each: what goes wrong may be a race
	ended := 0
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT} {
		t.Run(sig.String(), func(t *testing.T) {
			s := newScript(t, scripted())
			for i := range times {
				file, calm := filepath.Join(t.TempDir(), "recording.jsonl"), s.record(t)
				scr := watch(t, 100, 30, "web", "--kubeconfig", s.kubeconfig(t), "--mouse", "--record", file)
				s.await(t, 2)
				s.crashes(t, 10)
				see(t, scr, 10*time.Second, fmt.Sprintf("restarts %d", 10*(i+1)))
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
				calm.stop()
				compare(t, file, calm.file, false)
				if !t.Failed() {
					ended++
				}
			}
		})
	}
	results.add("SIGTERM, SIGHUP, SIGINT", fmt.Sprintf("%d sent, ended and the terminal restored %d times", 3*times, ended))
}

// TestDiskFull: a recording that cannot go on is said so, and the screen goes on;
// so does the recording when there is room again, with a Gap.
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
	file, calm := filepath.Join(dir, "full.jsonl"), s.record(t)
	scr := watch(t, 120, 40, "web", "--kubeconfig", s.kubeconfig(t), "--record", file)
	s.await(t, 2)
	s.flood(t, 100, 1)
	see(t, scr, 10*time.Second, "restarts 100", "no space left")
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=16m"); err != nil {
		t.Fatal(err)
	}
	time.Sleep(way) // what comes now is clearly after the Gap
	s.flood(t, 100, 1)
	see(t, scr, 10*time.Second, "restarts 200")
	if err := scr.WaitUntil(10*time.Second, "no trouble", func(text string) bool { return !contains(text, "no space left") }); err != nil {
		t.Error(err)
	}
	press(t, scr, "q")
	if code, err := scr.Wait(5 * time.Second); err != nil || code != 1 || !contains(scr.Text(), "no space left on device ("+file+")") {
		t.Errorf("exit code %d, want 1 and why: %v\n%s", code, err, scr.Text())
	}
	calm.stop()
	lost, gaps := compare(t, file, calm.file, true)
	if lost == 0 || gaps != 1 {
		t.Errorf("%d updates inside %d gaps, want some inside one", lost, gaps)
	}
	results.add("disk full", fmt.Sprintf("said so; 200 of 200 updates shown, %d recorded, %d inside %d gap", 200-lost, lost, gaps))
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
