package model_test

import (
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestVolumeTrouble checks that the failure of a volume is over when the same
// volume succeeds: an attach and a block device's map say so, ordinary mounts
// do not.
func TestVolumeTrouble(t *testing.T) {
	warning, normal := corev1.EventTypeWarning, corev1.EventTypeNormal
	st := newStage()
	st.podEvent("FailedAttachVolume", warning, `Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) old`, 1)
	st.verdict(t, timeline.StateVolumeError, "volume pvc-1: Volume is already used by pod(s) old")
	st.podEvent("SuccessfulAttachVolume", normal, `AttachVolume.Attach succeeded for volume "pvc-2" `, 2)
	st.verdict(t, timeline.StateVolumeError, "volume pvc-1")
	st.podEvent("SuccessfulAttachVolume", normal, `AttachVolume.Attach succeeded for volume "pvc-1" `, 20)
	st.verdict(t, timeline.StatePreparing)
	want(t, "blocked by", st.life(t).Verdict.Blocking.Reason, "")
	st.podEvent("FailedMapVolume", warning, `MapVolume.MapPodDevice failed for volume "pvc-1" : no device`, 21)
	st.verdict(t, timeline.StateVolumeError, "volume pvc-1: no device")
	st.podEvent("SuccessfulMountVolume", normal, `MapVolume.MapPodDevice succeeded for volume "pvc-1" volumeMapPath "/x"`, 25)
	st.verdict(t, timeline.StatePreparing)
	st.podEvent("FailedMount", warning, `MountVolume.SetUp failed for volume "creds" : secret "db" not found`, 26)
	st.verdict(t, timeline.StateVolumeError, `volume creds: secret "db" not found`)
}

// TestVolumeOwnership gives the files of a large volume to the pod's group one
// by one: slow, not broken.
func TestVolumeOwnership(t *testing.T) {
	st := newStage()
	st.podEvent("VolumePermissionChangeInProgress", corev1.EventTypeWarning, "Setting volume ownership for uid-1/volumes/data, processed 315923 files.", 60)
	st.verdict(t, timeline.StatePreparing, "for 59s: Setting volume ownership for uid-1/volumes/data, processed 315923 files")
	want(t, "blocked by", st.life(t).Verdict.Blocking.Reason, "VolumePermissionChangeInProgress")
}

// TestNoRoomForThePodsDirectories fails to make the pod's directories, which
// come before its volumes; that has no reason of its own.
func TestNoRoomForThePodsDirectories(t *testing.T) {
	st := newStage()
	st.podEvent("Failed", corev1.EventTypeWarning, "error making pod data directories: mkdir: no space left on device", 2)
	st.verdict(t, timeline.StateSandboxError, "error making pod data directories: mkdir: no space left on device; failed once")
}

// TestKubeletDoesNotTakeItUp covers a pod with a node, but no kubelet that has
// said that it knows it.
func TestKubeletDoesNotTakeItUp(t *testing.T) {
	st := newStage()
	st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodScheduled, Status: corev1.ConditionTrue, LastTransitionTime: second(0)}}
	st.publish(0.2)
	st.now = s(60)
	st.verdict(t, timeline.StatePreparing, "waiting for the kubelet on node to take it up for 59s")
}

// TestSandboxFailsAfterTheStart makes the sandbox anew after a restart of the
// node, which can fail long after the pod's first start.
func TestSandboxFailsAfterTheStart(t *testing.T) {
	st := newStage()
	st.app("a", 0, runningAt(1), nil)
	st.publish(2)
	st.podEvent("SandboxChanged", corev1.EventTypeNormal, "Pod sandbox changed, it will be killed and re-created.", 100.1)
	st.app("a", 0, corev1.ContainerState{Terminated: ended("a", 1, 99, 255)}, nil)
	st.publish(100.9)
	st.verdict(t, timeline.StateRestarting)
	id := strings.Repeat("0f", 32)
	for sec := 101.0; sec < 140; sec += 12 {
		st.podEvent("FailedCreatePodSandBox", corev1.EventTypeWarning, `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "`+id+`": plugin type="calico" failed (add): no route`, sec)
	}
	st.verdict(t, timeline.StateSandboxError, `pod sandbox: plugin type="calico" failed (add): no route; failed 4 times`)
	st.event("Created", "Container created", 2, 1, 150)
	st.event("Started", "Container started", 2, 1.2, 150)
	st.verdict(t, timeline.StateNotReady)
}

