package e2e

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/e2e/cluster"
	"github.com/podlife/podlife/e2e/screen"
)

// Bad days, and where each is: on an API server of its own cluster here (killed,
// compacted, connections cut, stalled or refused, a token that expires, a role
// that shrinks); TestLives/node-lost (a kubelet that stops); TestClock; TestFlood;
// TestMeasure (5,000 other pods); TestSignals; TestPanic; TestSuspend;
// TestDiskFull; TestHostile. All but the last compare recordings with what was
// sent or with those of a podlife that nothing happened to.

// badDay is one podlife that something bad happens to, beside one to which
// nothing does: the first watches through a proxy of API server a, the other
// API server b, and both record the same pod.
type badDay struct {
	*puppet
	cluster   *cluster.Cluster
	a         *cluster.APIServer
	proxy     *cluster.Proxy
	screen    *screen.Screen
	viewer    *viewer // whose permissions the disturbed podlife has; nil: admin
	disturbed string  // recordings
	calm      *recorder
}

// faults are what can happen. Each is begun and ended, with updates before,
// meanwhile and after.
var faults = []struct {
	name       string
	serial     bool // it happens to everybody who uses API server a
	restricted bool // as a user with a Role and a token
	lossy      bool // history is gone: what was missed is a Gap, not drawn
	begin, end func(*badDay)
}{
	{name: "connections-cut", begin: cut, end: func(*badDay) {}},
	{name: "connections-stall", begin: stall, end: func(d *badDay) { d.proxy.Stall(false) }},
	{name: "network-down", begin: down, end: func(d *badDay) { d.proxy.Down(false) }},
	{name: "token-expires", restricted: true, begin: tokenExpires, end: tokenRenewed},
	{name: "rbac-narrows", restricted: true, begin: rbacNarrows, end: rbacWidens},
	{name: "server-killed", serial: true, lossy: true, begin: kill, end: restart},
	{name: "history-compacted", serial: true, lossy: true, begin: down, end: compact},
}

