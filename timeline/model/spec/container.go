// Package spec reads a Pod's spec: what of it the model needs to explain a life,
// in plain values, and what of it a reader of the life may want to see, in words.
// It knows the defaults of the API server, and nothing of what happened.
package spec

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// Container is what the model needs of a container's spec.
type Container struct {
	Image              string
	Resources          timeline.Resources
	PostStart, PreStop string        // handlers in words; "" without a hook
	PreStopSleep       time.Duration // of a preStop hook that only sleeps, else 0
	Probes             [3]Probe
	Restart            *corev1.ContainerRestartPolicy
	Rules              []corev1.ContainerRestartRule
	Manifest           *timeline.Manifest
}

// Probe is what the kubelet is asked to probe; times are in seconds.
type Probe struct {
	Check                                           string // "" when not configured
	InitialDelay, Period, Timeout, Success, Failure int32
	Grace                                           time.Duration // of a container that it has killed; 0: the pod's
}

// The probes, in the order of Container.Probes and of timeline.Lane.Probes.
const (
	Startup = iota
	Readiness
	Liveness
)

// ProbeNames are the names of the probes in the timeline, in their order.
var ProbeNames = [3]string{timeline.StartupProbe, timeline.ReadinessProbe, timeline.LivenessProbe}

// ProbeNamed returns the place of a probe by its name in any case, as the kubelet
// has it ("Startup") or the timeline; −1 if there is none.
func ProbeNamed(name string) int {
	return slices.IndexFunc(ProbeNames[:], func(n string) bool { return strings.EqualFold(n, name) })
}

// Of reads the spec of a container.
func Of(c *corev1.Container) Container {
	s := Container{
		Image: timeline.Clean(c.Image), Resources: Resources(c.Resources),
		Restart: c.RestartPolicy, Rules: c.RestartPolicyRules, Manifest: manifestOf(c),
	}
	if h := c.Lifecycle; h != nil {
		s.PostStart, s.PreStop = handler(h.PostStart), handler(h.PreStop)
		s.PreStopSleep = sleepOf(h.PreStop)
	}
	for i, p := range []*corev1.Probe{c.StartupProbe, c.ReadinessProbe, c.LivenessProbe} {
		if p != nil {
			s.Probes[i] = probe(p)
		}
	}
	return s
}

// probe fills in the API server's defaults for recordings that lack them.
func probe(p *corev1.Probe) Probe {
	or := func(v, def int32) int32 {
		if v <= 0 {
			return def
		}
		return v
	}
	var grace time.Duration
	if g := p.TerminationGracePeriodSeconds; g != nil {
		grace = timeline.Seconds(*g)
	}
	return Probe{
		Grace: grace, Check: check(p.ProbeHandler), InitialDelay: max(p.InitialDelaySeconds, 0),
		Period: or(p.PeriodSeconds, 10), Timeout: or(p.TimeoutSeconds, 1),
		Success: or(p.SuccessThreshold, 1), Failure: or(p.FailureThreshold, 3),
	}
}

func check(h corev1.ProbeHandler) string {
	if h.GRPC != nil {
		return fmt.Sprintf("grpc :%d", h.GRPC.Port)
	}
	return cmp.Or(action(h.Exec, h.HTTPGet, h.TCPSocket), "probe")
}

func handler(h *corev1.LifecycleHandler) string {
	switch {
	case h == nil:
		return ""
	case h.Sleep != nil:
		return fmt.Sprintf("sleep %ds", h.Sleep.Seconds)
	}
	return cmp.Or(action(h.Exec, h.HTTPGet, h.TCPSocket), "hook")
}

// action returns what a probe or a hook does: "GET :8080/ready"; "" for none of these.
func action(exec *corev1.ExecAction, get *corev1.HTTPGetAction, tcp *corev1.TCPSocketAction) string {
	switch {
	case exec != nil:
		return "exec " + timeline.Clean(strings.Join(exec.Command, " "))
	case get != nil:
		return "GET :" + timeline.Clean(get.Port.String()) + timeline.Clean(get.Path)
	case tcp != nil:
		return "tcp :" + timeline.Clean(tcp.Port.String())
	}
	return ""
}

