package recording

import (
	"bytes"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

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
