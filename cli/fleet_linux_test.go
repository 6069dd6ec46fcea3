package cli_test

import (
	"cmp"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"golang.org/x/sys/unix"
)

// BenchmarkWatchedFleet runs `podlife watch -A` in a terminal on a server with 5,000
// pods, of which 20 change a second, for $PODLIFE_FLEET (20s). It reports when all of
// them were in a frame; the memory of the process at the end of that and its peak, all
// of it: what the source, the model and the list keep, and what the collector leaves
// to itself; and which part of a core the changes take.
//
//	go test -run - -bench WatchedFleet -benchtime 1x ./cli
func BenchmarkWatchedFleet(b *testing.B) {
	lasts, err := time.ParseDuration(cmp.Or(os.Getenv("PODLIFE_FLEET"), "20s"))
	if err != nil {
		b.Fatal(err)
	}
	const pods = 5000
	server := httptest.NewServer(newFleetServer(b, pods, time.Second/20))
	defer server.Close()
	podlife, config := programFor(b, server.URL)
	for b.Loop() {
		began := time.Now()
		cmd, screen := inTerminal(b, podlife, "watch", "-A", "--kubeconfig", config)
		for !strings.Contains(screen.String(), "of 5000 ready") && time.Since(began) < time.Minute {
			time.Sleep(10 * time.Millisecond)
		}
		if !strings.Contains(screen.String(), "of 5000 ready") {
			b.Fatalf("the list is not there after a minute:\n%s", screen)
		}
		b.ReportMetric(time.Since(began).Seconds(), "all-shown-s")
		time.Sleep(5 * time.Second)
		used := usedBy(b, cmd.Process.Pid)
		time.Sleep(lasts)
		b.ReportMetric((usedBy(b, cmd.Process.Pid)-used).Seconds()/lasts.Seconds()*100, "%-of-a-core")
		rss := memoryOf(b, cmd.Process.Pid, "VmRSS:")
		b.ReportMetric(float64(rss), "rss-MB")
		b.ReportMetric(float64(memoryOf(b, cmd.Process.Pid, "VmHWM:")), "peak-MB")
		if most := 45 + pods*40/1024; rss > most {
			b.Errorf("%d MB for %d pods, want at most %d: 45, and 40 KB a pod", rss, pods, most)
		}
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}
}

// inTerminal starts a program in a terminal of 120×40 cells.
func inTerminal(b *testing.B, name string, args ...string) (*exec.Cmd, *vt.SafeEmulator) {
	b.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		b.Skip(err)
	}
	fd := int(master.Fd())
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = cmp.Or(unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0), unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 40, Col: 120}))
	}
	if err != nil {
		b.Fatal(err)
	}
	tty, err := os.OpenFile(fmt.Sprint("/dev/pts/", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		b.Fatal(err)
	}
	defer tty.Close()
	cmd := exec.Command(name, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, tty
	cmd.Env = append(os.Environ(), "TERM=xterm-256color")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	screen := vt.NewSafeEmulator(120, 40)
	go func() { _, _ = io.Copy(master, screen) }() // what a terminal answers to queries
	go func() {
		defer master.Close()
		_, _ = io.Copy(screen, master) // until the program has closed its side
	}()
	return cmd, screen
}

// usedBy returns how long a process has used a processor.
func usedBy(b *testing.B, pid int) (used time.Duration) {
	b.Helper()
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if err != nil || len(threads) == 0 {
		b.Fatal(pid, "has ended: ", err)
	}
	for _, file := range threads {
		text, _ := os.ReadFile(file) // a thread may have ended
		n, _, _ := strings.Cut(string(text), " ")
		ns, _ := strconv.ParseInt(n, 10, 64)
		used += time.Duration(ns)
	}
	return used
}
