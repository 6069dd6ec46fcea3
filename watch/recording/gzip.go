package recording

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
)

// Unpacked returns a reader of what r holds, unpacked if it is gzipped. A gzip
// file that is cut off ends where it was cut; one that unpacks to more than a
// recording does is an error of the reader's.
func Unpacked(r io.Reader) (io.Reader, error) {
	packed := &counter{r: r}
	b := bufio.NewReaderSize(packed, 64<<10)
	if magic, _ := b.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
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
