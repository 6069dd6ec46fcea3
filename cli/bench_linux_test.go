package cli_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// BenchmarkReport runs `podlife report -f` on a 100 MB recording in which every
// version is a new one. It reports the process' peak memory and, where jq is
// installed, its time as a part of `jq -c .`'s on the same file in the same
// run; the budget is 0.5, and 64 MB beside the snapshot.
//
//	go test -run - -bench Report -benchtime 2x ./cli
func BenchmarkReport(b *testing.B) {
	dir := b.TempDir()
	podlife, file := filepath.Join(dir, "podlife"), filepath.Join(dir, "big.jsonl")
	if out, err := exec.Command("go", "build", "-o", podlife, "..").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	b.SetBytes(grow(b, file, 100<<20))
	debug.FreeOSMemory() // a child's peak begins with what its parent holds
	peak, took := int64(0), time.Duration(0)
	for b.Loop() {
		t, rss := measured(b, podlife, "report", "-f", file)
		took, peak = took+t, max(peak, rss)
	}
	b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
	if jq, err := exec.LookPath("jq"); err == nil {
		t, _ := measured(b, jq, "-c", ".", file)
		b.ReportMetric(took.Seconds()/float64(b.N)/t.Seconds(), "of-jq")
	}
}

// measured runs a command and returns its time and its peak memory in bytes.
func measured(b *testing.B, name string, args ...string) (time.Duration, int64) {
	b.Helper()
	cmd := exec.Command(name, args...)
	start := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatal(name, err)
	}
	return time.Since(start), cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10
}

var versions = regexp.MustCompile(`"resourceVersion":"(\d+)"`)

// grow writes a recording again and again, each time with higher versions, so
// that nothing is skipped as known, and returns the file's size.
func grow(b *testing.B, path string, size int64) int64 {
	b.Helper()
	text, err := os.ReadFile("../testdata/recordings/many-containers.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	w, written := bufio.NewWriter(f), int64(0)
	for pass := 0; written < size; pass++ {
		n, err := w.Write(versions.ReplaceAllFunc(text, func(m []byte) []byte {
			v, _ := strconv.Atoi(string(bytes.Trim(m[len(`"resourceVersion":`):], `"`)))
			return fmt.Appendf(nil, `"resourceVersion":"%d"`, v+pass*1_000_000)
		}))
		if err != nil {
			b.Fatal(err)
		}
		written += int64(n)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	return written
}
