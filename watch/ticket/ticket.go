// Package ticket reads what people paste into a ticket: kubectl's YAML, its
// describe pages, its tables of events and pods, mixed with prompts, fences and
// prose, cut, quoted and indented anew. It turns them into Observations.
//
// It knows what kubectl prints (k8s.io/kubectl/pkg/describe, pkg/printers) and
// how pastes are mangled. It must not know what an Observation means for a pod
// (package timeline) or how it is shown.
//
// The way of a text through the package:
//
//	clean → lines       fences, quotes, entities, prompts, tabs      (lines*.go)
//	scan → prints       one command's output each: one moment        (scan.go and a parser a format)
//	gather → pods       which pod a block is about, and its lives    (lives.go, names.go)
//	settle → times      when each print was printed, from its ages   (network.go, moments.go)
//	observe             Pods and Events with the times known         (observe*.go)
package ticket

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"sigs.k8s.io/yaml"

	"github.com/podlife/podlife/timeline"
)

// ErrNoPods is what Read returns for a text that holds no pod.
var ErrNoPods = errors.New("no pod in it")

// Ticket is what a text said.
type Ticket struct {
	Observations []timeline.Observation // in order of their At
	// Warnings are what was odd in the text, a sentence each: lines that were
	// not understood, a page that was cut, prints whose order is unknown.
	Warnings []string
	// Missing is what the text could not say, and which command would add it.
	Missing []string
	// Relative reports that the text names no moment by which any of it could
	// be dated: all times are relative to the moment of printing, for which
	// Printed stands.
	Relative bool
	// NowUnknown reports that the text does not say when the last of it was
	// printed: only that it was not before the newest moment that it names.
	NowUnknown bool
}

// maxText bounds what is read: a cluster's whole dump, not a disk.
const maxText = 64 << 20

// isBinary reports whether what begins a file is no text in any encoding that is
// read here.
func isBinary(b []byte) bool {
	if len(b) > 1 && (b[0] == 0xff && b[1] == 0xfe || b[0] == 0xfe && b[1] == 0xff) {
		return false
	}
	b = b[:min(len(b), 1<<16)]
	bad := 0
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		}
		i += n
	}
	return bad > 16 && bad > len(b)/8
}

// Read reads a text. name is what its errors call it. A text without any pod
// is an error that wraps ErrNoPods.
func Read(text []byte, name string) (Ticket, error) {
	if len(text) > maxText {
		return Ticket{}, fmt.Errorf("%s: %d MB are too much for a ticket (at most %d): cut it down to the pod", name, len(text)>>20, maxText>>20)
	}
	if isBinary(text) {
		return Ticket{}, fmt.Errorf("%s: %w: it is no text", name, ErrNoPods)
	}
	lines := clean(text)
	s := scan(lines)
	pods := gather(s)
	if len(pods.list) == 0 {
		return Ticket{}, fmt.Errorf("%s: %w: looked in %s for kubectl's describe, YAML, and tables of pods and events%s", name, ErrNoPods, howMany(len(lines), "line"), almost(s.odd))
	}
	t := settle(s, pods)
	return observe(s, pods, t), nil
}

func howMany(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Reader hands out a ticket's Observations one by one.
type Reader struct {
	ticket Ticket
	rest   []timeline.Observation
}

// Text reads all of r, and no more than a ticket may have and a byte; name is what
// errors call it.
func Text(r io.Reader, name string) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxText+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return text, nil
}

// NewReader reads a text; name is what errors call it.
func NewReader(text []byte, name string) (*Reader, error) {
	t, err := Read(text, name)
	if err != nil {
		return nil, err
	}
	return &Reader{ticket: t, rest: t.Observations}, nil
}

// Next returns the next Observation, or io.EOF.
func (r *Reader) Next() (timeline.Observation, error) {
	if len(r.rest) == 0 {
		return timeline.Observation{}, io.EOF
	}
	o := r.rest[0]
	r.rest = r.rest[1:]
	return o, nil
}

// Looks reports whether a text that begins so is for this package, and not a
// recording or kubectl's JSON.
func Looks(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(head) == 0 || head[0] == 0 || bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		return false
	}
	inner := bytes.TrimLeft(head[1:], " \t\r\n")
	switch head[0] {
	case '{':
		return len(inner) > 0 && inner[0] != '"' && inner[0] != '}' || textBehind(head) || onlyEvents(head)
	case '[':
		return len(inner) > 0 && inner[0] != '{' && inner[0] != ']'
	}
	return true
}

// onlyEvents reports whether a text begins as a list of Events that kubectl
// printed as JSON, without a pod or a workload: a recording needs one, and a ticket
// does not.
func onlyEvents(head []byte) bool {
	return eventList().Match(head) && !listedShown().Match(head)
}

var (
	eventList   = lazily(`^\{\s*("kind": "EventList"|"apiVersion": "v1",\s*"items": \[\s*\{(.*\n)*? {12}"kind": "Event")`)
	listedShown = lazily(`\n {12}"kind": "(Pod|Deployment|ReplicaSet|StatefulSet|DaemonSet|Job|CronJob)"`)
)

// textBehind reports whether something else follows the JSON, indented as
// kubectl prints it, that a text begins with.
func textBehind(head []byte) bool {
	_, rest, ok := bytes.Cut(head, []byte("\n}"))
	if !ok || bytes.IndexByte(head, '\n') > len("{ \r") {
		return false
	}
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return len(rest) > 0 && rest[0] != '{' && rest[0] != '['
}

// workloadDocument is the kind of a controller's object as kubectl prints YAML: of an
// object, or of an item of a List. storedObject is what a manifest lacks.
var (
	workloadDocument = lazily(`(?m)^(  )?kind: (Deployment|ReplicaSet|StatefulSet|DaemonSet|Job|CronJob) *$`)
	storedObject     = lazily(`(?m)^ +uid: \S`)
)

// Workloads returns the JSON of a text that is nothing but YAML of objects of an API
// server, documents or Lists, with a workload among them: one value a document, for the
// reader of recordings. Texts of pods alone may be cut, and mixed with others.
func Workloads(text []byte) (values []byte, ok bool) {
	if !workloadDocument().Match(text) || !storedObject().Match(text) {
		return nil, false
	}
	text = bytes.ReplaceAll(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), []byte("\r\n"), []byte("\n"))
	for doc := range bytes.SplitSeq(append([]byte("\n"), text...), []byte("\n---")) {
		if len(bytes.TrimSpace(doc)) == 0 {
			continue
		}
		value, err := yaml.YAMLToJSON(doc)
		if err != nil || value[0] != '{' || !bytes.Contains(value, []byte(`"kind":"`)) || !bytes.Contains(value, []byte(`"apiVersion":"`)) {
			return nil, false
		}
		values = append(append(values, value...), '\n')
	}
	return values, len(values) > 0
}

// Warnings returns what was odd in the text, a sentence each.
func (r *Reader) Warnings() []string { return r.ticket.Warnings }

// Missing returns what the text could not say, and which command would add it.
func (r *Reader) Missing() []string { return r.ticket.Missing }

// NowUnknown reports that the text does not say when it was printed.
func (r *Reader) NowUnknown() bool { return r.ticket.NowUnknown }

// Inferred reports false: what a ticket does not know of its times is in their
// bounds.
func (r *Reader) Inferred() bool { return false }
