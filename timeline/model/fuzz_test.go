package model_test

import (
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	eventsv1 "k8s.io/api/events/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

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
