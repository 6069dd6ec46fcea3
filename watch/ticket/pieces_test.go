package ticket

import (
	"errors"
	"strings"
	"testing"

	"github.com/podlife/podlife/timeline"
)

// paste is a text, and what the verdict on its first pod is: the state, and what
// the headline says, and does not.
type paste struct {
	name, text string
	state      timeline.State
	says, not  string
}

// pieces are pages as people cut them, each for what it taught.
var pieces = []paste{
	{"a page that ends before its conditions shows all its containers ready", `Name: web-0
Namespace: shop
Node: node1/10.0.0.4
Start Time: Sat, 08 Aug 2026 14:20:27 +0530
Status: Running
Containers:
web:
Image: web:1
State: Running
Started: Sun, 09 Aug 2026 12:17:29 +0530
Last State: Terminated
Reason: Error
Exit Code: 1
Started: Sun, 09 Aug 2026 12:12:19 +0530
Finished: Sun, 09 Aug 2026 12:16:06 +0530
Ready: True
Restart Count: 19
`, timeline.StateReady, "exit 1 after 3m47s", "after creation"},
	{"how long it is ago is not said by what names no present", `Name:         web-0
Namespace:    shop
Node:         node1/10.0.0.4
Start Time:   Tue, 12 Jun 2026 13:45:23 +0000
Status:       Pending
Containers:
  web:
    Image:          web:1
    State:          Waiting
      Reason:       ContainerCreating
    Ready:          False
    Restart Count:  0
Conditions:
  Type           Status
  Initialized    True
  Ready          False
  PodScheduled   True
`, timeline.StatePreparing, "for an unknown time", "at most"},
	{"a container runs since before the deletion was requested, and SIGKILL is overdue", `Name:                      web-0
Namespace:                 shop
Node:                      node1/10.0.0.4
Start Time:                Mon, 02 Nov 2026 10:39:30 +0800
Status:                    Terminating (lasts 2m8s)
Termination Grace Period:  30s
Containers:
  web:
    Image:          web:1
    State:          Running
      Started:      Mon, 02 Nov 2026 10:39:33 +0800
    Ready:          True
    Restart Count:  0
`, timeline.StateTerminationOverdue, "SIGKILL overdue by at least 2m0", "not begun"},
	{"a deletion that expires at a date, as kubectl 1.8 printed it", `Name:                      web-0
Namespace:                 shop
Node:                      node1/10.0.0.4
Start Time:                Tue, 22 May 2018 11:14:22 +0200
Status:                    Terminating (expires Wed, 23 May 2018 10:02:01 +0200)
Termination Grace Period:  60s
Containers:
  web:
    Image:          web:1
    State:          Running
      Started:      Tue, 22 May 2018 11:16:36 +0200
    Ready:          False
    Restart Count:  0
`, timeline.StateTerminating, "its containers have not been reported as stopped", "not begun"},
	{"an end alone does not say that it starts again", `Last State:     Terminated
  Reason:       OOMKilled
  Exit Code:    137
  Started:      Tue, 15 Sep 2026 09:56:14 +0200
  Finished:     Tue, 15 Sep 2026 09:56:17 +0200
`, timeline.StateRestarting, "whether it was started again is not in the input", "→ restarting"},
	{"an event ahead of the printer's clock is the newest", `  Normal   Scheduled               5m         default-scheduler  Successfully assigned shop/web-0 to node1
  Normal   SuccessfulMountVolume   12s        kubelet            MountVolume.SetUp succeeded for volume "token"
  Warning  FailedCreatePodSandBox  <invalid>  kubelet            Failed create pod sandbox.
`, timeline.StateSandboxError, "Failed create pod sandbox", ""},
	{"the innermost cause of a sandbox is what is said", `  Normal   Scheduled               5m28s  default-scheduler  Successfully assigned shop/web-0 to node1
  Warning  FailedCreatePodSandBox  2m7s   kubelet            Failed to create pod sandbox: rpc error: code = Unknown desc = failed to set up sandbox container "00502d98ba4c09d1415624e7080dcd2c4f020653afb7ab97a3846d0f8f4114a3" network for pod "web-0": networkPlugin cni failed to set up pod "web-0_shop" network: the server was unable to return a response in the time allotted, but may still be processing the request (get namespaces shop)
`, timeline.StateSandboxError, "the server was unable to return a response in the time allotted", ""},
	{"a back-off whose pod was cut off names its container", `  Normal   Scheduled  18m                   default-scheduler  Successfully assigned shop/web-0 to node1
  Normal   Started    18m                   kubelet            Started container web
  Normal   Started    17m (x4 over 18m)     kubelet            Started container proxy
  Warning  BackOff    4m53s (x72 over 18m)  kubelet            Back-off restarting failed container web
`, timeline.StateCrashLoopBackOff, "web backs off", ""},
	{"rows that age by days are of one moment, not half a day apart", `shop-1560020400-bzshk   0/1       Init:0/1   1061      3d
shop-1560020400-bzshk   0/1       Init:Error   1061      3d
shop-1560020400-bzshk   0/1       Init:CrashLoopBackOff   1061      3d
`, timeline.StateInitError, "failed 1062 times", "overdue"},
	{"of merged tries of a pull none is the cause, and none is the next", `  Normal   Scheduled  5m20s                 default-scheduler  Successfully assigned shop/web-0 to node1
  Normal   BackOff    8s (x20 over 5m13s)   kubelet            Back-off pulling image "web:10"
  Warning  Failed     8s (x20 over 5m13s)   kubelet            Error: ImagePullBackOff
`, timeline.StateImagePullBackOff, "cannot pull web:10: ImagePullBackOff", "next try"},
	{"a piece of YAML without a time has no date, and no length", `status:
  conditions:
  - type: PodScheduled
    status: "False"
    reason: Unschedulable
    message: "0/3 nodes are available: 3 Insufficient cpu."
`, timeline.StateUnschedulable, "unschedulable for an unknown time", ""},
	{"an Event alone is enough for its cause", `- apiVersion: v1
  count: 61
  firstTimestamp: 2026-01-29T11:44:55Z
  involvedObject:
    fieldPath: spec.containers{web}
    kind: Pod
    name: web-0
    namespace: shop
  kind: Event
  lastTimestamp: 2026-01-29T11:54:45Z
  message: 'Failed to pull image "registry.example/web:v2": details: (Tag v2
    not found in repository registry.example/web)'
  metadata:
    name: web-0.142de30bef3dc23b
    namespace: shop
  reason: Failed
  source:
    component: kubelet
    host: node1
  type: Warning
`, timeline.StateImagePullBackOff, "cannot pull web:v2: not found; failed 61 times", "scheduler"},
	{"ready is at most as long as nobody saw it otherwise", `Name:                 web-0
Namespace:            shop
Node:                 node1/10.150.21.78
Start Time:           Mon, 01 Jun 2026 15:31:03 +0200
Status:               Running
Containers:
  web:
    State:          Running
      Started:      Mon, 01 Jun 2026 15:32:20 +0200
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
      Started:      Mon, 01 Jun 2026 15:31:05 +0200
      Finished:     Mon, 01 Jun 2026 15:32:18 +0200
    Ready:          True
    Restart Count:  1
Conditions:
  Type              Status
  Ready             True
  PodScheduled      True
Events:
  Type    Reason     Age                  From               Message
  ----    ------     ----                 ----               -------
  Normal  Scheduled  92s                  default-scheduler  Successfully assigned shop/web-0 to node1
  Normal  Started    15s (x2 over 90s)    kubelet            Started container web
`, timeline.StateReady, "ready for at most 1m3", "<1s"},
	{"a probe that fails proves a container, of which nothing else is known", `  Normal   Scheduled  13m                default-scheduler  Successfully assigned shop/web-0 to node1
  Warning  Unhealthy  2m (x60 over 12m)  kubelet            Readiness probe failed: HTTP probe failed with statuscode: 503
`, timeline.StateNotReady, "its readiness probe failed 60 times", "waiting for the kubelet"},
	{"a probe that cannot be run is a cause", `  Normal   Scheduled  45m                  default-scheduler  Successfully assigned shop/web-0 to node1
  Normal   Started    45m                  kubelet            Started container web
  Warning  Unhealthy  15m (x205 over 45m)  kubelet            Readiness probe errored: rpc error: code = Unknown desc = http: invalid Host header
`, timeline.StateNotReady, "its readiness probe could not be run 205 times", ""},
	{"who acts on its node proves that the pod has one", `LAST SEEN   TYPE     REASON                 OBJECT      MESSAGE
13m         Normal   TaintManagerEviction   pod/web-0   Cancelling deletion of Pod shop/web-0
`, timeline.StatePreparing, "bound to a node; what it does there is not in the input", "scheduler"},
	{"a probe without a word says so", `Name:         web-0
Namespace:    shop
Node:         node1/10.0.0.4
Start Time:   Tue, 22 Oct 2026 09:54:33 +0200
Status:       Running
Containers:
  web:
    State:          Running
      Started:      Tue, 22 Oct 2026 09:54:35 +0200
    Ready:          False
    Restart Count:  0
    Startup:        exec [/bin/false] delay=0s timeout=1s period=10s #success=1 #failure=1
Conditions:
  Type              Status
  Ready             False
  PodScheduled      True
Events:
  Type     Reason     Age    From               Message
  ----     ------     ----   ----               -------
  Normal   Scheduled  3m28s  default-scheduler  Successfully assigned shop/web-0 to node1
  Normal   Started    3m26s  kubelet            Started container web
  Warning  Unhealthy  3m17s  kubelet            Startup probe failed:
  Normal   Killing    3m17s  kubelet            Container web failed startup probe
`, timeline.StateRestarting, "startup probe failed 1 of 1 (no output)", ""},
	{"since when a row has been ready is not known", `NAME    READY   STATUS    RESTARTS   AGE
web-0   1/1     Running   0          3d2h
`, timeline.StateReady, "ready, since when is unknown", "after creation"},
	{"what nothing bounds has no length", `Name:         web-0
Namespace:    shop
Node:         node1/10.0.0.4
Status:       Pending
Init Containers:
  setup:
    Image:          setup:1
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    3
    Ready:          False
    Restart Count:  4
`, timeline.StateInitError, "exit 3 after an unknown time", "at most"},
	{"tries that began before the oldest row took at least so long", `  Warning  FailedMount  3m48s (x2 over 6m2s)  kubelet            Unable to attach or mount volumes: timed out waiting for the condition
`, timeline.StateVolumeError, "in at least 6m", "at most"},
	{"what was evicted may have run, though its status names no container", `Name:         web-0
Namespace:    shop
Node:         node1/
Start Time:   Fri, 26 Apr 2026 03:55:55 -0300
Status:       Failed
Reason:       Evicted
Message:      The node was low on resource: memory. Container web was using 9402820Ki, which exceeds its request of 7G.
IP:
Containers:
  web:
    Image:      web:1
    Port:       3333/TCP
    Requests:
      memory:   7G
`, timeline.StateEvicted, "Container web was using 9402820Ki", "ever ran"},
	{"a container that backs off ran, whatever else is known", `LAST SEEN   TYPE      REASON      OBJECT      SUBOBJECT             SOURCE              MESSAGE                                       FIRST SEEN   COUNT   NAME
10m         Normal    Scheduled   pod/web-0                         default-scheduler   Successfully assigned shop/web-0 to node1     10m          1       web-0.17a71c191e6304ea
2m          Warning   BackOff     pod/web-0   spec.containers{web}  kubelet, node1      Back-off restarting failed container          9m           12      web-0.17a71c191e6304eb
`, timeline.StateCrashLoopBackOff, "web backs off: ended after an unknown time", "waiting for the kubelet"},
	{"the end of a page has its events and nothing of the scheduler", `Node-Selectors:  <none>
Tolerations:     node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
Events:
  Type     Reason     Age                     From     Message
  ----     ------     ----                    ----     -------
  Warning  Unhealthy  17m (x272 over 177m)    kubelet  Readiness probe failed: Get "http://10.0.0.22:15020/ready": context deadline exceeded
  Normal   Pulling    12m (x49 over 5h40m)    kubelet  Pulling image "registry.example/web:1"
  Warning  BackOff    2m19s (x564 over 168m)  kubelet  Back-off restarting failed container
`, timeline.StateCrashLoopBackOff, "backs off", "scheduler"},
	{"a pull that backs off is a cause without its tries", `LAST SEEN   TYPE      REASON    OBJECT      MESSAGE
2m          Warning   BackOff   pod/web-0   Back-off pulling image "web:1"
`, timeline.StateImagePullBackOff, "cannot pull web:1", "not in the input"},
	{"an image that is there does not make a container whose Secret is missing", `  Normal   Pulled  1m50s (x13 over 9m)  kubelet  Container image "web:1" already present on machine
  Warning  Failed  2m (x12 over 9m)     kubelet  Error: secret "web-keys" not found
`, timeline.StateConfigError, "secret \"web-keys\" not found", ""},
	{"an exit code is an end, whether State stands above it or not", `      Exit Code:    1
      Started:      Mon, 25 Jun 2026 10:57:52 -0700
      Finished:     Mon, 25 Jun 2026 10:57:56 -0700
    Ready:          False
    Restart Count:  1
`, timeline.StateRestarting, "exit 1 after", ""},
	{"what stands above Containers is an init container", `      --interval
      1s
    State:          Terminated
      Reason:       Completed
      Exit Code:    0
      Started:      Mon, 25 Jun 2026 10:57:52 -0700
      Finished:     Mon, 25 Jun 2026 10:57:52 -0700
    Ready:          True
    Restart Count:  0
Containers:
  web:
    Image:          web:1
    State:          Running
      Started:      Mon, 25 Jun 2026 10:57:54 -0700
    Ready:          True
    Restart Count:  0
`, timeline.StateReady, "ready", "started again"},
	{"a piece that begins below the state of one container has the others by name", `    Ready:          True
    Restart Count:  0
    Mounts:
      /var/run/secrets/kubernetes.io/serviceaccount from token (ro)
  web:
    Image:          web:1
    State:          Terminated
      Reason:       Error
      Exit Code:    3
      Started:      Mon, 25 Jun 2026 10:57:52 -0700
      Finished:     Mon, 25 Jun 2026 10:57:59 -0700
    Ready:          False
    Restart Count:  0
`, timeline.StateRestarting, "web: exit 3 after", "unnamed"},
	{"a table between the marks of Markdown's emphasis", `_NAME    READY   STATUS             RESTARTS   AGE
web-0   0/1     CrashLoopBackOff   5          6m20s_
`, timeline.StateCrashLoopBackOff, "5 restarts", ""},
	{"rows each between the marks of Markdown's emphasis", `**NAME    READY   STATUS             RESTARTS   AGE**
**web-0   0/1     CrashLoopBackOff   5          6m20s**
`, timeline.StateCrashLoopBackOff, "5 restarts", ""},
	{"a status alone is one of a pod", `{
  "message": "Pod Unexpected error while attempting to recover from admission failure: no set of running pods found",
  "phase": "Failed",
  "reason": "UnexpectedAdmissionError",
  "startTime": "2026-04-19T19:30:12Z"
}
`, timeline.StateFailed, "UnexpectedAdmissionError", ""},
	{"a container's status comes from a kubelet", `containerStatuses:
- image: web:1
  name: web
  ready: false
  restartCount: 0
`, timeline.StatePreparing, "", "scheduler"},
	{"a list of Events as JSON has their cause", `{
    "apiVersion": "v1",
    "items": [
        {
            "apiVersion": "v1",
            "count": 12,
            "firstTimestamp": "2026-01-29T11:44:55Z",
            "involvedObject": {"fieldPath": "spec.containers{web}", "kind": "Pod", "name": "web-0", "namespace": "shop"},
            "kind": "Event",
            "lastTimestamp": "2026-01-29T11:54:55Z",
            "message": "Back-off restarting failed container",
            "reason": "BackOff",
            "source": {"component": "kubelet", "host": "node1"},
            "type": "Warning"
        }
    ],
    "kind": "List"
}
`, timeline.StateCrashLoopBackOff, "web backs off", "not in the input"},
	{"what is published as Running is not being prepared", `Name:         web-0
Namespace:    shop
Node:         node1/10.0.0.4
Start Time:   Thu, 01 Jun 2026 15:31:03 +0200
Status:       Running
IP:           172.16.8.199
Containers:
  web:
    Container ID:  containerd://3e392279ce15
    Image:         web:1
`, timeline.StateNotReady, "published as Running on node1; what its containers do is not in the input", "sandbox"},
	{"nor is what is published as Running and not ready", `Name:         web-0
Namespace:    shop
Node:         node1/10.0.0.4
Start Time:   Thu, 01 Jun 2026 15:31:03 +0200
Status:       Running
Containers:
  web:
    Image:         web:1
Conditions:
  Type           Status
  Initialized    True
  Ready          False
  PodScheduled   True
`, timeline.StateNotReady, "published as Running and not ready on node1", "sandbox"},
	{"a back-off whose count was cut off followed more than one failure", `Init Containers:
  setup:
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
      Started:      Thu, 01 Jun 2026 15:31:05 +0200
      Finished:     Thu, 01 Jun 2026 15:31:06 +0200
    Ready:          False
`, timeline.StateInitError, "init container setup failed at least once (exit 1", "failed once"},
	{"a kill that ended an older run, of Events alone: the kubelet holds a failed probe until there is a new one", `Events:
  Type     Reason     Age                   From     Message
  ----     ------     ----                  ----     -------
  Normal   Killing    2m10s (x9 over 20m)   kubelet  Container app failed liveness probe, will be restarted
  Warning  Unhealthy  10s (x29 over 21m)    kubelet  Liveness probe failed: HTTP probe failed with statuscode: 503
`, timeline.StateNotReady, "app runs; its liveness probe failed 29 times, last at most 1m11s ago (HTTP 503); killed for it 9 times before", "overdue"},
}

