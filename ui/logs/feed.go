package logs

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"time"

	"github.com/podlife/podlife/ui/crash"
)

// Request names a container's log, and the part of it that is wanted.
type Request struct {
	Namespace, Pod, Container string
	Previous                  bool      // of the instance before the current one
	Follow                    bool      // go on until the container ends
	Tail                      int       // at most so many of the newest lines
	Since                     time.Time // only lines of this second and after; zero: all
}

// Open opens a container's log: lines that begin with their time (RFC 3339)
// and a space. The stream ends when ctx does. An error's text is shown as it
// is: it says in a few words why there is no log.
type Open func(ctx context.Context, r Request) (io.ReadCloser, error)

// Wish is what the screen wants to read next; without a container, nothing.
// All messages about it bear its tag: those of earlier wishes are ignored.
type Wish struct {
	Tag int
	Req Request
}

type (
	OpenedMsg struct{ Tag int }
	LinesMsg  struct {
		Tag   int
		Lines []Line
	}
	// EndedMsg says that there is no more to read; err says why if it is not that
	// the log ended.
	EndedMsg struct {
		Tag int
		Err error
	}
)

// Feed serves the screen's wishes, one at a time, until ctx ends. It
// returns when nothing it started is running any more.
func Feed(ctx context.Context, wishes <-chan Wish, open Open, send func(any)) {
	stop := func() {}
	defer func() { stop() }()
	for {
		select {
		case <-ctx.Done():
			return
		case w := <-wishes:
			stop()
			stop = start(ctx, w, open, send)
		}
	}
}

// start reads one log in the background; what it returns ends that and
// waits for it.
func start(ctx context.Context, w Wish, open Open, send func(any)) (stop func()) {
	if w.Req.Container == "" {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if r := recover(); r != nil {
				send(crash.Caught(r))
			}
		}()
		err := read(ctx, w, open, send)
		if ctx.Err() == nil {
			send(EndedMsg{w.Tag, err})
		}
	}()
	return func() {
		cancel()
		<-done
	}
}

// read sends a log's lines in batches until it ends or ctx does.
func read(ctx context.Context, w Wish, open Open, send func(any)) error {
	body, err := open(ctx, w.Req)
	if err != nil {
		return err
	}
	defer body.Close()
	defer context.AfterFunc(ctx, func() { body.Close() })()
	send(OpenedMsg{w.Tag})
	r := bufio.NewReaderSize(body, 64<<10)
	for {
		lines, err := nextLines(r)
		if len(lines) > 0 {
			send(LinesMsg{w.Tag, lines})
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}

// lineBatch is how many lines become one message at most.
const lineBatch = 500

// nextLines waits for a line, and takes what has arrived with it, up to a batch.
func nextLines(r *bufio.Reader) (lines []Line, err error) {
	for err == nil && len(lines) < lineBatch {
		var raw string
		if raw, err = nextLine(r); err == nil || raw != "" {
			lines = append(lines, ParseLine(raw))
		}
		waiting, _ := r.Peek(r.Buffered())
		if bytes.IndexByte(waiting, '\n') < 0 {
			break
		}
	}
	return lines, err
}

// nextLine returns one line, without what is longer than the reader's buffer.
func nextLine(r *bufio.Reader) (string, error) {
	head, more, err := r.ReadLine()
	line := string(head)
	for more && err == nil {
		_, more, err = r.ReadLine()
	}
	return line, err
}
