package ticket

import (
	"bytes"
	"fmt"
	"io"

	"sigs.k8s.io/yaml"

	"github.com/podlife/podlife/timeline"
)

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
