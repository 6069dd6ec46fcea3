package recording

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	eventsv1 "k8s.io/api/events/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
)

const podV1 = `{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","namespace":"n","uid":"u1","creationTimestamp":"2026-01-02T03:04:05Z"}}`

// sketch returns one line an observation, for comparisons that can be read.
func sketch(rec Recording) string {
	var b strings.Builder
	for _, o := range rec.Observations {
		kind, name := fmt.Sprintf("%T", o.Object), ""
		if u, ok := o.Object.(*Unknown); ok {
			kind = "unknown " + u.Kind
		}
		if m, ok := o.Object.(metav1.Object); ok {
			name = " " + m.GetName()
		}
		at := "-"
		if !o.At.IsZero() {
			at = o.At.UTC().Format("15:04:05.999999")
		}
		fmt.Fprintf(&b, "%s %s %s%s\n", at, o.Type, kind[strings.LastIndexByte(kind, '.')+1:], name)
	}
	return b.String()
}

// TestReaderLosesNothing checks that reading gives the objects that
// encoding/json does: nothing that the model uses is lost in slim.
func TestReaderLosesNothing(t *testing.T) {
	for _, file := range fixture.Files(t) {
		rec, err := ReadFile(file)
		if err != nil || len(rec.Warnings) > 0 || rec.Inferred || rec.Header.Podlife == "" {
			t.Fatalf("%s: %v %v %v", file, err, rec.Warnings, rec.Header)
		}
		text, _ := os.ReadFile(file)
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")[1:]
		if len(lines) != len(rec.Observations) {
			t.Fatalf("%s: %d observations of %d lines", file, len(rec.Observations), len(lines))
		}
		for i, o := range rec.Observations {
			var want struct {
				At     time.Time
				Type   timeline.ObservationType
				Object json.RawMessage
			}
			if err := json.Unmarshal([]byte(lines[i]), &want); err != nil {
				t.Fatal(err)
			}
			if !o.At.Equal(want.At) || o.Type != want.Type {
				t.Errorf("%s:%d: got %s %s", file, i+2, o.At, o.Type)
			}
			whole := reflect.New(reflect.TypeOf(o.Object).Elem()).Interface()
			if err := json.Unmarshal(want.Object, whole); err != nil {
				t.Fatal(err)
			}
			if m, ok := whole.(metav1.Object); ok {
				m.SetManagedFields(withoutFields(m.GetManagedFields()))
			}
			a, _ := json.Marshal(o.Object)
			b, _ := json.Marshal(whole)
			if !bytes.Equal(a, b) {
				t.Fatalf("%s:%d:\n got %s\nwant %s", file, i+2, a, b)
			}
		}
	}
}

func TestReaderFormats(t *testing.T) {
	line := func(typ, object string) string { return fmt.Sprintf(`{"type":%q,"object":%s}`, typ, object) }
	pretty := func(s string) string {
		var b bytes.Buffer
		if err := json.Indent(&b, []byte(s), "", "    "); err != nil {
			t.Fatal(err)
		}
		return b.String() + "\n"
	}
	later := strings.Replace(podV1, `"uid"`, `"managedFields":[{"manager":"kubelet","time":"2026-01-02T03:04:09Z","fieldsV1":{"f:x":{}}}],"uid"`, 1)
	event := `{"kind":"Event","apiVersion":"v1","metadata":{"name":"p.1"},"lastTimestamp":"2026-01-02T03:04:07Z"}`
	newEvent := `{"kind":"Event","apiVersion":"events.k8s.io/v1","metadata":{"name":"p.2"},"eventTime":"2026-01-02T03:04:07.123456Z"}`
	for name, c := range map[string]struct{ in, want string }{
		"kubectl watch events": {
			pretty(line("ADDED", podV1)) + pretty(line("MODIFIED", later)) + pretty(line("DELETED", podV1)),
			"03:04:06 ADDED Pod p\n03:04:10 MODIFIED Pod p\n03:04:10 DELETED Pod p\n"},
		"kubectl watch": {
			pretty(podV1) + pretty(later),
			"03:04:06 ADDED Pod p\n03:04:10 MODIFIED Pod p\n"},
		"kubectl List": {
			pretty(`{"apiVersion":"v1","kind":"List","items":[` + podV1 + "," + event + "," + newEvent + "]}"),
			"03:04:06 ADDED Pod p\n03:04:08 ADDED Event p.1\n03:04:08 ADDED Event p.2\n"},
		"typed lists": {
			`{"kind":"PodList","apiVersion":"v1","items":[{"metadata":{"name":"p"}}]}` + "\n" +
				`{"kind":"EndpointSliceList","apiVersion":"discovery.k8s.io/v1","items":[{"metadata":{"name":"s"}}]}` + "\n" +
				`{"kind":"EventList","apiVersion":"events.k8s.io/v1","items":[{"metadata":{"name":"e"}}]}`,
			"- ADDED Pod p\n- ADDED EndpointSlice s\n- ADDED Event e\n"},
		"one pod": {pretty(podV1), "03:04:06 ADDED Pod p\n"},
		"other lines": {
			line("ADDED", podV1) + "\r\n\n" + line("BOOKMARK", `{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"7"}}`) + "\n" +
				line("ERROR", `{"kind":"Status","apiVersion":"v1","code":410}`) + "\n" +
				`{"at":"2026-01-02T03:05:00Z","type":"GAP","object":{"from":"2026-01-02T03:04:30Z","to":"2026-01-02T03:05:00Z","reason":"x"}}` + "\n" +
				line("SAMPLE", `{"kind":"ProbeSample","apiVersion":"podlife/v1","total":3}`) + "\n" +
				line("ADDED", `{"kind":"Widget","apiVersion":"example.com/v1","new":1}`) + "\n" + `{"type":"NEWS","object":null}` + "\n" + `{"at":"2026-01-02T03:06:00Z","type":"GAP"}`,
			"03:04:06 ADDED Pod p\n03:04:06 BOOKMARK Pod \n03:04:06 ERROR Status\n03:05:00 GAP Gap\n03:05:00 SAMPLE ProbeSample\n" +
				"03:05:00 ADDED unknown Widget\n03:05:00 NEWS <nil>\n03:06:00 GAP Gap\n"},
		"a byte order mark": {"\xef\xbb\xbf" + pretty(podV1), "03:04:06 ADDED Pod p\n"},
	} {
		rec, err := ReadAll(strings.NewReader(c.in), name)
		if err != nil || len(rec.Warnings) > 0 {
			t.Errorf("%s: %v %v", name, err, rec.Warnings)
		}
		if got := sketch(rec); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
		for _, o := range rec.Observations {
			if e, ok := o.Object.(*eventsv1.Event); ok && e.Kind != "Event" {
				t.Errorf("%s: an event without its kind", name)
			}
		}
	}
}

