package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/logs"
	"github.com/podlife/podlife/ui/page"
)

// noLog stands for a cluster; tests send what it would deliver themselves.
func noLog(context.Context, logs.Request) (io.ReadCloser, error) { return nil, errors.New("not asked") }

// withLogs returns an app on the six days with the log of container app open.
func withLogs(t *testing.T, s timeline.Snapshot, w, h int, keys string) *app {
	t.Helper()
	a := showing(s, Options{Logs: noLog}, w, h)
	pressAll(t, a, "down down down down "+keys)
	return a
}

func pressAll(t *testing.T, a *app, keys string) {
	t.Helper()
	for name := range strings.FieldsSeq(keys) {
		k, err := keymap.Default().Press(name, a.writing())
		if err != nil {
			t.Fatal(err)
		}
		a.press(k)
	}
}

// wished takes what the screen asks feedLogs for.
func wished(t *testing.T, a *app) logs.Wish {
	t.Helper()
	select {
	case w := <-a.lower.logs.Wishes:
		return w
	default:
		t.Fatal("no log was asked for")
		return logs.Wish{}
	}
}

func unasked(t *testing.T, a *app, when string) {
	t.Helper()
	select {
	case w := <-a.lower.logs.Wishes:
		t.Errorf("%s a log was asked for: %+v", when, w)
	default:
	}
}

// linesFrom makes n lines a second apart.
func linesFrom(at time.Time, n int, text string) []logs.Line {
	out := make([]logs.Line, n)
	for i := range out {
		out[i] = logs.Line{At: at.Add(time.Duration(i) * time.Second), Text: fmt.Sprintf("%s %02d", text, i)}
	}
	return out
}

// identified gives the fixture's runs the IDs that a status publishes.
func identified() (timeline.Snapshot, *timeline.Lane) {
	s := sixDays()
	l := s.Lives[0].Lane("container/app")
	l.Attempts[0].ContainerID, l.Attempts[1].ContainerID = "containerd://one", "containerd://two"
	return s, l
}

func TestLogsAreAskedFor(t *testing.T) {
	s, _ := identified()
	a := withLogs(t, s, 100, 30, "L")
	want := logs.Request{Namespace: "shop", Pod: "checkout-7d9f4c6b8-x2k4q", Container: "app", Follow: true, Tail: logs.MaxLines}
	if w := wished(t, a); w.Req != want {
		t.Errorf("asked for %+v, want %+v", w.Req, want)
	}
	if a.lower.logs.Run != 2 {
		t.Errorf("run %d, want 2", a.lower.logs.Run)
	}
	pressAll(t, a, "P")
	want.Previous, want.Follow = true, false
	if w := wished(t, a); w.Req != want || a.lower.logs.Run != 1 {
		t.Errorf("asked for %+v of run %d, want %+v", w.Req, a.lower.logs.Run, want)
	}
	pressAll(t, a, "P")
	if w := wished(t, a); w.Req.Container != "" || a.lower.sheet != noSheet {
		t.Errorf("closing asked for %+v", w.Req)
	}
}

// TestLogsOfThePod checks that for the pod the log is that of the container
// which holds it up.
func TestLogsOfThePod(t *testing.T) {
	s, _ := identified()
	a := showing(s, Options{Logs: noLog}, 100, 30)
	pressAll(t, a, "L")
	if w := wished(t, a); w.Req.Container != "app" {
		t.Errorf("asked for %+v", w.Req)
	}
}