// TestImageVolume pulls the image of a volume on behalf of the pod: its Events
// have no fieldPath.
func TestImageVolume(t *testing.T) {
	st := newStage()
	st.podEvent("Pulling", corev1.EventTypeNormal, `Pulling image "registry/models:7"`, 1)
	st.verdict(t, timeline.StatePullingImage, "pulling the image of a volume", "registry/models:7")
	st.podEvent("Failed", corev1.EventTypeWarning, `Failed to pull image "registry/models:7": rpc error: code = NotFound desc = not found`, 2)
	st.podEvent("Failed", corev1.EventTypeWarning, `Error: ErrImagePull`, 2.01)
	st.podEvent("BackOff", corev1.EventTypeNormal, `Back-off pulling image "registry/models:7"`, 3)
	st.verdict(t, timeline.StateImagePullBackOff, "cannot pull the image of a volume: registry/models:7: not found; failed once")
	st.podEvent("Pulling", corev1.EventTypeNormal, `Pulling image "registry/models:7"`, 15)
	st.podEvent("Pulled", corev1.EventTypeNormal, `Successfully pulled image "registry/models:7" in 1s (1s including waiting). Image size: 5 bytes.`, 16)
	st.verdict(t, timeline.StatePreparing)
	want(t, "pulls of the container", len(st.spans(t, timeline.TrackImage, "")), 0)
}

// TestImageVolumeOfOneContainer lets a volume's image fail while containers that
// do not mount it run; it is not the image of the container that waits for it.
func TestImageVolumeOfOneContainer(t *testing.T) {
	st := newStage()
	st.pod.Spec.Containers = append(st.pod.Spec.Containers, corev1.Container{Name: "b", Image: "img-b"})
	st.pod.Generation = 2
	st.podEvent("Failed", corev1.EventTypeWarning, `Failed to pull image "registry/models:7": rpc error: code = NotFound desc = not found`, 0.8)
	st.podEvent("BackOff", corev1.EventTypeNormal, `Back-off pulling image "registry/models:7"`, 0.9)
	st.event("Started", "Container started", 1, 1.2, 1.2)
	st.app("a", 0, runningAt(1), nil)
	st.pod.Status.ContainerStatuses = append(st.pod.Status.ContainerStatuses, corev1.ContainerStatus{Name: "b", State: waitingFor("ImagePullBackOff", `Back-off pulling image "registry/models:7"`)})
	st.publish(2)
	st.verdict(t, timeline.StateImagePullBackOff, "cannot pull the image of a volume: registry/models:7: not found")
}

// TestImageVolumeByStatus covers a volume's image that only the status of a container
// names, as where Events are forbidden: it is not taken for the container's own; and its
// next pull, during which the status still says so.
func TestImageVolumeByStatus(t *testing.T) {
	st := newStage()
	st.pod.Spec.Volumes = []corev1.Volume{{Name: "model", VolumeSource: corev1.VolumeSource{Image: &corev1.ImageVolumeSource{Reference: "registry/models:7"}}}}
	st.pod.Generation = 2
	st.app("", 0, waitingFor("ErrImagePull", `failed to pull and unpack image "registry/models:7": not found`), nil)
	st.publish(2)
	st.verdict(t, timeline.StateImagePullBackOff, "cannot pull the image of a volume: registry/models:7: not found")
	st.podEvent("Pulling", corev1.EventTypeNormal, `Pulling image "registry/models:7"`, 15)
	st.verdict(t, timeline.StatePullingImage, "pulling the image of a volume")
}

