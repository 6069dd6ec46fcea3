package e2e

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/e2e/cluster"
	"github.com/podlife/podlife/e2e/screen"
)

const (
	neighbours = 5000
	noise      = 20000 // Events about them
)

// TestMeasure prints the figures of podlife beside a real API server: with and
// without neighbours, at rest, and from an update to its cell.
func TestMeasure(t *testing.T) {
	c, server := newCluster(t, cluster.APIServerOptions{Alone: true})
	quiet, crowded := measured(t, server, "quiet"), measured(t, server, "crowded")
	crowd(t, c, crowded.name)
	// Without a node, a kubelet's eye for what is new is all that differs.
	quietRSS, quietBytes := burden(t, c, server, quiet)
	crowdedRSS, crowdedBytes := burden(t, c, server, crowded)
	results.add("RSS, 0 / 5000 neighbours", fmt.Sprintf("%.1f / %.1f MB (budget 60)", mb(quietRSS), mb(crowdedRSS)))
	results.add("bytes received, 0 / 5000 neighbours", fmt.Sprintf("%d / %d", quietBytes, crowdedBytes))
	if crowdedRSS > 60<<20 || float64(crowdedBytes) > 1.2*float64(quietBytes)+10_000 {
		t.Errorf("neighbours cost: %d bytes of memory, %d received instead of %d", crowdedRSS, crowdedBytes, quietBytes)
	}
	startToFrame(t, crowded)
	latency(t, quiet)
	idle(t, c, server)
}

func mb(bytes int64) float64 { return float64(bytes) / (1 << 20) }

func measured(t *testing.T, server *cluster.APIServer, name string) *puppet {
	t.Helper()
	n := &namespace{t: t, name: name, server: server, admin: server.Admin}
	n.must(n.admin.CoreV1().Namespaces().Create(t.Context(), &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name}}, metav1.CreateOptions{}))
	return n.puppet("web")
}

// crowd fills a namespace with other pods and Events about them.
func crowd(t *testing.T, c *cluster.Cluster, namespace string) {
	t.Helper()
	store, err := c.Store()
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	objects := map[string]runtime.Object{}
	for i := range neighbours {
		p := scripted()
		p.Name, p.Namespace, p.ResourceVersion = fmt.Sprintf("neighbour-%05d", i), namespace, ""
		p.UID, p.Labels = types.UID(fmt.Sprintf("00000000-0000-0000-0000-%012d", i)), map[string]string{"app": "neighbour"}
		objects["pods/"+namespace+"/"+p.Name] = p
	}
	for i := range noise {
		pod := fmt.Sprintf("neighbour-%05d", i%neighbours)
		e := newEvent(namespace, pod, types.UID(fmt.Sprintf("00000000-0000-0000-0000-%012d", i%neighbours)), "Unhealthy", "Readiness probe failed: HTTP 503", time.Now())
		e.TypeMeta = metav1.TypeMeta{Kind: "Event", APIVersion: "v1"}
		e.Name, e.UID, e.CreationTimestamp = fmt.Sprintf("%s.%x", pod, i), types.UID(fmt.Sprintf("e%d", i)), metav1.Now()
		objects["events/"+namespace+"/"+e.Name] = e
	}
	if err := store.Put(t.Context(), objects); err != nil {
		t.Fatal(err)
	}
}

// burden is what watching one pod through 100 updates costs.
func burden(t *testing.T, c *cluster.Cluster, server *cluster.APIServer, p *puppet) (rss, received int64) {
	t.Helper()
	proxy, err := cluster.NewProxy(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer proxy.Close()
	kubeconfig, err := c.Kubeconfig("measured-"+p.name, proxy.URL, c.Admin())
	if err != nil {
		t.Fatal(err)
	}
	calm := p.record("web")
	p.eventually(20*time.Second, "the recorder", func(context.Context) bool { return len(read(t, calm.file)) > 0 })
	s := watch(t, 120, 40, "web", "--kubeconfig", kubeconfig, "-n", p.name)
	defer s.Close()
	see(t, s, 20*time.Second, "restarts")
	p.versions = map[string]bool{}
	p.crashes(t.Context(), 100, 10*time.Millisecond)
	see(t, s, 10*time.Second, fmt.Sprintf("restarts %d", p.restarts))
	rss, _ = usage(t, s.Pid())
	received = proxy.Received()
	p.recorded(calm.file, p.newest(), 10*time.Second)
	calm.stop()
	recorded := versions(read(t, calm.file))
	for v := range p.versions {
		if _, ok := recorded[v]; !ok {
			t.Errorf("%s: version %s was written and is not recorded", p.name, v)
		}
	}
	return rss, received
}

// startToFrame compares podlife's first frame with all of `kubectl get pod`.
func startToFrame(t *testing.T, p *puppet) {
	t.Helper()
	var mine, theirs []time.Duration
	machine := readLoad(t)
	for range 20 {
		began := time.Now()
		s, err := screen.Start(exec.Command(podlife, append([]string{"watch"}, p.flags("web")...)...), 120, 40)
		if err != nil {
			t.Fatal(err)
		}
		err = s.WaitFor(10*time.Second, "restarts", "app ")
		mine = append(mine, time.Since(began))
		s.Close()
		if err != nil {
			t.Fatal(err)
		}
		began = time.Now()
		if out, err := exec.Command(kubectl, p.flags("get", "pod", "web")...).CombinedOutput(); err != nil {
			t.Fatalf("kubectl: %v: %s", err, out)
		}
		theirs = append(theirs, time.Since(began))
	}
	median := func(d []time.Duration) time.Duration { slices.Sort(d); return d[len(d)/2] }
	ratio := float64(median(mine)) / float64(median(theirs))
	results.add("start to first frame / kubectl get pod", fmt.Sprintf("%s / %s = %.2f (budget 1.0; medians of 20, 5000 neighbours)",
		median(mine).Round(time.Millisecond), median(theirs).Round(time.Millisecond), ratio)+machine.judge(t, "the first frame", ratio))
}

// latency is the time from a status update to its number on the screen. The
// server has it at some moment between the request and the answer.
func latency(t *testing.T, p *puppet) {
	t.Helper()
	s := watch(t, 120, 40, p.flags("web")...)
	defer s.Close()
	see(t, s, 20*time.Second, fmt.Sprintf("restarts %d", p.restarts))
	var sinceSent, sinceAnswer []time.Duration
	machine := readLoad(t)
	for range 200 {
		time.Sleep(20*time.Millisecond + rand.N(60*time.Millisecond))
		p.restarts++
		pod, err := p.admin.CoreV1().Pods(p.name).Get(t.Context(), "web", metav1.GetOptions{})
		p.must(pod, err)
		pod.Status.ContainerStatuses[0].RestartCount = int32(p.restarts)
		pod.Status.ContainerStatuses[0].ContainerID = containerID(p.restarts)
		seen := make(chan error, 1)
		sent := time.Now()
		var at time.Time
		go func() {
			err := s.WaitFor(5*time.Second, fmt.Sprintf("restarts %d ", p.restarts))
			at = time.Now()
			seen <- err
		}()
		p.must(p.admin.CoreV1().Pods(p.name).UpdateStatus(t.Context(), pod, metav1.UpdateOptions{}))
		answered := time.Now()
		if err := <-seen; err != nil {
			t.Fatal(err)
		}
		sinceSent, sinceAnswer = append(sinceSent, at.Sub(sent)), append(sinceAnswer, max(0, at.Sub(answered)))
	}
	results.add("update sent → cell", distribution(sinceSent)+" (with the server's own time)")
	figures := distribution(sinceAnswer) // sorts them
	p99 := sinceAnswer[len(sinceAnswer)*99/100]
	results.add("update answered → cell", figures+" (budget p99 60ms)"+machine.judge(t, "from an answer to its cell", p99.Seconds()/0.060))
}

// idle is what a screen costs on which nothing happens: a pod that has been
// ready for three hours.
func idle(t *testing.T, c *cluster.Cluster, server *cluster.APIServer) {
	t.Helper()
	store, err := c.Store()
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	pod := scripted()
	long := metav1.NewTime(time.Now().Add(-3*time.Hour - 5*time.Second)) // no minute ends while it is watched
	pod.Name, pod.Namespace, pod.ResourceVersion, pod.CreationTimestamp = "old", "default", "", long
	pod.Status.StartTime = &long
	for i := range pod.Status.Conditions {
		pod.Status.Conditions[i].LastTransitionTime = long
	}
	pod.Status.ContainerStatuses[0].State.Running.StartedAt = long
	if err := store.Put(t.Context(), map[string]runtime.Object{"pods/default/old": pod}); err != nil {
		t.Fatal(err)
	}
	s := watch(t, 120, 40, "old", "--kubeconfig", server.Kubeconfig, "-n", "default")
	defer s.Close()
	see(t, s, 20*time.Second, "age 3h00m")
	const settle, rest = 3 * time.Second, 20 * time.Second
	metronome := startMetronome(t)
	sleep(t.Context(), settle)
	_, cpu := usage(t, s.Pid())
	_, beats := usage(t, metronome)
	_, written := s.Written()
	before, machine := s.Text(), readLoad(t)
	sleep(t.Context(), rest)
	_, cpuAfter := usage(t, s.Pid())
	_, beatsAfter := usage(t, metronome)
	_, writtenAfter := s.Written()
	share := float64(cpuAfter-cpu) / float64(rest) * 100
	bare := float64(beatsAfter-beats) / float64(rest) * 100
	noise := machine.noise(t)
	results.add("idle", fmt.Sprintf("%.2f%% of a core (budget 0.5; 25 wake-ups a second of an empty program: %.2f), %d bytes written in %s",
		share, bare, writtenAfter-written, rest)+noise)
	if share > max(0.5, 2*bare) && noise == "" { // where waking up alone is dear, the budget is not podlife's to keep
		t.Errorf("idle: %.2f%% of a core, want 0.5, or twice the %.2f of an empty program", share, bare)
	}
	if writtenAfter > written {
		t.Errorf("idle: %d bytes written; from\n%s\nto\n%s", writtenAfter-written, before, s.Text())
	}
}

func sleep(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// splitStat are the fields of /proc/PID/stat after the command's name, which
// may hold blanks.
func splitStat(stat string) []string {
	return strings.Fields(stat[strings.LastIndexByte(stat, ')')+1:])
}
