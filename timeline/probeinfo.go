package timeline

import "time"

// ProbeInfo is one probe of one container: its settings and what is known of its results.
type ProbeInfo struct {
	Probe            string `json:"probe"` // "startup", "readiness" or "liveness"
	Failures         int    `json:"failures"`
	Successes        int    `json:"successes"`
	SuccessesKnown   bool   `json:"successesKnown"` // false: the kubelet's counters were not sampled
	PeriodSeconds    int32  `json:"periodSeconds"`
	FailureThreshold int32  `json:"failureThreshold"`

	InitialDelaySeconds int32     `json:"-"`
	TimeoutSeconds      int32     `json:"-"`
	SuccessThreshold    int32     `json:"-"`
	Check               string    `json:"-"` // "GET :8080/ready", "exec cat /tmp/ok", "tcp :5432", "grpc :9000"
	Streak              int       `json:"-"` // failures up to the last, without a success between them
	Carried             int       `json:"-"` // those of Streak that were of earlier runs
	LastFailure         Edge      `json:"-"`
	LastMessage         string    `json:"-"`
	Passed              bool      `json:"-"` // startup: succeeded in the current run; readiness: passing; liveness: has not failed in it
	Tick                time.Time `json:"-"` // a moment at which it ran, a whole number of periods from the next; zero: unknown, or it does not run
}

func (p *ProbeInfo) Period() time.Duration {
	return time.Duration(max(p.PeriodSeconds, 1)) * time.Second
}

// Patience returns how long after a failure the next one is known of, if the
// next probe fails too.
func (p *ProbeInfo) Patience() time.Duration {
	return p.Period()*3/2 + time.Duration(p.TimeoutSeconds)*time.Second
}

// Passing reports whether the probe passes at now. Of liveness only the absence
// of failures shows it: had it gone on failing, the container would have been
// killed (pkg/kubelet/prober/worker.go, doProbe).
func (p *ProbeInfo) Passing(now time.Time) bool {
	if p.Probe != LivenessProbe || p.Passed || p.Tick.IsZero() {
		return p.Passed
	}
	acted := time.Duration(max(p.FailureThreshold, 1)-1)*p.Period() + p.Patience()
	return now.Sub(p.LastFailure.Time) > acted
}

// Next returns when the probe runs next, at now or later: the kubelet probes on
// a grid of whole periods, which the time of a failure gives away (the same
// file, run). It is zero where that grid is not known, or where the probe does
// not run.
func (p *ProbeInfo) Next(now time.Time) time.Time {
	if p.Tick.IsZero() {
		return time.Time{}
	}
	return p.Tick.Add(max((now.Sub(p.Tick) + p.Period() - 1).Truncate(p.Period()), p.Period()))
}

// The names of the probes, as in Lane.Probes.
const (
	StartupProbe   = "startup"
	ReadinessProbe = "readiness"
	LivenessProbe  = "liveness"
)
