package watch

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"testing"
)

func TestDemoIsTheRecording(t *testing.T) {
	want, err := os.ReadFile("../testdata/recordings/demo.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(DemoFile())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, want) {
		t.Errorf("demo.jsonl.gz differs from testdata: gzip -9nc testdata/recordings/demo.jsonl > watch/demo.jsonl.gz (%v)", err)
	}
	rec, err := Demo()
	if err != nil || len(rec.Observations) != bytes.Count(want, []byte("\n"))-1 {
		t.Errorf("%d observations, %v", len(rec.Observations), err)
	}
}
