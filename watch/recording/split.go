package recording

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/podlife/podlife/watch/internal/jsonscan"
)

const (
	batchBytes = 512 << 10 // read, decoded and delivered together
	maxValue   = 1 << 30   // one line or one document
)

// value is the text of one JSON value and the line it starts on, from 1.
type value struct {
	line int
	text []byte
}

// splitter cuts a stream into JSON values: lines, or, where the first line is no
// complete value, documents printed over several lines.
type splitter struct {
	r         io.Reader
	room      []byte // all the memory there is
	buf       []byte // unread bytes, in room; values given out point into it
	line      int    // line of buf[0]
	eof       bool
	started   bool
	documents bool
	// cut is the line of a last value that ends too early, once it is found.
	cut int
}

func newSplitter(r io.Reader) *splitter { return &splitter{r: r, line: 1} }

// next returns the next values, or io.EOF. They are valid until the next call.
func (s *splitter) next() ([]value, error) {
	want := batchBytes
	for {
		if err := s.fill(want); err != nil {
			return nil, err
		}
		if !s.started {
			done, err := s.start()
			if err != nil {
				return nil, err
			}
			if !done {
				want *= 2
				continue
			}
		}
		values, rest, line, err := s.split()
		if len(values) > 0 || err != nil {
			s.buf, s.line = rest, line
			return values, err
		}
		if s.eof {
			return nil, io.EOF
		}
		if want = 2 * len(s.buf); want > maxValue {
			return nil, &lineError{s.line, fmt.Errorf("a single value of more than %d MiB", maxValue>>20)}
		}
	}
}

// fill reads until at least n bytes are there or the stream ends. What is left
// moves to the front: values given out before are no longer valid.
func (s *splitter) fill(n int) error {
	if s.eof || len(s.buf) >= n {
		return nil
	}
	if len(s.room) < n {
		s.room = make([]byte, n)
	}
	have := copy(s.room, s.buf)
	defer func() { s.buf = s.room[:have] }()
	for have < n {
		m, err := s.r.Read(s.room[have:])
		have += m
		switch {
		case err == io.EOF, errors.Is(err, io.ErrUnexpectedEOF): // the latter: a cut-off gzip file
			s.eof = true
			return nil
		case err != nil:
			return err
		}
	}
	return nil
}

// start looks at the first bytes and decides between lines and documents. It
// reports false when it needs more of them.
func (s *splitter) start() (bool, error) {
	b := bytes.TrimPrefix(s.buf, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
		return false, &lineError{1, errors.New("the file is UTF-16, as PowerShell's > writes it; save it as UTF-8")}
	}
	first := b[jsonscan.Space(b, 0):]
	end := bytes.IndexByte(first, '\n')
	if end < 0 && !s.eof {
		return false, nil
	}
	s.started, s.buf = true, b
	s.documents = end >= 0 && errors.Is(jsonscan.Whole(first[:end]), jsonscan.ErrShort)
	return true, nil
}

func (s *splitter) split() (values []value, rest []byte, line int, err error) {
	if s.documents {
		return s.splitDocuments()
	}
	return s.splitLines()
}

func (s *splitter) splitLines() (values []value, rest []byte, line int, err error) {
	rest, line = s.buf, s.line
	for len(rest) > 0 {
		end := bytes.IndexByte(rest, '\n')
		if end < 0 && !s.eof {
			break
		}
		next := end + 1
		if end < 0 {
			end, next = len(rest), len(rest)
		}
		if text := bytes.TrimSpace(rest[:end]); len(text) > 0 {
			values = append(values, value{line, text})
		}
		rest = rest[next:]
		line++
	}
	if s.eof && len(values) > 0 {
		last := values[len(values)-1]
		if errors.Is(jsonscan.Whole(last.text), jsonscan.ErrShort) {
			s.cut, values = last.line, values[:len(values)-1]
		}
	}
	return values, rest, line, nil
}

func (s *splitter) splitDocuments() (values []value, rest []byte, line int, err error) {
	rest, line = s.buf, s.line
	for {
		start := jsonscan.Space(rest, 0)
		line += bytes.Count(rest[:start], []byte("\n"))
		rest = rest[start:]
		if len(rest) == 0 {
			return values, rest, line, nil
		}
		end, err := jsonscan.Value(rest, 0)
		switch {
		case errors.Is(err, jsonscan.ErrShort) && s.eof:
			s.cut = line
			return values, nil, line, nil
		case errors.Is(err, jsonscan.ErrShort):
			return values, rest, line, nil
		case err != nil:
			return values, rest, line, &lineError{line + bytes.Count(rest[:end], []byte("\n")), err}
		}
		values = append(values, value{line, rest[:end]})
		line += bytes.Count(rest[:end], []byte("\n"))
		rest = rest[end:]
	}
}

// lineError is an error at a line of the file being read.
type lineError struct {
	line int
	err  error
}

func (e *lineError) Error() string { return fmt.Sprintf("line %d: %v", e.line, e.err) }
func (e *lineError) Unwrap() error { return e.err }

// plain returns a reader of what r holds, unpacked if it is gzip.
func plain(r io.Reader) (io.Reader, error) {
	b := bufio.NewReaderSize(r, 64<<10)
	if magic, _ := b.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return b, nil
	}
	return gzip.NewReader(b)
}
