package e2e

import (
	"fmt"
	"math/rand/v2"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// dice draws the pods of random lives: what a pod can have and what can happen
// in it, with no thought of what goes together.
type dice struct {
	*rand.Rand
	image  string
	others []string // images that are not on the node at first
}

func pick[T any](d dice, list ...T) T { return list[d.IntN(len(list))] }

func (d dice) chance(p float64) bool { return d.Float64() < p }

func shell(format string, args ...any) []string {
	return []string{"/bin/sh", "-c", fmt.Sprintf(format, args...)}
}

// pod is a pod with up to three init containers or sidecars and up to three
// main containers.
func (d dice) pod(name string) *corev1.Pod {
	p := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{"life": "random"}}}
	p.Spec = corev1.PodSpec{
		TerminationGracePeriodSeconds: new(pick[int64](d, 2, 3, 4, 6, 10)),
		RestartPolicy:                 pick(d, corev1.RestartPolicyAlways, corev1.RestartPolicyAlways, corev1.RestartPolicyOnFailure, corev1.RestartPolicyNever),
		Volumes:                       []corev1.Volume{{Name: "tries", VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}}},
	}
	if d.chance(0.08) {
		p.Spec.ActiveDeadlineSeconds = new(pick[int64](d, 10, 20))
	}
	for i := range pick(d, 0, 0, 1, 2, 3) {
		if d.chance(0.4) {
			c := d.container(fmt.Sprint("side", i))
			c.RestartPolicy = new(corev1.ContainerRestartPolicyAlways)
			p.Spec.InitContainers = append(p.Spec.InitContainers, c)
			continue
		}
		p.Spec.InitContainers = append(p.Spec.InitContainers, d.initContainer(fmt.Sprint("init", i)))
	}
	for i := range pick(d, 1, 1, 1, 2, 3) {
		p.Spec.Containers = append(p.Spec.Containers, d.container(fmt.Sprint("app", i)))
	}
	return p
}

// initContainer ends soon, some at the second try only.
func (d dice) initContainer(name string) corev1.Container {
	again := fmt.Sprintf("[ -e /tries/%[1]s ] && exit 0; touch /tries/%[1]s; sleep 1; exit 9", name)
	return corev1.Container{
		Name: name, Image: d.pull(), Command: shell("%s", pick(d, "exit 0", "sleep 1", "sleep 3", again)),
		VolumeMounts: []corev1.VolumeMount{{Name: "tries", MountPath: "/tries"}},
	}
}

func (d dice) pull() string {
	if d.chance(0.2) {
		return pick(d, d.others...)
	}
	return d.image
}

// container is a main container or a sidecar. What its probes look for comes and
// goes while it runs; how it runs and takes SIGTERM is in the script.
func (d dice) container(name string) corev1.Container {
	flips := fmt.Sprintf("(touch /tmp/live /tmp/ready; sleep %d; touch /tmp/started; sleep %d; rm /tmp/ready; sleep %d; touch /tmp/ready; sleep %d; rm /tmp/live) & ",
		pick(d, 0, 1, 2, 4), d.IntN(12), d.IntN(8), d.IntN(20))
	script := pick(d,
		"sleep 1000", "exec sleep 1000", "exec sleep 1000",
		"trap 'exit 0' TERM; while :; do sleep 0.1; done",
		"trap 'sleep 2; exit 7' TERM; while :; do sleep 0.1; done",
		"trap '' TERM; while :; do sleep 0.1; done",
		"exit 3", "sleep 5; exit 1", "sleep 10; exit 0",
		"sleep 2; echo 'fatal: no such config' > /dev/termination-log; exit 4",
	)
	c := corev1.Container{Name: name, Image: d.pull(), Command: shell("%s%s", flips, script)}
	switch {
	case d.chance(0.05):
		c.Command = shell("x=a; while :; do x=$x$x; done")
		c.Resources.Limits = corev1.ResourceList{corev1.ResourceMemory: resource.MustParse("24Mi")}
	case d.chance(0.03):
		c.Command = []string{"/no/such/binary"}
	}
	c.Lifecycle = &corev1.Lifecycle{PostStart: d.hook(0.35), PreStop: d.hook(0.4)}
	c.StartupProbe = d.probe(0.35, "started", 3, 5, 10)
	c.LivenessProbe = d.probe(0.4, "live", 1, 2, 3)
	c.ReadinessProbe = d.probe(0.45, "ready", 1, 2, 3)
	return c
}

// hook is a hook that succeeds, fails, takes long or only sleeps; or, mostly, none.
func (d dice) hook(p float64) *corev1.LifecycleHandler {
	if !d.chance(p) {
		return nil
	}
	exec := func(command []string) *corev1.LifecycleHandler {
		return &corev1.LifecycleHandler{Exec: &corev1.ExecAction{Command: command}}
	}
	return pick(d,
		exec(shell("true")), exec(shell("exit 7")), exec(shell("sleep 2; exit 5")), exec([]string{"sleep", "3"}),
		exec(shell("i=0; while [ $i -lt 8 ]; do sleep 1; i=$((i+1)); done")),
		&corev1.LifecycleHandler{Sleep: &corev1.SleepAction{Seconds: 1}},
		&corev1.LifecycleHandler{HTTPGet: &corev1.HTTPGetAction{Path: "/", Port: intstr.FromInt32(9999)}},
	)
}

// probe is a probe of one of the files that come and go, or of a port at which
// nobody listens.
func (d dice) probe(p float64, file string, thresholds ...int32) *corev1.Probe {
	if !d.chance(p) {
		return nil
	}
	look := corev1.ProbeHandler{Exec: &corev1.ExecAction{Command: []string{"cat", "/tmp/" + file}}}
	slow := corev1.ProbeHandler{Exec: &corev1.ExecAction{Command: shell("sleep 2; cat /tmp/%s", file)}}
	nobody := corev1.ProbeHandler{TCPSocket: &corev1.TCPSocketAction{Port: intstr.FromInt32(9999)}}
	return &corev1.Probe{
		ProbeHandler: pick(d, look, look, look, slow, nobody), PeriodSeconds: pick[int32](d, 1, 1, 2, 3), TimeoutSeconds: pick[int32](d, 1, 1, 3),
		FailureThreshold: pick(d, thresholds...), InitialDelaySeconds: pick[int32](d, 0, 0, 1, 5),
	}
}
