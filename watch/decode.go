package watch

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	eventsv1 "k8s.io/api/events/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch/internal/jsonscan"
)

// decoded is one value of a recording. At of an observation is zero where the
// recording does not tell it; facts then bounds it (see infer.go).
type decoded struct {
	header *Header
	obs    []timeline.Observation
	facts  []time.Time // parallel to obs
	bare   bool        // an object without a watch type around it
}

// decoder turns JSON values into observations. It is safe for concurrent use.
type decoder struct{ specs specCache }

// envelope is the top level of one value: a watch line, a header, a Kubernetes
// object or a List. The slices point into the value.
type envelope struct {
	podlife, at, typ, object []byte
	apiVersion, kind, items  []byte
}

func readEnvelope(b []byte) (envelope, error) {
	var e envelope
	end, err := jsonscan.Members(b, jsonscan.Space(b, 0), func(key, val []byte) error {
		switch string(key) {
		case "podlife":
			e.podlife = val
		case "at":
			e.at = val
		case "type":
			e.typ = val
		case "object":
			e.object = val
		case "apiVersion":
			e.apiVersion = val
		case "kind":
			e.kind = val
		case "items":
			e.items = val
		}
		return nil
	})
	if err != nil {
		return e, err
	}
	if end = jsonscan.Space(b, end); end < len(b) {
		return e, &jsonscan.SyntaxError{Offset: end, Byte: b[end], Want: "the end of the line"}
	}
	return e, nil
}

// decode reads one value. It keeps nothing of b.
func (d *decoder) decode(b []byte) (decoded, error) {
	e, err := readEnvelope(b)
	if err != nil {
		return decoded{}, err
	}
	switch {
	case e.podlife != nil:
		h, err := parseHeader(b)
		return decoded{header: &h}, err
	case e.typ != nil:
		return d.line(e)
	case e.kind != nil:
		out := decoded{bare: true}
		err := d.object(&out, timeline.Added, b, "", "")
		return out, err
	}
	return decoded{}, errNoObservation
}

var errNoObservation = errors.New(`neither an observation ("type", "object") nor a Kubernetes object ("kind")`)

// line reads {"at","type","object"}.
func (d *decoder) line(e envelope) (decoded, error) {
	var out decoded
	var at time.Time
	if e.at != nil {
		if err := json.Unmarshal(e.at, &at); err != nil {
			return out, fmt.Errorf("at: %w", err)
		}
	}
	typ := timeline.ObservationType(text(e.typ))
	switch {
	case typ == timeline.GapType:
		gap := new(timeline.Gap)
		if err := unmarshal(e.object, gap); err != nil {
			return out, fmt.Errorf("gap: %w", err)
		}
		out.add(typ, gap, gap.To)
	case len(e.object) == 0 || e.object[0] != '{':
		if typ == timeline.Added || typ == timeline.Modified || typ == timeline.Deleted {
			return out, fmt.Errorf("type %s without an object", typ)
		}
		out.add(typ, nil, time.Time{})
	default:
		if err := d.object(&out, typ, e.object, "", ""); err != nil {
			return out, err
		}
	}
	for i := range out.obs {
		out.obs[i].At = at
	}
	return out, nil
}

func (d *decoded) add(typ timeline.ObservationType, object any, facts time.Time) {
	d.obs = append(d.obs, timeline.Observation{Type: typ, Object: object})
	d.facts = append(d.facts, facts)
}

// object reads a Kubernetes object, or every item of a List. The kind and
// version given are those an item inherits from a typed List.
func (d *decoder) object(out *decoded, typ timeline.ObservationType, b []byte, apiVersion, kind string) error {
	e, err := readEnvelope(b)
	if err != nil {
		return err
	}
	if e.kind != nil {
		kind, apiVersion = text(e.kind), text(e.apiVersion)
	}
	if e.items != nil && e.items[0] == '[' && strings.HasSuffix(kind, "List") {
		item := strings.TrimSuffix(kind, "List")
		_, err := jsonscan.Elements(e.items, 0, func(val []byte) error {
			return d.object(out, typ, val, apiVersion, item)
		})
		return err
	}
	object, err := d.typed(b, apiVersion, kind)
	if err != nil {
		return fmt.Errorf("%s: %w", kind, err)
	}
	out.add(typ, object, latestFact(object))
	return nil
}

// typed reads one object into the type the model knows it by.
func (d *decoder) typed(b []byte, apiVersion, kind string) (any, error) {
	group, version, found := strings.Cut(apiVersion, "/")
	if !found {
		group, version = "", apiVersion
	}
	meta := metav1.TypeMeta{Kind: kind, APIVersion: apiVersion}
	switch {
	case kind == "Pod" && group == "":
		return d.pod(b, meta)
	case kind == "Event" && group == "":
		o := &corev1.Event{}
		return o, d.slimInto(b, o, &o.TypeMeta, meta)
	case kind == "Event" && group == "events.k8s.io":
		o := &eventsv1.Event{}
		return o, d.slimInto(b, o, &o.TypeMeta, meta)
	case kind == "EndpointSlice" && group == "discovery.k8s.io" && version == "v1":
		o := &discoveryv1.EndpointSlice{}
		return o, d.slimInto(b, o, &o.TypeMeta, meta)
	case kind == "Status" && group == "":
		o := &metav1.Status{}
		return o, d.slimInto(b, o, &o.TypeMeta, meta)
	case kind == "ProbeSample" && group == "podlife":
		o := &timeline.ProbeSample{}
		return o, unmarshal(b, o)
	}
	return &Unknown{APIVersion: apiVersion, Kind: kind, JSON: bytes.Clone(b)}, nil
}

// unmarshal is json.Unmarshal with its errors cut down to what a reader of the
// file can use.
func unmarshal(b []byte, into any) error {
	err := json.Unmarshal(b, into)
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return fmt.Errorf("%s: a %s cannot stand here", wrong.Field, wrong.Value)
	}
	return err
}

// text returns the string that a JSON string stands for, or "".
func text(val []byte) string {
	if len(val) < 2 || val[0] != '"' {
		return ""
	}
	if inner := val[1 : len(val)-1]; bytes.IndexByte(inner, '\\') < 0 {
		return string(inner)
	}
	var s string
	if json.Unmarshal(val, &s) != nil {
		return ""
	}
	return s
}
