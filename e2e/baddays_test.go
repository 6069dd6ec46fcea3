package e2e

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/e2e/cluster"
	"github.com/podlife/podlife/e2e/screen"
)

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
	survived := 0
	t.Run("at once", func(t *testing.T) {
		for _, f := range faults {
			t.Run(f.name, func(t *testing.T) {
				if !f.serial {
					t.Parallel()
				}
				d := newBadDay(t, c, a, b, f.restricted)
				d.live(f.begin, f.end)
				d.compare(f.lossy)
				survived++
			})
		}
	})
	results.add("faults tried / survived", fmt.Sprintf("%d / %d", len(faults), survived))
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

// newest is the newest version that was written.
func (d *badDay) newest() string {
	newest := 0
	for v := range d.versions {
		if n, err := strconv.Atoi(v); err == nil {
			newest = max(newest, n)
		}
	}
	return strconv.Itoa(newest)
}

// compare compares what the two have seen. Nothing may be missing, unless
// history was lost: then what is missing must be inside of a Gap.
func (d *badDay) compare(lossy bool) {
	t := d.t
	t.Helper()
	d.calm.stop()
	all := read(t, d.disturbed)
	disturbed, calm := versions(all), versions(read(t, d.calm.file))
	var gaps []observation
	for _, o := range all {
		if o.Type == "GAP" {
			gaps = append(gaps, o)
		}
	}
	lost := 0
	for v := range d.versions {
		if _, ok := disturbed[v]; ok {
			continue
		}
		lost++
		if !lossy || !inside(calm[v], gaps) {
			t.Errorf("version %s, which arrived elsewhere at %s, is missing, and no Gap says so", v, calm[v])
		}
	}
	mine, theirs := reportOn(t, d.disturbed), reportOn(t, d.calm.file)
	if len(mine.Lives) != 1 || len(theirs.Lives) != 1 {
		t.Fatalf("%d and %d lives", len(mine.Lives), len(theirs.Lives))
	}
	compareLives(t, mine.Lives[0], theirs.Lives[0], lossy)
	results.add("bad day: "+d.name, fmt.Sprintf("%d updates sent, %d shown, %d inside %d gaps", len(d.versions), len(d.versions)-lost, lost, len(gaps)))
}

// inside reports whether a moment is within a Gap: both are times of the same
// clock, and an update may be on its way for a moment.
func inside(at time.Time, gaps []observation) bool {
	const way = 300 * time.Millisecond
	for _, g := range gaps {
		if !at.Before(g.Object.From.Add(-way)) && !at.After(g.Object.To.Add(way)) {
			return true
		}
	}
	return false
}

// compareLives compares two reports of the same life: the same lanes with the
// same counts and, unless history was lost, the same spans with bounds that
// have the truth in common.
func compareLives(t *testing.T, mine, theirs life, lossy bool) {
	t.Helper()
	if mine.Verdict.State != theirs.Verdict.State || mine.Pod.UID != theirs.Pod.UID || len(mine.Lanes) != len(theirs.Lanes) {
		t.Errorf("%+v %d lanes\n%+v %d lanes", mine.Verdict, len(mine.Lanes), theirs.Verdict, len(theirs.Lanes))
		return
	}
	for i, a := range mine.Lanes {
		b := theirs.Lanes[i]
		if a.ID != b.ID || a.Restarts != b.Restarts {
			t.Errorf("%s %d restarts, undisturbed %s %d", a.ID, a.Restarts, b.ID, b.Restarts)
		}
		if lossy {
			continue
		}
		if len(a.Spans) != len(b.Spans) || len(a.Marks) != len(b.Marks) {
			t.Errorf("%s: %d spans and %d marks, undisturbed %d and %d", a.ID, len(a.Spans), len(a.Marks), len(b.Spans), len(b.Marks))
			continue
		}
		for j, s := range a.Spans {
			u := b.Spans[j]
			if s.Track != u.Track || s.Phase != u.Phase || s.Attempt != u.Attempt || s.Outcome != u.Outcome || s.Reason != u.Reason ||
				!meet(s.Start, u.Start) || !meet(s.End, u.End) {
				t.Errorf("%s: %+v\nundisturbed: %+v", a.ID, s, u)
			}
		}
	}
}

// meet reports whether two edges can be the same moment.
func meet(a, b edge) bool { return !a.Latest.Before(b.Earliest) && !b.Latest.Before(a.Earliest) }

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
