package recording

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/podlife/podlife/timeline"
)

// decoded is one value of a recording. At of an observation is zero where the
// recording does not say it; facts then bounds it (see infer.go).
type decoded struct {
	header *Header
	obs    []timeline.Observation
	facts  []time.Time // parallel to obs
	bare   bool        // an object without a watch type around it
	item   bool        // of a List
}

// decoder turns JSON values into observations. It is safe for concurrent use.
type decoder struct {
	options json.Options // of objects
	lenient json.Options // of what is around them
	cursors sync.Pool    // of *jsontext.Decoder
}

func newDecoder() *decoder { return &decoder{options: objectOptions(), lenient: lenient()} }

var errNoObservation = errors.New(`neither an observation ("type", "object") nor a Kubernetes object ("kind")`)

// decode reads one value. It keeps nothing of its text.
func (d *decoder) decode(v value) (decoded, error) {
	if v.err != nil {
		return decoded{}, v.err
	}
	if v.list != nil {
		out := decoded{bare: true, item: true}
		err := d.objects(&out, timeline.Added, v.text, *v.list, 1)
		return out, err
	}
	if out, ok := d.quick(v.text); ok {
		return out, nil
	}
	return d.careful(v.text)
}

// careful reads a value of any shape: it looks at all of it before it decodes a
// part, so that its errors name what is wrong.
func (d *decoder) careful(text []byte) (decoded, error) {
	var e envelope
	if err := e.open(text); err != nil {
		return decoded{}, err
	}
	switch {
	case e.podlife:
		h, err := parseHeader(text)
		return decoded{header: &h}, err
	case e.typ != nil:
		return d.line(&e)
	case e.kind:
		out := decoded{bare: true}
		err := d.objects(&out, timeline.Added, text, list{}, 0)
		out.item = len(out.obs) != 1
		return out, err
	}
	return decoded{}, errNoObservation
}

// envelope is the outermost object of a value: what distinguishes a header, a
// watch line and an object.
type envelope struct {
	podlife, kind   bool
	at, typ, object []byte
}

func (e *envelope) open(text []byte) error {
	return members(text, func(name, val []byte) bool {
		switch string(name) {
		case `"podlife"`:
			e.podlife = true
		case `"kind"`:
			e.kind = true
		case `"at"`:
			e.at = val
		case `"type"`:
			e.typ = val
		case `"object"`:
			e.object = val
		}
		return true
	})
}

// line reads {"at","type","object"}.
func (d *decoder) line(e *envelope) (decoded, error) {
	var out decoded
	var at time.Time
	if e.at != nil {
		if err := at.UnmarshalJSON(e.at); err != nil {
			return out, fmt.Errorf("at: %w", err)
		}
	}
	typ := timeline.ObservationType(str(e.typ))
	none := len(e.object) == 0 || e.object[0] != '{'
	switch {
	case typ == timeline.GapType && none:
		out.add(typ, new(timeline.Gap), time.Time{}) // its arrival says it all
	case none && (typ == timeline.Added || typ == timeline.Modified || typ == timeline.Deleted):
		return out, fmt.Errorf("type %s without an object", typ)
	case none:
		out.add(typ, nil, time.Time{})
	case typ == timeline.GapType:
		gap := new(timeline.Gap)
		if err := json.Unmarshal(e.object, gap, d.options); err != nil {
			return out, fmt.Errorf("gap: %w", plainly(err))
		}
		out.add(typ, gap, gap.To)
	default:
		if err := d.objects(&out, typ, e.object, list{}, 0); err != nil {
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

// objects reads a Kubernetes object, or every item of a List. An item may inherit
// its kind from the List it is in; depth is how many those are.
func (d *decoder) objects(out *decoded, typ timeline.ObservationType, text []byte, in list, depth int) error {
	kind := kindOf(text)
	if kind.Kind == "" {
		kind.Kind, kind.APIVersion = in.kind, in.apiVersion
	}
	if strings.HasSuffix(kind.Kind, "List") {
		var items []byte
		_ = members(text, func(name, val []byte) bool { // its grammar was checked
			if string(name) == `"items"` {
				items = val
			}
			return true
		})
		if len(items) > 0 && items[0] == '[' {
			var l list
			l.name(kind.APIVersion, kind.Kind)
			return d.items(out, typ, items, l, depth+1)
		}
	}
	if text[0] != '{' {
		return errNoObservation
	}
	object, err := d.typed(text, kind)
	if err != nil {
		return fmt.Errorf("%s: %w", kind.Kind, plainly(err))
	}
	out.add(typ, object, LatestFact(object))
	return nil
}

// items reads the items of a List that was not streamed.
func (d *decoder) items(out *decoded, typ timeline.ObservationType, text []byte, in list, depth int) error {
	if depth > maxNesting {
		return errTooNested()
	}
	dec := jsontext.NewDecoder(bytes.NewBuffer(text), lenient())
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for dec.PeekKind() != ']' {
		item, err := dec.ReadValue()
		if err != nil {
			return err
		}
		if err := d.objects(out, typ, item, in, depth); err != nil {
			return err
		}
	}
	return nil
}
