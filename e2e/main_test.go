// Package e2e tests the built podlife against real Kubernetes: it starts a
// cluster on this machine (package cluster), makes pods live all kinds of
// lives, and looks at podlife's screen, recordings and reports as a user would.
// It uses podlife only as a program. All of it, and the table of figures at the end:
//
//	go -C e2e test ./... -v -timeout 30m
//
// Only what is measured (RSS and bytes with and without neighbours, the first
// frame against kubectl, latency, idle CPU, a flood), or only real pods:
//
//	go -C e2e test -run 'Measure|Flood' -v
//	go -C e2e test -run Lives -v
//
// Another release of Kubernetes than the one in go.mod:
//
//	go -C e2e test -run Lives -v -kubernetes v1.34.4
//
// The first build of Kubernetes takes minutes. Pods need root, cgroups and the
// packages of cluster.Packages; without them only API servers are tested, and
// the end of the table says what was not. Nothing listens but on loopback and
// on a bridge for the pods. To play on such a cluster by hand, go run ./up.
package e2e

import (
	"context"
	"flag"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/podlife/podlife/e2e/cluster"
)

// Programs under test and around it, built before the first test.
var podlife, kluster, kubectl string

var kubernetesVersion = flag.String("kubernetes", "", "the version of Kubernetes to test against, such as v1.34.4; the default is the one in go.mod")

func TestMain(m *testing.M) {
	if os.Getenv(metronomeVariable) != "" {
		metronome()
	}
	flag.Parse()
	// What plays at once waits most of the time: more of it than there are CPUs.
	if err := flag.Set("test.parallel", "16"); err != nil {
		panic(err)
	}
	if testing.Short() {
		fmt.Println("e2e: nothing to do with -short")
		return
	}
	if err := build(); err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		os.Exit(1)
	}
	code := m.Run()
	results.print(os.Stdout)
	os.Exit(code)
}

// build makes the programs; $PODLIFE, $KLUSTER and $KUBECTL name others to use.
func build() (err error) {
	for _, b := range []struct {
		program                 *string
		name, directory, source string
	}{
		{&podlife, "podlife", "..", "."},
		{&kubectl, "kubectl", ".", "k8s.io/kubernetes/cmd/kubectl"},
	} {
		if *b.program, err = cluster.Build(b.name, b.directory, b.source); err != nil {
			return err
		}
	}
	kluster, err = cluster.BuildKubernetes("kluster", *kubernetesVersion)
	return err
}

// newCluster starts a cluster with one API server, which ends with the test.
func newCluster(t *testing.T, options cluster.APIServerOptions) (*cluster.Cluster, *cluster.APIServer) {
	t.Helper()
	c, err := cluster.New(t.Context(), kluster)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Stop(); err != nil {
			t.Errorf("stop the cluster: %v", err)
		}
	})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	server, err := c.StartAPIServer(ctx, "apiserver", options)
	if err != nil {
		t.Fatal(err)
	}
	return c, server
}

// newNode starts a cluster that runs pods, or skips the test and says why.
func newNode(t *testing.T) (*cluster.APIServer, *cluster.Node) {
	t.Helper()
	if err := cluster.CanRunPods(); err != nil {
		results.untested(fmt.Sprintf("pods on a real kubelet (%d lives), only API servers were", len(lives)+1), err.Error())
		t.Skipf("this machine cannot run pods, only API servers: %v", err)
	}
	start := time.Now()
	c, server := newCluster(t, cluster.APIServerOptions{})
	if err := c.StartControllers(server); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
	defer cancel()
	node, err := c.StartNode(ctx, server)
	if err != nil {
		t.Fatal(err)
	}
	results.add("cluster up", fmt.Sprintf("%.1fs from nothing to a Ready node", time.Since(start).Seconds()))
	return server, node
}
