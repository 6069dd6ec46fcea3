package cli

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"slices"
	"time"

	"github.com/podlife/podlife/internal/heap"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/ui"
	"github.com/podlife/podlife/watch/recording"
	"github.com/podlife/podlife/watch/redact"
	"github.com/podlife/podlife/watch/ticket"
)

// input is what a file holds: a recording, kubectl's JSON, or a ticket.
type input interface {
	Next() (timeline.Observation, error)
	Warnings() []string
	Missing() []string // what it could not say, and what would add it
	NowUnknown() bool  // it does not say when it was read: not before the newest moment that it names
	Inferred() bool    // its arrivals are upper bounds
}

// openRecording opens FILE, or standard input for "-", for reading as a
// stream. Whoever opens it closes it.
func (a *App) openRecording(path string) (input, io.Closer, error) {
	if path == "-" {
		in, err := openInput(a.In, "standard input")
		return in, io.NopCloser(a.In), err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, inputError(err)
	}
	in, err := openInput(file, path)
	if err != nil {
		file.Close()
		return nil, nil, err
	}
	return in, file, nil
}

// onceStandardInput refuses to read standard input for two of several files.
func onceStandardInput(paths []string) error {
	n := 0
	for _, path := range paths {
		if path == "-" {
			n++
		}
	}
	if n > 1 {
		return usagef("standard input is named %d times, and can be read once: name files for the others", n)
	}
	return nil
}

// sniffed is how many bytes of a text decide what it is: an object that kubectl
// printed as JSON, and what follows it.
const sniffed = 256 << 10

// openInput chooses the reader for what r begins with, gzipped or not.
func openInput(r io.Reader, name string) (input, error) {
	r, err := recording.Unpacked(r)
	if err != nil {
		return nil, usagef("cannot read %s: %w\nIt begins as a gzip file does: gzip -t FILE checks it", name, err)
	}
	head := bufio.NewReaderSize(r, sniffed)
	if start, _ := head.Peek(sniffed); !ticket.Looks(start) {
		return recorded{recording.NewReader(head, name)}, nil
	}
	text, err := ticket.Text(head, name)
	if err != nil {
		return nil, inputError(err)
	}
	if values, ok := ticket.Workloads(text); ok {
		return redacted{recorded{recording.NewReader(bytes.NewReader(values), name)}}, nil
	}
	t, err := ticket.NewReader(text, name)
	return t, inputError(err)
}

// redacted is a recording that was pasted like a ticket, and is redacted like one.
type redacted struct{ recorded }

func (r redacted) Next() (timeline.Observation, error) {
	o, err := r.recorded.Next()
	if err == nil {
		o.Object, _ = redact.Object(o.Object)
	}
	return o, err //nolint:wrapcheck // it names the file
}

// recorded is a recording, which misses nothing that it could name.
type recorded struct{ *recording.Reader }

func (recorded) Missing() []string { return nil }

// NowUnknown reports whether it is a list of the API server, which does not say
// when it was read.
func (r recorded) NowUnknown() bool { return r.Inferred() }

// playable is a recording that can be moved about in.
type playable struct {
	*ui.Recording
	warnings   []string
	inferred   bool
	nowUnknown bool
}

// From so many observations on, garbage is collected once it is so large a part, in
// percent, of what is kept: of a large recording that is much, and it lasts.
const (
	manyObservations = 20_000
	largeGC          = 30
)

// readRecording reads all of FILE, or of standard input for "-", and folds it too if
// its end is shown. It is used until the file that it returns is closed.
func (a *App) readRecording(path string, fold bool) (playable, io.Closer, error) {
	in, file, err := a.openRecording(path)
	if err != nil {
		return playable{}, nil, err
	}
	decoded := new(ui.Decoded)
	p := playable{Recording: ui.Recorded(decoded)}
	r, text := in.(recorded)
	n, large, near := 0, false, false
	if text {
		p.Recording = ui.Recorded(r.Archive(recording.Rereadable(file)))
	}
	for {
		o, err := in.Next()
		if errors.Is(err, io.EOF) {
			p.warnings, p.inferred, p.nowUnknown = slices.Concat(in.Warnings(), in.Missing()), in.Inferred(), in.NowUnknown()
			return p, file, nil
		}
		if err != nil {
			file.Close()
			return p, nil, inputError(err)
		}
		if !text {
			*decoded = append(*decoded, o)
		}
		p.Note(o)
		if fold {
			if n++; n%lookEvery == 0 {
				near = unread(file, n) < ui.Near
			}
			p.Read(o, near)
		}
		if !large && p.Len() >= manyObservations {
			large = true
			heap.CollectAt(largeGC)
		}
	}
}

