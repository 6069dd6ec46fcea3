package recording

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// lenient returns options that accept what encoding/json accepts, and with it
// everything that writes Kubernetes' objects.
func lenient() json.Options {
	return json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}

// members calls visit for each member of the object that text must be, with the
// name as it is written, in quotes. The values are parts of text. It returns the
// error of the grammar, if there is one anywhere in text.
func members(text []byte, visit func(name, val []byte) (more bool)) error {
	dec := jsontext.NewDecoder(bytes.NewBuffer(text), lenient())
	if kind := dec.PeekKind(); kind != '{' && kind > 0 {
		if err := whole(text); err != nil {
			return err
		}
		return errNoObservation
	}
	if more, err := eachMember(dec, text, visit); !more || err != nil {
		return err
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	return ended(dec)
}

// eachMember calls visit for each member of the object that dec, a decoder of text,
// reads next, up to its end or as long as visit wants more.
func eachMember(dec *jsontext.Decoder, text []byte, visit func(name, val []byte) (more bool)) (more bool, err error) {
	if _, err := dec.ReadToken(); err != nil {
		return false, err
	}
	for dec.PeekKind() != '}' {
		name, err := dec.ReadValue()
		if err != nil {
			return false, err
		}
		nameEnd := dec.InputOffset()
		name = text[nameEnd-int64(len(name)) : nameEnd]
		val, err := dec.ReadValue()
		if err != nil {
			return false, err
		}
		end := dec.InputOffset()
		if !visit(name, text[end-int64(len(val)):end]) {
			return false, nil
		}
	}
	return true, nil
}

// whole returns the error of the grammar that keeps text from being one value.
func whole(text []byte) error {
	dec := jsontext.NewDecoder(bytes.NewBuffer(text), lenient())
	if _, err := dec.ReadValue(); err != nil {
		return err
	}
	return ended(dec)
}

var errMore = errors.New("something follows the value on its line")

// ended checks that nothing but blanks is left to read.
func ended(dec *jsontext.Decoder) error {
	if _, err := dec.ReadToken(); err == nil {
		return errMore
	} else if !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// kindOf returns what text, an object, says that it is. It looks no further than
// it has to.
func kindOf(text []byte) metav1.TypeMeta {
	return nextKind(jsontext.NewDecoder(bytes.NewBuffer(text), lenient()), text)
}

// nextKind returns what the object says that it is that dec, a decoder of text,
// reads next.
func nextKind(dec *jsontext.Decoder, text []byte) (kind metav1.TypeMeta) {
	if dec.PeekKind() != '{' {
		return kind
	}
	_, _ = eachMember(dec, text, func(name, val []byte) bool { // an error is found by who decodes it
		switch string(name) {
		case `"kind"`:
			kind.Kind = str(val)
		case `"apiVersion"`:
			kind.APIVersion = str(val)
		}
		return kind.Kind == "" || kind.APIVersion == ""
	})
	return kind
}

// str returns the string that a JSON string stands for, or "".
func str(val []byte) (s string) {
	if text, ok := simple(val); ok {
		return string(text)
	}
	if len(val) == 0 || val[0] != '"' || json.Unmarshal(val, &s, lenient()) != nil {
		return ""
	}
	return s
}

// simple returns what is inside the quotes of a JSON string of printable ASCII
// without escapes, which stands for itself.
func simple(val []byte) (text []byte, ok bool) {
	if len(val) < 2 || val[0] != '"' {
		return nil, false
	}
	text = val[1 : len(val)-1]
	for _, c := range text {
		if c < ' ' || c > '~' || c == '\\' {
			return nil, false
		}
	}
	return text, true
}

// isShort reports whether text ended inside a value: that what was read could
// have become valid JSON.
func isShort(err error) bool { return isSyntax(err) && errors.Is(err, io.ErrUnexpectedEOF) }

func isSyntax(err error) bool {
	_, ok := errors.AsType[*jsontext.SyntacticError](err)
	return ok || errors.Is(err, errMore)
}

// offset returns where in the input a syntax error is.
func offset(err error) int64 {
	if e, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return e.ByteOffset
	}
	return 0
}

// plainly returns an error of the JSON library in words that a reader of the
// file can use.
func plainly(err error) error {
	if wrong, ok := errors.AsType[*json.SemanticError](err); ok {
		where := strings.ReplaceAll(strings.TrimPrefix(string(wrong.JSONPointer), "/"), "/", ".")
		switch {
		case wrong.Err != nil && where != "":
			return fmt.Errorf("%s: %w", where, plainly(wrong.Err))
		case wrong.Err != nil:
			return plainly(wrong.Err)
		case where == "":
			where = "it"
		}
		return fmt.Errorf("%s: a %s cannot stand here", where, wrong.JSONKind)
	}
	syntax, ok := errors.AsType[*jsontext.SyntacticError](err)
	switch {
	case !ok:
		return err
	case isShort(err):
		return errors.New("unexpected end of JSON")
	case strings.Contains(syntax.Error(), "max depth"):
		return &limitError{"values nested more than 10,000 deep"}
	}
	return syntax.Err
}