func TestBadDays(t *testing.T) {
	c, a := newCluster(t, cluster.APIServerOptions{Alone: true})
	b, err := c.StartAPIServer(t.Context(), "apiserver-b", cluster.APIServerOptions{Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	var survived atomic.Int32
	t.Run("at once", func(t *testing.T) {
		for _, f := range faults {
			t.Run(f.name, func(t *testing.T) {
				if !f.serial {
					t.Parallel()
				}
				d := newBadDay(t, c, a, b, f.restricted)
				d.live(f.begin, f.end)
				d.compare(f.lossy)
				if !t.Failed() {
					survived.Add(1)
				}
			})
		}
	})
	results.add("faults tried / survived", fmt.Sprintf("%d / %d", len(faults), survived.Load()))
}

func newBadDay(t *testing.T, c *cluster.Cluster, a, b *cluster.APIServer, restricted bool) *badDay {
	t.Helper()
	d := &badDay{cluster: c, a: a, puppet: newNamespace(t, b).puppet("web")}
	var err error
	if d.proxy, err = cluster.NewProxy(a.URL); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.proxy.Close)
	user := c.Admin()
	if restricted {
		d.viewer = newViewer(d.namespace)
		user = cluster.TokenUser(d.viewer.token)
	}
	kubeconfig, err := c.Kubeconfig("disturbed-"+d.name, d.proxy.URL, user)
	if err != nil {
		t.Fatal(err)
	}
	d.disturbed = filepath.Join(t.TempDir(), "disturbed.jsonl")
	cmd := exec.Command(podlife, "watch", "web", "--kubeconfig", kubeconfig, "-n", d.name, "--record", d.disturbed)
	// A connection that says nothing is asked for a sign of life after so many
	// seconds: client-go's own settings, made shorter.
	cmd.Env = append(cmd.Environ(), "HTTP2_READ_IDLE_TIMEOUT_SECONDS=2", "HTTP2_PING_TIMEOUT_SECONDS=1")
	d.screen = start(t, cmd, 120, 30)
	d.calm = d.record("web")
	return d
}

// live is the bad day itself: crashes before, during and after.
func (d *badDay) live(begin, end func(*badDay)) {
	d.t.Helper()
	see(d.t, d.screen, 20*time.Second, "web", "restarts 0")
	d.eventually(20*time.Second, "the undisturbed recorder", func(context.Context) bool { return len(read(d.t, d.calm.file)) > 0 })
	d.versions = map[string]bool{}
	d.crashes(d.t.Context(), 10, 20*time.Millisecond)
	see(d.t, d.screen, 10*time.Second, "restarts 10")
	begin(d)
	d.crashes(d.t.Context(), 20, 20*time.Millisecond)
	end(d)
	see(d.t, d.screen, 60*time.Second, "restarts 30")
	d.crashes(d.t.Context(), 10, 20*time.Millisecond)
	see(d.t, d.screen, 10*time.Second, "restarts 40")
	for _, file := range []string{d.disturbed, d.calm.file} {
		d.recorded(file, d.newest(), 60*time.Second)
	}
	// What it looks like when all is well again.
	if err := d.screen.WaitUntil(40*time.Second, "no trouble", func(s string) bool {
		return !contains(s, "reconnecting since") && !contains(s, "no events:")
	}); err != nil {
		d.t.Error(err)
	}
	d.screen.Close()
}

// compare compares what the two have seen.
func (d *badDay) compare(lossy bool) {
	t := d.t
	t.Helper()
	d.calm.stop()
	calm := versions(read(t, d.calm.file))
	for v := range d.versions {
		if _, ok := calm[v]; !ok {
			t.Errorf("version %s was written, and the undisturbed recorder has not seen it", v)
		}
	}
	lost, gaps := compare(t, d.disturbed, d.calm.file, lossy)
	results.add("bad day: "+d.name, fmt.Sprintf("%d updates sent, %d shown, %d inside %d gaps", len(d.versions), len(d.versions)-lost, lost, gaps))
}

func cut(d *badDay) {
	for i := range 10 {
		d.event("Pulled", fmt.Sprintf("while connections are cut, %d", i))
		d.proxy.Cut()
		time.Sleep(50 * time.Millisecond)
	}
}

func stall(d *badDay) {
	d.proxy.Stall(true)
	see(d.t, d.screen, 30*time.Second, "reconnecting since")
}

func down(d *badDay) {
	d.proxy.Down(true)
	see(d.t, d.screen, 30*time.Second, "reconnecting since")
}

func kill(d *badDay) {
	d.a.Kill()
	see(d.t, d.screen, 30*time.Second, "reconnecting since")
}

func restart(d *badDay) {
	if err := d.a.Start(); err != nil {
		d.t.Fatal(err)
	}
	if err := d.a.WaitReady(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
}

// compact ends an outage after which no server knows what happened meanwhile:
// etcd's history is compacted, and the API server has lost its own with its
// process. It answers 410.
func compact(d *badDay) {
	store, err := d.cluster.Store()
	if err != nil {
		d.t.Fatal(err)
	}
	defer store.Close()
	d.a.Kill()
	if err := store.Forget(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
	restart(d)
	d.proxy.Down(false)
}

// viewer is a service account that may see what podlife asks for, no more.
type viewer struct{ token string }

func newViewer(n *namespace) *viewer {
	n.t.Helper()
	v := &viewer{token: filepath.Join(n.t.TempDir(), "token")}
	ctx, options := n.t.Context(), metav1.CreateOptions{}
	n.must(n.admin.RbacV1().Roles(n.name).Create(ctx, viewerRole(true), options))
	n.must(n.admin.RbacV1().RoleBindings(n.name).Create(ctx, viewerBinding(n.name), options))
	v.login(n)
	return v
}

func tokenExpires(d *badDay) {
	if err := d.admin.CoreV1().ServiceAccounts(d.name).Delete(d.t.Context(), "viewer", metav1.DeleteOptions{}); err != nil {
		d.t.Fatal(err)
	}
	// An open watch stays open, and the server believes the token for 10 s more.
	d.untilCut("unauthorized")
}

func tokenRenewed(d *badDay) { d.viewer.login(d.namespace) }

func rbacNarrows(d *badDay) {
	d.must(d.admin.RbacV1().Roles(d.name).Update(d.t.Context(), viewerRole(false), metav1.UpdateOptions{}))
	d.untilCut("no events: forbidden")
}

func rbacWidens(d *badDay) {
	d.must(d.admin.RbacV1().Roles(d.name).Update(d.t.Context(), viewerRole(true), metav1.UpdateOptions{}))
}

// untilCut cuts connections until the screen says what has become of them.
func (d *badDay) untilCut(text string) {
	d.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; {
		d.proxy.Cut()
		err := d.screen.WaitFor(2*time.Second, text)
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			d.t.Fatal(err)
		}
	}
}
