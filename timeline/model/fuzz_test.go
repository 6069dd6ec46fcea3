package model_test

import (
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	eventsv1 "k8s.io/api/events/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// FuzzApply feeds the model what no API server should send: bytes pick
// observations of a real recording, in any order, and distort them.
func FuzzApply(f *testing.F) {
	all := recordings(f)
	for i := range all {
		var replay, distort []byte
		for range 40 {
			replay = append(replay, 0, 7)
			distort = append(distort, 0, 3, byte(len(distort)), byte(i*31+len(distort)*7))
		}
		f.Add(byte(i), replay)
		f.Add(byte(i), distort)
	}
	f.Fuzz(func(t *testing.T, which byte, script []byte) {
		r := all[int(which)%len(all)]
		g := &distorter{script: script, obs: r.obs}
		m := model.New()
		for range 300 {
			if len(g.script) == 0 {
				break
			}
			for _, o := range g.next() {
				m.Apply(o)
			}
		}
		now := r.end()
		if g.byte()%4 == 0 {
			now = g.time()
		}
		if broken := brokenPromises(m.Snapshot(now)); len(broken) > 0 {
			t.Error(strings.Join(broken, "\n"))
		}
	})
}

// distorter turns a script of bytes into observations.
type distorter struct {
	script []byte
	obs    []timeline.Observation
	at     int
}

func (g *distorter) byte() byte {
	if len(g.script) == 0 {
		return 0
	}
	b := g.script[0]
	g.script = g.script[1:]
	return b
}

func (g *distorter) pick() timeline.Observation {
	g.at = (g.at + int(g.byte())) % len(g.obs)
	return g.obs[g.at]
}

func (g *distorter) next() []timeline.Observation {
	switch op := g.byte() % 16; {
	case op < 5: // the next few as they are
		n := min(int(g.byte())%16+1, len(g.obs)-g.at)
		g.at += n
		next := g.obs[g.at-n : g.at]
		g.at %= len(g.obs)
		return next
	case op < 7:
		return []timeline.Observation{g.pick()}
	case op < 14:
		return []timeline.Observation{g.distort(g.pick())}
	default:
		return []timeline.Observation{g.oddity()}
	}
}

// oddity returns an observation that no recording holds.
func (g *distorter) oddity() timeline.Observation {
	o := timeline.Observation{At: g.time(), Type: g.kind()}
	objects := []any{
		nil, "text", (*corev1.Pod)(nil), (*corev1.Event)(nil), (*eventsv1.Event)(nil), (*discoveryv1.EndpointSlice)(nil),
		(*timeline.ProbeSample)(nil), (*timeline.Gap)(nil), corev1.Pod{}, &corev1.Pod{}, &corev1.Event{}, &discoveryv1.EndpointSlice{},
		&timeline.ProbeSample{}, &timeline.Gap{}, &timeline.Gap{From: g.time(), To: g.time(), Reason: g.text()},
		&eventsv1.Event{Reason: g.text(), Note: g.text(), EventTime: metav1.MicroTime{Time: g.time()}, Regarding: corev1.ObjectReference{UID: g.uid()}},
		&corev1.Event{Reason: g.reason(), InvolvedObject: corev1.ObjectReference{UID: g.uid(), FieldPath: g.fieldPath()}},
	}
	o.Object = objects[int(g.byte())%len(objects)]
	return o
}

func (g *distorter) distort(o timeline.Observation) timeline.Observation {
	if g.byte()%8 == 0 {
		o.At = g.time()
	}
	if g.byte()%8 == 0 {
		o.Type = g.kind()
	}
	switch obj := o.Object.(type) {
	case *corev1.Pod:
		pod := obj.DeepCopy()
		for range g.byte()%4 + 1 {
			g.distortPod(pod)
		}
		o.Object = pod
	case *corev1.Event:
		ev := obj.DeepCopy()
		for range g.byte()%4 + 1 {
			g.distortEvent(ev)
		}
		o.Object = ev
	case *discoveryv1.EndpointSlice:
		slice := obj.DeepCopy()
		g.distortSlice(slice)
		o.Object = slice
	case *timeline.ProbeSample:
		s := *obj
		s.Total = int64(int8(g.byte())) << (g.byte() % 56)
		s.PodUID, s.Container, s.Probe = string(g.uid()), g.name(s.Container), g.name(s.Probe)
		o.Object = &s
	}
	return o
}

func (g *distorter) distortPod(p *corev1.Pod) {
	statuses := [][]corev1.ContainerStatus{p.Status.InitContainerStatuses, p.Status.ContainerStatuses, p.Status.EphemeralContainerStatuses}[g.byte()%3]
	if len(statuses) > 0 && g.byte()%2 == 0 {
		g.distortStatus(&statuses[int(g.byte())%len(statuses)])
		return
	}
	switch g.byte() % 14 {
	case 0:
		p.UID = g.uid()
	case 1:
		p.Name = g.name(p.Name)
	case 2:
		p.CreationTimestamp.Time = g.time()
	case 3:
		p.DeletionTimestamp = &metav1.Time{Time: g.time()}
	case 4:
		n := int64(int8(g.byte())) << (g.byte() % 40)
		p.DeletionGracePeriodSeconds, p.Spec.TerminationGracePeriodSeconds = &n, &n
	case 5:
		p.Spec.Containers = nil
	case 6:
		p.Spec.InitContainers, p.Spec.Containers = p.Spec.Containers, p.Spec.InitContainers
	case 7:
		p.Status.ContainerStatuses = append(p.Status.ContainerStatuses, p.Status.ContainerStatuses...)
	case 8:
		p.Status.InitContainerStatuses, p.Status.ContainerStatuses = p.Status.ContainerStatuses, p.Status.InitContainerStatuses
	case 9:
		p.Status = corev1.PodStatus{Phase: corev1.PodPhase(g.text())}
	case 10:
		for i := range p.Status.Conditions {
			c := &p.Status.Conditions[i]
			c.LastTransitionTime.Time, c.Status, c.Reason, c.Message = g.time(), corev1.ConditionStatus(g.text()), g.text(), g.text()
		}
	case 11:
		p.ManagedFields, p.Status.StartTime = nil, nil
	case 12:
		p.ResourceVersion = g.text()
	case 13:
		for i := range p.Spec.Containers {
			c := &p.Spec.Containers[i]
			c.ReadinessProbe, c.LivenessProbe, c.Lifecycle = &corev1.Probe{PeriodSeconds: int32(int8(g.byte()))}, &corev1.Probe{}, &corev1.Lifecycle{PreStop: &corev1.LifecycleHandler{}}
			c.Image, c.Name = g.text(), g.name(c.Name)
		}
	}
}

func (g *distorter) distortStatus(c *corev1.ContainerStatus) {
	switch g.byte() % 8 {
	case 0:
		c.Name = g.name(c.Name)
	case 1:
		c.ContainerID = g.text()
	case 2:
		c.RestartCount = int32(int8(g.byte())) << (g.byte() % 24)
	case 3:
		c.State = corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: metav1.Time{Time: g.time()}}}
	case 4:
		c.State = corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: g.text(), Message: g.text()}}
	case 5:
		c.State, c.LastTerminationState = c.LastTerminationState, c.State
	case 6:
		c.LastTerminationState = corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{
			ExitCode: int32(g.byte()), Signal: int32(int8(g.byte())), Reason: g.text(), Message: g.text(), ContainerID: g.text(),
			StartedAt: metav1.Time{Time: g.time()}, FinishedAt: metav1.Time{Time: g.time()}}}
		c.State = c.LastTerminationState
	case 7:
		c.Started, c.Ready, c.State = nil, !c.Ready, corev1.ContainerState{}
	}
}

