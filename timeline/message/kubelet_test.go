package message

import (
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

func TestKillCause(t *testing.T) {
	for msg, want := range map[string]timeline.Cause{
		"Container app failed liveness probe, will be restarted": timeline.CauseLiveness,
		"Container app failed startup probe, will be restarted":  timeline.CauseStartup,
		"FailedPostStartHook": timeline.CausePostStart,
		"Container app definition changed, will be restarted":                  timeline.CauseDefinition,
		"Container app resize requires restart":                                timeline.CauseResize,
		`Container is in "unknown" state, try killing it before starting anew`: timeline.CauseUnknown,
		"Stopping container app":                                               "",
	} {
		if got := KillCause(msg); got != want {
			t.Errorf("%s: %q, want %q", msg, got, want)
		}
	}
	if !GoesWithPod("Stopping container app") || GoesWithPod("Container app failed liveness probe, will be restarted") {
		t.Error("a container stopped with its pod is taken for one that is not, or the other way round")
	}
	if !RestartsAll("killing") || RestartsAll("Stopping container app") {
		t.Error("a restart of all containers is taken for another kill, or the other way round")
	}
}

func TestWhyAPodEnds(t *testing.T) {
	if !NodePressure("The node was low on resource: memory. Threshold quantity: 100Mi, available: 60Mi.") ||
		NodePressure("Container app exceeded its local ephemeral storage limit \"1Mi\".") {
		t.Error("the pressure of a node is taken for a pod's own use, or the other way round")
	}
	if !Cancelled("Cancelling deletion of Pod ns/app") || Cancelled("Marking for deletion Pod ns/app") {
		t.Error("an eviction that was called off is taken for one, or the other way round")
	}
	if got := Rejection("Pod was rejected: Node didn't have enough resource: cpu"); got != "Node didn't have enough resource: cpu" {
		t.Error(got)
	}
	if !UsedToRun("The container could not be located when the pod was deleted.  The container used to be Running") || UsedToRun("The container could not be located when the pod was terminated") {
		t.Error("a container that ran is taken for one that did not, or the other way round")
	}
}

func TestBackOffDelay(t *testing.T) {
	for msg, want := range map[string]time.Duration{
		"back-off 40s restarting failed container=app pod=p_ns(uid)":   40 * time.Second,
		"back-off 2m40s restarting failed container=app pod=p_ns(uid)": 160 * time.Second,
		"back-off 90h restarting failed container=app":                 0,
		"back-off soon": 0,
		"40s":           0,
	} {
		if got, ok := BackOffDelay(msg); ok != (want > 0) || ok && got != want {
			t.Errorf("%s: %v, %v, want %v", msg, got, ok, want)
		}
	}
	if !Stretches("Container created") || Stretches("Created container: app") {
		t.Error("a kubelet of 1.35 is taken for an older one, or the other way round")
	}
}
