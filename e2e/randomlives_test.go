package e2e

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/e2e/cluster"
)

// More of them, others, and their recordings for the tests of the model:
//
//	go -C e2e test . -run Lives/random -v -seed 7 -random 40 -keep "$PWD/random"
//	PODLIFE_RECORDINGS=$PWD/random go test ./timeline -run 'Truth$|WorseDays|StartupDeadline|Structure|Interleaving'
var (
	seed      = flag.Uint64("seed", 1, "what random lives are drawn from")
	randomly  = flag.Int("random", 8, "how many random lives there are")
	recordsTo = flag.String("keep", "", "the directory in which the recordings of single pods and of rollouts, and what the runtime says of them, are kept")
)

// randomLives lets pods live that nobody thought of, eight at a time, and holds
// what podlife says of them, at the end and in between, against the runtime.
func randomLives(t *testing.T, node *cluster.Node, in func(*testing.T) *place) {
	t.Helper()
	truth := &truth{log: node.RuntimeLog, of: "random lives: "}
	others := []string{}
	for name, rate := range map[string]int{"shop/slow:1": 2 << 20, "shop/quick:1": 0} {
		other, err := node.Registry.Push(name, 4<<20, rate, "/bin/sh")
		if err != nil {
			t.Fatal(err)
		}
		others = append(others, other)
	}
	slots := make(chan struct{}, 8)
	t.Run("all", func(t *testing.T) {
		for i := range *randomly {
			t.Run(fmt.Sprintf("random-%d-%d", *seed, i), func(t *testing.T) {
				t.Parallel()
				slots <- struct{}{}
				defer func() { <-slots }()
				p := in(t)
				p.truth = truth
				randomLife(p, dice{rand.New(rand.NewPCG(*seed, uint64(i))), p.image, others})
			})
		}
	})
	truth.check(t)
}

// randomLife is one life: a pod, some seconds, a resize for some, and an end.
func randomLife(p *place, d dice) {
	file := filepath.Join(p.t.TempDir(), p.name+".jsonl")
	rec := record(p.t, file, p.flags("pod", "--wait")...)
	pods := p.admin.CoreV1().Pods(p.name)
	ctx := p.t.Context()
	p.must(pods.Create(ctx, d.pod("pod"), metav1.CreateOptions{}))
	begun := time.Now()
	after := func(d time.Duration) { time.Sleep(time.Until(begun.Add(d))) }
	length := time.Duration(pick(d, 10, 15, 20, 30)) * time.Second
	if d.chance(0.2) {
		after(length / 2)
		patch := `{"spec":{"containers":[{"name":"app0","resources":{"requests":{"cpu":"20m"}}}]}}`
		_, err := pods.Patch(ctx, "pod", types.StrategicMergePatchType, []byte(patch), metav1.PatchOptions{}, "resize")
		p.t.Logf("resized: %v", err) // a pod that is over cannot be
	}
	after(length)
	p.randomEnd(ctx, d)
	p.gone("pod", 60*time.Second)
	p.recordedGone(file, "pod")
	rec.stop()

	p.life(file, "pod")
	for _, at := range []time.Duration{length / 4, length / 2, length} {
		r := parseReport(p.t, run(p.t, "report", "-f", file, "-o", "json", "--at", at.String()))
		for _, l := range r.Lives {
			checkLife(p.t, l)
		}
		p.truth.add(file, r)
	}
}

// randomEnd deletes the pod in one of the ways there are.
func (p *place) randomEnd(ctx context.Context, d dice) {
	pods := p.admin.CoreV1().Pods(p.name)
	var err error
	switch pick(d, "delete", "delete", "grace", "evict", "force") {
	case "delete":
		err = pods.Delete(ctx, "pod", metav1.DeleteOptions{})
	case "grace":
		err = pods.Delete(ctx, "pod", metav1.DeleteOptions{GracePeriodSeconds: new(pick[int64](d, 1, 3, 15))})
	case "evict":
		err = pods.EvictV1(ctx, &policyv1.Eviction{ObjectMeta: metav1.ObjectMeta{Name: "pod", Namespace: p.name}})
	case "force":
		err = pods.Delete(ctx, "pod", metav1.DeleteOptions{GracePeriodSeconds: new(int64(0))})
	}
	if err != nil {
		p.t.Fatal(err)
	}
}
