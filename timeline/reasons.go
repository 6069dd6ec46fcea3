package timeline

// prepareErrors are the Warning events of volumes, sandbox and network.
var PrepareErrors = map[string]bool{
	"FailedMount": true, "FailedAttachVolume": true, "FailedMapVolume": true, "FailedCreatePodSandBox": true,
	"FailedPodSandBoxStatus": true, "FailedPrepareDynamicResources": true, "NetworkNotReady": true,
	"FailedCreatePodContainer": true, "FailedSync": true,
}

// startErrors are the waiting reasons of a container that cannot be created or
// started (pkg/kubelet/kuberuntime/kuberuntime_container.go).
var StartErrors = map[string]bool{
	"CreateContainerConfigError": true, "CreateContainerError": true, "RunContainerError": true,
	"PreCreateHookError": true, "PreStartHookError": true,
}

// imageErrors are the waiting reasons of a container whose image is the trouble
// (pkg/kubelet/images/types.go). Each comes as an Event "Error: …" too, after
// the one that tells what is wrong.
var ImageErrors = []string{
	"ImagePullBackOff", "ErrImagePull", "ErrImageNeverPull", "InvalidImageName", "ImageInspectError",
	"RegistryUnavailable", "SignatureValidationFailed",
}

// causeStopped is the cause of a stop that nothing but its Killing event tells.
const CauseStopped = "stopped"

const CausePostStart = "postStart failed"

const CauseRestartAll = "restart of all containers"
