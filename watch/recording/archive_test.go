package recording

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
)

// archived reads a text into an Archive, and returns what the Reader delivered too.
func archived(t testing.TB, text []byte, file io.ReaderAt) (*Archive, []timeline.Observation) {
	t.Helper()
	r := NewReader(bytes.NewReader(text), "it")
	a := r.Archive(file)
	var all []timeline.Observation
	for {
		o, err := r.Next()
		if errors.Is(err, io.EOF) || errors.Is(err, ErrNoPods) {
			return a, all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, o)
	}
}

// listOf returns the objects of a recording as kubectl prints them in one List.
func listOf(text []byte) []byte {
	var out bytes.Buffer
	out.WriteString("{\n\"kind\": \"PodList\", \"apiVersion\": \"v1\", \"items\": [\n")
	sep := ""
	for line := range bytes.Lines(text) {
		if i := bytes.Index(line, []byte(`"object":`)); i > 0 && bytes.Contains(line, []byte(`"kind":"Pod"`)) {
			out.WriteString(sep)
			out.Write(bytes.TrimSuffix(bytes.TrimSpace(line[i+len(`"object":`):]), []byte("}")))
			sep = ",\n"
		}
	}
	out.WriteString("\n]}\n")
	return out.Bytes()
}

// TestArchive checks that an Archive holds what its Reader delivered, whichever way the
// text came and wherever it is looked into.
func TestArchive(t *testing.T) {
	demo, err := os.ReadFile(fixture.Named(t, "demo").Path)
	if err != nil {
		t.Fatal(err)
	}
	big := bytes.Repeat(demo, 4)
	spoiled := bytes.ReplaceAll(big, []byte(`"reason":"Pulled"`), []byte(`"reason":`))
	bare := bytes.ReplaceAll(big, []byte(`"at":"2026-`), []byte(`"when":"2026-`))
	var objects bytes.Buffer
	for line := range bytes.Lines(demo) {
		if i := bytes.Index(line, []byte(`"object":`)); i > 0 {
			objects.Write(bytes.TrimSuffix(bytes.TrimSpace(line[i+len(`"object":`):]), []byte("}")))
			objects.WriteByte('\n')
		}
	}
	for name, text := range map[string][]byte{
		"recording": big, "with broken lines": spoiled, "without times": bare, "objects": objects.Bytes(),
		"a List": listOf(demo), "BOM and blank lines": []byte("\xef\xbb\xbf\n\n" + strings.ReplaceAll(string(demo), "\n", "  \r\n\n")),
		"cut off": demo[:len(demo)-100],
	} {
		for _, file := range []io.ReaderAt{nil, bytes.NewReader(text)} {
			a, want := archived(t, text, file)
			if a.Len() != len(want) || len(want) < 20 {
				t.Fatalf("%s: %d of %d observations", name, a.Len(), len(want))
			}
			const step = 3 // to the next part, which begins with the last of this one: no bound is left out
			parts := (len(want) + step - 1) / step
			for part := range parts {
				i := part * 7919 % parts * step
				if err := a.Each(i, min(i+step+1, len(want)), func(got timeline.Observation) {
					if !got.At.Equal(want[i].At) || !a.At(i).Equal(got.At) || got.Type != want[i].Type || !reflect.DeepEqual(got.Object, want[i].Object) {
						t.Errorf("%s, observation %d: got %v, want %v", name, i, got, want[i])
					}
					i++
				}); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// TestArchiveOfAChangedFile checks that a file that was cut or overwritten is said to
// be, and that one that has grown is read on.
func TestArchiveOfAChangedFile(t *testing.T) {
	demo, err := os.ReadFile(fixture.Named(t, "demo").Path)
	if err != nil {
		t.Fatal(err)
	}
	text := bytes.Repeat(demo, 4)
	for _, c := range []struct {
		name   string
		change func(*os.File) error
		want   error
	}{
		{"grown", func(f *os.File) error { _, err := f.WriteAt(demo, int64(len(text))); return err }, nil},
		{"cut", func(f *os.File) error { return f.Truncate(int64(len(text) - 9)) }, errChanged},
		{"emptied", func(f *os.File) error { return f.Truncate(0) }, errChanged},
		{"overwritten", func(f *os.File) error { _, err := f.WriteAt([]byte("x"), int64(len(text)-99)); return err }, errChanged},
	} {
		path := filepath.Join(t.TempDir(), "it.jsonl")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		a, all := archived(t, text, f)
		if err := c.change(f); err != nil {
			t.Fatal(err)
		}
		err = a.Each(len(all)-1, len(all), func(timeline.Observation) {})
		if !errors.Is(err, c.want) || c.want != nil && !strings.HasPrefix(err.Error(), "read on in it: ") {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		f.Close()
	}
}
