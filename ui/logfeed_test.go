package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/podlife/podlife/ui/logs"
)

// feeding runs feedLogs in the current bubble: it returns the channel of
// wishes, and what was sent so far.
func feeding(t *testing.T, open logs.Open) (wish func(logs.Wish), sent func() []any) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	wishes, got, done := make(chan logs.Wish, 1), []any{}, make(chan struct{})
	go func() {
		defer close(done)
		logs.Feed(ctx, wishes, open, func(m any) { got = append(got, m) })
	}()
	t.Cleanup(func() {
		cancel()
		<-done
	})
	return func(w logs.Wish) { wishes <- w; synctest.Wait() }, func() []any { synctest.Wait(); return got }
}

const someLines = "2026-11-22T07:00:00Z one\n2026-11-22T07:00:01Z two\n"

// What has arrived together is one message; the end is told.
func TestFeedLogs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wish, sent := feeding(t, func(_ context.Context, r logs.Request) (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(someLines)), nil
		})
		wish(logs.Wish{Tag: 7, Req: logs.Request{Container: "app"}})
		got := sent()
		if len(got) != 3 {
			t.Fatalf("sent %v", got)
		}
		lines, ok := got[1].(logs.LinesMsg)
		if got[0] != (logs.OpenedMsg{Tag: 7}) || !ok || lines.Tag != 7 || len(lines.Lines) != 2 || lines.Lines[1].Text != "two" || got[2] != (logs.EndedMsg{Tag: 7, Err: nil}) {
			t.Errorf("sent %v", got)
		}
	})
}

// A new wish ends the stream before it; nothing more is said of that.
func TestFeedLogsSwitches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pipes := map[string]*io.PipeWriter{}
		var ended []string
		wish, sent := feeding(t, func(ctx context.Context, r logs.Request) (io.ReadCloser, error) {
			out, in := io.Pipe()
			pipes[r.Container] = in
			context.AfterFunc(ctx, func() { ended = append(ended, r.Container) })
			return out, nil
		})
		wish(logs.Wish{Tag: 1, Req: logs.Request{Container: "app"}})
		wish(logs.Wish{Tag: 2, Req: logs.Request{Container: "proxy"}})
		if _, err := fmt.Fprintln(pipes["app"], "late"); err == nil {
			t.Error("the first stream is still open")
		}
		fmt.Fprintln(pipes["proxy"], "hello")
		wish(logs.Wish{Tag: 3})
		got := sent()
		if len(got) != 3 || got[0] != (logs.OpenedMsg{Tag: 1}) || got[1] != (logs.OpenedMsg{Tag: 2}) {
			t.Errorf("sent %v", got)
		}
		if fmt.Sprint(ended) != "[app proxy]" {
			t.Errorf("contexts ended: %v", ended)
		}
	})
}

// An error of opening or of reading is told; a line longer than the buffer is
// cut, and those after it are read.
func TestFeedLogsErrors(t *testing.T) {
	refused, cut := errors.New("forbidden"), errors.New("connection reset")
	synctest.Test(t, func(t *testing.T) {
		wish, sent := feeding(t, func(_ context.Context, r logs.Request) (io.ReadCloser, error) {
			if r.Previous {
				return nil, refused
			}
			long := strings.Repeat("x", 1<<20) + "\nnext\npart"
			return io.NopCloser(io.MultiReader(strings.NewReader(long), broken{cut})), nil
		})
		wish(logs.Wish{Tag: 1, Req: logs.Request{Container: "app", Previous: true}})
		if got := sent(); len(got) != 1 || got[0] != (logs.EndedMsg{Tag: 1, Err: refused}) {
			t.Errorf("sent %v", got)
		}
		wish(logs.Wish{Tag: 2, Req: logs.Request{Container: "app"}})
		var texts []string
		var end any
		for _, m := range sent()[1:] {
			switch m := m.(type) {
			case logs.LinesMsg:
				for _, l := range m.Lines {
					texts = append(texts, l.Text)
				}
			case logs.EndedMsg:
				end = m
			}
		}
		if len(texts) != 3 || len(texts[0]) > logs.MaxLogLine+len("…") || texts[1] != "next" || texts[2] != "part" || end != (logs.EndedMsg{Tag: 2, Err: cut}) {
			t.Errorf("%d lines, end %v", len(texts), end)
		}
	})
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

// endlessLog is a log that goes on and on, a batch at a time.
func endlessLog(ctx context.Context, _ logs.Request) (io.ReadCloser, error) {
	out, in := io.Pipe()
	context.AfterFunc(ctx, func() { in.Close() })
	go func() {
		for i := 0; ctx.Err() == nil; i++ {
			if _, err := fmt.Fprintf(in, "2026-11-22T07:00:%02dZ line %d\n", i%60, i); err != nil {
				return
			}
			time.Sleep(time.Millisecond)
		}
	}()
	return out, nil
}
