package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// load is how much CPU time has been used on this machine so far, by everybody
// and by this test and what it has started. Figures that were taken while
// others were busy are marked, and do not fail a test.
type load struct {
	at        time.Time
	all, mine time.Duration
}

// tick is what /proc counts in (USER_HZ).
const tick = 10 * time.Millisecond

func readLoad(t *testing.T) load {
	t.Helper()
	l := load{at: time.Now()}
	stat, err := os.ReadFile("/proc/stat")
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(stat), "\n")
	for i, field := range strings.Fields(first)[1:] {
		if i == 3 || i == 4 || i > 7 { // idle, iowait; guests are counted twice
			continue
		}
		n, _ := strconv.ParseInt(field, 10, 64) // a number by definition
		l.all += time.Duration(n) * tick
	}
	l.mine = ownTime()
	return l
}

// ownTime is the CPU time of this process and its descendants, those that have
// ended included.
func ownTime() time.Duration {
	parent, used := map[int]int{}, map[int]time.Duration{}
	files, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is valid
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			continue // ended meanwhile
		}
		pid, _ := strconv.Atoi(strings.Split(file, "/")[2])
		f := splitStat(string(b))
		parent[pid], _ = strconv.Atoi(f[1])
		for _, field := range f[11:15] { // utime, stime, and those of children that ended
			n, _ := strconv.ParseInt(field, 10, 64)
			used[pid] += time.Duration(n) * tick
		}
	}
	var sum time.Duration
	for pid := range parent {
		for p := pid; p > 1; p = parent[p] {
			if p == os.Getpid() {
				sum += used[pid]
				break
			}
		}
	}
	return sum
}

// others is how many CPUs the rest of the machine has used since.
func (l load) others(t *testing.T) float64 {
	t.Helper()
	now := readLoad(t)
	return max(0, float64(now.all-l.all-(now.mine-l.mine))/float64(now.at.Sub(l.at)))
}

// quiet is how many CPUs others may use without disturbing a measurement.
const quiet = 0.2

// noise is what to add to a figure that others have disturbed.
func (l load) noise(t *testing.T) string {
	t.Helper()
	if others := l.others(t); others > quiet {
		return fmt.Sprintf(" [NOISY: others used %.1f of %d CPUs]", others, runtime.NumCPU())
	}
	return ""
}

// metronomeVariable makes this program nothing but a metronome.
const metronomeVariable = "PODLIFE_E2E_METRONOME"

// metronome wakes up as often as a screen looks for something to write, and does
// nothing: what that alone costs differs threefold from one shared machine to the next.
func metronome() {
	for range time.Tick(time.Second / 25) {
	}
}

// startMetronome starts a metronome, which ends with the test, and returns its process.
func startMetronome(t *testing.T) (pid int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), metronomeVariable+"=1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Wait() }) // it is killed by the end of the context
	return cmd.Process.Pid
}

// judge returns what to add to a figure that is times its budget, and fails the
// test for one of more than twice that: a regression is rarely less, and the
// figures of one build differ by half from one shared machine to the next. It
// does not fail while others disturb.
func (l load) judge(t *testing.T, what string, times float64) string {
	t.Helper()
	noise := l.noise(t)
	if times <= 1 {
		return noise
	}
	if noise == "" && times > 2 {
		t.Errorf("%s: %.1f times its budget", what, times)
	}
	return fmt.Sprintf(" [OVER: %.2f times its budget]", times) + noise
}
