package recording

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/podlife/podlife/internal/fixture"
)

// bigRecording writes a recording of at least size bytes: all recordings there
// are, again and again.
func bigRecording(b *testing.B, size int) string {
	b.Helper()
	var all bytes.Buffer
	for _, file := range fixture.Files(b) {
		text, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		all.Write(text)
	}
	path := filepath.Join(b.TempDir(), "big.jsonl")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	for n := 0; n < size; n += all.Len() {
		if _, err := f.Write(all.Bytes()); err != nil {
			b.Fatal(err)
		}
	}
	return path
}

// BenchmarkReader reads a 100 MB recording as a stream. It reports the process'
// peak memory and, where jq is installed, the time as a part of `jq -c .`'s on
// the same file, in the same run; the budget of all of `report -f` is 0.5 and 64 MB.
//
//	go test -run - -bench Reader -benchtime 3x ./watch
func BenchmarkReader(b *testing.B) {
	path := bigRecording(b, 100<<20)
	stat, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(stat.Size())
	for b.Loop() {
		f, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		r := NewReader(f, path)
		for err == nil {
			_, err = r.Next()
		}
		f.Close()
		if !errors.Is(err, io.EOF) {
			b.Fatal(err)
		}
	}
	per := b.Elapsed() / time.Duration(b.N)
	if mb := peakMemory(); mb > 0 {
		b.ReportMetric(mb, "peak-MB")
	}
	if jq, err := exec.LookPath("jq"); err == nil {
		start := time.Now()
		if err := exec.Command(jq, "-c", ".", path).Run(); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(per)/float64(time.Since(start)), "of-jq")
	}
}

// peakMemory returns the process' peak resident memory in MB, or 0 where the
// system does not say.
func peakMemory() float64 {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if fields := bytes.Fields(lines.Bytes()); len(fields) == 3 && string(fields[0]) == "VmHWM:" {
			kb, _ := strconv.ParseFloat(string(fields[1]), 64)
			return kb / 1024
		}
	}
	return 0
}