// TestLogOfTheRunShown checks that on a container's page the log is that of the
// run that is shown.
func TestLogOfTheRunShown(t *testing.T) {
	s, l := identified()
	a := withLogs(t, s, 100, 30, "enter < L")
	if w := wished(t, a); !w.Req.Previous || a.lower.logs.Run != 1 {
		t.Errorf("with run 1 chosen asked for %+v", w.Req)
	}
	pressAll(t, a, "L")
	if a.lower.sheet != noSheet {
		t.Error("L again does not close the pane")
	}
	wished(t, a)
	pressAll(t, a, "> L")
	if w := wished(t, a); w.Req.Previous || a.lower.logs.Run != 2 {
		t.Errorf("with run 2 chosen asked for %+v", w.Req)
	}
	l.Attempts = append(l.Attempts, timeline.Attempt{Number: 3, ContainerID: "containerd://three"})
	pressAll(t, a, "L < < L")
	if !strings.Contains(a.paint(), "only the logs of the current and the previous run can be read") || a.lower.logs.Req.Previous {
		t.Errorf("with run 1 of 3 chosen: %+v, %q", a.lower.logs.Req, a.message)
	}
}

// TestStaleLogMessages checks that messages of a stream that is no longer
// wanted are dropped.
func TestStaleLogMessages(t *testing.T) {
	s, _ := identified()
	a := withLogs(t, s, 100, 30, "L")
	old := wished(t, a).Tag
	pressAll(t, a, "P")
	for _, m := range []any{logs.OpenedMsg{Tag: old}, logs.LinesMsg{Tag: old, Lines: linesFrom(s.Now, 3, "x")}, logs.EndedMsg{Tag: old, Err: errors.New("no")}} {
		if cmd := a.update(m); cmd != nil || len(a.lower.logs.Book.Lines) > 0 || a.lower.logs.Phase != logs.Asking {
			t.Errorf("%T of an earlier log was taken", m)
		}
	}
}

// TestLogPlaces checks that the pane follows, stops following when the user
// scrolls, and goes with the cursor; enter on a line takes the cursor to it.
func TestLogPlaces(t *testing.T) {
	s, _ := identified()
	a := withLogs(t, s, 100, 30, "L")
	tag := wished(t, a).Tag
	del := s.Lives[0].Pod.DeletionRequested
	a.update(logs.OpenedMsg{Tag: tag})
	a.update(logs.LinesMsg{Tag: tag, Lines: linesFrom(del, 40, "drain")})
	shows := func(want string, not string) {
		t.Helper()
		a.touch()
		f := a.paint()
		if !strings.Contains(f, want) || not != "" && strings.Contains(f, not) {
			t.Errorf("want %q and not %q in\n%s", want, not, f)
		}
	}
	shows("drain 39", "drain 00")
	shows("following", "")
	pressAll(t, a, "g")
	shows("drain 00", "drain 39")
	a.update(logs.LinesMsg{Tag: tag, Lines: linesFrom(del.Add(40*time.Second), 1, "late")})
	shows("drain 00", "late 00")
	pressAll(t, a, "G down")
	shows("late 00", "drain 00")
	pressAll(t, a, "up up up up enter")
	if want := del.Add(36 * time.Second); !a.time.Cursor.Equal(want) {
		t.Errorf("enter took the cursor to %v, want %v", a.time.Cursor, want)
	}
	pressAll(t, a, "tab left left left left")
	shows("│", "late 00")
	line := a.lower.logs.Book.Line(a.lower.logs.Book.Shown("")[a.lower.logs.Index(a.layout().Page, a.lower.logs.Book.Shown(""))])
	if end := page.CursorEnd(a.layout().Page); a.lower.logs.Place != logs.PlaceCursor || line.At.After(end) || end.Sub(line.At) > 2*time.Second {
		t.Errorf("the cursor's cell ends at %v, the line in sight is of %v", end, line.At)
	}
	pressAll(t, a, "tab / 0 7 enter")
	shows("drain 07", "drain 08")
	shows("1 of 41 lines", "")
	if got := ticketText(a.layout(), &a.lower, &a.list); !strings.Contains(got, "drain 07") {
		t.Errorf("y copies %q", got)
	}
	pressAll(t, a, "esc")
	if a.lower.logs.Filter.Value() != "" || a.lower.sheet != sheetLogs {
		t.Error("esc did not only clear the filter")
	}
	pressAll(t, a, "esc")
	if a.lower.sheet != noSheet || len(a.lower.logs.Book.Lines) > 0 {
		t.Error("esc did not close the pane, or its lines are kept")
	}
}