// lookEvery is how many observations are read between two looks at how many are left.
const lookEvery = 64

// unread returns about how many observations of a file are still to be read after the
// first n, by their size; a great many where nobody knows.
func unread(file io.Closer, n int) int {
	f, ok := file.(*os.File)
	if !ok {
		return math.MaxInt
	}
	info, err := f.Stat()
	at, seekErr := f.Seek(0, io.SeekCurrent)
	if err != nil || seekErr != nil || at == 0 || !info.Mode().IsRegular() {
		return math.MaxInt
	}
	return int(float64(info.Size()-at) / float64(at) * float64(n))
}

// inputError says what is wrong with a recording and what would be right.
func inputError(err error) error {
	var path *fs.PathError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ticket.ErrNoPods):
		return usagef("%w\nAny of these prints what podlife reads: kubectl get pod NAME -o yaml; kubectl describe pod NAME; kubectl events --for pod/NAME", err)
	case errors.As(err, &path):
		return usagef("cannot read the recording %s: %w\npodlife record TARGET -o FILE writes one; podlife demo needs none", path.Path, path.Err)
	case errors.Is(err, recording.ErrEmpty), errors.Is(err, recording.ErrNoPods):
		return usagef("%w\nA recording comes from podlife record, or kubectl get pod,events -o json [--watch]", err)
	}
	const readable = "podlife reads what podlife record wrote, or kubectl get pod,events -o json"
	return usagef("%w\n%s", err, readable)
}

// noteRecording prints what was odd in a recording.
func (a *App) noteRecording(warnings []string, inferred bool) {
	for _, w := range warnings {
		a.note("%s", w)
	}
	if inferred {
		a.note("the file does not say when its updates arrived: bounds are wider than in a podlife recording")
	}
}

// moment reads --at: an offset from the first observation ("42s"), an RFC 3339
// time, or "end", which is also the default. A moment after the recording's end is its end: nothing was
// seen later.
func moment(s string, first, last time.Time) (time.Time, error) {
	if s == "end" || s == "" {
		return last, nil
	}
	at, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		offset, err := time.ParseDuration(s)
		if err != nil {
			return time.Time{}, usagef("--at %q: not an offset such as 42s, an RFC 3339 time such as %s, or end",
				s, first.UTC().Format(time.RFC3339))
		}
		at = first.Add(offset)
	}
	if at.Before(first) {
		return time.Time{}, usagef("--at %s is before the recording's first observation, %s", s, first.UTC().Format(time.RFC3339Nano))
	}
	if at.After(last) {
		at = last
	}
	return at, nil
}

// farFuture stands for the end of a recording that has not been read yet.
var farFuture = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)

// foldRecording folds what had been observed by a moment of a recording, as --at
// has it, while it is read: it may be larger than memory.
func (a *App) foldRecording(path, at string) (timeline.Snapshot, error) {
	reader, file, err := a.openRecording(path)
	if err != nil {
		return timeline.Snapshot{}, err
	}
	defer file.Close()
	model := model.New()
	var until, now time.Time
	for first := true; ; first = false {
		obs, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return timeline.Snapshot{}, inputError(err)
		}
		if first {
			if until, err = moment(at, obs.At, farFuture); err != nil {
				return timeline.Snapshot{}, err
			}
		}
		if obs.At.After(until) {
			now = until
			break
		}
		if obs.At.After(now) {
			now = obs.At
		}
		model.Apply(obs)
	}
	a.noteRecording(reader.Warnings(), reader.Inferred())
	model.SetMissing(reader.Missing())
	model.SetNowUnknown(reader.NowUnknown())
	return model.Snapshot(now), nil
}
