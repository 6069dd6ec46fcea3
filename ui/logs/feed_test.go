package logs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/synctest"
)

// feeding runs Feed in the current bubble: it returns the channel of
// wishes, and what was sent so far.
func feeding(t *testing.T, open Open) (wish func(Wish), sent func() []any) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	wishes, got, done := make(chan Wish, 1), []any{}, make(chan struct{})
	go func() {
		defer close(done)
		Feed(ctx, wishes, open, func(m any) { got = append(got, m) })
	}()
	t.Cleanup(func() {
		cancel()
		<-done
	})
	return func(w Wish) { wishes <- w; synctest.Wait() }, func() []any { synctest.Wait(); return got }
}

const someLines = "2026-11-22T07:00:00Z one\n2026-11-22T07:00:01Z two\n"

// TestFeed checks that what has arrived together is one message, and the end
// another.
func TestFeed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wish, sent := feeding(t, func(_ context.Context, r Request) (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(someLines)), nil
		})
		wish(Wish{Tag: 7, Req: Request{Container: "app"}})
		got := sent()
		if len(got) != 3 {
			t.Fatalf("sent %v", got)
		}
		lines, ok := got[1].(LinesMsg)
		if got[0] != (OpenedMsg{Tag: 7}) || !ok || lines.Tag != 7 || len(lines.Lines) != 2 || lines.Lines[1].Text != "two" || got[2] != (EndedMsg{Tag: 7, Err: nil}) {
			t.Errorf("sent %v", got)
		}
	})
}

// TestFeedSwitches checks that a new wish ends the stream before it; nothing
// more is said of that.
func TestFeedSwitches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pipes := map[string]*io.PipeWriter{}
		var ended []string
		wish, sent := feeding(t, func(ctx context.Context, r Request) (io.ReadCloser, error) {
			out, in := io.Pipe()
			pipes[r.Container] = in
			context.AfterFunc(ctx, func() { ended = append(ended, r.Container) })
			return out, nil
		})
		wish(Wish{Tag: 1, Req: Request{Container: "app"}})
		wish(Wish{Tag: 2, Req: Request{Container: "proxy"}})
		if _, err := fmt.Fprintln(pipes["app"], "late"); err == nil {
			t.Error("the first stream is still open")
		}
		fmt.Fprintln(pipes["proxy"], "hello")
		wish(Wish{Tag: 3})
		got := sent()
		if len(got) != 3 || got[0] != (OpenedMsg{Tag: 1}) || got[1] != (OpenedMsg{Tag: 2}) {
			t.Errorf("sent %v", got)
		}
		if fmt.Sprint(ended) != "[app proxy]" {
			t.Errorf("contexts ended: %v", ended)
		}
	})
}

// TestFeedErrors checks that an error of opening or of reading is passed on; a
// line longer than the buffer is cut, and those after it are read.
func TestFeedErrors(t *testing.T) {
	refused, cut := errors.New("forbidden"), errors.New("connection reset")
	synctest.Test(t, func(t *testing.T) {
		wish, sent := feeding(t, func(_ context.Context, r Request) (io.ReadCloser, error) {
			if r.Previous {
				return nil, refused
			}
			long := strings.Repeat("x", 1<<20) + "\nnext\npart"
			return io.NopCloser(io.MultiReader(strings.NewReader(long), broken{cut})), nil
		})
		wish(Wish{Tag: 1, Req: Request{Container: "app", Previous: true}})
		if got := sent(); len(got) != 1 || got[0] != (EndedMsg{Tag: 1, Err: refused}) {
			t.Errorf("sent %v", got)
		}
		wish(Wish{Tag: 2, Req: Request{Container: "app"}})
		var texts []string
		var end any
		for _, m := range sent()[1:] {
			switch m := m.(type) {
			case LinesMsg:
				for _, l := range m.Lines {
					texts = append(texts, l.Text)
				}
			case EndedMsg:
				end = m
			}
		}
		if len(texts) != 3 || len(texts[0]) > MaxLine+len("…") || texts[1] != "next" || texts[2] != "part" || end != (EndedMsg{Tag: 2, Err: cut}) {
			t.Errorf("%d lines, end %v", len(texts), end)
		}
	})
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }
