package ticket

import (
	"strings"
	"testing"

	"github.com/podlife/podlife/timeline"
)

// eventTables are layouts of tables of Events beside those that kubectl prints
// today: dates for ages, and the columns that a user asked for.
var eventTables = []paste{
	{"custom columns with the times of Events", `LAST                   TYPE      REASON      OBJ     MESSAGE
2026-11-03T09:12:11Z   Normal    Scheduled   web-0   Successfully assigned shop/web-0 to node1
2026-11-03T09:12:14Z   Normal    Started     web-0   Started container web
2026-11-03T09:22:15Z   Warning   BackOff     web-0   Back-off restarting failed container
`, timeline.StateCrashLoopBackOff, "web backs off", "not published"},
	{"custom columns without a type, and a row without a time", `TIME                   REASON              POD     MESSAGE
2026-05-02T10:12:11Z   Scheduled           web-0   Successfully assigned shop/web-0 to node1
<none>                 FailedScheduling    web-1   0/3 nodes are available: 3 Insufficient cpu.
2026-05-02T10:12:13Z   ScalingReplicaSet   web     Scaled up replica set web-1 to 3
2026-05-02T10:22:13Z   FailedMount         web-0   MountVolume.SetUp failed for volume "conf" : configmap "conf" not found
`, timeline.StateVolumeError, "volume conf: configmap \"conf\" not found; failed once", "Insufficient"},
	{"custom columns named as the table's own are", `FirstSeen              LastSeen               Count   From      Type      Reason    Message
2026-05-02T10:12:14Z   2026-05-02T10:25:13Z   31      kubelet   Warning   BackOff   Back-off restarting failed container web in pod web-0_shop(aa)
`, timeline.StateCrashLoopBackOff, "web backs off", "not in the input"},
	{"dates and no types, as kubectl 1.0 printed them", `FIRSTSEEN                         LASTSEEN                          COUNT     NAME      KIND      SUBOBJECT              REASON       SOURCE                 MESSAGE
Tue, 21 Apr 2026 15:31:11 +0000   Tue, 21 Apr 2026 15:31:11 +0000   1         web-1     Pod                              scheduled    {scheduler }           Successfully assigned web-1 to 10.245.1.3
Tue, 21 Apr 2026 15:31:12 +0000   Tue, 21 Apr 2026 15:34:52 +0000   20        web-1     Pod       spec.containers{web}   failed       {kubelet 10.245.1.3}   Failed to pull image "web:9": image pull failed
`, timeline.StateImagePullBackOff, "cannot pull web:9: image pull failed; failed 20 times", ""},
	{"a page of kubectl 1.0, whose tabs are its columns", "Events:\n" +
		"  FirstSeen\t\t\t\tLastSeen\t\t\tCount\tFrom\t\tSubobjectPath\tReason\t\t\tMessage\n" +
		"  Thu, 09 Jul 2026 23:56:21 -0700\tFri, 10 Jul 2026 00:01:30 -0700\t21\t{scheduler }\t\t\tfailedScheduling\tFailed for reason PodFitsResources and possibly others\n",
		timeline.StateUnschedulable, "PodFitsResources", ""},
	{"a back-off of the time when containers were Docker's", `FIRSTSEEN   LASTSEEN   COUNT     NAME      KIND      SUBOBJECT              TYPE      REASON    SOURCE               MESSAGE
1h          1m         12        web-3     Pod       spec.containers{web}   Normal    Pulled    {kubelet 10.0.0.3}   Container image "web:1" already present on machine
1h          2s         255       web-3     Pod       spec.containers{web}   Warning   BackOff   {kubelet 10.0.0.3}   Back-off restarting failed docker container
`, timeline.StateCrashLoopBackOff, "web backs off", "creating"},
	{"Events alone as YAML, without their metadata", `items:
- kind: Event
  count: 1
  firstTimestamp: 2026-01-29T11:44:55Z
  lastTimestamp: 2026-01-29T11:44:55Z
  involvedObject: {fieldPath: "spec.containers{web}", kind: Pod, name: web-0, namespace: shop}
  message: Started container web
  reason: Started
  type: Normal
- kind: Event
  count: 61
  firstTimestamp: 2026-01-29T11:45:55Z
  lastTimestamp: 2026-01-29T11:54:55Z
  involvedObject: {fieldPath: "spec.containers{web}", kind: Pod, name: web-0, namespace: shop}
  message: Back-off restarting failed container
  reason: BackOff
  type: Warning
kind: List
`, timeline.StateCrashLoopBackOff, "web backs off", "not published"},
}

func TestEventTables(t *testing.T) { checkPieces(t, eventTables) }

// TestDatedEvents dates a text by the dates in its table, which name the moment
// of printing only as no earlier than the newest of them.
func TestDatedEvents(t *testing.T) {
	read, err := Read([]byte(eventTables[0].text), "ticket")
	if err != nil {
		t.Fatal(err)
	}
	if read.Relative || !read.NowUnknown {
		t.Errorf("relative %v, its printing unknown %v: want dates, and no moment of printing", read.Relative, read.NowUnknown)
	}
	life := fold(read).Lives[0]
	if at := life.Events[0].Time.Time.UTC().Format("2006-01-02 15:04:05"); !strings.HasPrefix(at, "2026-11-03 09:12:11") {
		t.Errorf("scheduled %s, want 2026-11-03 09:12:11", at)
	}
}
