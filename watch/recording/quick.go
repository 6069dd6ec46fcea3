package recording

import (
	"bytes"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
)

// quick reads a watch line whose last member is its object, as every recorder
// writes it, in one scan: where the object ends need not be searched for, since
// decoding it finds out. It reports false for any other value, and for one with
// an error, which decode then reads with care and words.
func (d *decoder) quick(text []byte) (decoded, bool) {
	top, ok := d.beginning(text)
	if !ok {
		return decoded{}, false
	}
	object, err := d.typed(top.object, top.kind)
	if err != nil {
		return decoded{}, false
	}
	if _, unread := object.(*Unknown); unread {
		return decoded{}, false // its grammar was not checked
	}
	o := timeline.Observation{At: top.at, Type: top.typ, Object: object}
	facts := time.Time{}
	if timeline.RealTime(top.at).IsZero() {
		facts = LatestFact(object)
	}
	return decoded{obs: []timeline.Observation{o}, facts: []time.Time{facts}}, true
}

// beginning is what a watch line says before the bulk of it.
type beginning struct {
	at     time.Time
	typ    timeline.ObservationType
	kind   metav1.TypeMeta
	object []byte // what is left of the line: one object, if the line is in order
}

// beginning reads a line up to its object's kind.
func (d *decoder) beginning(text []byte) (b beginning, ok bool) {
	if !bytes.HasSuffix(text, []byte("}")) {
		return b, false
	}
	dec, _ := d.cursors.Get().(*jsontext.Decoder)
	if dec == nil {
		dec = new(jsontext.Decoder)
	}
	defer d.cursors.Put(dec)
	dec.Reset(bytes.NewBuffer(text), d.lenient)
	if token, err := dec.ReadToken(); err != nil || token.Kind() != '{' {
		return b, false
	}
	for dec.PeekKind() == '"' {
		name, err := dec.ReadValue()
		if err != nil {
			return b, false
		}
		if string(name) == `"object"` {
			rest := text[dec.InputOffset() : len(text)-1]
			b.object = bytes.TrimLeft(rest, ": \t\r\n")
			b.kind = nextKind(dec, text)
			return b, b.typ != "" && b.typ != timeline.GapType && b.kind.Kind != "" && !strings.HasSuffix(b.kind.Kind, "List")
		}
		if !b.member(name, dec) {
			return b, false
		}
	}
	return b, false
}

// member reads the value of a member before the object.
func (b *beginning) member(name jsontext.Value, dec *jsontext.Decoder) bool {
	isAt, isType := string(name) == `"at"`, string(name) == `"type"`
	val, err := dec.ReadValue()
	switch {
	case err != nil:
		return false
	case isAt:
		return b.at.UnmarshalJSON(val) == nil
	case isType:
		b.typ = timeline.ObservationType(str(val))
	}
	return isAt || isType
}
