package recording

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
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

// BenchmarkArchive looks at 512 observations all over a 20 MB recording, as many as are
// folded at most when a moment is gone back to, from its file and from packed text. It
// reports what is kept of an observation, and what all of them take that are decoded.
//
//	go test -run - -bench Archive ./watch/recording
func BenchmarkArchive(b *testing.B) {
	path := bigRecording(b, 20<<20)
	for _, where := range []string{"file", "packed"} {
		b.Run(where, func(b *testing.B) {
			f, err := os.Open(path)
			if err != nil {
				b.Fatal(err)
			}
			defer f.Close()
			var from io.ReaderAt
			if where == "file" {
				from = Rereadable(f)
			}
			before := heap()
			a := readArchive(f, from)
			kept := heap() - before
			const look = 512
			n := 0
			b.ReportAllocs()
			for b.Loop() {
				n = (n + 7919) % (a.Len() - look)
				if err := a.Each(n, n+look, func(timeline.Observation) {}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(kept)/float64(a.Len()), "B/observation")
			runtime.KeepAlive(a)
			before = heap()
			rec, err := ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(heap()-before)/float64(len(rec.Observations)), "decoded-B/observation")
			runtime.KeepAlive(rec)
		})
	}
}

// readArchive returns the Archive of what r holds.
func readArchive(r io.Reader, file io.ReaderAt) *Archive {
	reader := NewReader(r, "it")
	a := reader.Archive(file)
	for err := error(nil); err == nil; {
		_, err = reader.Next()
	}
	return a
}

// heap returns how many bytes are in use. It collects twice: what is in a
// sync.Pool outlives one collection, be it the 64 MiB of the test before.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