// TestLogsAfterRestart checks that after a restart the log of the new run is
// read, from where the old one ended; lines that the API repeats are not shown
// twice.
func TestLogsAfterRestart(t *testing.T) {
	s, l := identified()
	a := withLogs(t, s, 100, 30, "L")
	tag := wished(t, a).Tag
	a.update(logs.OpenedMsg{Tag: tag})
	a.update(logs.LinesMsg{Tag: tag, Lines: linesFrom(s.Now, 2, "old")})
	a.update(logs.EndedMsg{Tag: tag, Err: nil})
	l.Container.State = "Terminated"
	a.tendLogs(false)
	tag = wished(t, a).Tag // another state: another log may be served
	a.update(logs.EndedMsg{Tag: tag, Err: nil})
	for range 100 {
		a.tendLogs(true)
	}
	unasked(t, a, "while the container is down")
	l.Attempts = append(l.Attempts, timeline.Attempt{Number: 3, ContainerID: "containerd://three"})
	l.Container.State = "Running"
	a.tendLogs(false)
	w := wished(t, a)
	if want := s.Now.Add(time.Second); !w.Req.Since.Equal(want) {
		t.Errorf("asked for lines since %v, want %v", w.Req.Since, want)
	}
	a.update(logs.OpenedMsg{Tag: w.Tag})
	a.update(logs.LinesMsg{Tag: w.Tag, Lines: append(linesFrom(s.Now.Add(time.Second), 1, "old"), linesFrom(s.Now.Add(time.Minute), 1, "new")...)})
	var texts []string
	for _, line := range a.lower.logs.Book.Lines {
		texts = append(texts, line.Text)
	}
	if got := strings.Join(texts, "|"); got != "old 00|old 01|run 3 of app|new 00" {
		t.Errorf("the log is %s", got)
	}
}

// TestLogsAreTriedAgain checks that a stream that breaks is opened again, later
// and later, for as long as there is a pod.
func TestLogsAreTriedAgain(t *testing.T) {
	s, _ := identified()
	a := withLogs(t, s, 100, 30, "L")
	var waits []int
	for range 7 {
		a.update(logs.EndedMsg{Tag: wished(t, a).Tag, Err: errors.New("connection refused")})
		n := 0
		for len(a.lower.logs.Wishes) == 0 && n < 100 {
			a.tendLogs(true)
			n++
		}
		waits = append(waits, n)
	}
	if fmt.Sprint(waits) != "[1 2 4 8 16 30 30]" {
		t.Errorf("seconds between attempts: %v", waits)
	}
	a.update(logs.EndedMsg{Tag: wished(t, a).Tag, Err: errors.New("connection refused")})
	a.session.taken.Lives[0].Pod.Gone = s.Now
	for range 100 {
		a.tendLogs(true)
	}
	unasked(t, a, "after the pod was gone")
}

// TestServedRun checks that ServedRun goes by what the kubelet does: SIGNALS on
// validateContainerLogStatus.
func TestServedRun(t *testing.T) {
	for _, tt := range []struct {
		state             string
		published         int
		started           bool // one more run, which no status names
		current, previous int
	}{
		{"Waiting", 0, false, 0, 0},
		{"Waiting", 0, true, 0, 0},
		{"Running", 1, false, 1, 0},
		{"Running", 3, false, 3, 2},
		{"Terminated", 2, false, 2, 1},
		{"Waiting", 2, false, 2, 2}, // CrashLoopBackOff: lastState is both
		{"Waiting", 2, true, 2, 2},  // run 3 has started, the status does not know
	} {
		l := &timeline.Lane{Container: &timeline.Container{State: tt.state}}
		for i := range tt.published {
			l.Attempts = append(l.Attempts, timeline.Attempt{Number: i + 1, ContainerID: fmt.Sprint(i)})
		}
		if tt.started {
			l.Attempts = append(l.Attempts, timeline.Attempt{Number: tt.published + 1})
		}
		if c, p := logs.ServedRun(l, false), logs.ServedRun(l, true); c != tt.current || p != tt.previous {
			t.Errorf("%+v: current %d, previous %d", tt, c, p)
		}
	}
}

