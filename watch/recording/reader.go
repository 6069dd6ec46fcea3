package recording

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch/internal/jsonscan"
)

// What a Reader returns instead of io.EOF when there was nothing to show.
var (
	ErrEmpty  = errors.New("the file is empty")
	ErrNoPods = errors.New("the recording holds no pod")
)

// Reader reads a recording as a stream, in bounded memory. It reads
//   - podlife recordings (JSON Lines, recording/v1), with or without a header;
//   - what `kubectl get … -o json --watch [--output-watch-events]` prints;
//   - what `kubectl get … -o json` prints: a List, or one object;
//
// each of them also gzipped.
//
// Where an observation has no arrival time, At is the latest moment that any
// object up to it names (see latestFact): an upper bound of when its facts were
// published, and never decreasing along the stream.
//
// A Reader decodes batches on all processors, but only inside Next: it owns no
// goroutine between calls and needs no Close. It is not safe for concurrent use.
type Reader struct {
	name     string
	split    *splitter
	decoder  decoder
	header   Header
	warnings []string
	inferred bool

	queue []timeline.Observation
	err   error // what follows the queue

	last                    time.Time // the greatest At so far
	seen                    map[types.UID]bool
	values, delivered, pods int
}

// NewReader returns a Reader of r; name is what its errors call r.
func NewReader(r io.Reader, name string) *Reader {
	reader := &Reader{name: name, seen: map[types.UID]bool{}}
	r, err := plain(r)
	if err != nil {
		reader.err = reader.wrap(err)
	}
	reader.split = newSplitter(r)
	return reader
}

// Next returns the next observation, or io.EOF after the last. A stream without
// any value ends in ErrEmpty, one without any pod in ErrNoPods; a broken line in
// an error that names it, after every observation before it.
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
	values, err := r.split.next()
	if err != nil {
		r.err = r.end(err)
	}
	r.values += len(values)
	results, errs := decodeAll(&r.decoder, values)
	r.queue = r.queue[:0]
	for i := range results {
		if errs[i] != nil {
			r.err = r.wrap(&lineError{values[i].line, errs[i]})
			return
		}
		r.deliver(&results[i])
	}
}

// end turns what the splitter ended with into what Next returns.
func (r *Reader) end(err error) error {
	if r.split.cut > 0 {
		r.warnings = append(r.warnings, fmt.Sprintf("%s:%d: the last line is cut off and was dropped", r.name, r.split.cut))
	}
	switch {
	case !errors.Is(err, io.EOF):
		return r.wrap(err)
	case r.values == 0 && r.split.cut == 0:
		return fmt.Errorf("%s: %w", r.name, ErrEmpty)
	case r.pods == 0:
		return fmt.Errorf("%s: %w", r.name, ErrNoPods)
	}
	return io.EOF
}

// wrap names the file, and the line where it is known.
func (r *Reader) wrap(err error) error {
	if at, ok := errors.AsType[*lineError](err); ok {
		err = fmt.Errorf("%s:%d: %w", r.name, at.line, at.err)
		var syntax *jsonscan.SyntaxError
		if r.delivered == 0 && (errors.As(err, &syntax) || errors.Is(err, errNoObservation)) {
			err = fmt.Errorf("%w (expected a podlife recording, or what kubectl get -o json prints)", err)
		}
		return err
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
			results[i], errs[i] = d.decode(values[i].text)
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

// deliver completes the observations of one value and queues them.
func (r *Reader) deliver(d *decoded) {
	if d.header != nil {
		if r.header == (Header{}) {
			r.header = *d.header
		}
		return
	}
	for i, o := range d.obs {
		if o.At.IsZero() {
			r.inferred = true
			o.At = r.last
			if d.facts[i].After(o.At) {
				o.At = d.facts[i]
			}
		}
		if o.At.After(r.last) {
			r.last = o.At
		}
		if _, ok := o.Object.(*corev1.Pod); ok && o.Type != timeline.Bookmark {
			r.pods++
		}
		if d.bare {
			o.Type = r.bareType(o, len(d.obs) == 1)
		}
		r.queue = append(r.queue, o)
		r.delivered++
	}
}

// bareType is the watch type of an object that came without one, as
// `kubectl get --watch -o json` prints them: later versions are changes.
func (r *Reader) bareType(o timeline.Observation, alone bool) timeline.ObservationType {
	object, ok := o.Object.(metav1.Object)
	if !ok || object.GetUID() == "" {
		return timeline.Added
	}
	known := r.seen[object.GetUID()]
	r.seen[object.GetUID()] = true
	if known && alone {
		return timeline.Modified
	}
	return timeline.Added
}