func (g *distorter) distortEvent(e *corev1.Event) {
	switch g.byte() % 10 {
	case 0:
		e.Name = g.name(e.Name)
	case 1:
		e.Name = "x." + [...]string{"ffffffffffffffff", "0000000000000000", "18", "zzzzzzzzzzzzzzzz", "7fffffffffffffff"}[g.byte()%5]
	case 2:
		e.Count = int32(int8(g.byte())) << (g.byte() % 24)
	case 3:
		e.FirstTimestamp.Time, e.LastTimestamp.Time = g.time(), g.time()
	case 4:
		e.EventTime, e.Series = metav1.MicroTime{Time: g.time()}, &corev1.EventSeries{Count: int32(g.byte()), LastObservedTime: metav1.MicroTime{Time: g.time()}}
	case 5:
		e.InvolvedObject.UID, e.InvolvedObject.FieldPath = g.uid(), g.fieldPath()
	case 6:
		e.Reason = g.reason()
	case 7:
		e.Message = g.text()
	case 8:
		e.UID, e.ResourceVersion = g.uid(), g.text()
	case 9:
		e.Type, e.Message = g.text(), strings.Replace(e.Message, " in ", " in -", 1)
	}
}

func (g *distorter) distortSlice(s *discoveryv1.EndpointSlice) {
	for i := range s.Endpoints {
		switch g.byte() % 4 {
		case 0:
			s.Endpoints[i].TargetRef = nil
		case 1:
			s.Endpoints[i].Conditions = discoveryv1.EndpointConditions{}
		case 2:
			s.Endpoints[i].TargetRef = &corev1.ObjectReference{Kind: "Pod", UID: g.uid(), Name: g.text()}
		}
	}
	if g.byte()%4 == 0 {
		s.Labels, s.Name = nil, g.name(s.Name)
	}
}