func TestPieces(t *testing.T) { checkPieces(t, pieces) }

func checkPieces(t *testing.T, list []paste) {
	t.Helper()
	for _, c := range list {
		t.Run(c.name, func(t *testing.T) {
			read, err := Read([]byte(c.text), "ticket")
			if err != nil {
				t.Fatal(err)
			}
			v := fold(read).Lives[0].Verdict
			if v.State != c.state || !strings.Contains(v.Headline, c.says) || c.not != "" && strings.Contains(v.Headline, c.not) {
				t.Errorf("%s: %q, want %s: …%s…, and nothing of %q", v.State, v.Headline, c.state, c.says, c.not)
			}
		})
	}
}

// TestOneMountOnePod reads the two orders in which kubelets have named the pod of a
// failed mount.
func TestOneMountOnePod(t *testing.T) {
	read, err := Read([]byte(`  4m   2m   2   {kubelet node1}   Warning   FailedMount   Unable to mount volumes for pod "web-3999054429-atph7_shop(95609653-6f30-11e6-8513-42010a800005)": timeout expired for pod "web-3999054429-atph7"/"shop". list of unattached volumes=[data]
  4m   2m   2   {kubelet node1}   Warning   FailedSync    Error syncing pod, skipping: timeout expired for pod "web-3999054429-atph7"/"shop". list of unattached volumes=[data]
  4m   2m   2   {kubelet node1}   Warning   FailedSync    Error syncing pod, skipping: timeout expired for pod "shop"/"web-3999054429-atph7". list of unattached volumes=[data]
`), "ticket")
	if err != nil {
		t.Fatal(err)
	}
	if lives := fold(read).Lives; len(lives) != 1 || lives[0].Pod.Name != "web-3999054429-atph7" {
		t.Errorf("%d lives, want web-3999054429-atph7 alone", len(lives))
	}
}

// TestManifest checks that the pod template of another kind is not taken for a pod.
func TestManifest(t *testing.T) {
	deployment := `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx
`
	list := "apiVersion: v1\nkind: List\nitems:\n- " + strings.ReplaceAll(deployment, "\n", "\n  ")
	for _, text := range []string{deployment, "---\n" + deployment, list, "I applied this:\n\n" + deployment + "\nand nothing happens."} {
		if read, err := Read([]byte(text), "ticket"); !errors.Is(err, ErrNoPods) {
			t.Errorf("%d observations, %v, want %v, from\n%s", len(read.Observations), err, ErrNoPods, text)
		}
	}
}

// TestEventsOfAJob reads the events of a Job, which are of no pod.
func TestEventsOfAJob(t *testing.T) {
	_, err := Read([]byte(`Events:
  Type     Reason                Age    From            Message
  ----     ------                ----   ----            -------
  Normal   SuccessfulCreate      15m    job-controller  Created pod: import-cgwhn
  Warning  BackoffLimitExceeded  9m11s  job-controller  Job has reached the specified backoff limit
`), "ticket")
	if !errors.Is(err, ErrNoPods) {
		t.Errorf("%v, want %v", err, ErrNoPods)
	}
}
