package recording

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/podlife/podlife/timeline"
)

// endless repeats a text after a head, forever.
type endless struct{ head, text string }

func (e *endless) Read(p []byte) (int, error) {
	if e.head != "" {
		n := copy(p, e.head)
		e.head = e.head[n:]
		return n, nil
	}
	n := 0
	for n+len(e.text) <= len(p) {
		n += copy(p[n:], e.text)
	}
	return n, nil
}

// allocated returns how much memory was asked for while f ran, in MiB.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) >> 20
}

// TestReaderLimits checks that reading ends, whatever the file holds, in little
// memory and with an error that names the limit.
func TestReaderLimits(t *testing.T) {
	good := `{"type":"ADDED","object":` + podV1 + "}\n"
	list := `{"kind":"List","apiVersion":"v1","items":[`
	const tooLong = "a line or an object of more than 8 MiB: Kubernetes stores none of more than 3"
	for name, c := range map[string]struct {
		in  io.Reader
		err string
	}{
		"/dev/zero":               {&endless{"", "\x00"}, "f:1: invalid character '\\x00' at start of value (expected a podlife recording, or what kubectl get -o json prints)"},
		"garbage lines":           {&endless{"", "All work and no play\n"}, "f:1: invalid character 'A' at start of value (expected a podlife recording, or what kubectl get -o json prints)"},
		"a line without end":      {&endless{good + `{"type":"`, "A"}, "f:2: " + tooLong},
		"a value without end":     {&endless{"{\n\"kind\":\"", "A"}, "f:1: " + tooLong},
		"members without end":     {&endless{"{\n", `"a":1,`}, "f:1: " + tooLong},
		"an item without end":     {&endless{"{\n\"items\":[\n" + podV1 + `,{"kind":"`, "A"}, "f:3: " + tooLong},
		"a number without end":    {&endless{"[\n", "1"}, "f:1: " + tooLong},
		"arrays without end":      {&endless{"", "["}, "f:1: values nested more than 10,000 deep (expected a podlife recording, or what kubectl get -o json prints)"},
		"objects without end":     {&endless{"", `{"a":`}, "f:1: values nested more than 10,000 deep (expected a podlife recording, or what kubectl get -o json prints)"},
		"unkind items":            {&endless{"{\"items\":[\n", "{\"a\":1},"}, "f:2: " + tooLong},
		"Lists without end":       {&endless{"", list}, "f:1: values nested more than 10,000 deep (expected a podlife recording, or what kubectl get -o json prints)"},
		"Lists nested 4,500 deep": {strings.NewReader(strings.Repeat(list, 4500) + strings.Repeat("]}", 4500)), "f:1: Lists nested more than 8 deep"},
		"so many containers": {strings.NewReader(`{"kind":"Pod","apiVersion":"v1","spec":{"containers":[` + strings.Repeat("{},", 20_000) + "{}]}}"),
			"f:1: Pod: spec: containers: more than 10000 elements"},
	} {
		var err error
		mb := allocated(func() { _, err = drain(NewReader(c.in, "f")) })
		if fmt.Sprint(err) != c.err || mb > 100 {
			t.Errorf("%s: %d MiB, %v\nwant %s", name, mb, err, c.err)
		}
	}
}

// drain reads to the end, keeping nothing.
func drain(r *Reader) (n int, err error) {
	for ; ; n++ {
		if _, err := r.Next(); err != nil {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return n, err
		}
	}
}

// TestGzipLimit checks that a small file that unpacks to gigabytes is refused,
// and a recording never.
func TestGzipLimit(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	fmt.Fprintf(z, "{\"type\":\"ADDED\",\"object\":%s}\n", podV1)
	blank := bytes.Repeat([]byte("\n"), 1<<20)
	for range 128 {
		z.Write(blank)
	}
	z.Close()
	packed := bomb.Len()
	n, err := drain(NewReader(&bomb, "f"))
	if want := "kB unpack to more than 64 MiB, which no recording does: gunzip it first if it is one"; n != 1 || err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%d bytes packed, %d observations, %v", packed, n, err)
	}
}

// TestListIsStreamed checks that a List is read item by item: it may be larger
// than the memory, on one line or on many.
func TestListIsStreamed(t *testing.T) {
	const items = 10_000
	pod := strings.Replace(podV1, `"uid":"u1"`, `"uid":"u%[1]d","annotations":{"a":"%[1]d`+strings.Repeat("x", 4000)+`"}`, 1)
	for name, newline := range map[string]string{"pretty": "\n", "one line": ""} {
		r, w := io.Pipe()
		go func() {
			fmt.Fprint(w, `{`+newline+`"apiVersion":"v1","items":[`+newline)
			for i := range items {
				if i > 0 {
					fmt.Fprint(w, ","+newline)
				}
				fmt.Fprintf(w, pod, i)
			}
			fmt.Fprint(w, `],"kind":"List"}`)
			w.Close()
		}()
		reader := NewReader(r, "f")
		before, peak, n := heap(), int64(0), 0
		for {
			o, err := reader.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil || o.Type != timeline.Added {
				t.Fatal(o.Type, err)
			}
			if n++; n%2500 == 0 {
				peak = max(peak, (heap()-before)>>20)
			}
		}
		if n != items || peak > 16 {
			t.Errorf("%s: %d items, %d MiB", name, n, peak)
		}
	}
}
