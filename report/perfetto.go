package report

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
)

// traceEvent is one event of Chrome's trace format, which Perfetto, chrome://tracing
// and Speedscope open: ph is X (a span), i (an instant) or M (a name).
// Times are whole microseconds since the Unix epoch.
type traceEvent struct {
	Name string         `json:"name"`
	Cat  string         `json:"cat,omitempty"`
	Ph   string         `json:"ph"`
	TS   int64          `json:"ts"`
	Dur  *int64         `json:"dur,omitempty"` // X only
	Pid  int            `json:"pid"`
	Tid  int            `json:"tid"`
	S    string         `json:"s,omitempty"` // i only: t, it concerns its thread
	Args map[string]any `json:"args,omitempty"`
}

// Perfetto writes the snapshot as a Chrome trace: a process for each pod, in
// it a thread for its startup path and one for each track of each lane.
func Perfetto(w io.Writer, s timeline.Snapshot) error {
	doc := struct {
		TraceEvents     []traceEvent   `json:"traceEvents"`
		DisplayTimeUnit string         `json:"displayTimeUnit"`
		OtherData       map[string]any `json:"otherData"`
	}{[]traceEvent{}, "ms", map[string]any{"producer": "podlife", "observations": s.Observed.Observations}}
	for i := range s.Lives {
		t := trace{life: &s.Lives[i], pid: i + 1, now: s.Now, tids: map[traceThread]int{}}
		doc.TraceEvents = append(doc.TraceEvents, t.events()...)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		return fmt.Errorf("write the report as a trace: %w", err)
	}
	return nil
}

// trace collects the events of one life.
type trace struct {
	life *timeline.Life
	pid  int
	now  time.Time
	tids map[traceThread]int
	out  []traceEvent
}

// traceThread is what gets a row: a track of a lane; an empty lane is the startup path.
type traceThread struct {
	lane  string
	track timeline.Track
}

func (t *trace) events() []traceEvent {
	p := t.life.Pod
	t.meta("process_name", 0, map[string]any{"name": words.FullName(*t.life)})
	t.meta("process_sort_index", 0, map[string]any{"sort_index": t.pid})
	t.meta("process_labels", 0, map[string]any{"labels": words.Join(", ", string(t.life.Verdict.State), words.Prefix("node ", p.Node), words.Prefix("uid ", p.UID))})
	t.startup()
	for i := range t.life.Lanes {
		t.lane(&t.life.Lanes[i])
	}
	return t.out
}

func (t *trace) meta(name string, tid int, args map[string]any) {
	t.out = append(t.out, traceEvent{Name: name, Ph: "M", Pid: t.pid, Tid: tid, Args: args})
}

// thread returns the number of a row, which is named when it is first used: rows
// stand in the order of their first use.
func (t *trace) thread(key traceThread) int {
	if tid, ok := t.tids[key]; ok {
		return tid
	}
	tid := len(t.tids) + 1
	t.tids[key] = tid
	name := "startup path"
	if key.lane != "" {
		name = key.lane
		if string(key.track) != key.lane && key.track != timeline.TrackEndpoint {
			name += " · " + string(key.track)
		}
	}
	t.meta("thread_name", tid, map[string]any{"name": name})
	t.meta("thread_sort_index", tid, map[string]any{"sort_index": tid})
	return tid
}

func (t *trace) startup() {
	for _, s := range t.life.Startup.Path {
		end := s.Start.Add(time.Duration(s.Duration))
		t.span(traceThread{}, words.Join(" ", s.Lane, words.StepName(s.Phase)), "startup", s.Start, end, map[string]any{"lane": s.Lane, "phase": s.Phase, "share": s.Share})
	}
}

func (t *trace) lane(lane *timeline.Lane) {
	for _, s := range lane.Spans {
		t.span(traceThread{lane.ID, s.Track}, string(s.Phase), string(s.Track), s.Start.Time, s.EndOr(t.now), spanArgs(s))
	}
	for _, m := range lane.Marks {
		args := map[string]any{"count": m.Count}
		putText(args, "message", m.Message)
		putEdge(args, "time", m.Time)
		t.out = append(t.out, traceEvent{Name: m.Kind, Cat: string(m.Track), Ph: "i", S: "t", TS: m.Time.Time.UnixMicro(),
			Pid: t.pid, Tid: t.thread(traceThread{lane.ID, m.Track}), Args: args})
	}
}

// span rounds both ends down, so that spans which meet still do. Two clocks
// can make a span end before it begins; a trace has no such spans.
func (t *trace) span(row traceThread, name, cat string, from, to time.Time, args map[string]any) {
	start := from.UnixMicro()
	dur := max(to.UnixMicro()-start, 0)
	t.out = append(t.out, traceEvent{Name: name, Cat: cat, Ph: "X", TS: start, Dur: &dur, Pid: t.pid, Tid: t.thread(row), Args: args})
}

func spanArgs(s timeline.Span) map[string]any {
	args := map[string]any{"outcome": string(s.Outcome)}
	if s.Attempt > 0 {
		args["attempt"] = s.Attempt
	}
	if s.ExitCode != nil {
		args["exitCode"] = *s.ExitCode
	}
	if s.Signal != 0 {
		args["signal"] = s.Signal
	}
	putText(args, "reason", s.Reason)
	putText(args, "message", s.Message)
	putEdge(args, "start", s.Start)
	putEdge(args, "end", s.End)
	return args
}

func putText(args map[string]any, key, text string) {
	if text != "" {
		args[key] = text
	}
}

// putEdge says when something was, and between which moments where that is
// not known exactly.
func putEdge(args map[string]any, key string, e timeline.Edge) {
	if e.IsZero() {
		return
	}
	text := fmt.Sprintf("%s (%s)", micros(e.Time), e.Basis)
	if e.Uncertainty() > 0 {
		text = fmt.Sprintf("%s (%s, between %s and %s)", micros(e.Time), e.Basis, micros(e.Earliest), micros(e.Latest))
	}
	args[key] = text
}

func micros(t time.Time) string { return t.UTC().Format("15:04:05.000000") }
