package recording

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
)

// TestRecordRoundTrip checks that what is recorded in full reads back as it
// was, for every recording.
func TestRecordRoundTrip(t *testing.T) {
	for _, file := range fixture.Files(t) {
		want, err := ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "r.jsonl")
		r, err := NewRecorder(path, RecorderOptions{Full: true, Target: "x", Server: "v1", Now: func() time.Time { return time.Unix(7, 0) }})
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range want.Observations {
			if err := r.Write(o); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		got, err := ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if (got.Header != Header{formatName, time.Unix(7, 0).UTC(), "x", "v1", false}) {
			t.Errorf("header %+v", got.Header)
		}
		if !reflect.DeepEqual(got.Observations, want.Observations) {
			t.Errorf("%s: recorded observations differ", file)
		}
	}
}

func observed(second int, name string) timeline.Observation {
	return timeline.Observation{At: time.Unix(int64(second), 0).UTC(), Type: timeline.Added, Object: &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: name, UID: "u"}}}
}

func TestRecorderRedactsByDefault(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.jsonl")
	r, err := NewRecorder(path, RecorderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	o := observed(1, "p")
	pod := o.Object.(*corev1.Pod)
	pod.Spec.Containers = []corev1.Container{{Name: "c", Env: []corev1.EnvVar{{Name: "A", Value: "hunter2"}}}}
	if err := errors.Join(r.Write(o), r.Close()); err != nil {
		t.Fatal(err)
	}
	b, _ := os.ReadFile(path)
	if s := string(b); strings.Contains(s, "hunter2") || !strings.Contains(s, `"redacted":true`) || !strings.Contains(s, `"value":"[redacted]"`) {
		t.Errorf("recorded %s", s)
	}
	if pod.Spec.Containers[0].Env[0].Value != "hunter2" {
		t.Error("the observed object was changed")
	}
}

// TestRecorderLocks checks that a second recorder on a file is refused while
// the first is open, and changes nothing: they would cut off and overwrite each
// other's lines.
func TestRecorderLocks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.jsonl")
	first, err := NewRecorder(path, RecorderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(first.Warnings()) > 0 {
		t.Skip("no locks here: ", first.Warnings())
	}
	first.Write(observed(1, "a"))
	const want = "another podlife is recording to it: end that one or choose another name"
	if _, err := NewRecorder(path, RecorderOptions{}); err == nil || err.Error() != "record to "+path+": "+want {
		t.Errorf("a second recorder: %v", err)
	}
	if err := errors.Join(first.Write(observed(2, "b")), first.Close()); err != nil {
		t.Fatal(err)
	}
	third, err := NewRecorder(path, RecorderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	third.Close()
	if rec, err := ReadFile(path); err != nil || sketch(rec) != "00:00:01 ADDED Pod a\n00:00:02 ADDED Pod b\n" {
		t.Errorf("%v\n%s", err, sketch(rec))
	}
}

// TestRecorderMode checks that only the owner may read a recording, whatever
// its mode was before.
func TestRecorderMode(t *testing.T) {
	for _, mode := range []os.FileMode{0, 0o644, 0o666} {
		path := filepath.Join(t.TempDir(), "r.jsonl")
		if mode != 0 {
			if err := os.WriteFile(path, []byte(`{"podlife":"recording/v1","redacted":true}`+"\n"), mode); err != nil {
				t.Fatal(err)
			}
			os.Chmod(path, mode)
		}
		r, err := NewRecorder(path, RecorderOptions{})
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		stat, err := os.Stat(path)
		if err != nil || stat.Mode().Perm() != 0o600 {
			t.Errorf("mode %v became %v, %v", mode, stat.Mode(), err)
		}
		if changed := mode != 0; changed != (len(r.Warnings()) == 1) {
			t.Errorf("mode %v: warnings %q", mode, r.Warnings())
		}
	}
}

func TestRecorderContinues(t *testing.T) {
	const head = `{"podlife":"recording/v1","recordedAt":"1970-01-01T00:00:01Z","redacted":true}` + "\n"
	line := func(second int) string {
		b, _, err := appendLine(nil, observed(second, fmt.Sprint("p", second)), false)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	const gap = "00:00:09 GAP Gap\n"
	for name, c := range map[string]struct {
		before   string
		full     bool
		want     string
		warnings int
		err      string
	}{
		"whole":            {head + line(5), false, "00:00:05 ADDED Pod p5\n" + gap + "00:00:09 ADDED Pod p9\n", 0, ""},
		"no newline":       {head + strings.TrimSpace(line(5)), false, "00:00:05 ADDED Pod p5\n" + gap + "00:00:09 ADDED Pod p9\n", 0, ""},
		"cut off":          {head + line(5) + line(6)[:40], false, "00:00:05 ADDED Pod p5\n" + gap + "00:00:09 ADDED Pod p9\n", 1, ""},
		"cut-off header":   {head[:30], false, "00:00:09 ADDED Pod p9\n", 1, ""},
		"header only":      {head, false, "00:00:09 ADDED Pod p9\n", 0, ""},
		"no header":        {line(5), false, "00:00:05 ADDED Pod p5\n" + gap + "00:00:09 ADDED Pod p9\n", 0, ""},
		"another file":     {"package main\n", false, "", 0, "no podlife recording"},
		"a pod":            {podV1 + "\n", false, "", 0, "no podlife recording"},
		"pretty":           {"{\n}\n", false, "", 0, "no podlife recording"},
		"gzip":             {"\x1f\x8b\x08\x00", false, "", 0, "no podlife recording"},
		"full to redacted": {head + line(5), true, "", 0, "redacted"},
	} {
		path := filepath.Join(t.TempDir(), "r.jsonl")
		if err := os.WriteFile(path, []byte(c.before), 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := NewRecorder(path, RecorderOptions{Full: c.full})
		if c.err != "" {
			b, _ := os.ReadFile(path)
			if err == nil || !strings.Contains(err.Error(), c.err) || !strings.Contains(err.Error(), path) || string(b) != c.before {
				t.Errorf("%s: error %v; the file is now %q", name, err, b)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := errors.Join(r.Write(observed(9, "p9")), r.Close()); err != nil {
			t.Fatal(err)
		}
		rec, err := ReadFile(path)
		if err != nil || len(rec.Warnings) > 0 || sketch(rec) != c.want || len(r.Warnings()) != c.warnings {
			t.Errorf("%s: %v %q %q\n%s", name, err, rec.Warnings, r.Warnings(), sketch(rec))
		}
	}
}

// TestRecorderFullDisk checks that a recorder on a full disk says so once, goes
// on when there is room again, and leaves a readable recording that says what
// it missed.
func TestRecorderFullDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.jsonl")
	var told []error
	r, err := NewRecorder(path, RecorderOptions{OnError: func(err error) { told = append(told, err) }})
	if err != nil {
		t.Fatal(err)
	}
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full here")
	}
	defer full.Close()
	good := r.file
	r.Write(observed(1, "a"))
	r.file, r.regular = full, false
	r.Write(observed(2, "b"))
	r.Write(observed(3, "c"))
	r.file, r.regular = good, true
	r.Write(observed(4, "d"))
	if len(told) != 2 || told[0] == nil || told[1] != nil {
		t.Errorf("told %v", told)
	}
	if err := r.Close(); err == nil || err.Error() != "recording fails: no space left on device ("+path+")" { // cause first
		t.Errorf("Close() = %v", err)
	}
	rec, err := ReadFile(path)
	if want := "00:00:01 ADDED Pod a\n00:00:04 GAP Gap\n00:00:04 ADDED Pod d\n"; err != nil || sketch(rec) != want {
		t.Errorf("%v\n%s", err, sketch(rec))
	}
}
