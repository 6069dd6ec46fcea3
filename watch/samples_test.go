package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// kubelet is a kubelet's counters, and when they were read.
type kubelet struct {
	mu    sync.Mutex
	start time.Time
	fail  error
	total int
	reads []time.Duration // since start
}

// answers sets what the next reads get.
func (k *kubelet) answers(total int, fail error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.total, k.fail = total, fail
}

// asked returns how often the counters were read.
func (k *kubelet) asked() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.reads)
}

func (k *kubelet) read(_ context.Context, node string) (io.ReadCloser, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.reads = append(k.reads, time.Since(k.start))
	if k.fail != nil {
		return nil, k.fail
	}
	if node != "node1" {
		return nil, fmt.Errorf("asked about node %q", node)
	}
	return io.NopCloser(strings.NewReader(fmt.Sprintf(`# TYPE prober_probe_total counter
prober_probe_total{container="app",namespace="shop",pod="web",pod_uid="u1",probe_type="Readiness",result="successful"} %d
prober_probe_total{container="app",namespace="shop",pod="web",pod_uid="u1",probe_type="Liveness",result="failed"} 2
prober_probe_total{container="app",namespace="shop",pod="other",pod_uid="u2",probe_type="Readiness",result="successful"} 99
prober_probe_total{broken
`, k.total))), nil
}

// sampling runs test beside a sampler, on fake time.
func sampling(t *testing.T, test func(k *kubelet, s *sampler, got func() []string)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		k := &kubelet{start: time.Now()}
		var mu sync.Mutex
		var delivered []string
		s := newSampler(k.read)
		s.status, s.retry = &status{}, defaultRetry
		s.emit = func(o timeline.Observation) error {
			p := o.Object.(*timeline.ProbeSample)
			mu.Lock()
			defer mu.Unlock()
			delivered = append(delivered, fmt.Sprintf("%s %s %s %s %d", p.PodUID, p.Container, p.Probe, p.Result, p.Total))
			return nil
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); s.run(ctx) }()
		test(k, s, func() []string {
			synctest.Wait()
			mu.Lock()
			defer mu.Unlock()
			out := delivered
			delivered = nil
			return out
		})
		stop()
		<-done
	})
}

func probedPod(uid, node string, periods ...int32) *corev1.Pod {
	p := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{UID: types.UID(uid)}, Spec: corev1.PodSpec{NodeName: node, Containers: []corev1.Container{{}}}}
	for i, period := range periods {
		probe := &corev1.Probe{PeriodSeconds: period}
		switch i {
		case 0:
			p.Spec.Containers[0].ReadinessProbe = probe
		case 1:
			p.Spec.Containers[0].LivenessProbe = probe
		}
	}
	return p
}

func TestSamplerDeliversChanges(t *testing.T) {
	sampling(t, func(k *kubelet, s *sampler, got func() []string) {
		k.answers(7, nil)
		s.observePod(timeline.Added, probedPod("u1", "node1", 5, 2))
		expect(t, got(), "u1 app Readiness successful 7", "u1 app Liveness failed 2")
		time.Sleep(time.Second)
		k.answers(8, nil)
		expect(t, got()) // not asked again yet: the most frequent probe runs every 2 s
		time.Sleep(time.Second)
		expect(t, got(), "u1 app Readiness successful 8")
		time.Sleep(time.Minute)
		expect(t, got()) // nothing has changed
		if want := 32; k.asked() != want {
			t.Errorf("asked %d times in 62 s, want every 2 s: %d", k.asked(), want)
		}
		s.observePod(timeline.Deleted, probedPod("u1", "node1", 5, 2))
		time.Sleep(time.Minute)
		if k.asked() > 33 {
			t.Errorf("asked %d times more after the pod was gone", k.asked()-33)
		}
	})
}

func TestSamplerAsksOnlyAboutProbes(t *testing.T) {
	over := probedPod("u1", "node1", 1)
	over.Status.Phase = corev1.PodSucceeded
	for name, pod := range map[string]*corev1.Pod{
		"no probes": probedPod("u1", "node1"), "no node": probedPod("u1", "", 1), "over": over,
	} {
		t.Run(name, func(t *testing.T) {
			sampling(t, func(k *kubelet, s *sampler, got func() []string) {
				s.observePod(timeline.Added, pod)
				time.Sleep(time.Minute)
				if expect(t, got()); k.asked() > 0 {
					t.Errorf("asked %d times", k.asked())
				}
			})
		})
	}
}

// TestSamplerRefused: one line says so, the next question waits long, and the
// line goes when RBAC allows it after all.
func TestSamplerRefused(t *testing.T) {
	sampling(t, func(k *kubelet, s *sampler, got func() []string) {
		k.answers(0, fmt.Errorf("read: %w", apierrors.NewForbidden(schema.GroupResource{Resource: "nodes"}, "node1", errors.New("no"))))
		s.observePod(timeline.Added, probedPod("u1", "node1", 1))
		time.Sleep(20 * time.Second)
		expect(t, got())
		if want := []string{"nodes/proxy (successful probes): forbidden"}; !slices.Equal(s.status.missing(), want) || k.asked() != 1 {
			t.Errorf("missing %q after %d questions, want %q after one", s.status.missing(), k.asked(), want)
		}
		k.answers(0, nil)
		time.Sleep(15 * time.Second)
		if len(got()) == 0 || len(s.status.missing()) > 0 {
			t.Errorf("missing %q when allowed", s.status.missing())
		}
	})
}

// TestSamplerNodeLost: a kubelet that does not answer is asked less and less
// often, and is no connection that the watch has lost.
func TestSamplerNodeLost(t *testing.T) {
	sampling(t, func(k *kubelet, s *sampler, got func() []string) {
		k.answers(0, apierrors.NewGenericServerResponse(http.StatusServiceUnavailable, "get", schema.GroupResource{}, "node1", "no route to host", 0, true))
		s.observePod(timeline.Added, probedPod("u1", "node1", 1))
		time.Sleep(5 * time.Minute)
		if expect(t, got()); k.asked() > 30 {
			t.Errorf("asked %d times in 5 minutes", k.asked())
		}
		if s.status.connection().Lost || len(s.status.missing()) > 0 {
			t.Errorf("connection %q, missing %q", s.status.connection(), s.status.missing())
		}
	})
}

func TestParseProbeTotal(t *testing.T) {
	for line, want := range map[string]int64{
		`prober_probe_total{container="app",pod_uid="u1",probe_type="Startup",result="failed"} 3`:          3,
		`prober_probe_total{container="app",pod_uid="u1",probe_type="Startup",result="failed"} 1.2e+03 17`: 1200,
		`prober_probe_total{container="app",pod_uid="u1",probe_type="Startup",result="failed"} NaN`:        -1,
		`prober_probe_total{container="app",pod_uid="u1",probe_type="Startup",result="failed"} -1`:         -1,
		`prober_probe_total{container="app",probe_type="Startup",result="failed"} 1`:                       -1,
		`prober_probe_total{container="app"`:                                                               -1,
		`prober_probe_duration_seconds_count{container="app",pod_uid="u1",probe_type="Readiness"} 1`:       -1,
		`# HELP prober_probe_total Cumulative number of a liveness, readiness or startup probe`:            -1,
		``: -1,
	} {
		s, got, ok := parseProbeTotal(line)
		if ok != (want >= 0) || ok && (got != want || s != series{"u1", "app", "Startup", "failed"}) {
			t.Errorf("%s: %v %d %t", line, s, got, ok)
		}
	}
}
