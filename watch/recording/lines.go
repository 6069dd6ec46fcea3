package recording

import (
	"bytes"
	"errors"
	"io"
)

// lines splits JSON Lines. Where a line is longer than any object may be, it and
// the rest are read as documents: a List may stand on one line.
type lines struct {
	r      io.Reader
	room   []byte // all the memory there is
	buf    []byte // unread bytes, in room; values given out point into it
	line   int    // of buf[0]
	offset int64  // … in the stream
	eof    bool
	docs   *documents
}

func (s *lines) next() ([]value, error) {
	if s.docs != nil {
		return s.docs.next()
	}
	if err := s.fillLine(); err != nil {
		return nil, err
	}
	var values []value
	for len(s.buf) > 0 {
		end := bytes.IndexByte(s.buf, '\n')
		if end < 0 && !s.eof {
			break
		}
		next := end + 1
		if end < 0 {
			end, next = len(s.buf), len(s.buf)
		}
		if text := bytes.TrimSpace(s.buf[:end]); len(text) > 0 {
			values = append(values, value{line: s.line, text: text, from: s.offset, to: s.offset + int64(end)})
		}
		s.buf, s.offset = s.buf[next:], s.offset+int64(next)
		s.line++
	}
	switch {
	case len(values) > 0 && s.eof:
		return values, io.EOF
	case len(values) > 0:
		return values, nil
	case s.eof:
		return nil, io.EOF
	case len(s.buf) >= maxValue:
		return s.asDocuments().next()
	}
	return s.next() // the batch was blank
}

// asDocuments hands what is unread to documents.
func (s *lines) asDocuments() *documents {
	s.docs = newDocuments(io.MultiReader(bytes.NewReader(bytes.Clone(s.buf)), s.r), s.line)
	s.room, s.buf = nil, nil
	return s.docs
}

// fillLine reads a batch that has at least one whole line in it, unless the
// stream ends or the line is too long.
func (s *lines) fillLine() error {
	for want := batchBytes; ; want = min(2*want, maxValue) {
		if err := s.fill(want); err != nil {
			return err
		}
		if s.eof || want == maxValue || bytes.IndexByte(s.buf, '\n') >= 0 {
			return nil
		}
	}
}

// fill reads until at least n bytes are there or the stream ends. What is left
// moves to the front: values given out before are no longer valid.
func (s *lines) fill(n int) error {
	if s.eof || len(s.buf) >= n {
		return nil
	}
	if len(s.room) < n {
		s.room = make([]byte, n)
	}
	have := copy(s.room, s.buf)
	defer func() { s.buf = s.room[:have] }()
	for have < n {
		m, err := s.r.Read(s.room[have:n])
		have += m
		if errors.Is(err, io.EOF) {
			s.eof = true
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}
