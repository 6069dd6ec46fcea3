package recording

import (
	"bytes"
	"errors"
	"fmt"
	"hash/maphash"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// objectOptions returns how objects are decoded. A pod is published some thirty
// times in its life, and little of it changes each time: three quarters of the
// bytes of a recording are fieldsV1, which is not read, and specs, annotations
// and container statuses that were read before and are shared (see shared).
func objectOptions() json.Options {
	whole := json.JoinOptions(lenient(), json.WithUnmarshalers(json.JoinUnmarshalers(seconds(), arrays())))
	return json.JoinOptions(lenient(), json.WithUnmarshalers(json.JoinUnmarshalers(
		json.UnmarshalFromFunc(func(dec *jsontext.Decoder, _ **metav1.FieldsV1) error {
			_, err := dec.ReadValue()
			return err
		}),
		seconds(),
		shared[corev1.PodSpec](whole),
		shared[corev1.ContainerStatus](whole),
		shared[map[string]string](whole),
		arrays(),
	)))
}

// shared returns how values of type T are decoded: those whose text was read
// before are given back from what is remembered, and share their parts with it.
func shared[T any](options json.Options) *json.Unmarshalers {
	texts := texts[T]{seed: maphash.MakeSeed(), byKey: map[uint64]remembered[T]{}}
	return json.UnmarshalFromFunc(func(dec *jsontext.Decoder, v *T) error {
		text, err := dec.ReadValue()
		if err != nil {
			return err
		}
		seen, err := texts.get(text, options)
		if err == nil {
			*v = *seen
		}
		return err
	})
}

// texts remembers the values read last by their text.
type texts[T any] struct {
	mu    sync.Mutex
	seed  maphash.Seed
	bytes int
	byKey map[uint64]remembered[T]
}

type remembered[T any] struct {
	text  []byte
	value *T
}

// textBytes bounds the text kept; decoded it takes a few times that.
const textBytes = 1 << 20

func (c *texts[T]) get(b []byte, options json.Options) (*T, error) {
	key := maphash.Bytes(c.seed, b)
	c.mu.Lock()
	have := c.byKey[key]
	c.mu.Unlock()
	if have.value != nil && bytes.Equal(have.text, b) {
		return have.value, nil
	}
	value := new(T)
	if err := json.Unmarshal(b, value, options); err != nil {
		return nil, plainly(err)
	}
	c.put(key, remembered[T]{bytes.Clone(b), value})
	return value, nil
}

func (c *texts[T]) put(key uint64, t remembered[T]) {
	if len(t.text) > textBytes/4 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bytes+len(t.text) > textBytes {
		clear(c.byKey) // rare: more than a hundred different specs
		c.bytes = 0
	}
	if _, taken := c.byKey[key]; !taken {
		c.bytes += len(t.text)
		c.byKey[key] = t
	}
}

// arrays returns the bounds of arrays of large structs: one of them takes up to
// 300 times the memory of its text.
func arrays() *json.Unmarshalers {
	return json.JoinUnmarshalers(
		bounded[corev1.Container](), bounded[corev1.EphemeralContainer](), bounded[corev1.Volume](),
		bounded[corev1.ContainerStatus](), bounded[corev1.PodCondition](), bounded[corev1.VolumeMount](),
		bounded[metav1.ManagedFieldsEntry](), bounded[discoveryv1.Endpoint](),
	)
}

func bounded[T any]() *json.Unmarshalers {
	return json.UnmarshalFromFunc(func(dec *jsontext.Decoder, v *[]T) error {
		if dec.PeekKind() != '[' {
			return errors.ErrUnsupported // null, or what the library refuses
		}
		if _, err := dec.ReadToken(); err != nil {
			return err
		}
		*v = []T{}
		for dec.PeekKind() != ']' {
			if len(*v) == maxElements {
				return &limitError{fmt.Sprintf("more than %d elements", maxElements)}
			}
			*v = append(*v, *new(T))
			if err := json.UnmarshalDecode(dec, &(*v)[len(*v)-1]); err != nil {
				return err
			}
		}
		_, err := dec.ReadToken()
		return err
	})
}

// seconds reads the API's times as metav1.Time does, without the second JSON
// library that its method asks for each of them.
func seconds() *json.Unmarshalers {
	return json.UnmarshalFunc(func(val []byte, t *metav1.Time) error {
		if text, ok := simple(val); ok {
			if parsed, err := time.Parse(time.RFC3339, string(text)); err == nil {
				t.Time = parsed.Local()
				return nil
			}
		}
		return t.UnmarshalJSON(val)
	})
}