// Resources returns what a container requests and its limits.
func Resources(r corev1.ResourceRequirements) timeline.Resources {
	amount := func(name corev1.ResourceName) timeline.Amount {
		var a timeline.Amount
		if q, ok := r.Requests[name]; ok {
			a.Request = q.String()
		}
		if q, ok := r.Limits[name]; ok {
			a.Limit = q.String()
		}
		return a
	}
	return timeline.Resources{CPU: amount(corev1.ResourceCPU), Memory: amount(corev1.ResourceMemory), Storage: amount(corev1.ResourceEphemeralStorage)}
}

// ByRule applies restartPolicyRules (by exit code), which come before any policy.
func (s *Container) ByRule(code int32) (restart, ruled bool) {
	rule := s.ruleFor(code)
	return rule != nil && rule.Action != "", rule != nil
}

func (s *Container) ruleFor(code int32) *corev1.ContainerRestartRule {
	for i := range s.Rules {
		on := s.Rules[i].ExitCodes
		if on != nil && slices.Contains(on.Values, code) == (on.Operator == corev1.ContainerRestartRuleOnExitCodesOpIn) {
			return &s.Rules[i]
		}
	}
	return nil
}

// RestartsAll reports whether an exit code has all containers of the pod start
// again by restartPolicyRules, init containers too, and without a back-off.
func (s *Container) RestartsAll(code int32) bool {
	rule := s.ruleFor(code)
	return rule != nil && rule.Action == corev1.ContainerRestartRuleActionRestartAllContainers
}

// Fit returns how many times a probe can have failed in a run that goes on for d.
func (p Probe) Fit(d time.Duration) int {
	d -= time.Duration(p.InitialDelay) * time.Second
	return 1 + int(max(d, 0)/(time.Duration(max(p.Period, 1))*time.Second))
}

// sleepOf returns how long a hook lasts that does nothing but sleep: by its
// handler, or by the commonest of all commands, "sleep 5", also in a shell and
// after an echo. It returns 0 for a hook that does something else.
func sleepOf(h *corev1.LifecycleHandler) time.Duration {
	switch {
	case h == nil:
	case h.Sleep != nil:
		return timeline.Seconds(h.Sleep.Seconds)
	case h.Exec != nil:
		return sleepOfCommand(h.Exec.Command)
	}
	return 0
}

func sleepOfCommand(argv []string) time.Duration {
	if len(argv) == 3 && argv[1] == "-c" && slices.Contains([]string{"sh", "bash", "ash", "dash"}, path.Base(argv[0])) {
		return sleepOfScript(argv[2])
	}
	if len(argv) == 2 && path.Base(argv[0]) == "sleep" {
		return sleepTime(argv[1])
	}
	return 0
}

// sleepOfScript adds up the sleeps of a script in which there is nothing else
// that takes time, nor anything that is not plain words.
func sleepOfScript(script string) time.Duration {
	script = strings.ReplaceAll(script, "&&", ";")
	if strings.ContainsAny(script, "$`|&<>(){}\\") {
		return 0
	}
	total := time.Duration(0)
	for _, part := range strings.FieldsFunc(script, func(r rune) bool { return r == ';' || r == '\n' }) {
		switch words := strings.Fields(part); {
		case len(words) == 0 || words[0] == "echo":
		case len(words) == 2 && path.Base(words[0]) == "sleep" && sleepTime(words[1]) > 0:
			total += sleepTime(words[1])
		default:
			return 0
		}
	}
	return total
}

// sleepTime reads the argument of sleep: seconds, or "5s", "2m"; 0 for others.
func sleepTime(arg string) time.Duration {
	if _, err := strconv.ParseFloat(arg, 64); err == nil {
		arg += "s"
	}
	d, err := time.ParseDuration(arg)
	if err != nil || d < 0 || d > maxSleep {
		return 0
	}
	return d
}

const maxSleep = 24 * time.Hour
