package e2e

import (
	"testing"

	"github.com/podlife/podlife/e2e/cluster"
)

// place is a namespace on a node that runs pods.
type place struct {
	*namespace
	node *cluster.Node
}

// lives are the scenarios, each of which plays a life and checks what podlife
// shows while it happens and reports afterwards. They play all at once.
var lives = []struct {
	name string
	play func(*place)
}{
	{"stages", stages},
	{"crashloop", crashLoop},
	{"pull", pull},
	{"sidecars", sidecars},
	{"prestop-hangs", preStopHangs},
	{"poststart-fails", postStartFails},
	{"startup-fails", startupFails},
	{"recreated", recreated},
	{"force-deleted", forceDeleted},
	{"evicted", evicted},
	{"probes-refused", probesRefused},
	{"hostile-log", hostileLog},
	{"workload", workload},
}

func TestLives(t *testing.T) {
	server, node := newNode(t)
	busybox, err := node.Registry.Push("busybox:1", 0, 0, "/bin/sh")
	if err != nil {
		t.Fatal(err)
	}
	truth := &truth{log: node.RuntimeLog}
	in := func(t *testing.T) *place {
		t.Helper()
		p := &place{newNamespace(t, server), node}
		p.image, p.truth = busybox, truth
		p.await()
		t.Cleanup(func() {
			if t.Failed() { // the node has bad days of its own
				t.Logf("the kubelet on it:\n%s\ncontainerd's last words:\n%s", node.Kubelet.About(p.name+"/", 30), node.Containerd.Tail(30))
			}
		})
		return p
	}
	t.Run("at once", func(t *testing.T) {
		for _, life := range lives {
			t.Run(life.name, func(t *testing.T) {
				t.Parallel()
				life.play(in(t))
			})
		}
	})
	t.Run("random", func(t *testing.T) { randomLives(t, node, in) })
	t.Run("node-lost", func(t *testing.T) { nodeLost(in(t)) }) // stops everybody's kubelet
	truth.check(t)
}
