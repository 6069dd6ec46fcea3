package e2e

import (
	"context"
	"fmt"
	"strconv"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// puppet is a pod on a node that does not exist, whose status a test writes in
// the kubelet's place.
type puppet struct {
	*namespace
	pod      string
	restarts int
	started  metav1.Time     // of the current run
	versions map[string]bool // every resourceVersion written, of the pod and its events
}

func (n *namespace) puppet(name string) *puppet {
	n.t.Helper()
	pod := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{"app": name}},
		Spec: corev1.PodSpec{
			NodeName:   "nowhere",
			Containers: []corev1.Container{{Name: "app", Image: "registry.example.com/app:1"}},
		},
	}
	created, err := n.admin.CoreV1().Pods(n.name).Create(n.t.Context(), pod, metav1.CreateOptions{})
	n.must(created, err)
	p := &puppet{namespace: n, pod: name, started: metav1.Now()}
	p.event("Started", "Container started, run 1")
	p.write(nil)
	return p
}

// crash writes that the container has ended and run again, and the Event that
// goes with it.
func (p *puppet) crash() {
	p.t.Helper()
	now := metav1.Now()
	ended := &corev1.ContainerStateTerminated{
		ExitCode: 1, Reason: "Error", StartedAt: p.started, FinishedAt: now, ContainerID: containerID(p.restarts),
	}
	p.restarts++
	p.started = now
	p.event("Started", fmt.Sprintf("Container started, run %d", p.restarts+1))
	p.write(ended)
}

// write writes the status as it is now, and how the run before this one ended.
func (p *puppet) write(ended *corev1.ContainerStateTerminated) {
	p.t.Helper()
	p.publish(func(pod *corev1.Pod) {
		pod.Status.ContainerStatuses = []corev1.ContainerStatus{{
			Name: "app", Image: "registry.example.com/app:1", ImageID: "sha256:0", RestartCount: int32(p.restarts), Ready: true,
			ContainerID:          containerID(p.restarts),
			State:                corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: p.started}},
			LastTerminationState: corev1.ContainerState{Terminated: ended},
		}}
	})
}

// publish changes the status as a kubelet does: what is not changed stays.
func (p *puppet) publish(change func(*corev1.Pod)) {
	p.t.Helper()
	pods := p.admin.CoreV1().Pods(p.name)
	pod, err := pods.Get(p.t.Context(), p.pod, metav1.GetOptions{})
	p.must(pod, err)
	now := metav1.Now()
	pod.Status.Phase, pod.Status.StartTime = corev1.PodRunning, &pod.CreationTimestamp
	pod.Status.Conditions = nil
	for _, c := range []corev1.PodConditionType{corev1.PodScheduled, corev1.PodInitialized, corev1.ContainersReady, corev1.PodReady} {
		pod.Status.Conditions = append(pod.Status.Conditions, corev1.PodCondition{Type: c, Status: corev1.ConditionTrue, LastTransitionTime: now})
	}
	change(pod)
	pod, err = pods.UpdateStatus(p.t.Context(), pod, metav1.UpdateOptions{FieldManager: "kubelet"})
	p.must(pod, err)
	p.wrote(pod.ResourceVersion)
}

// event writes an Event about the pod's container, named as the kubelet does.
func (p *puppet) event(reason, message string) {
	p.t.Helper()
	now := time.Now()
	pod, err := p.admin.CoreV1().Pods(p.name).Get(p.t.Context(), p.pod, metav1.GetOptions{})
	p.must(pod, err)
	e, err := p.admin.CoreV1().Events(p.name).Create(p.t.Context(), newEvent(p.name, p.pod, pod.UID, reason, message, now), metav1.CreateOptions{})
	p.must(e, err)
	p.wrote(e.ResourceVersion)
}

// wrote remembers a version from the moment on that somebody watches.
func (p *puppet) wrote(version string) {
	if p.versions != nil {
		p.versions[version] = true
	}
}

// newest is the newest version that was written.
func (p *puppet) newest() string {
	newest := 0
	for v := range p.versions {
		if n, err := strconv.Atoi(v); err == nil {
			newest = max(newest, n)
		}
	}
	return strconv.Itoa(newest)
}

func newEvent(namespace, pod string, uid types.UID, reason, message string, at time.Time) *corev1.Event {
	return &corev1.Event{
		ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("%s.%x", pod, at.UnixNano()), Namespace: namespace},
		InvolvedObject: corev1.ObjectReference{
			Kind: "Pod", APIVersion: "v1", Namespace: namespace, Name: pod, UID: uid, FieldPath: "spec.containers{app}",
		},
		Reason: reason, Message: message, Type: corev1.EventTypeNormal, Count: 1,
		FirstTimestamp: metav1.NewTime(at), LastTimestamp: metav1.NewTime(at),
		Source: corev1.EventSource{Component: "kubelet", Host: "nowhere"},
	}
}

func containerID(run int) string { return fmt.Sprintf("containerd://%064d", run) }

// crashes writes n crashes, a few every second.
func (p *puppet) crashes(ctx context.Context, n int, pause time.Duration) {
	p.t.Helper()
	for range n {
		if ctx.Err() != nil {
			return
		}
		p.crash()
		time.Sleep(pause)
	}
}
