package recording

import (
	"bytes"
	"errors"
	"fmt"
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

// batchBytes is how much text is read, decoded and delivered together.
const batchBytes = 512 << 10

// value is the text of one JSON value, or what is wrong where one should be.
type value struct {
	line     int // on which it starts, from 1
	text     []byte
	list     *list // of which it is an item, if that was streamed
	from, to int64 // where its line is in the stream; to is 0 where that is not known
	err      error
}

// splitter cuts a stream into JSON values.
type splitter interface {
	// next returns the next values, valid until the next call. The error is
	// io.EOF after the last value, or what keeps the rest from being read.
	next() ([]value, error)
}

// newSplitter looks at the first line: one that is a value by itself begins JSON
// Lines, one that ends inside a value (or does not end) begins documents.
func newSplitter(r io.Reader) (splitter, error) {
	s := &lines{r: r, line: 1}
	if err := s.fillLine(); err != nil {
		return nil, err
	}
	b := bytes.TrimPrefix(s.buf, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
		return nil, &lineError{1, errors.New("the file is UTF-16, as PowerShell's > writes it; save it as UTF-8")}
	}
	s.offset, s.buf = int64(len(s.buf)-len(b)), b
	first, _, ended := bytes.Cut(bytes.TrimLeft(b, " \t\r\n"), []byte("\n"))
	if ended && isShort(whole(first)) {
		return s.asDocuments(), nil
	}
	return s, nil
}

// lineError is an error at a line of the file being read.
type lineError struct {
	line int
	err  error
}

func (e *lineError) Error() string { return fmt.Sprintf("line %d: %v", e.line, e.err) }
func (e *lineError) Unwrap() error { return e.err }
