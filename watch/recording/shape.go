package recording

import (
	"github.com/podlife/podlife/watch/internal/jsonscan"
)

// shape is where the parts of a JSON object are that decide how it is decoded:
// of a watch line, a header, a Kubernetes object or a List. The slices point into
// the text.
type shape struct {
	podlife, at, typ  []byte
	apiVersion, kind  []byte
	items             []byte
	spec, annotations []byte
	statuses          [len(statusLists)][]byte // arrays of container statuses
	object            *shape                   // of a watch line
	null              bool                     // the object is no object

	text  []byte // all of it
	start int    // of text, in the value that cuts are counted in
	cuts  []span // in order: what is not worth decoding, or was decoded before
}

// span is text[from:to] of a value.
type span struct{ from, to int }

// statusLists are the members of a pod's status that hold container statuses.
var statusLists = [...]string{"initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses"}

// shapeOf scans one value, once.
func shapeOf(b []byte) (*shape, error) {
	var s shape
	end, err := s.scan(b, jsonscan.Space(b, 0), true)
	if err != nil {
		return nil, err
	}
	if end = jsonscan.Space(b, end); end < len(b) {
		return nil, &jsonscan.SyntaxError{Offset: end, Byte: b[end], Want: "the end of the line"}
	}
	return &s, nil
}

// scan fills s from the object at b[i]. Only the top of a line has an object of
// its own kind inside.
func (s *shape) scan(b []byte, i int, top bool) (int, error) {
	s.start = i
	end, err := jsonscan.Walk(b, i, func(key []byte, at int) (int, error) {
		switch string(key) {
		case "podlife":
			return keep(b, at, &s.podlife)
		case "at":
			return keep(b, at, &s.at)
		case "type":
			return keep(b, at, &s.typ)
		case "apiVersion":
			return keep(b, at, &s.apiVersion)
		case "kind":
			return keep(b, at, &s.kind)
		case "items":
			return keep(b, at, &s.items)
		case "object":
			if top {
				return s.scanObject(b, at)
			}
		case "spec":
			return s.cut(b, at, '{', &s.spec)
		case "metadata":
			return s.scanMeta(b, at)
		case "status":
			return s.scanStatus(b, at)
		}
		return 0, nil
	})
	s.text = b[i:max(end, i)]
	return end, err
}

func keep(b []byte, at int, into *[]byte) (int, error) {
	end, err := jsonscan.Value(b, at)
	*into = b[at:end]
	return end, err
}

// cut keeps a value out of what is decoded with the rest, if it starts as it should.
func (s *shape) cut(b []byte, at int, open byte, into *[]byte) (int, error) {
	if at >= len(b) || b[at] != open {
		return 0, nil
	}
	end, err := keep(b, at, into)
	s.cuts = append(s.cuts, span{at - s.start, end - s.start})
	return end, err
}

func (s *shape) scanObject(b []byte, at int) (int, error) {
	s.object = &shape{}
	if at >= len(b) || b[at] != '{' {
		s.object.null = true
		return 0, nil
	}
	return s.object.scan(b, at, false)
}

func (s *shape) scanMeta(b []byte, at int) (int, error) {
	if at >= len(b) || b[at] != '{' {
		return 0, nil
	}
	return jsonscan.Walk(b, at, func(key []byte, at int) (int, error) {
		switch string(key) {
		case "annotations":
			return s.cut(b, at, '{', &s.annotations)
		case "managedFields":
			return s.scanManaged(b, at)
		}
		return 0, nil
	})
}

// scanManaged cuts out which fields each manager owns; who wrote when stays.
func (s *shape) scanManaged(b []byte, at int) (int, error) {
	if at >= len(b) || b[at] != '[' {
		return 0, nil
	}
	return jsonscan.WalkArray(b, at, func(at int) (int, error) {
		if at >= len(b) || b[at] != '{' {
			return 0, nil
		}
		return jsonscan.Walk(b, at, func(key []byte, at int) (int, error) {
			if string(key) != "fieldsV1" {
				return 0, nil
			}
			var unused []byte
			return s.cut(b, at, '{', &unused)
		})
	})
}

func (s *shape) scanStatus(b []byte, at int) (int, error) {
	if at >= len(b) || b[at] != '{' {
		return 0, nil
	}
	return jsonscan.Walk(b, at, func(key []byte, at int) (int, error) {
		for i, name := range statusLists {
			if string(key) == name {
				return s.cut(b, at, '[', &s.statuses[i])
			}
		}
		return 0, nil
	})
}

// appendSlim appends the text with null for everything that is cut.
func (s *shape) appendSlim(dst []byte) []byte {
	from := 0
	for _, c := range s.cuts {
		dst = append(dst, s.text[from:c.from]...)
		dst = append(dst, "null"...)
		from = c.to
	}
	return append(dst, s.text[from:]...)
}