// TestTroubleWithoutEvents covers a pod without Events, as where they are forbidden: a
// container's trouble shows that its pod is prepared.
func TestTroubleWithoutEvents(t *testing.T) {
	for reason, state := range map[string]timeline.State{
		"ErrImagePull": timeline.StateImagePullBackOff, "CreateContainerConfigError": timeline.StateConfigError, "RunContainerError": timeline.StateStartError,
	} {
		st := newStage()
		st.app("", 0, waitingFor(reason, "no"), nil)
		st.publish(2)
		st.verdict(t, state)
		within(t, "prepared", st.spans(t, timeline.TrackPod, timeline.Preparing)[0].End, 0.1, 2)
	}
}

// TestBindingWaitsForDevices covers a scheduler that has found a node and waits
// for its devices: no longer a pod that fits nowhere.
func TestBindingWaitsForDevices(t *testing.T) {
	st := newStage()
	st.model, st.rv, st.pod.Spec.NodeName = model.New(), 0, ""
	st.publish(0.1)
	st.podEvent("FailedScheduling", corev1.EventTypeWarning, "0/3 nodes are available: 3 cannot allocate all claims", 1)
	st.verdict(t, timeline.StateUnschedulable)
	st.podEvent("BindingConditionsPending", corev1.EventTypeNormal, "waiting for binding conditions for device on node n1", 5)
	st.now = s(9)
	st.verdict(t, timeline.StateScheduling, "a node is found; waiting for binding conditions for device on node n1 (4s)")
	want(t, "blocked by", st.life(t).Verdict.Blocking.Reason, "BindingConditionsPending")
}

// TestMissingPullSecret covers a registry that wants a secret, and a kubelet that
// did not find the one it was given.
func TestMissingPullSecret(t *testing.T) {
	st := newStage()
	st.podEvent("FailedToRetrieveImagePullSecret", corev1.EventTypeWarning, "Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.", 1)
	st.event("Pulling", `Pulling image "img"`, 1, 1.1, 1.1)
	st.event("Failed", `Failed to pull image "img": failed to authorize: 401 Unauthorized`, 1, 1.5, 1.5)
	st.verdict(t, timeline.StateImagePullBackOff, "cannot pull img: access denied (401); no pull secret regcred; failed once")
}

// TestReadyToStartContainers publishes PodReadyToStartContainers once the first
// container's pass is over (up to 1.35), or right after the sandbox (1.36): an
// upper bound, or the split between the sandbox and the pull.
func TestReadyToStartContainers(t *testing.T) {
	for since, end := range map[float64]float64{5: 3.1, 1: 2} {
		st := newStage()
		st.event("Pulling", `Pulling image "img"`, 1, 3.1, 3.1)
		st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodReadyToStartContainers, Status: corev1.ConditionTrue, LastTransitionTime: second(since)}}
		st.publish(since + 0.2)
		within(t, "prepared", st.spans(t, timeline.TrackPod, timeline.Preparing)[0].End, min(since, end), end)
	}
}

// TestSchedulingGates removes the gates from the spec when the scheduler may
// begin; the condition only changes its reason then, and keeps the time of the
// creation.
func TestSchedulingGates(t *testing.T) {
	st := newStage()
	st.model, st.rv, st.pod.Spec.NodeName = model.New(), 0, ""
	scheduled := func(reason, message string) {
		st.pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodScheduled, Status: corev1.ConditionFalse, Reason: reason, Message: message, LastTransitionTime: second(0)}}
	}
	st.pod.Spec.SchedulingGates = []corev1.PodSchedulingGate{{Name: "example.com/quota"}}
	scheduled("SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates")
	st.publish(0.1)
	st.verdict(t, timeline.StateSchedulingGated, "example.com/quota")
	st.pod.Spec.SchedulingGates = nil
	scheduled("Unschedulable", "0/3 nodes are available: 3 Insufficient cpu.")
	st.publish(30.2)
	st.verdict(t, timeline.StateUnschedulable, "0/3 nodes are available: 3 Insufficient cpu")
	within(t, "gated", st.spans(t, timeline.TrackPod, timeline.Gated)[0].End, 0.1, 30.2)
	want(t, "since", st.life(t).Verdict.Since, s(30.2))
}
