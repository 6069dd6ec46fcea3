package recording

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
)

var gzipMagic = [2]byte{0x1f, 0x8b}

// Unpacked returns a reader of what r holds, unpacked if it is gzipped. A gzip
// file that is cut off ends where it was cut; one that unpacks to more than a
// recording does is an error of the reader's.
func Unpacked(r io.Reader) (io.Reader, error) {
	packed := &counter{r: r}
	b := bufio.NewReaderSize(packed, 64<<10)
	if magic, _ := b.Peek(2); !bytes.Equal(magic, gzipMagic[:]) {
		return b, nil
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		return nil, err
	}
	return &unpacked{z: z, packed: packed}, nil
}

// unpacked reads a gzip file within the limits of its expansion.
type unpacked struct {
	z      *gzip.Reader
	packed *counter
	n      int64
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.z.Read(p)
	u.n += int64(n)
	if u.n > maxUnpacked && u.n/maxRatio > u.packed.n {
		return n, errUnpacksTooFar(u.packed.n, u.n)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

// counter counts the bytes read from r.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// Rereadable returns a file that can be read again where a recording is in it, from
// its start; nil for a pipe and a gzip file.
func Rereadable(f io.Closer) io.ReaderAt {
	file, ok := f.(*os.File)
	if !ok {
		return nil
	}
	var magic [2]byte
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	if _, err := file.ReadAt(magic[:], 0); err != nil || magic == gzipMagic {
		return nil
	}
	return file
}
