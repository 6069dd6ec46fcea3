// Command up starts the cluster of the end-to-end tests for a person to play
// with, until it is interrupted. It prints the kubeconfig to use, and where
// the runtime's own log is. As root, in the module's directory:
//
//	go run ./up
//	go run ./up -kubernetes v1.34.4
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/podlife/podlife/e2e/cluster"
)

// images are in the registry; the later ones take seconds to pull.
var images = []struct {
	name          string
	padding, rate int // bytes, bytes a second
}{
	{"busybox:1", 0, 0},
	{"shop/web:1", 9 << 20, 3 << 20},
	{"shop/db:1", 20 << 20, 4 << 20},
	{"shop/big:1", 24 << 20, 3 << 20},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	version := flag.String("kubernetes", "", "the `version` of Kubernetes to run, such as v1.34.4; the default is the one in go.mod")
	flag.Parse()
	if err := up(ctx, *version); err != nil {
		fmt.Fprintln(os.Stderr, "up:", err)
		os.Exit(1)
	}
}

func up(ctx context.Context, version string) (err error) {
	if err := cluster.CanRunPods(); err != nil {
		return err
	}
	kluster, err := cluster.BuildKubernetes("kluster", version)
	if err != nil {
		return err
	}
	c, err := cluster.New(ctx, kluster)
	if err != nil {
		return err
	}
	defer func() {
		if e := c.Stop(); err == nil {
			err = e
		}
	}()
	starting, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	server, err := c.StartAPIServer(starting, "apiserver", cluster.APIServerOptions{})
	if err != nil {
		return err
	}
	if err := c.StartControllers(server); err != nil {
		return err
	}
	node, err := c.StartNode(starting, server)
	if err != nil {
		return err
	}
	for _, i := range images {
		name, err := node.Registry.Push(i.name, i.padding, i.rate, "/bin/sh")
		if err != nil {
			return err
		}
		fmt.Println("image", name)
	}
	fmt.Printf("export KUBECONFIG=%s\nthe runtime's log is %s\nctrl+c ends it\n", server.Kubeconfig, node.RuntimeLog)
	<-ctx.Done()
	return nil
}