// TestWhyNoLog checks that the pane says plainly why there is nothing to read.
func TestWhyNoLog(t *testing.T) {
	waiting := func(s *timeline.Snapshot) {
		l := s.Lives[0].Lane("container/app")
		l.Container.State, l.Attempts, l.Restarts = "Waiting", nil, 0
	}
	started := func(s *timeline.Snapshot) {
		l := s.Lives[0].Lane("container/app")
		l.Container.State, l.Attempts = "Waiting", l.Attempts[:1]
		l.Attempts[0].ContainerID, l.Attempts[0].Exited = "", timeline.Edge{}
	}
	for _, tt := range []struct {
		name   string
		change func(*timeline.Snapshot)
		keys   string
		msg    func(tag int) any
		want   string
	}{
		{"asking", nil, "L", nil, "asking for the log"},
		{"empty", nil, "L", func(tag int) any { return logs.OpenedMsg{Tag: tag} }, "app has written nothing yet"},
		{"ended empty", nil, "P", func(tag int) any { return logs.EndedMsg{Tag: tag, Err: nil} }, "wrote nothing, or the node has rotated it away"},
		{"forbidden", nil, "L", func(tag int) any {
			return logs.EndedMsg{Tag: tag, Err: errors.New("forbidden: ask for get on pods/log")}
		}, "no log: forbidden: ask for get on pods/log"},
		{"not started", waiting, "L", func(tag int) any {
			return logs.EndedMsg{Tag: tag, Err: errors.New(`container "app" in pod "x" is waiting to start: ContainerCreating`)}
		}, "app has not started; its log opens by itself when it does"},
		{"no previous", waiting, "P", func(tag int) any {
			return logs.EndedMsg{Tag: tag, Err: errors.New(`previous terminated container "app" in pod "x" not found`)}
		}, "app has not been restarted: there is no previous instance"},
		{"not published", started, "L", func(tag int) any { return logs.EndedMsg{Tag: tag, Err: errors.New("is waiting to start")} }, "run 1 has started, but its status is not published: until then the kubelet refuses its log"},
		{"gone", func(s *timeline.Snapshot) { s.Lives[0].Pod.Gone = s.Now }, "L", nil, "the pod is gone, and its logs with it"},
	} {
		s := sixDays()
		if tt.change != nil {
			tt.change(&s)
		}
		a := withLogs(t, s, 100, 30, tt.keys)
		if tt.msg != nil {
			a.update(tt.msg(wished(t, a).Tag))
		}
		if f := a.paint(); !strings.Contains(f, tt.want) {
			t.Errorf("%s: want %q in\n%s", tt.name, tt.want, f)
		}
	}
	f, err := Frame(Options{Recording: recorded(recording(t, "demo")), Logs: noLog}, 100, 30, time.Time{}, strings.Fields("down down L"))
	if err != nil || !strings.Contains(f, "logs are not recorded") || !strings.Contains(f, "kubectl logs -n demo my-pod -c envoy") {
		t.Errorf("%v\n%s", err, f)
	}
}

// TestLogOfTheRunBefore checks that while a status lags behind, the log of the
// run before is shown, and the pane says so.
func TestLogOfTheRunBefore(t *testing.T) {
	s, l := identified()
	l.Attempts[1].ContainerID, l.Container.State = "", "Waiting"
	a := withLogs(t, s, 100, 30, "L")
	tag := wished(t, a).Tag
	a.update(logs.OpenedMsg{Tag: tag})
	a.update(logs.LinesMsg{Tag: tag, Lines: linesFrom(s.Now, 40, "old")})
	if f := a.paint(); !strings.Contains(f, "run 2 has started, but its status is not published: until then the kubelet serves run 1") || !strings.Contains(f, "log · app run 1") || !strings.Contains(f, "old 39") {
		t.Errorf("got\n%s", f)
	}
}

// endlessLog returns a log that goes on and on, a batch at a time.
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