func TestReaderTrouble(t *testing.T) {
	good := `{"at":"2026-01-02T03:04:06Z","type":"ADDED","object":` + podV1 + "}\n"
	for name, c := range map[string]struct {
		in       string
		count    int
		err      string
		warnings string
	}{
		"empty":             {"", 0, "f: the file is empty", ""},
		"blank":             {" \n\n", 0, "f: the file is empty", ""},
		"header only":       {`{"podlife":"recording/v1"}` + "\n", 0, "f: the recording holds no pod", ""},
		"no pods":           {`{"kind":"List","apiVersion":"v1","items":[]}`, 0, "f: the recording holds no pod", ""},
		"a workload only":   {`{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"web","uid":"w"}}`, 1, "", ""},
		"cut off":           {good + good[:50], 1, "", "f:2: the last line is cut off and was dropped"},
		"cut off and ended": {good + good[:50] + "\n", 1, "", "f:2: the last line is cut off and was dropped"},
		"only a cut line":   {good[:50], 0, "f: the recording holds no pod", "f:1: the last line is cut off and was dropped"},
		"cut in the middle": {good + good[:50] + "\n" + good, 3, "", "f:2: unexpected end of JSON; it was skipped"},
		"cut document":      {"{\n\"type\":\"ADDED\",\n\"object\":" + podV1 + "}\n{\n\"type\":", 1, "", "f:4: the last line is cut off and was dropped"},
		"broken document":   {"{\n\"kind\":\"Pod\",\n\"apiVersion\" \"v1\"}", 0, "f:3: invalid character '\"' after object name (expecting ':') (expected a podlife recording, or what kubectl get -o json prints)", "f:3: invalid character '\"' after object name (expecting ':'); it was skipped"},
		"broken line":       {good + good + "{]\n" + good, 4, "", "f:3: invalid character ']' at start of value; it was skipped"},
		"broken first line": {"{]\n" + good, 1, "", "f:1: invalid character ']' at start of value; it was skipped"},
		"broken last line":  {good + "{]\n", 2, "", "f:2: invalid character ']' at start of value; it was skipped"},
		"two on one line":   {good + "{} {}\n" + good, 3, "", "f:2: something follows the value on its line; it was skipped"},
		"wrong type":        {good + `{"type":"ADDED","object":{"kind":"Pod","apiVersion":"v1","status":7}}`, 2, "", "f:2: Pod: status: a number cannot stand here; it was skipped"},
		"wrong time":        {good + `{"type":"ADDED","object":{"kind":"Pod","apiVersion":"v1","metadata":{"creationTimestamp":"x"}}}`, 2, "", `f:2: Pod: metadata.creationTimestamp: parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"; it was skipped`},
		"yaml":              {"apiVersion: v1\nkind: Pod\n", 0, "f:1: invalid character 'a' at start of value (expected a podlife recording, or what kubectl get -o json prints)", "f:1: invalid character 'a' at start of value; it was skipped|f:2: invalid character 'k' at start of value; it was skipped"},
		"no object":         {good + `{"type":"ADDED"}`, 2, "", "f:2: type ADDED without an object; it was skipped"},
		"other JSON":        {`{"hello":1}`, 0, `f:1: neither an observation ("type", "object") nor a Kubernetes object ("kind") (expected a podlife recording, or what kubectl get -o json prints)`, `f:1: neither an observation ("type", "object") nor a Kubernetes object ("kind"); it was skipped`},
		"a newer recording": {`{"podlife":"recording/v2"}` + "\n" + good, 0, `f:1: format "recording/v2" is newer than this podlife, which reads "recording/v1": update podlife`, ""},
		"UTF-16":            {"\xff\xfe{\x00}\x00", 0, "f:1: the file is UTF-16, as PowerShell's > writes it; save it as UTF-8", ""},
	} {
		rec, err := ReadAll(strings.NewReader(c.in), "f")
		if got := fmt.Sprint(err); err != nil && got != c.err || err == nil && c.err != "" {
			t.Errorf("%s: error %q\nwant %q", name, got, c.err)
		}
		if len(rec.Observations) != c.count || strings.Join(rec.Warnings, "|") != c.warnings {
			t.Errorf("%s: %d observations, warnings %q", name, len(rec.Observations), rec.Warnings)
		}
	}
}

// TestReaderCutAnywhere checks that a file that is cut anywhere reads as far as
// its last whole line.
func TestReaderCutAnywhere(t *testing.T) {
	text, err := os.ReadFile("../../testdata/recordings/prestop-hang.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	head := bytes.SplitAfter(text, []byte("\n"))
	text = bytes.Join(head[:4], nil)
	for n := len(head[0]) + len(head[1]); n < len(text); n += 7 {
		rec, err := ReadAll(bytes.NewReader(text[:n]), "f")
		want := bytes.Count(text[:n], []byte("\n"))
		if got := len(rec.Observations) + 1; err != nil && !errors.Is(err, ErrNoPods) || got != want && got != want+1 {
			t.Fatalf("cut at %d: %d of %d lines, %v", n, got, want, err)
		}
	}
}

func TestReaderGzip(t *testing.T) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	fmt.Fprintf(w, "{\"type\":\"ADDED\",\"object\":%s}\n", podV1)
	w.Flush() // not closed: cut off
	rec, err := ReadAll(&b, "f")
	if err != nil || len(rec.Observations) != 1 {
		t.Errorf("%d observations, %v", len(rec.Observations), err)
	}
}

// TestReaderSmallReads checks that the result does not depend on how the input
// arrives or on the bounds of batches.
func TestReaderSmallReads(t *testing.T) {
	text, err := os.ReadFile("../../testdata/recordings/recreated.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	want, err := ReadAll(bytes.NewReader(text), "f")
	if err != nil {
		t.Fatal(err)
	}
	long := bytes.Repeat(text, 2*batchBytes/len(text)+2)
	got, err := ReadAll(&smallReads{bytes.NewReader(long)}, "f")
	if err != nil || len(got.Observations) != len(want.Observations)*(len(long)/len(text)) {
		t.Fatalf("%d observations, %v", len(got.Observations), err)
	}
	got.Observations = got.Observations[:len(want.Observations)]
	if sketch(got) != sketch(want) {
		t.Error("another result from small reads")
	}
}

type smallReads struct{ r io.Reader }

func (s *smallReads) Read(b []byte) (int, error) { return s.r.Read(b[:min(len(b), 1000)]) }

func FuzzReader(f *testing.F) {
	for _, s := range []string{
		"", podV1, `{"type":"ADDED","object":` + podV1 + "}\n", "{\n\"kind\":\"List\",\"items\":[" + podV1 + "]}\n{", `{"podlife":"recording/v1"}`,
		`{"at":"2026-01-02T03:04:06Z","type":"GAP","object":{"from":"2026-01-02T03:04:06Z"}}`, `{"type":"SAMPLE","object":{"kind":"ProbeSample","apiVersion":"podlife/v1"}}`,
		`{"kind":"Pod","apiVersion":"v1","metadata":{"managedFields":[{"fieldsV1":{}},null,7]},"spec":{},"spec":null}`, `{"kind":"EventList","apiVersion":"v1","items":[{},null]}`,
		"\x1f\x8b\x08", "\xff\xfe",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		rec, err := ReadAll(bytes.NewReader(b), "f")
		if err != nil && !strings.Contains(err.Error(), "f") {
			t.Errorf("an error that names no file: %v", err)
		}
		var last time.Time
		for i, o := range rec.Observations {
			if rec.Inferred && len(rec.Observations) == i+1 && o.At.Before(last) && !bytes.Contains(b, []byte(`"at"`)) {
				t.Errorf("inferred times go back: %v after %v", o.At, last)
			}
			last = o.At
			if _, _, err := appendLine(nil, o, i%2 == 0); err != nil && !strings.Contains(err.Error(), "Time.Marshal") && !strings.Contains(err.Error(), "year") {
				t.Errorf("cannot be written again: %v", err)
			}
		}
	})
}
