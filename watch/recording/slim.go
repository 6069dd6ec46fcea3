package recording

import (
	"bytes"
	"hash/maphash"
	"sync"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/watch/internal/jsonscan"
)

// A pod is published some thirty times in its life, and little of it changes
// each time. Three quarters of the bytes of a recording are fieldsV1, which
// nobody reads, and specs, annotations and container statuses that were read
// before. A decoder cuts all of these out of what encoding/json sees (shape) and
// gives the parts back from what it remembers by their text.
type slimmer struct {
	specs       textCache[corev1.PodSpec]
	annotations textCache[map[string]string]
	statuses    textCache[corev1.ContainerStatus]
}

var slimBuffers = sync.Pool{New: func() any { return new([]byte) }}

// into decodes s into o, except for the parts that are cut.
func (s *shape) into(o any) error {
	buf := slimBuffers.Get().(*[]byte)
	defer slimBuffers.Put(buf)
	*buf = s.appendSlim((*buf)[:0])
	return unmarshal(*buf, o)
}

// object decodes s into o, whose metadata is meta, and fills in its kind, which
// items of typed Lists leave out.
func (d *slimmer) object(s *shape, o any, meta *metav1.ObjectMeta, have *metav1.TypeMeta, kind metav1.TypeMeta) error {
	if err := s.into(o); err != nil {
		return err
	}
	*have = kind
	if s.annotations == nil {
		return nil
	}
	annotations, err := d.annotations.get(s.annotations)
	if err == nil {
		meta.Annotations = *annotations
	}
	return err
}

// pod decodes a pod. Its parts may be shared with other pods of this decoder.
func (d *slimmer) pod(s *shape, kind metav1.TypeMeta) (*corev1.Pod, error) {
	pod := new(corev1.Pod)
	if err := d.object(s, pod, &pod.ObjectMeta, &pod.TypeMeta, kind); err != nil {
		return nil, err
	}
	if s.spec != nil {
		spec, err := d.specs.get(s.spec)
		if err != nil {
			return nil, err
		}
		pod.Spec = *spec
	}
	lists := [len(statusLists)]*[]corev1.ContainerStatus{
		&pod.Status.InitContainerStatuses, &pod.Status.ContainerStatuses, &pod.Status.EphemeralContainerStatuses}
	for i, list := range lists {
		if s.statuses[i] == nil {
			continue
		}
		*list = []corev1.ContainerStatus{}
		_, err := jsonscan.Elements(s.statuses[i], 0, func(text []byte) error {
			status, err := d.statuses.get(text)
			if err == nil {
				*list = append(*list, *status)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return pod, nil
}

// textCache remembers the values read last by their text. Its zero value is ready.
type textCache[T any] struct {
	mu    sync.Mutex
	seed  maphash.Seed
	bytes int
	byKey map[uint64]cachedText[T]
}

type cachedText[T any] struct {
	text  []byte
	value *T
}

// textCacheBytes bounds the text kept; decoded it takes a few times that.
const textCacheBytes = 1 << 20

func (c *textCache[T]) get(text []byte) (*T, error) {
	c.mu.Lock()
	if c.byKey == nil {
		c.seed, c.byKey = maphash.MakeSeed(), map[uint64]cachedText[T]{}
	}
	seed := c.seed
	c.mu.Unlock()

	key := maphash.Bytes(seed, text)
	c.mu.Lock()
	have := c.byKey[key]
	c.mu.Unlock()
	if have.value != nil && bytes.Equal(have.text, text) {
		return have.value, nil
	}
	value := new(T)
	if err := unmarshal(text, value); err != nil {
		return nil, err
	}
	c.put(key, cachedText[T]{bytes.Clone(text), value})
	return value, nil
}

func (c *textCache[T]) put(key uint64, t cachedText[T]) {
	if len(t.text) > textCacheBytes/4 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bytes+len(t.text) > textCacheBytes {
		clear(c.byKey) // rare: more than a hundred different specs
		c.bytes = 0
	}
	if _, taken := c.byKey[key]; !taken {
		c.bytes += len(t.text)
		c.byKey[key] = t
	}
}
