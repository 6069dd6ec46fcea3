package recording

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// continued is what an existing recording looks like at its end.
type continued struct {
	size     int64     // after its last whole line
	last     time.Time // the newest observation, if it says when it was
	warnings []string
}

// firstLineLimit is as much of a file as is read to see that it is a recording.
const firstLineLimit = 16 << 20

// continueRecording checks that f may be appended to and repairs its end: a line
// that a crash cut off is removed, a missing newline is added.
func continueRecording(f *os.File, size int64, full bool) (continued, error) {
	if err := checkRecording(io.NewSectionReader(f, 0, min(size, firstLineLimit)), full); err != nil {
		return continued{}, err
	}
	tail, err := lastLine(f, size)
	if err != nil {
		return continued{}, err
	}
	found := continued{size: size}
	if len(tail) > 0 && tail[len(tail)-1] != '\n' {
		if whole(bytes.TrimSpace(tail)) != nil {
			found.size = size - int64(len(tail))
			found.warnings = append(found.warnings, fmt.Sprintf("%s: a cut-off last line was removed", f.Name()))
			if err := f.Truncate(found.size); err != nil {
				return continued{}, fmt.Errorf("remove its cut-off last line: %w", err)
			}
			if tail, err = lastLine(f, found.size); err != nil {
				return continued{}, err
			}
		} else {
			if _, err := f.Write([]byte("\n")); err != nil {
				return continued{}, fmt.Errorf("end its last line: %w", err)
			}
			found.size++
		}
	}
	var l struct{ At, RecordedAt time.Time }
	if json.Unmarshal(tail, &l) == nil { // else a recording without times
		found.last = l.At
	}
	return found, nil
}

// checkRecording refuses to append to anything but a recording, and to write
// secrets into one that promises to hold none.
func checkRecording(r io.Reader, full bool) error {
	first, whole, err := firstLine(r)
	if err != nil {
		return err
	}
	if start := `{"podlife":`; !whole && (bytes.HasPrefix(first, []byte(start)) || bytes.HasPrefix([]byte(start), first)) {
		return nil // a crash in the middle of the header
	}
	var e envelope
	if err := e.open(first); err != nil || !e.podlife && (e.typ == nil || e.object == nil) {
		return errors.New("the file exists and is no podlife recording: choose another name")
	}
	if !e.podlife {
		return nil
	}
	h, err := parseHeader(first)
	if err == nil && full && h.Redacted {
		return errors.New("its header says that it is redacted: record in full to another file")
	}
	return err
}

// firstLine returns the first line that is not blank, and whether it ends.
func firstLine(r io.Reader) (text []byte, whole bool, err error) {
	b := bufio.NewReader(r)
	for {
		text, err = b.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return nil, false, err
		}
		if trimmed := bytes.TrimSpace(text); len(trimmed) > 0 || err == io.EOF {
			return trimmed, err == nil, nil
		}
	}
}

// lastLine returns the last line of the first size bytes of f, with its newline
// if it has one.
func lastLine(f io.ReaderAt, size int64) ([]byte, error) {
	for n := int64(64 << 10); ; n *= 4 {
		n = min(n, size)
		b := make([]byte, n)
		if _, err := f.ReadAt(b, size-n); err != nil && err != io.EOF {
			return nil, err
		}
		if start := bytes.LastIndexByte(bytes.TrimSuffix(b, []byte("\n")), '\n'); start >= 0 {
			return b[start+1:], nil
		}
		if n == size {
			return b, nil
		}
	}
}
