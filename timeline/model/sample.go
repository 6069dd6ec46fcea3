package model

import (
	"time"

	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model/spec"
)

// probeCount follows one counter of the kubelet. It starts over when the
// kubelet or the probe's worker does; base carries what was counted before.
type probeCount struct {
	container     string
	probe, result string
	base, last    int64
	at            time.Time // of the last sample
}

func (c *probeCount) total() int64 { return c.base + c.last }

func (m *Model) applySample(s *timeline.ProbeSample, at time.Time) bool {
	if s.PodUID == "" || s.Total < 0 {
		return false
	}
	return m.life(types.UID(s.PodUID)).sample(s, at)
}

func (l *life) sample(s *timeline.ProbeSample, at time.Time) bool {
	for _, c := range l.samples {
		if c.container != s.Container || c.probe != s.Probe || c.result != s.Result {
			continue
		}
		if !at.After(c.at) {
			return false // seen before, or out of order: the newer total stands
		}
		if s.Total < c.last {
			c.base += c.last
		}
		c.last, c.at = s.Total, at
		l.version++
		return true
	}
	if len(l.samples) >= maxOccurrences {
		return false // more series than a pod can have
	}
	l.samples = append(l.samples, &probeCount{
		container: s.Container, probe: s.Probe, result: s.Result, last: s.Total, at: at,
	})
	l.version++
	return true
}

// counted returns the kubelet's own count of a probe's results; known is false
// when no result of that probe was sampled.
func (l *life) counted(container string, probe int, result string) (n int64, known bool) {
	for _, c := range l.samples {
		if c.container != container || spec.ProbeNamed(c.probe) != probe {
			continue
		}
		known = true
		if c.result == result {
			n += c.total()
		}
	}
	return n, known
}
