// Command podlife shows one Kubernetes pod's life as a timeline in the terminal.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/podlife/podlife/cli"
)

// A release build sets these (-ldflags "-X main.version=…").
var version, commit, date string

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	context.AfterFunc(ctx, stop) // a second ctrl+c ends what does not end by itself
	app := cli.App{Name: os.Args[0], In: os.Stdin, Out: os.Stdout, Err: os.Stderr}
	app.Build = cli.Build{Version: version, Commit: commit, Date: date}
	return app.Execute(ctx, os.Args[1:])
}
