package recording

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// documents splits JSON values that are printed over several lines, as kubectl
// prints them. The items of a List are values of their own, so that a List may
// be larger than memory. After a syntax error it goes on at the next line that
// begins with a brace, as each of kubectl's documents does.
type documents struct {
	in   *input
	dec  *jsontext.Decoder
	open *object // that is being read
	line int     // on which the value that is being read starts
	held []value // items without a kind, of a List that has not named it yet
	size int     // of the texts held
}

// object is a JSON object of which some members have been read.
type object struct {
	line    int
	text    []byte // the members so far, without streamed items: `{"kind":"PodList","items":[]`
	list    *list  // once its items are streamed
	inItems bool
	items   int
}

// list is what items inherit from the List they are in.
type list struct{ apiVersion, kind string }

func newDocuments(r io.Reader, line int) *documents {
	in := &input{r: r, line: line}
	return &documents{in: in, dec: jsontext.NewDecoder(in, lenient())}
}

func (s *documents) next() ([]value, error) {
	var values []value
	for size := 0; size < batchBytes; size += 100 { // no batch is endless
		found, err := s.read()
		for _, v := range found {
			size += len(v.text)
		}
		if values = append(values, found...); err == nil {
			continue
		}
		switch limit, tooMuch := errors.AsType[*limitError](err); {
		case errors.Is(err, io.EOF):
			return values, io.EOF
		case tooMuch:
			return values, &lineError{s.line, limit}
		case isShort(err):
			return append(values, value{line: s.line, err: err}), io.EOF
		case !isSyntax(err):
			return values, err
		}
		values = append(values, value{line: s.in.lineAt(s.dec, offset(err)), err: err})
		if err := s.resume(offset(err)); err != nil {
			return values, err
		}
	}
	return values, nil
}

// read returns the next value, or none where only a part of a List was read.
func (s *documents) read() ([]value, error) {
	s.in.left = maxValue
	kind := s.dec.PeekKind()
	s.line = s.in.lineAt(s.dec, -1)
	switch {
	case s.open == nil && kind == '{':
		s.open = &object{line: s.line, text: []byte("{")}
		_, err := s.dec.ReadToken()
		return nil, err
	case s.open == nil:
		text, err := s.dec.ReadValue()
		if err != nil {
			return nil, err
		}
		return []value{{line: s.line, text: bytes.Clone(text)}}, nil
	case s.open.inItems && kind == ']':
		s.open.inItems = false
		_, err := s.dec.ReadToken()
		return nil, err
	case s.open.inItems:
		return s.item()
	}
	s.line = s.open.line
	for s.dec.PeekKind() != '}' {
		if items, err := s.member(); items || err != nil {
			return nil, err
		}
	}
	return s.end()
}

// member reads one member of the open object. Of a List's items it reads only
// the opening bracket.
func (s *documents) member() (items bool, err error) {
	o := s.open
	name, err := s.dec.ReadValue()
	if err != nil {
		return false, err
	}
	before := len(o.text)
	if before > 1 {
		o.text = append(o.text, ',')
	}
	o.text = append(append(o.text, name...), ':')
	if string(name) == `"items"` && s.dec.PeekKind() == '[' && o.list == nil {
		kind := kindOf(append(o.text[:before:before], '}'))
		if kind.Kind == "" || strings.HasSuffix(kind.Kind, "List") {
			o.text = append(o.text, "[]"...)
			o.list, o.inItems = &list{}, true
			o.list.name(kind.APIVersion, kind.Kind)
			_, err := s.dec.ReadToken()
			return true, err
		}
	}
	text, err := s.dec.ReadValue()
	o.text = append(o.text, text...)
	return false, err
}

// heldCost is what an item held back takes beside its text.
const heldCost = 128

// item reads one item of the open List.
func (s *documents) item() ([]value, error) {
	text, err := s.dec.ReadValue()
	if err != nil {
		return nil, err
	}
	s.open.items++
	v := value{line: s.line, text: bytes.Clone(text), list: s.open.list}
	if v.list.kind != "" || kindOf(text).Kind != "" {
		return []value{v}, nil
	}
	if s.size += len(text) + heldCost; s.size > maxValue {
		return nil, errTooLong()
	}
	s.held = append(s.held, v)
	return nil, nil
}

// end ends the open object: a value, or the List whose kind the items held back
// have been waiting for.
func (s *documents) end() ([]value, error) {
	o := s.open
	s.open = nil
	if _, err := s.dec.ReadToken(); err != nil {
		return nil, err
	}
	text := append(o.text, '}')
	if o.items == 0 { // no List, or an empty one
		return []value{{line: o.line, text: text}}, nil
	}
	kind := kindOf(text)
	o.list.name(kind.APIVersion, kind.Kind)
	held := s.held
	s.held, s.size = nil, 0
	return held, nil
}

// name gives a List's items the kind that a typed List (PodList) implies.
func (l *list) name(apiVersion, kind string) {
	if l.kind = strings.TrimSuffix(kind, "List"); l.kind != "" {
		l.apiVersion = apiVersion
	}
}

// resume goes on after a syntax error at an offset: at the next line that begins
// with a brace.
func (s *documents) resume(offset int64) error {
	s.open, s.held, s.size = nil, nil, 0
	s.in.giveBack(s.in.after(s.dec, offset-1))
	err := s.in.skipToBrace()
	s.dec.Reset(s.in, lenient())
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("after line %d: %w", s.in.line, err)
	}
	return nil
}

// input is what a Decoder reads: it counts lines, bounds a value, and takes back
// what was read too far.
type input struct {
	r    io.Reader
	back []byte // given back: read first
	line int    // of the first byte that was not read
	left int    // how much may be read before the value has to end
}

func (in *input) Read(p []byte) (n int, err error) {
	if in.left <= 0 {
		return 0, errTooLong()
	}
	p = p[:min(len(p), in.left)]
	if len(in.back) > 0 {
		n = copy(p, in.back)
		in.back = in.back[n:]
	} else {
		n, err = in.r.Read(p)
	}
	in.left -= n
	in.line += bytes.Count(p[:n], newline)
	return n, err
}

// giveBack makes b the next bytes to be read. b must be the bytes read last.
func (in *input) giveBack(b []byte) {
	in.line -= bytes.Count(b, newline)
	in.back = append(bytes.Clone(b), in.back...)
}

// skipToBrace reads on to the next line that begins with a brace.
func (in *input) skipToBrace() error {
	b := make([]byte, 32<<10)
	in.left = maxValue
	for have := 0; ; {
		n, err := in.Read(b[have:])
		have += n
		if i := bytes.Index(b[:have], []byte("\n{")); i >= 0 {
			in.giveBack(b[i+1 : have])
			return nil
		}
		if err != nil {
			return err
		}
		have = copy(b, b[max(have-1, 0):have]) // its last byte may be the newline
	}
}

// after returns what dec has buffered from an offset on; -1 stands for its next
// token.
func (in *input) after(dec *jsontext.Decoder, offset int64) []byte {
	unread := dec.UnreadBuffer()
	if offset < 0 {
		return bytes.TrimLeft(unread, " \t\r\n,:")
	}
	return unread[min(max(offset-dec.InputOffset(), 0), int64(len(unread))):]
}

// lineAt returns the line of an offset in what dec has read, as after does.
func (in *input) lineAt(dec *jsontext.Decoder, offset int64) int {
	return in.line - bytes.Count(in.after(dec, offset), newline)
}

var newline = []byte("\n")
