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

// TestLives plays all lives at once, each in its own namespace.
func TestLives(t *testing.T) {
	server, node := newNode(t)
	busybox, err := node.Registry.Push("busybox:1", 0, 0, "/bin/sh")
	if err != nil {
		t.Fatal(err)
	}
	t.Run("", func(t *testing.T) {
		for name, scenario := range map[string]func(*testing.T, *place){
			"crash loop": crashLoop,
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				p := &place{newNamespace(t, server), node}
				p.image = busybox
				p.await()
				scenario(t, p)
			})
		}
	})
}
