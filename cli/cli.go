// Package cli is podlife's command line: one file per command, from flags to
// options to a run of the packages that do the work.
//
// It knows flags, exit codes, terminals and signals, and which package to
// wire to which. It must not know how lives are folded, drawn or fetched.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/timeline"
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1 // failed: API, permission, not found
	exitUsage  = 2 // wrong usage or input
)

// App is podlife as one process: what it was called, and its streams.
type App struct {
	Name  string // os.Args[0]; kubectl-podlife makes it a plugin
	Build Build  // what the release build set
	In    io.Reader
	Out   io.Writer
	Err   io.Writer
}

// Execute runs one command line and returns the exit code. Whatever goes wrong,
// a panic included, ends in one message on Err.
func (a *App) Execute(ctx context.Context, args []string) int {
	kube.Silence()
	err := protect(func() error {
		root := a.root()
		root.SetArgs(args)
		root.SetIn(a.In)
		root.SetOut(a.Out)
		root.SetErr(a.Err)
		return root.ExecuteContext(ctx)
	})
	if err == nil {
		return exitDone
	}
	a.complain(err)
	if c := (*crash)(nil); errors.As(err, &c) && os.Getenv("PODLIFE_DEBUG") != "" {
		fmt.Fprintf(a.Err, "%s\n", c.stack)
	}
	if u := (*usageError)(nil); errors.As(err, &u) {
		return exitUsage
	}
	if n := (*notMetError)(nil); errors.As(err, &n) {
		return exitNotMet
	}
	return exitFailed
}

func (a *App) complain(err error) { a.tell("error: ", err.Error()) }

// note prints something to know that stops nothing.
func (a *App) note(format string, args ...any) { a.tell("note: ", fmt.Sprintf(format, args...)) }

// tell prints to Err. The text may come from a server or a file: every line of
// it is cleaned.
func (a *App) tell(prefix, text string) {
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		fmt.Fprintln(a.Err, prefix+timeline.Clean(line))
		prefix = ""
	}
}