func (g *distorter) kind() timeline.ObservationType {
	return [...]timeline.ObservationType{timeline.Added, timeline.Modified, timeline.Deleted, timeline.Bookmark, timeline.Error,
		timeline.Sample, timeline.GapType, ""}[g.byte()%8]
}

func (g *distorter) time() time.Time {
	base := g.obs[g.at].At
	switch b := g.byte(); b % 8 {
	case 0:
		return time.Time{}
	case 1:
		return time.Unix(0, 0)
	case 2:
		return time.Date(2150, 12, 31, 23, 59, 59, 999999999, time.UTC)
	case 3:
		return time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	case 4:
		return base.Truncate(time.Second)
	default:
		return base.Add(time.Duration(int8(g.byte())) * time.Second)
	}
}

func (g *distorter) uid() types.UID {
	if b := g.byte(); b%4 != 0 {
		for _, o := range g.obs[int(b)%len(g.obs):] {
			if p, ok := o.Object.(*corev1.Pod); ok {
				return p.UID
			}
		}
	}
	return types.UID(g.text())
}

func (g *distorter) name(old string) string {
	if g.byte()%2 == 0 {
		return g.text()
	}
	return old[len(old)/2:]
}

func (g *distorter) fieldPath() string {
	return [...]string{"", "spec.containers{app}", "spec.initContainers{}", "spec.containers{", "}{", "spec.ephemeralContainers{x}", "spec.containers{main-container}"}[g.byte()%7]
}

func (g *distorter) reason() string {
	return [...]string{"Started", "Created", "Killing", "BackOff", "Pulling", "Pulled", "Failed", "Unhealthy", "Scheduled", "FailedScheduling",
		"FailedPostStartHook", "FailedPreStopHook", "Evicted", "SandboxChanged", "NodeNotReady", "ResizeCompleted", "Preempted", ""}[g.byte()%18]
}

func (g *distorter) text() string {
	return [...]string{"", "\x1b[31mred\x1b[0m", "a\nb\t\x00c", "\u202eevil\u200b", "\xff\xfe", ".", "...", strings.Repeat("long ", 500),
		"Liveness probe failed: ", "Readiness probe failed: x.", `Successfully pulled image "i" in 99999999h (1ns including waiting). Image size: 99999999999999999999 bytes.`,
		"back-off 40s restarting failed container=x pod=y", "(combined from similar events): (combined from similar events): ", "True", "CrashLoopBackOff", "docker://"}[g.byte()%16]
}
