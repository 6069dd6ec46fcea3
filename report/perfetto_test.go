package report_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/reporttest"
	"github.com/podlife/podlife/timeline"
)

// chromeTrace is the format as its documentation has it ("Trace Event Format"),
// written down a second time: the decoder knows no other field.
type chromeTrace struct {
	TraceEvents     []chromeEvent
	DisplayTimeUnit string
	OtherData       struct {
		Producer     string
		Observations int
	}
}

type chromeEvent struct {
	Name, Cat, Ph, S string
	TS               int64
	Dur              *int64
	Pid, Tid         int
	Args             map[string]any
}

type row struct{ pid, tid int }

func openTrace(t *testing.T, s timeline.Snapshot) chromeTrace {
	t.Helper()
	var out bytes.Buffer
	if err := report.Perfetto(&out, s); err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(&out)
	dec.DisallowUnknownFields()
	var c chromeTrace
	if err := dec.Decode(&c); err != nil {
		t.Fatal(err)
	}
	return c
}

// checkTrace fails unless a trace is well formed; it returns the rows' names.
func checkTrace(t *testing.T, c chromeTrace) map[row]string {
	t.Helper()
	if c.DisplayTimeUnit != "ms" || c.OtherData.Producer != "podlife" || c.TraceEvents == nil {
		t.Errorf("the trace is a %q by %q", c.DisplayTimeUnit, c.OtherData.Producer)
	}
	names, pods := map[row]string{}, map[int]string{}
	for _, e := range c.TraceEvents {
		if e.Ph != "M" {
			continue
		}
		switch name, _ := e.Args["name"].(string); e.Name {
		case "thread_name":
			names[row{e.Pid, e.Tid}] = name
		case "process_name":
			pods[e.Pid] = name
		case "thread_sort_index", "process_sort_index":
			if _, ok := e.Args["sort_index"].(float64); !ok {
				t.Errorf("%s has args %v", e.Name, e.Args)
			}
		case "process_labels":
		default:
			t.Errorf("no such metadata: %q", e.Name)
		}
	}
	for _, e := range c.TraceEvents {
		switch {
		case e.Ph == "X" && (e.Dur == nil || *e.Dur < 0 || e.S != ""), e.Ph == "i" && (e.S != "t" || e.Dur != nil):
			t.Errorf("not a complete event or instant: %+v", e)
		case e.Ph != "X" && e.Ph != "i" && e.Ph != "M":
			t.Errorf("phase %q", e.Ph)
		case e.Ph != "M" && (e.Name == "" || e.Cat == "" || e.TS <= 0):
			t.Errorf("no name, category or time: %+v", e)
		case e.Ph != "M" && (names[row{e.Pid, e.Tid}] == "" || pods[e.Pid] == ""):
			t.Errorf("in no named row of a named process: %+v", e)
		}
	}
	return names
}

// checkNesting requires that spans of a row follow each other or contain each
// other: anything else Perfetto drops.
func checkNesting(t *testing.T, c chromeTrace, names map[row]string) {
	t.Helper()
	spans := map[row][]chromeEvent{}
	for _, e := range c.TraceEvents {
		if e.Ph == "X" {
			spans[row{e.Pid, e.Tid}] = append(spans[row{e.Pid, e.Tid}], e)
		}
	}
	for r, list := range spans {
		slices.SortStableFunc(list, func(a, b chromeEvent) int { return int(a.TS - b.TS) })
		var open []int64 // ends
		for _, e := range list {
			for len(open) > 0 && open[len(open)-1] <= e.TS {
				open = open[:len(open)-1]
			}
			if len(open) > 0 && e.TS+*e.Dur > open[len(open)-1] {
				t.Errorf("%s: %s at %d reaches %d µs out of what it is in", names[r], e.Name, e.TS, e.TS+*e.Dur-open[len(open)-1])
			}
			open = append(open, e.TS+*e.Dur)
		}
	}
}

func TestPerfettoOfEveryRecording(t *testing.T) {
	for _, r := range reporttest.Load(t) {
		for _, share := range []int{1, 2} {
			s := r.Fold(len(r.Obs) * share / 2)
			c := openTrace(t, s)
			names := checkTrace(t, c)
			checkNesting(t, c, names)
			spans, marks, steps := 0, 0, 0
			for _, l := range s.Lives {
				steps += len(l.Startup.Path)
				for _, lane := range l.Lanes {
					spans, marks = spans+len(lane.Spans), marks+len(lane.Marks)
				}
			}
			count := map[string]int{}
			for _, e := range c.TraceEvents {
				count[e.Ph]++
			}
			if count["X"] != spans+steps || count["i"] != marks {
				t.Errorf("%s: %d spans and %d instants, want %d and %d", r.Name, count["X"], count["i"], spans+steps, marks)
			}
		}
	}
}

func TestPerfettoFieldByField(t *testing.T) {
	s := reporttest.Sample()
	c := openTrace(t, s)
	names := checkTrace(t, c)
	var rows []string
	for tid := range len(names) {
		rows = append(rows, names[row{1, tid + 1}])
	}
	want := []string{"startup path", "pod", "container/app · image", "container/app · process", "container/app · hooks", "container/app · readiness"}
	if !slices.Equal(rows, want) {
		t.Errorf("rows are %q, want %q", rows, want)
	}
	find := func(ph, name, thread string, nth int) chromeEvent {
		for _, e := range c.TraceEvents {
			if e.Ph == ph && e.Name == name && (thread == "" || names[row{e.Pid, e.Tid}] == thread) {
				if nth--; nth < 0 {
					return e
				}
			}
		}
		t.Fatalf("no %s %q in %q", ph, name, thread)
		return chromeEvent{}
	}
	run := find("X", "Running", "container/app · process", 0)
	if run.TS != reporttest.After(9*time.Second).UnixMicro() || *run.Dur != 31_000_000 || run.Cat != "process" || run.Args["exitCode"] != 137.0 ||
		run.Args["outcome"] != "failed" || run.Args["reason"] != "OOMKilled" || run.Args["attempt"] != 1.0 || run.Args["signal"] != 9.0 {
		t.Errorf("the first run is %+v, %d µs", run, *run.Dur)
	}
	if end, _ := run.Args["end"].(string); !strings.Contains(end, "(fused, between 06:05:07.500000 and 06:05:08.500000)") {
		t.Errorf("its end is known as %q", end)
	}
	if open := find("X", "Running", "container/app · process", 1); *open.Dur != (75-41)*1_000_000 || open.Args["end"] != nil {
		t.Errorf("the second run is %+v, %d µs; it lasts until now", open, *open.Dur)
	}
	if mark := find("i", "ProbeFailed", "container/app · readiness", 0); mark.TS != reporttest.After(20*time.Second).UnixMicro() || mark.Args["count"] != 3.0 || mark.Args["message"] != "HTTP 503" {
		t.Errorf("the probe's failure is %+v", mark)
	}
	if pod := find("M", "process_name", "", 0); pod.Args["name"] != "shop/web-0" || pod.Pid != 1 {
		t.Errorf("the process is %+v", pod)
	}
	if step := find("X", "container/app Pulling", "startup path", 0); *step.Dur != 8_000_000 || step.Args["share"] != 0.8 {
		t.Errorf("the step is %+v", step)
	}
}

func TestPerfettoOfNothingIsATrace(t *testing.T) {
	if c := openTrace(t, timeline.Snapshot{}); len(c.TraceEvents) != 0 || c.TraceEvents == nil {
		t.Errorf("events are %v", c.TraceEvents)
	}
	checkTrace(t, openTrace(t, reporttest.HostileLife()))
}
