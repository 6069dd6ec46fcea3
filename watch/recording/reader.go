package recording

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// What a Reader returns instead of io.EOF when there was nothing to show.
var (
	ErrEmpty  = errors.New("the file is empty")
	ErrNoPods = errors.New("the recording holds no pod")
)

// Reader reads a recording as a stream, in bounded memory (see limits.go). It reads
//   - podlife recordings (JSON Lines, recording/v1), with or without a header;
//   - what `kubectl get … -o json --watch [--output-watch-events]` prints;
//   - what `kubectl get … -o json` prints: a List, or one object;
//
// each of them also gzipped. A value that cannot be read is skipped: a warning
// names its line, and a Gap stands where it stood.
//
// Where an observation has no arrival time, At is the latest moment that any
// object up to it names (see LatestFact): an upper bound of when its facts were
// published, and never decreasing along the stream.
//
// A Reader decodes batches on all processors, but only inside Next: it owns no
// goroutine between calls and needs no Close. It is not safe for concurrent use.
type Reader struct {
	name     string
	split    splitter
	decoder  *decoder
	header   Header
	warnings []string
	inferred bool

	queue []timeline.Observation
	err   error // what follows the queue

	last                     time.Time // the greatest At so far
	seen                     map[types.UID]bool
	skipped                  skipped
	archive                  *Archive // nil: none is wanted
	gaps                     []int    // in the queue, that stand for what was skipped
	values, delivered, shown int
}

// NewReader returns a Reader of r; name is what its errors call r.
func NewReader(r io.Reader, name string) *Reader {
	reader := &Reader{name: name, decoder: newDecoder(), seen: map[types.UID]bool{}}
	r, err := Unpacked(r)
	if err == nil {
		reader.split, err = newSplitter(r)
	}
	if err != nil {
		reader.err = reader.wrap(err)
	}
	return reader
}

// Next returns the next observation, or io.EOF after the last. A stream without
// any value ends in ErrEmpty, one without any pod or workload in ErrNoPods, and one
// in which nothing can be read in an error that names the first broken line.
//
// Objects may share parts with each other: they must not be changed.
func (r *Reader) Next() (timeline.Observation, error) {
	for len(r.queue) == 0 {
		if r.err != nil {
			return timeline.Observation{}, r.err
		}
		r.read()
	}
	o := r.queue[0]
	r.queue[0] = timeline.Observation{} // let the object go
	r.queue = r.queue[1:]
	return o, nil
}

// Header returns the recording's header: the zero Header before the first call
// of Next, and where the recording has none.
func (r *Reader) Header() Header { return r.header }

// Warnings returns what was odd in what was read so far, a sentence each.
func (r *Reader) Warnings() []string { return r.warnings }

// Inferred reports whether some observation had no arrival time of its own.
func (r *Reader) Inferred() bool { return r.inferred }

// read decodes the next batch into the queue.
func (r *Reader) read() {
	values, end := r.split.next()
	r.values += len(values)
	results, errs := decodeAll(r.decoder, values)
	r.queue, r.gaps = r.queue[:0], r.gaps[:0]
	r.take(values, results, errs, end)
	if r.archive == nil {
		return
	}
	for i := range values {
		values[i].err = errs[i]
	}
	if err := r.archive.add(values, r.queue, !slices.ContainsFunc(results, func(d decoded) bool { return len(d.obs) != 1 }), r.gaps); err != nil {
		r.queue, r.err = nil, r.wrap(err)
	}
}

// take queues what the values of a batch became, and notes what comes after it.
func (r *Reader) take(values []value, results []decoded, errs []error, end error) {
	for i := range results {
		last := errors.Is(end, io.EOF) && i == len(values)-1
		switch {
		case errs[i] == nil:
			r.deliver(&results[i])
		case last && isShort(errs[i]):
			r.warnings = append(r.warnings, fmt.Sprintf("%s:%d: the last line is cut off and was dropped", r.name, values[i].line))
		default:
			r.err = r.skip(&results[i], &lineError{values[i].line, errs[i]})
		}
		if r.err != nil {
			return
		}
	}
	if end != nil {
		r.err = r.end(end)
	}
}

// end turns what the splitter ended with into what Next returns.
func (r *Reader) end(err error) error {
	r.endSkipped()
	switch {
	case r.delivered == 0 && r.skipped.first != nil:
		return r.skipped.first
	case !errors.Is(err, io.EOF):
		return r.wrap(err)
	case r.values == 0:
		return fmt.Errorf("%s: %w", r.name, ErrEmpty)
	case r.shown == 0:
		return fmt.Errorf("%s: %w", r.name, ErrNoPods)
	}
	return io.EOF
}

// wrap names the file, and the line where it is known.
func (r *Reader) wrap(err error) error {
	if at, ok := errors.AsType[*lineError](err); ok {
		return fmt.Errorf("%s:%d: %w", r.name, at.line, plainly(at.err))
	}
	return fmt.Errorf("read %s: %w", r.name, err)
}

// decodeAll decodes values on all processors, keeping their order.
func decodeAll(d *decoder, values []value) ([]decoded, []error) {
	results, errs := make([]decoded, len(values)), make([]error, len(values))
	var next atomic.Int64
	work := func() {
		for {
			i := int(next.Add(1)) - 1
			if i >= len(values) {
				return
			}
			results[i], errs[i] = d.decode(values[i])
		}
	}
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(values)) - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()
	return results, errs
}
