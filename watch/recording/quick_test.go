package recording

import (
	"bytes"
	"os"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/internal/fixture"
)

// What is read in one scan is what a look at the whole line makes of it.
func TestQuick(t *testing.T) {
	d := newDecoder()
	quick, all := 0, 0
	for _, file := range fixture.Files(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(text) {
			line = bytes.TrimSpace(line)
			all++
			out, ok := d.quick(line)
			if !ok {
				continue
			}
			quick++
			want, err := d.careful(line)
			if err != nil {
				t.Fatalf("%s: %v\n%s", file, err, line)
			}
			want.facts = out.facts // only of what has no arrival time
			if !reflect.DeepEqual(want, out) {
				t.Fatalf("%s:\n%s", file, cmp.Diff(want, out, cmp.AllowUnexported(decoded{})))
			}
		}
	}
	if quick*10 < all*9 {
		t.Errorf("%d of %d lines were read in one scan", quick, all)
	}
}

// A line of another shape, or with an error, is left to who looks at all of it.
func TestQuickLeaves(t *testing.T) {
	const pod = `{"kind":"Pod","apiVersion":"v1","metadata":{"name":"a","uid":"u"}}`
	const start = `{"at":"2026-11-22T07:04:28Z","type":"ADDED",`
	if _, ok := newDecoder().quick([]byte(start + `"object" : ` + pod + ` }`)); !ok {
		t.Error("a line in order was not read in one scan")
	}
	for _, line := range []string{
		start + `"object":` + pod + `,"more":1}`,
		start + `"object":` + pod + `,"object":` + pod + `}`,
		start + `"object":` + pod + `}}`,
		start + `"object":` + pod + `]`,
		start + `"object":` + pod[:len(pod)-1] + `}`,
		start + `"object":` + pod[:20] + `}`,
		start + `"object":null}`,
		start + `"object":{"kind":"PodList","apiVersion":"v1","items":[` + pod + `]}}`,
		start + `"object":{"kind":"Node","apiVersion":"v1",]}}`,
		start + `"object":{"kind":"Pod","apiVersion":"v1","metadata":7}}`,
		`{"at":"yesterday","type":"ADDED","object":` + pod + `}`,
		`{"object":` + pod + `,"type":"ADDED"}`,
		`{"type":"GAP","object":{"to":"2026-11-22T07:04:28Z"}}`,
		`{"podlife":"recording/v1"}`,
		pod, `[]`, `7`, `}`,
	} {
		if _, ok := newDecoder().quick([]byte(line)); ok {
			t.Errorf("read in one scan: %s", line)
		}
	}
}

// The API's times are read as their own method reads them.
func TestSeconds(t *testing.T) {
	d := newDecoder()
	for _, text := range []string{`"2026-11-22T07:04:28Z"`, `"2026-11-22T07:04:28.5+02:00"`, `"2026-11-22T07:04:\u00328Z"`, `null`} {
		out, err := d.careful([]byte(`{"kind":"Pod","apiVersion":"v1","metadata":{"creationTimestamp":` + text + `}}`))
		if err != nil {
			t.Fatal(text, err)
		}
		var want time.Time
		if text != "null" {
			if want, err = time.Parse(time.RFC3339, str([]byte(text))); err != nil {
				t.Fatal(err)
			}
		}
		if got := createdOf(out); !got.Equal(want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
	if _, err := d.careful([]byte(`{"kind":"Pod","apiVersion":"v1","metadata":{"creationTimestamp":"soon"}}`)); err == nil {
		t.Error("a time that is none was read")
	}
}

func createdOf(d decoded) time.Time {
	return d.obs[0].Object.(*corev1.Pod).CreationTimestamp.Time
}
