package ui

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"time"
)

// LogRequest names a container's log, and the part of it that is wanted.
type LogRequest struct {
	Namespace, Pod, Container string
	Previous                  bool      // of the instance before the current one
	Follow                    bool      // go on until the container ends
	Tail                      int       // at most so many of the newest lines
	Since                     time.Time // only lines of this second and after; zero: all
}

// OpenLog opens a container's log: lines that begin with their time (RFC 3339)
// and a space. The stream ends when ctx does. An error's text is shown as it
// is: it says in a few words why there is no log.
type OpenLog func(ctx context.Context, r LogRequest) (io.ReadCloser, error)

// logWish is what the screen wants to read next; without a container, nothing.
// All messages about it bear its tag: those of earlier wishes are ignored.
type logWish struct {
	tag int
	req LogRequest
}

type (
	logOpenedMsg struct{ tag int }
	logLinesMsg  struct {
		tag   int
		lines []logLine
	}
	// logEndedMsg: there is no more to read; err says why if it is not that
	// the log ended.
	logEndedMsg struct {
		tag int
		err error
	}
)

// feedLogs serves the screen's wishes, one at a time, until ctx ends. It
// returns when nothing it started is running any more.
func feedLogs(ctx context.Context, wishes <-chan logWish, open OpenLog, send func(any)) {
	stop := func() {}
	defer func() { stop() }()
	for {
		select {
		case <-ctx.Done():
			return
		case w := <-wishes:
			stop()
			stop = startLog(ctx, w, open, send)
		}
	}
}

// startLog reads one log in the background; what it returns ends that and
// waits for it.
func startLog(ctx context.Context, w logWish, open OpenLog, send func(any)) (stop func()) {
	if w.req.Container == "" {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if r := recover(); r != nil {
				send(caught(r))
			}
		}()
		err := readLog(ctx, w, open, send)
		if ctx.Err() == nil {
			send(logEndedMsg{w.tag, err})
		}
	}()
	return func() {
		cancel()
		<-done
	}
}

// readLog sends a log's lines in batches until it ends or ctx does.
func readLog(ctx context.Context, w logWish, open OpenLog, send func(any)) error {
	body, err := open(ctx, w.req)
	if err != nil {
		return err
	}
	defer body.Close()
	defer context.AfterFunc(ctx, func() { body.Close() })()
	send(logOpenedMsg{w.tag})
	r := bufio.NewReaderSize(body, 64<<10)
	for {
		lines, err := nextLines(r)
		if len(lines) > 0 {
			send(logLinesMsg{w.tag, lines})
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}

// nextLines waits for a line, and takes what has arrived with it, up to a batch.
func nextLines(r *bufio.Reader) (lines []logLine, err error) {
	for err == nil && len(lines) < batch {
		var raw string
		if raw, err = nextLine(r); err == nil || raw != "" {
			lines = append(lines, parseLogLine(raw))
		}
		waiting, _ := r.Peek(r.Buffered())
		if bytes.IndexByte(waiting, '\n') < 0 {
			break
		}
	}
	return lines, err
}

// nextLine is one line, without what is longer than the reader's buffer.
func nextLine(r *bufio.Reader) (string, error) {
	head, more, err := r.ReadLine()
	line := string(head)
	for more && err == nil {
		_, more, err = r.ReadLine()
	}
	return line, err
}
