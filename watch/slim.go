package watch

import (
	"bytes"
	"hash/maphash"
	"sync"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/watch/internal/jsonscan"
)

// A pod is published some thirty times in its life and only its status
// changes. Half of the bytes of a recording are fieldsV1 (which nobody reads:
// of managedFields only the manager, the subresource and the time are facts)
// and specs that were read before. slim takes both out before the decoder sees
// them; specCache gives the spec back.

// slim appends the object b to dst without managedFields' fieldsV1 and, if
// wanted, without its spec, which it returns.
func slim(dst, b []byte, cutSpec bool) (out, spec []byte, err error) {
	_, err = jsonscan.Members(b, jsonscan.Space(b, 0), func(key, val []byte) error {
		switch {
		case cutSpec && string(key) == "spec" && val[0] == '{':
			spec = val
			return nil
		case string(key) == "metadata" && val[0] == '{':
			dst = appendKey(dst, '{', key)
			dst, err = slimMeta(dst, val)
			return err
		}
		dst = append(appendKey(dst, '{', key), val...)
		return nil
	})
	return closeWith(dst, '{', '}'), spec, err
}

func slimMeta(dst, b []byte) ([]byte, error) {
	start := len(dst)
	_, err := jsonscan.Members(b, 0, func(key, val []byte) (err error) {
		dst = appendKey(dst, '{', key, start)
		if string(key) == "managedFields" && val[0] == '[' {
			dst, err = slimManaged(dst, val)
			return err
		}
		dst = append(dst, val...)
		return nil
	})
	return closeWith(dst, '{', '}', start), err
}

func slimManaged(dst, b []byte) ([]byte, error) {
	list := len(dst)
	_, err := jsonscan.Elements(b, 0, func(entry []byte) error {
		dst = append(dst, separator(dst, '[', list))
		if entry[0] != '{' {
			dst = append(dst, entry...)
			return nil
		}
		start := len(dst)
		_, err := jsonscan.Members(entry, 0, func(key, val []byte) error {
			if string(key) != "fieldsV1" {
				dst = append(appendKey(dst, '{', key, start), val...)
			}
			return nil
		})
		dst = closeWith(dst, '{', '}', start)
		return err
	})
	return closeWith(dst, '[', ']', list), err
}

// separator is what goes before the next member or element of the value that
// began at start: its opening bracket or a comma.
func separator(dst []byte, open byte, start ...int) byte {
	from := 0
	if len(start) > 0 {
		from = start[0]
	}
	if len(dst) == from {
		return open
	}
	return ','
}

func appendKey(dst []byte, open byte, key []byte, start ...int) []byte {
	dst = append(dst, separator(dst, open, start...), '"')
	dst = append(dst, key...)
	return append(dst, '"', ':')
}

func closeWith(dst []byte, open, closing byte, start ...int) []byte {
	if separator(dst, open, start...) == open {
		dst = append(dst, open)
	}
	return append(dst, closing)
}

var slimBuffers = sync.Pool{New: func() any { return new([]byte) }}

// slimInto decodes b into o without fieldsV1, and fills in the kind, which items
// of typed Lists leave out.
func (d *decoder) slimInto(b []byte, o any, have *metav1.TypeMeta, meta metav1.TypeMeta) error {
	buf := slimBuffers.Get().(*[]byte)
	defer slimBuffers.Put(buf)
	small, _, err := slim((*buf)[:0], b, false)
	*buf = small[:0]
	if err != nil {
		return err
	}
	if err := unmarshal(small, o); err != nil {
		return err
	}
	*have = meta
	return nil
}

// pod decodes a pod. Its spec may be shared with other pods of this decoder.
func (d *decoder) pod(b []byte, meta metav1.TypeMeta) (*corev1.Pod, error) {
	buf := slimBuffers.Get().(*[]byte)
	defer slimBuffers.Put(buf)
	small, spec, err := slim((*buf)[:0], b, true)
	*buf = small[:0]
	if err != nil {
		return nil, err
	}
	pod := new(corev1.Pod)
	if err := unmarshal(small, pod); err != nil {
		return nil, err
	}
	if spec != nil {
		decoded, err := d.specs.get(spec)
		if err != nil {
			return nil, err
		}
		pod.Spec = *decoded
	}
	pod.TypeMeta = meta
	return pod, nil
}

// specCache remembers the specs read last by their text. Its zero value is ready.
type specCache struct {
	mu    sync.Mutex
	seed  maphash.Seed
	bytes int
	byKey map[uint64]cachedSpec
}

type cachedSpec struct {
	text []byte
	spec *corev1.PodSpec
}

// specCacheBytes bounds the text kept; specs take a few times that decoded.
const specCacheBytes = 1 << 20

func (c *specCache) get(text []byte) (*corev1.PodSpec, error) {
	c.mu.Lock()
	if c.byKey == nil {
		c.seed, c.byKey = maphash.MakeSeed(), map[uint64]cachedSpec{}
	}
	seed := c.seed
	c.mu.Unlock()

	key := maphash.Bytes(seed, text)
	c.mu.Lock()
	have := c.byKey[key]
	c.mu.Unlock()
	if have.spec != nil && bytes.Equal(have.text, text) {
		return have.spec, nil
	}
	spec := new(corev1.PodSpec)
	if err := unmarshal(text, spec); err != nil {
		return nil, err
	}
	c.put(key, cachedSpec{bytes.Clone(text), spec})
	return spec, nil
}

func (c *specCache) put(key uint64, s cachedSpec) {
	if len(s.text) > specCacheBytes/4 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bytes+len(s.text) > specCacheBytes {
		clear(c.byKey) // rare: more than a hundred different specs
		c.bytes = 0
	}
	if _, taken := c.byKey[key]; !taken {
		c.bytes += len(s.text)
		c.byKey[key] = s
	}
}
