package recording

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"time"

	"github.com/podlife/podlife/timeline"
)

// Archive holds the observations of a recording for those who move about in it. It
// keeps when each arrived and where its text is, and decodes what is asked for: the
// objects take many times the memory. Its Reader fills it; like that, it is not safe
// for concurrent use.
type Archive struct {
	name    string
	decoder *decoder
	store   store
	first   []int  // of the observations of each block of the store
	plain   []bool // each value of it is one observation
	index   []arrival
	gaps    map[int]timeline.Observation // those that stand for what was skipped

	block   int // that was decoded last, -1: none
	decoded []timeline.Observation
}

// arrival is what an observation's own text does not always say.
type arrival struct {
	seconds     int64 // Unix time
	nanoseconds int32
	typ         int8 // an index into givenTypes, -1: as its text says
}

// givenTypes are the types that a Reader gives observations that came without one.
var givenTypes = [...]timeline.ObservationType{timeline.Added, timeline.Modified}

var errChanged = errors.New("the file has been cut or overwritten since it was opened: open it again")

// Archive returns an Archive of what the Reader reads from here on. file is what it
// reads, from its start, and has to stay open for as long as the Archive is used; it is
// nil where that is packed, or cannot be read again: the text is then kept in memory.
func (r *Reader) Archive(file io.ReaderAt) *Archive {
	r.archive = &Archive{name: r.name, decoder: newDecoder(), store: newStore(file), gaps: map[int]timeline.Observation{}, block: -1}
	return r.archive
}

// add takes in a batch: its values, and the observations that they became, each one or
// not, with the gaps that the Reader put between them at some indexes.
func (a *Archive) add(values []value, all []timeline.Observation, each bool, gaps []int) error {
	if len(all) == 0 {
		return nil
	}
	first := len(a.index)
	for _, i := range gaps {
		a.gaps[first+i] = all[i]
	}
	for _, o := range all {
		typ := slices.Index(givenTypes[:], o.Type)
		a.index = append(a.index, arrival{o.At.Unix(), int32(o.At.Nanosecond()), int8(typ)}) //nolint:gosec // both are small
	}
	a.first, a.plain = append(a.first, first), append(a.plain, each && len(values) == len(all) && len(gaps) == 0)
	return a.store.add(values)
}

// Len returns how many observations there are.
func (a *Archive) Len() int { return len(a.index) }

// At returns when an observation arrived.
func (a *Archive) At(i int) time.Time {
	return time.Unix(a.index[i].seconds, int64(a.index[i].nanoseconds)).UTC()
}

// Each calls f with the observations from one index up to another. It fails where the
// file is not what it was any more.
func (a *Archive) Each(from, to int, f func(timeline.Observation)) error {
	for from < to {
		block := sort.SearchInts(a.first, from+1) - 1
		first, end := a.bounds(block)
		upTo, got := min(to, end), a.decoded
		var err error
		if a.block != block && a.plain[block] && few*(upTo-from) < end-first {
			got, err = a.pick(block, from, upTo)
			first = from
		} else if err = a.decode(block); err == nil {
			got = a.decoded
		}
		if err != nil {
			return fmt.Errorf("read on in %s: %w", a.name, err)
		}
		for ; from < upTo; from++ {
			f(got[from-first])
		}
	}
	return nil
}

// few is how small a part of a block is decoded without the rest of it.
const few = 8

// bounds returns the index of the first observation of a block, and of the one after
// its last.
func (a *Archive) bounds(block int) (first, end int) {
	if block+1 < len(a.first) {
		return a.first[block], a.first[block+1]
	}
	return a.first[block], len(a.index)
}

// pick decodes some observations of a block in which each value is one.
func (a *Archive) pick(block, from, to int) ([]timeline.Observation, error) {
	values, err := a.store.read(block)
	if err != nil {
		return nil, err
	}
	first, end := a.bounds(block)
	if len(values) != end-first {
		return nil, errChanged
	}
	results, _ := decodeAll(a.decoder, values[from-first:to-first])
	out := make([]timeline.Observation, 0, to-from)
	for i := range results {
		if len(results[i].obs) != 1 {
			return nil, errChanged
		}
		out = append(out, a.as(from+i, results[i].obs[0]))
	}
	return out, nil
}

// decode decodes the observations of a block, unless they are those decoded last.
func (a *Archive) decode(block int) error {
	if a.block == block {
		return nil
	}
	values, err := a.store.read(block)
	if err != nil {
		return err
	}
	results, _ := decodeAll(a.decoder, values) // a value that failed then has no observations now, either
	first, end := a.bounds(block)
	a.block, a.decoded = -1, make([]timeline.Observation, 0, end-first)
	for i := range results {
		for _, o := range results[i].obs {
			a.takeGaps(first, end)
			a.take(first, end, o)
		}
	}
	if a.takeGaps(first, end); len(a.decoded) != end-first {
		return errChanged
	}
	a.block = block
	return nil
}

// takeGaps decodes the gaps that stand where the next observation of a block would.
func (a *Archive) takeGaps(first, end int) {
	for next := first + len(a.decoded); next < end; next++ {
		gap, ok := a.gaps[next]
		if !ok {
			return
		}
		a.decoded = append(a.decoded, gap)
	}
}

// take takes in the next observation of a block.
func (a *Archive) take(first, end int, o timeline.Observation) {
	next := first + len(a.decoded)
	if next == end {
		return // the Reader ended before it
	}
	a.decoded = append(a.decoded, a.as(next, o))
}

// as returns an observation as the Reader delivered it.
func (a *Archive) as(i int, o timeline.Observation) timeline.Observation {
	o.At = a.At(i)
	if typ := a.index[i].typ; typ >= 0 {
		o.Type = givenTypes[typ]
	}
	return o
}
