package recording

import (
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"slices"
)

// store keeps the text of values, in blocks. Lines of a file that can be read again
// stay there; all others are packed.
type store struct {
	file   io.ReaderAt
	seed   maphash.Seed
	blocks []block
	text   []byte // of the block read last
	packer *flate.Writer
}

// block is the text of some values, one a line.
type block struct {
	offset int64   // in the file
	size   int     // of the text
	sum    uint64  // of the values, if the text is in the file
	packed []byte  // the text, if it is not in the file
	lists  []*list // of the values, where some are items of a List
}

func newStore(file io.ReaderAt) store { return store{file: file, seed: maphash.MakeSeed()} }

// add keeps the text of some values as a block. Those that could not be read are left
// out, unless they stay in the file.
func (s *store) add(values []value) error {
	if n := len(values); n > 0 && s.file != nil && values[n-1].to > 0 {
		from := values[0].from
		s.blocks = append(s.blocks, block{offset: from, size: int(values[n-1].to - from), sum: s.sum(values)})
		return nil
	}
	return s.pack(values)
}

// sum returns a checksum of the text of values.
func (s *store) sum(values []value) uint64 {
	var h maphash.Hash
	h.SetSeed(s.seed)
	for i := range values {
		_, _ = h.Write(values[i].text) // fails never
		_ = h.WriteByte('\n')
	}
	return h.Sum64()
}

// load makes text that of a block in the file.
func (s *store) load(b *block) error {
	s.text = slices.Grow(s.text[:0], b.size)[:b.size]
	n, err := s.file.ReadAt(s.text, b.offset)
	if n == b.size {
		return nil
	}
	if errors.Is(err, io.EOF) {
		return errChanged
	}
	return err
}

// pack keeps the text of some values in memory.
func (s *store) pack(values []value) error {
	var b block
	var packed bytes.Buffer
	if s.packer == nil {
		s.packer, _ = flate.NewWriter(nil, flate.DefaultCompression) // the level is valid
	}
	s.packer.Reset(&packed)
	listed := false
	for i := range values {
		v := &values[i]
		if v.err != nil {
			continue
		}
		line := append(bytes.ReplaceAll(v.text, newline, []byte(" ")), '\n') // as in no string of valid JSON
		b.size += len(line)
		b.lists = append(b.lists, v.list)
		listed = listed || v.list != nil
		if _, err := s.packer.Write(line); err != nil {
			return err
		}
	}
	if !listed {
		b.lists = nil
	}
	if err := s.packer.Close(); err != nil {
		return err
	}
	b.packed = bytes.Clone(packed.Bytes())
	s.blocks = append(s.blocks, b)
	return nil
}

// read returns the values of a block, valid until the next call.
func (s *store) read(number int) ([]value, error) {
	b, get := &s.blocks[number], s.load
	if b.packed != nil {
		get = s.unpack
	}
	if err := get(b); err != nil {
		return nil, err
	}
	var values []value
	for line := range bytes.Lines(s.text) {
		if text := bytes.TrimSpace(line); len(text) > 0 {
			v := value{text: text}
			if len(values) < len(b.lists) {
				v.list = b.lists[len(values)]
			}
			values = append(values, v)
		}
	}
	if b.packed == nil && s.sum(values) != b.sum {
		return nil, errChanged
	}
	return values, nil
}

// unpack makes text that of a packed block.
func (s *store) unpack(b *block) error {
	s.text = slices.Grow(s.text[:0], b.size)[:b.size]
	if _, err := io.ReadFull(flate.NewReader(bytes.NewReader(b.packed)), s.text); err != nil {
		return fmt.Errorf("unpack it: %w", err)
	}
	return nil
}
