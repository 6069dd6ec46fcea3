package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/rollout"
	"github.com/podlife/podlife/ui"
	"github.com/podlife/podlife/watch/redact"
)

// How long a log may take, and how much of it is read.
const (
	logTimeout = 5 * time.Second
	maxLog     = 256 << 10
)

// failedLog returns the last lines of the run that failed, without what looks
// like a credential: what a program says last is often why it ended. That there
// is no log is not what anyone waits for.
func (a *App) failedLog(ctx context.Context, open ui.OpenLog, f *rollout.Failure, lines int) []string {
	if f == nil || f.Life == nil || f.Lane == nil || f.Run == 0 || lines <= 0 || open == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, logTimeout)
	defer cancel()
	c := f.Lane.Container
	log, err := open(ctx, ui.LogRequest{
		Namespace: f.Life.Pod.Namespace, Pod: f.Life.Pod.Name, Container: f.Lane.Name, Tail: lines,
		Previous: c != nil && c.State == "Running",
	})
	if err != nil {
		a.note("no log of %s/%s: %v", f.Life.Pod.Name, f.Lane.Name, err)
		return nil
	}
	defer log.Close()
	return lastLines(log, lines)
}

// printLog prints what failedLog returned.
func (a *App) printLog(f *rollout.Failure, last []string) {
	if len(last) == 0 {
		return
	}
	fmt.Fprintf(a.Out, "\nLOG of %s/%s, the last lines of run %d\n", timeline.Clean(f.Life.Pod.Name), timeline.Clean(f.Lane.Name), f.Run)
	for _, line := range last {
		fmt.Fprintln(a.Out, "  "+line)
	}
}

// lastLines returns up to n lines of a log as they may be shown in public,
// without the times before them.
func lastLines(log io.Reader, n int) []string {
	var last []string
	in := bufio.NewScanner(io.LimitReader(log, maxLog))
	in.Buffer(nil, maxLog)
	for in.Scan() {
		_, text, _ := strings.Cut(in.Text(), " ")
		text, _ = redact.Text(text)
		last = append(last, timeline.Clean(text))
	}
	return last[max(0, len(last)-n):]
}
