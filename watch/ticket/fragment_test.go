package ticket

import (
	"errors"
	"strings"
	"testing"

	"github.com/podlife/podlife/timeline"
)

// fragments are parts of a pod's YAML or JSON, cut at both ends.
var fragments = []paste{
	{"a state alone, of which the kubelet's message names the container", `        "state": {
            "waiting": {
                "message": "back-off 5m0s restarting failed container=web pod=web-0_shop(1f0)",
                "reason": "CrashLoopBackOff"
            }
        }
`, timeline.StateCrashLoopBackOff, "web backs off", "not started"},
	{"a state alone, of which the message names the image", `    state:
      waiting:
        message: 'Back-off pulling image "web:9"'
        reason: ImagePullBackOff
`, timeline.StateImagePullBackOff, "cannot pull web:9: ImagePullBackOff", "unnamed"},
	{"an end alone as JSON, with the comma behind it", `                "lastState": {
                    "terminated": {
                        "containerID": "docker://5954f621c17f13706c25a215db06fe2bf7b9a9a6c732a909eb0db39d62346724",
                        "exitCode": 137,
                        "finishedAt": "2017-10-10T17:41:58Z",
                        "reason": "Error",
                        "startedAt": "2017-10-10T17:20:37Z"
                    }
                },
`, timeline.StateRestarting, "a container: exit 137 after 21m21s; whether it was started again is not in the input", "crash"},
	{"a status from within the first container on", `      lastState:
        terminated:
          containerID: containerd://e1
          exitCode: 1
          finishedAt: "2024-05-02T12:30:53Z"
          reason: Error
          startedAt: "2024-05-02T12:30:41Z"
      name: web
      ready: false
      restartCount: 7
      started: false
      state:
        waiting:
          message: back-off 5m0s restarting failed container=web pod=web-0_shop(db)
          reason: CrashLoopBackOff
    hostIP: 10.0.0.1
    phase: Running
    podIP: 10.1.1.1
    qosClass: BestEffort
    startTime: "2024-05-02T12:20:41Z"
`, timeline.StateCrashLoopBackOff, "web crashes: exit 1 after 12s, 7 restarts", "unnamed"},
	{"a line of JSON quoted in a sentence", `` + "`" + `"state":{"waiting":{"reason":"CreateContainerConfigError","message":"services have not yet been read at least once, cannot construct envvars"}}` + "`" + `
`, timeline.StateConfigError, "services have not yet been read at least once", "not started"},
	{"JSON that begins within a container, and closes what was cut off above it", `                    "ready": false,
                    "restartCount": 4,
                    "state": {
                        "terminated": {
                            "containerID": "docker://abc",
                            "exitCode": 128,
                            "finishedAt": "2019-03-01T10:00:00Z",
                            "message": "OCI runtime create failed: container_linux.go:344: starting container process caused \"exec: \\\"foo\\\": executable file not found in $PATH\": unknown",
                            "reason": "ContainerCannotRun",
                            "startedAt": "2019-03-01T10:00:00Z"
                        }
                    }
                }
            ],
            "hostIP": "10.0.0.4",
            "phase": "Running",
            "podIP": "10.244.0.7",
            "qosClass": "BestEffort",
            "startTime": "2019-03-01T09:55:00Z"
        }
    }
`, timeline.StateStartError, "executable file not found in $PATH", "Preparing"},
	{"a list of containers without its key, and what follows it in the status", `    - containerID: ""
      image: web:1
      imageID: ""
      lastState: {}
      name: web
      ready: false
      restartCount: 0
      state:
        waiting:
          reason: ContainerCreating
    hostIP: 10.0.0.1
    phase: Pending
    startTime: 2018-11-02T09:55:00Z
`, timeline.StatePreparing, "preparing volumes", "not in the input"},
	{"an end without its times", `Looks like this in the status:

    containerStatuses:
    - lastState:
        terminated:
          exitCode: 2
          reason: Error

What can I do?
`, timeline.StateRestarting, "exit 2 after an unknown time", "what it does there"},
	{"what a jsonpath prints of a pod that the command names", `kubectl get pod web-0 -o jsonpath='{.status.containerStatuses[0].lastState}'
{"terminated":{"containerID":"containerd://bd21","exitCode":137,"finishedAt":"2022-03-04T05:06:07Z","reason":"OOMKilled","startedAt":"2022-03-04T05:00:07Z"}}
`, timeline.StateRestarting, "OOMKilled after 6m00s", "restarting"},
	{"an end whose times were cut out, before a run that goes on", `  containerStatuses:
  - image: web:1
    lastState:
      terminated:
        exitCode: 137
        reason: OOMKilled
    name: web
    ready: true
    restartCount: 3
    state:
      running:
        startedAt: "2024-05-02T12:20:41Z"
`, timeline.StateReady, "OOMKilled after an unknown time → restarted, 3 restarts", "crash"},
	{"as a page", `Containers:
  web:
    State:          Running
      Started:      Thu, 02 May 2024 12:20:41 +0000
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
    Ready:          True
    Restart Count:  3
`, timeline.StateReady, "OOMKilled after an unknown time → restarted, 3 restarts", "crash"},
	{"as a page without any time", `    State:          Running
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
    Ready:          True
    Restart Count:  3
`, timeline.StateReady, "a container restarted: OOMKilled", "crash"},
}

func TestFragments(t *testing.T) { checkPieces(t, fragments) }

// TestNameInFragment takes the pod's name from the message of a container's state.
func TestNameInFragment(t *testing.T) {
	read, err := Read([]byte(fragments[0].text), "ticket")
	if err != nil {
		t.Fatal(err)
	}
	if pod := fold(read).Lives[0].Pod; pod.Namespace != "shop" || pod.Name != "web-0" {
		t.Errorf("%s/%s, want shop/web-0", pod.Namespace, pod.Name)
	}
}

// TestFragmentOfNoPod names the lines that look like a pod's where none can be
// made of them.
func TestFragmentOfNoPod(t *testing.T) {
	_, err := Read([]byte(` "lastProbeTime": null,
 "lastTransitionTime": "2026-01-01T00:00:00Z"
`), "ticket")
	if !errors.Is(err, ErrNoPods) || !strings.Contains(err.Error(), "1 line not understood: 2") {
		t.Errorf("%v, want no pod, and the line", err)
	}
	for _, other := range []string{"conditions:\n- lastTransitionTime: 2026-01-01T00:00:00Z\n  status: \"True\"\n  type: MemoryPressure\n", "name: web\nimage: web:1\n"} {
		if _, err := Read([]byte(other), "ticket"); !errors.Is(err, ErrNoPods) {
			t.Errorf("%v, want no pod in a piece of another kind", err)
		}
	}
}
