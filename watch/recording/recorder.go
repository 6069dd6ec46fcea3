package recording

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/podlife/podlife/timeline"
)

// RecorderOptions say what a recording holds.
type RecorderOptions struct {
	// Full keeps what is redacted otherwise: see package redact.
	Full bool
	// Target and Server go into the header of a new recording.
	Target, Server string
	// Now is the client's clock; nil means time.Now.
	Now func() time.Time
	// OnError, if set, is called once when writing starts to fail and once (nil)
	// when it works again.
	OnError func(error)
}

// Recorder appends observations to a recording, one whole line each, so that a
// crash loses at most the line being written. It is not safe for concurrent use.
//
// When a write fails (a full disk), the recording is cut back to its last whole
// line and every later observation tries again; after an outage the first line
// written is a GAP that says since when observations are missing.
type Recorder struct {
	file     *os.File
	path     string
	options  RecorderOptions
	regular  bool  // can be cut back
	size     int64 // of whole lines
	warnings []string
	redacted int // values

	last    time.Time // the newest observation of a recording that is continued
	lost    time.Time // since when writing fails
	failing error
	err     error // the first failure
}

// errLocked says that another recorder has the file open: the two would cut off
// and overwrite each other's lines.
var errLocked = errors.New("another podlife is recording to it: end that one or choose another name")

// NewRecorder opens the recording at path, which only its owner may read
// afterwards and to which no other Recorder may write until Close. A file that is not empty must be a recording: it is continued,
// without a last line that a crash cut off, with a GAP for the time in between.
func NewRecorder(path string, options RecorderOptions) (*Recorder, error) {
	if options.Now == nil {
		options.Now = time.Now
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		if p, ok := errors.AsType[*os.PathError](err); ok {
			err = p.Err
		}
		return nil, fmt.Errorf("cannot record to %s: %w", path, err)
	}
	r := &Recorder{file: f, path: path, options: options}
	if err := r.prepare(); err != nil {
		f.Close()
		return nil, fmt.Errorf("record to %s: %w", path, err)
	}
	return r, nil
}

// prepare makes the file private and finds or writes its header.
func (r *Recorder) prepare() error {
	stat, err := r.file.Stat()
	if err != nil {
		return err
	}
	if r.regular = stat.Mode().IsRegular(); !r.regular {
		return r.writeHeader()
	}
	if err := lock(r.file); errors.Is(err, errLocked) {
		return err
	} else if err != nil { // some network file systems, and Windows
		r.warnings = append(r.warnings, fmt.Sprintf("%s: cannot be locked (%v): see that no other podlife records to it", r.path, err))
	}
	if stat, err = r.file.Stat(); err != nil { // another recorder may just have ended
		return err
	}
	if stat.Size() > 0 {
		found, err := continueRecording(r.file, stat.Size(), r.options.Full)
		if err != nil {
			return err
		}
		r.size, r.last = found.size, found.last
		r.warnings = append(r.warnings, found.warnings...)
	}
	// A umask only takes permissions away, of the owner even; an older file may
	// have more than it should.
	if mode := stat.Mode().Perm(); mode != 0o600 {
		if err := r.file.Chmod(0o600); err != nil {
			return fmt.Errorf("make it readable by its owner only: %w", err)
		}
		if stat.Size() > 0 {
			r.warnings = append(r.warnings, fmt.Sprintf("%s: permissions changed from %#o to 0600", r.path, mode))
		}
	}
	if r.size == 0 {
		return r.writeHeader()
	}
	return nil
}

func (r *Recorder) writeHeader() error {
	h := Header{formatName, r.options.Now().UTC(), r.options.Target, r.options.Server, !r.options.Full}
	b, err := json.Marshal(h)
	if err != nil {
		return err
	}
	return r.append(append(b, '\n'))
}

// Warnings returns what was odd about the file that is continued.
func (r *Recorder) Warnings() []string { return r.warnings }

// Redacted returns how many values were replaced by [redacted] in what this
// recorder wrote; a value that is written again with each update counts each time.
func (r *Recorder) Redacted() int { return r.redacted }

// Close closes the file and returns the first failure to write, even when writing worked
// again later, for then observations are missing in between; or the error of closing.
func (r *Recorder) Close() error { return errors.Join(r.err, r.file.Close()) }

// Write appends o. It never changes o or its object. The error is also kept for
// Close; a caller that goes on may ignore it.
func (r *Recorder) Write(o timeline.Observation) error {
	var text []byte
	var inGap, n int
	var err error
	if gap, missing := r.gap(o.At); missing {
		if text, inGap, err = appendLine(text, gap, r.options.Full); err != nil {
			return r.failed(o.At, err)
		}
	}
	if text, n, err = appendLine(text, o, r.options.Full); err != nil {
		return r.failed(o.At, err)
	}
	if err := r.append(text); err != nil {
		return r.failed(o.At, err)
	}
	r.redacted += inGap + n
	r.last = time.Time{}
	if r.failing != nil {
		r.failing, r.lost = nil, time.Time{}
		if r.options.OnError != nil {
			r.options.OnError(nil)
		}
	}
	return nil
}

// gap returns the line to write before an observation of moment at when the
// recording misses the time before it.
func (r *Recorder) gap(at time.Time) (timeline.Observation, bool) {
	gap := &timeline.Gap{From: r.last, To: at, Reason: "recording continued"}
	switch {
	case r.failing != nil:
		gap.From, gap.Reason = r.lost, "recording failed: "+r.failing.Error()
	case r.last.IsZero():
		return timeline.Observation{}, false
	}
	return timeline.Observation{At: at, Type: timeline.GapType, Object: gap}, true
}

// append writes whole lines or nothing.
func (r *Recorder) append(text []byte) error {
	n, err := r.file.Write(text)
	if err == nil {
		r.size += int64(len(text))
		return nil
	}
	if n > 0 && r.regular {
		if cut := r.file.Truncate(r.size); cut != nil {
			err = errors.Join(err, cut)
		}
	}
	return err
}

func (r *Recorder) failed(at time.Time, err error) error {
	if at := (*fs.PathError)(nil); errors.As(err, &at) {
		err = at.Err // a screen has little room, and the path is said at the end
	}
	err = fmt.Errorf("recording fails: %w (%s)", err, r.path)
	first := r.failing == nil
	r.failing = err
	if first {
		r.lost = at
		if r.err == nil {
			r.err = err
		}
		if r.options.OnError != nil {
			r.options.OnError(err)
		}
	}
	return err
}
