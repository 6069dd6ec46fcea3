package recording

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
type decoder struct{ slimmer }

// decode reads one value. It keeps nothing of b.
func (d *decoder) decode(b []byte) (decoded, error) {
	s, err := shapeOf(b)
	if err != nil {
		return decoded{}, err
	}
	switch {
	case s.podlife != nil:
		h, err := parseHeader(b)
		return decoded{header: &h}, err
	case s.typ != nil:
		return d.line(s)
	case s.kind != nil:
		out := decoded{bare: true}
		err := d.objects(&out, timeline.Added, s, "", "")
		return out, err
	}
	return decoded{}, errNoObservation
}

var errNoObservation = errors.New(`neither an observation ("type", "object") nor a Kubernetes object ("kind")`)

// line reads {"at","type","object"}.
func (d *decoder) line(s *shape) (decoded, error) {
	var out decoded
	var at time.Time
	if s.at != nil {
		if err := at.UnmarshalJSON(s.at); err != nil {
			return out, fmt.Errorf("at: %w", err)
		}
	}
	typ := timeline.ObservationType(text(s.typ))
	switch {
	case typ == timeline.GapType && (s.object == nil || s.object.null):
		out.add(typ, new(timeline.Gap), time.Time{}) // its arrival says it all
	case s.object == nil || s.object.null:
		if typ == timeline.Added || typ == timeline.Modified || typ == timeline.Deleted {
			return out, fmt.Errorf("type %s without an object", typ)
		}
		out.add(typ, nil, time.Time{})
	case typ == timeline.GapType:
		gap := new(timeline.Gap)
		if err := unmarshal(s.object.text, gap); err != nil {
			return out, fmt.Errorf("gap: %w", err)
		}
		out.add(typ, gap, gap.To)
	default:
		if err := d.objects(&out, typ, s.object, "", ""); err != nil {
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

// objects reads a Kubernetes object, or every item of a List. The kind and
// version given are those an item inherits from a typed List.
func (d *decoder) objects(out *decoded, typ timeline.ObservationType, s *shape, apiVersion, kind string) error {
	if s.kind != nil {
		kind, apiVersion = text(s.kind), text(s.apiVersion)
	}
	if len(s.items) > 0 && s.items[0] == '[' && strings.HasSuffix(kind, "List") {
		item := strings.TrimSuffix(kind, "List")
		_, err := jsonscan.Elements(s.items, 0, func(val []byte) error {
			s, err := shapeOf(val)
			if err != nil {
				return err
			}
			return d.objects(out, typ, s, apiVersion, item)
		})
		return err
	}
	object, err := d.typed(s, metav1.TypeMeta{APIVersion: apiVersion, Kind: kind})
	if err != nil {
		return fmt.Errorf("%s: %w", kind, err)
	}
	out.add(typ, object, latestFact(object))
	return nil
}

// typed reads one object into the type the model knows it by.
func (d *decoder) typed(s *shape, kind metav1.TypeMeta) (any, error) {
	group, version, found := strings.Cut(kind.APIVersion, "/")
	if !found {
		group, version = "", kind.APIVersion
	}
	switch {
	case kind.Kind == "Pod" && group == "":
		return d.pod(s, kind)
	case kind.Kind == "Event" && group == "":
		o := &corev1.Event{}
		return o, d.object(s, o, &o.ObjectMeta, &o.TypeMeta, kind)
	case kind.Kind == "Event" && group == "events.k8s.io":
		o := &eventsv1.Event{}
		return o, d.object(s, o, &o.ObjectMeta, &o.TypeMeta, kind)
	case kind.Kind == "EndpointSlice" && group == "discovery.k8s.io" && version == "v1":
		o := &discoveryv1.EndpointSlice{}
		return o, d.object(s, o, &o.ObjectMeta, &o.TypeMeta, kind)
	case kind.Kind == "Status" && group == "":
		o := &metav1.Status{TypeMeta: kind}
		return o, unmarshal(s.text, o)
	case kind.Kind == "ProbeSample" && group == "podlife":
		o := &timeline.ProbeSample{}
		return o, unmarshal(s.text, o)
	}
	return &Unknown{APIVersion: kind.APIVersion, Kind: kind.Kind, JSON: bytes.Clone(s.text)}, nil
}

// unmarshal is json.Unmarshal with its errors cut down to what a reader of the
// file can use.
func unmarshal(b []byte, into any) error {
	err := json.Unmarshal(b, into)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
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
