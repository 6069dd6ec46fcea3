package model

import (
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/timeline/model/spec"
)

func (b *laneBuilder) probes() []timeline.ProbeInfo {
	list := []timeline.ProbeInfo{}
	for i, p := range b.c.spec.Probes {
		if p.Check == "" {
			continue
		}
		info := timeline.ProbeInfo{
			Probe: spec.ProbeNames[i], PeriodSeconds: p.Period, FailureThreshold: p.Failure, Check: p.Check,
			InitialDelaySeconds: p.InitialDelay, TimeoutSeconds: p.Timeout, SuccessThreshold: p.Success,
		}
		b.results(i, &info)
		list = append(list, info)
	}
	return list
}

// results counts failures (by Events, or the kubelet's counter when that says
// more) and successes (by the counter, their only source).
func (b *laneBuilder) results(probe int, info *timeline.ProbeInfo) {
	for _, s := range b.ev {
		if s.kind == message.ProbeFailed && probeOf(s.message) == probe {
			info.Failures += s.n
			info.LastFailure, info.LastMessage = s.edge, s.message
		}
	}
	failed, known := b.l.counted(b.c.name, probe, "failed")
	ok, _ := b.l.counted(b.c.name, probe, "successful")
	info.Failures = max(info.Failures, int(failed))
	info.Successes, info.SuccessesKnown = int(ok), known
	a := lastOf(b.attempts)
	if a == nil {
		return
	}
	r := probeResult{probedRun: probedRun{b, a}, probe: probe, info: info}
	r.last = r.passing()
	info.Passed, info.Streak = r.last.Passed, r.streak()
	if probe == spec.Startup && !info.Passed {
		info.Carried = b.carried()
		info.Streak += info.Carried
	}
	info.Tick = r.tick()
}

// probeResult is what is known of one probe in the newest run.
type probeResult struct {
	probedRun
	probe int
	info  *timeline.ProbeInfo
	last  passing
}

// streak counts the failures since the last success. Where a success need not
// show, of liveness or of readiness below its threshold, one must have been
// where the next failure took too long to come.
func (r probeResult) streak() int {
	hidden := r.probe == spec.Liveness || r.probe == spec.Readiness && r.last.Passed
	n := 0
	var next *sighting
	for _, s := range slices.Backward(r.failures(r.probe)) {
		if !r.last.Since.IsZero() && !s.edge.Time.After(r.last.Since) {
			break
		}
		if hidden && next != nil && next.edge.Time.Sub(s.edge.Time) > time.Duration(next.n)*r.info.Patience() {
			break
		}
		n += s.n
		next = s
	}
	return n
}

// carried counts the failures of the startup probe in the runs before that still
// count. A run that ends by itself ends no streak: the kubelet forgets it when
// the probe succeeds, or when it has acted on it (pkg/kubelet/prober/worker.go, doProbe).
func (b *laneBuilder) carried() int {
	n := 0
	for i := len(b.attempts) - 2; i >= 0; i-- {
		a := b.attempts[i]
		run := probedRun{b, a}
		if a.number+1 != b.attempts[i+1].number { // how the runs in between ended was not seen
			break
		}
		failed := occurrences(run.failures(spec.Startup))
		if a.killedForProbe() || failed >= int(b.c.spec.Probes[spec.Startup].Failure) || !run.startedEdge().IsZero() || b.newKubelet(i) {
			break
		}
		n += failed
	}
	return n
}

func occurrences(list []*sighting) int {
	n := 0
	for _, s := range list {
		n += max(s.n, 1)
	}
	return n
}

// tick returns a moment at which a probe ran that runs on in the current run.
// The grid of liveness outlives a run. Readiness has a new one whenever it ran
// out of turn, as it does while it is not ready (pkg/kubelet/prober/worker.go,
// run).
func (r probeResult) tick() time.Time {
	started := r.c.spec.Probes[spec.Startup].Check == "" || !r.startedEdge().IsZero()
	if !r.runs() || started == (r.probe == spec.Startup) {
		return time.Time{}
	}
	if r.probe == spec.Liveness && r.info.Streak >= int(r.info.FailureThreshold) {
		return time.Time{} // it waits for the next run
	}
	at := r.lastFailed()
	if r.probe == spec.Readiness {
		at = timeline.LaterTime(at, r.last.Since)
	}
	if at.IsZero() {
		return at
	}
	if early := r.attempt.start.Time.Add(time.Duration(r.info.InitialDelaySeconds) * time.Second).Sub(at); early > 0 {
		at = at.Add((early - 1).Truncate(r.info.Period()))
	}
	return at
}

// lastFailed returns when a probe last began that failed, if that is known
// well: of liveness in any run, of others in this one.
func (r probeResult) lastFailed() time.Time {
	for _, s := range slices.Backward(r.ev) {
		if s.kind != message.ProbeFailed || probeOf(s.message) != r.probe || s.edge.Uncertainty() > time.Second/5 {
			continue
		}
		if r.probe == spec.Liveness || attemptAt(r.attempts, s) == r.attempt {
			return s.edge.Time.Add(-message.ProbeDuration(s.message, r.info.TimeoutSeconds))
		}
	}
	return time.Time{}
}

// runs reports whether a run goes on with nothing in the way of its probes.
func (r probedRun) runs() bool {
	lost := r.l.nodeLost(lastOf(r.l.flips(corev1.PodReady)))
	return !lost && !r.attempt.start.IsZero() && r.attempt.exit.IsZero() && r.attempt.killing == nil && r.l.deletion.requested.IsZero()
}

type passing struct {
	Passed bool
	Since  time.Time
}

// passing returns whether a probe passes in the current run, and since when; of
// liveness only the absence of failures shows it.
func (r probeResult) passing() passing {
	switch r.probe {
	case spec.Startup:
		if e := r.startedEdge(); !e.IsZero() {
			return passing{true, e.Time}
		}
	case spec.Readiness:
		for _, s := range slices.Backward(r.spans) {
			if s.Track == timeline.TrackReadiness && s.Attempt == r.attempt.number && s.Phase == timeline.Ready {
				if s.Open() {
					return passing{true, s.Start.Time}
				}
				return passing{false, s.Start.Time}
			}
		}
	case spec.Liveness:
		return passing{len(r.failures(r.probe)) == 0 && r.attempt.exit.IsZero(), time.Time{}}
	}
	return passing{}
}

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
