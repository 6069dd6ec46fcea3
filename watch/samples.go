package watch

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// sampler delivers how often the kubelet has probed the watched pods, by reading
// its counters: the only place where successful probes leave a trace. It asks
// as often as the most frequent probe runs, and not at all for pods without
// probes, not yet on a node, or past their end.
type sampler struct {
	read   func(ctx context.Context, node string) (io.ReadCloser, error)
	status *status
	retry  retryPolicy
	emit   func(timeline.Observation) error
	wake   chan struct{} // holds one: a pod has changed

	mu   sync.Mutex
	pods map[types.UID]probed

	totals map[series]int64 // as last delivered
}

// probed is a pod that is worth asking about.
type probed struct {
	node   string
	period time.Duration // of its most frequent probe
}

// series is one counter of the kubelet.
type series struct {
	uid                      types.UID
	container, probe, result string
}

const samples = "nodes/proxy (successful probes)" // in a refusal

// sampleTimeout bounds one request: the API server passes it on to the kubelet.
const sampleTimeout = 10 * time.Second

func newSampler(read func(context.Context, string) (io.ReadCloser, error)) *sampler {
	return &sampler{read: read, wake: make(chan struct{}, 1), pods: map[types.UID]probed{}, totals: map[series]int64{}}
}

// observePod learns what to ask about.
func (s *sampler) observePod(typ timeline.ObservationType, o metav1.Object) {
	pod, ok := o.(*corev1.Pod)
	if !ok {
		return
	}
	p := probed{pod.Spec.NodeName, probePeriod(&pod.Spec)}
	over := typ == timeline.Deleted || pod.Status.Phase == corev1.PodSucceeded || pod.Status.Phase == corev1.PodFailed
	s.mu.Lock()
	if over || p.node == "" || p.period == 0 {
		delete(s.pods, pod.UID)
	} else {
		s.pods[pod.UID] = p
	}
	s.mu.Unlock()
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// probePeriod returns the shortest period of a pod's probes, or 0 if it has
// none.
func probePeriod(spec *corev1.PodSpec) time.Duration {
	shortest := int32(math.MaxInt32)
	for _, containers := range [][]corev1.Container{spec.InitContainers, spec.Containers} {
		for i := range containers {
			c := &containers[i]
			for _, p := range []*corev1.Probe{c.StartupProbe, c.ReadinessProbe, c.LivenessProbe} {
				if p != nil {
					shortest = min(shortest, max(p.PeriodSeconds, 1))
				}
			}
		}
	}
	if shortest == math.MaxInt32 {
		return 0
	}
	return time.Duration(shortest) * time.Second
}

// run asks until ctx ends.
func (s *sampler) run(ctx context.Context) {
	failures := 0
	for ctx.Err() == nil {
		nodes, wait := s.due()
		if len(nodes) == 0 {
			select {
			case <-s.wake:
			case <-ctx.Done():
			}
			continue
		}
		var failed error
		for node, pods := range nodes {
			if err := s.sample(ctx, node, pods); err != nil {
				failed = err
			}
		}
		switch {
		case ctx.Err() != nil:
			return
		case failed == nil:
			failures = 0
			s.status.recover(samples, "")
		case classify(failed) == refused:
			s.status.refuse(samples, "", reason(failed))
			wait = max(wait, s.retry.refused)
		default: // the pod's conditions say that a node does not answer
			failures++
			wait = max(wait, s.retry.backoff(failures))
		}
		if sleep(ctx, wait) != nil {
			return
		}
	}
}

// due returns which nodes to ask about which pods, and how long to wait
// afterwards.
func (s *sampler) due() (map[string]map[types.UID]bool, time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	nodes, wait := map[string]map[types.UID]bool{}, time.Duration(math.MaxInt64)
	for uid, p := range s.pods {
		if nodes[p.node] == nil {
			nodes[p.node] = map[types.UID]bool{}
		}
		nodes[p.node][uid] = true
		wait = min(wait, p.period)
	}
	for series := range s.totals { // forget those that are over
		if _, alive := s.pods[series.uid]; !alive {
			delete(s.totals, series)
		}
	}
	return nodes, wait
}

// sample reads one node's counters and delivers those that have changed.
func (s *sampler) sample(ctx context.Context, node string, pods map[types.UID]bool) error {
	bounded, cancel := context.WithTimeout(ctx, sampleTimeout)
	defer cancel()
	body, err := s.read(bounded, node)
	if err != nil {
		return err
	}
	defer body.Close()
	_, budget := withBudget(ctx, fmt.Sprintf("probe counters of over %d MiB", maxObject>>20), maxObject, maxObject)
	lines := bufio.NewScanner(&limitedBody{body, budget}) // a node of 500 pods has some hundred kB
	for lines.Scan() {
		series, total, ok := parseProbeTotal(lines.Text())
		if !ok || !pods[series.uid] {
			continue
		}
		if before, known := s.totals[series]; known && before == total {
			continue
		}
		s.totals[series] = total
		err := s.emit(timeline.Observation{At: time.Now(), Type: timeline.Sample, Object: &timeline.ProbeSample{
			Kind: "ProbeSample", APIVersion: "podlife/v1", PodUID: string(series.uid),
			Container: series.container, Probe: series.probe, Result: series.result, Total: total,
		}})
		if err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read the probe counters of node %s: %w", node, err)
	}
	return nil
}

// parseProbeTotal reads a line such as
//
//	prober_probe_total{container="app",namespace="shop",pod="web",pod_uid="…",probe_type="Readiness",result="successful"} 36
//
// None of these values can hold a quote or a backslash: names of Kubernetes do not.
func parseProbeTotal(line string) (series, int64, bool) {
	var s series
	labels, ok := strings.CutPrefix(line, "prober_probe_total{")
	if !ok {
		return s, 0, false
	}
	labels, value, ok := strings.Cut(labels, "} ")
	if !ok {
		return s, 0, false
	}
	for label := range strings.SplitSeq(labels, ",") {
		name, quoted, _ := strings.Cut(label, "=")
		value := strings.Trim(quoted, `"`)
		switch name {
		case "pod_uid":
			s.uid = types.UID(value)
		case "container":
			s.container = value
		case "probe_type":
			s.probe = value
		case "result":
			s.result = value
		}
	}
	value, _, _ = strings.Cut(value, " ") // a time stamp may follow
	total, err := strconv.ParseFloat(value, 64)
	if err != nil || !(total >= 0 && total < 1<<53) || s.uid == "" {
		return s, 0, false
	}
	return s, int64(total), true
}
