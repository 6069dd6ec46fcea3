package recording

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

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
