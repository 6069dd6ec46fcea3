// Package otlp writes a timeline.Snapshot as traces of OpenTelemetry.
package otlp

import (
	"fmt"
	"io"
	"strings"
	"time"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
)

// scope names podlife as the instrumentation scope of its spans.
const scope = "github.com/podlife/podlife"

// Write writes the snapshot as one OTLP/JSON document (an
// ExportTraceServiceRequest) and a line end: a trace for each pod, named by
// its UID, so that sending a later snapshot of the same life updates it in
// backends that know spans by their IDs.
//
// The root span is the pod's life; every span of the timeline is one below it,
// and marks are events. Spans that are still open end at the snapshot's moment
// and say so: OTLP has no open spans.
func Write(w io.Writer, s timeline.Snapshot) error {
	b, err := (&ptrace.JSONMarshaler{}).MarshalTraces(tracesOf(s))
	if err == nil {
		_, err = w.Write(append(b, '\n'))
	}
	if err != nil {
		return fmt.Errorf("write the report as OTLP: %w", err)
	}
	return nil
}

func tracesOf(s timeline.Snapshot) ptrace.Traces {
	td := ptrace.NewTraces()
	for i := range s.Lives {
		o := life{life: &s.Lives[i], now: s.Now, td: td, trace: traceID(s.Lives[i].Pod.UID)}
		o.write()
	}
	return td
}

// life writes the spans of one life.
type life struct {
	life  *timeline.Life
	now   time.Time
	td    ptrace.Traces
	trace pcommon.TraceID
	root  ptrace.Span
}

// write makes a resource of the pod and one of each other lane:
// k8s.container.name belongs to a resource by OpenTelemetry's conventions.
func (o *life) write() {
	pod := o.resource(&timeline.Lane{})
	o.root = pod.AppendEmpty()
	o.pod()
	for i := range o.life.Lanes {
		lane := &o.life.Lanes[i]
		if lane.Kind == timeline.LanePod {
			o.lane(pod, lane)
		} else {
			o.lane(o.resource(lane), lane)
		}
	}
}

func (o *life) resource(lane *timeline.Lane) ptrace.SpanSlice {
	rs := o.td.ResourceSpans().AppendEmpty()
	podResource(rs.Resource().Attributes(), o.life)
	laneResource(rs.Resource().Attributes(), o.life, lane)
	ss := rs.ScopeSpans().AppendEmpty()
	ss.Scope().SetName(scope)
	return ss.Spans()
}

// pod fills the root span, the whole life.
func (o *life) pod() {
	sp := o.root
	from, to := visual.Extent(o.life, "", o.now)
	o.begin(sp, spanID(o.life.Pod.UID), "Pod", from, to)
	attrs := sp.Attributes()
	attrs.PutBool("podlife.open", o.life.Pod.Gone.IsZero())
	attrs.PutStr("podlife.state", string(o.life.Verdict.State))
	attrs.PutStr("podlife.headline", o.life.Verdict.Headline)
	attrs.PutStr("k8s.pod.status.phase", o.life.Pod.Phase)
	attrs.PutInt("podlife.restarts", int64(o.life.Pod.Restarts))
	if s := o.life.Startup; s.Complete {
		attrs.PutDouble("podlife.startup.seconds", time.Duration(s.Total).Seconds())
	}
	switch o.life.Verdict.Severity {
	case timeline.OK:
		sp.Status().SetCode(ptrace.StatusCodeOk)
	case timeline.Bad:
		sp.Status().SetCode(ptrace.StatusCodeError)
		sp.Status().SetMessage(o.life.Verdict.Headline)
	}
}

// lane writes a lane's spans. What happens during a run, hooks and probes, is
// below the run; the rest is below the pod.
func (o *life) lane(out ptrace.SpanSlice, lane *timeline.Lane) {
	ids := spanIDs(o.life.Pod.UID, lane)
	runs := map[int]pcommon.SpanID{}
	for i, s := range lane.Spans {
		if s.Phase == timeline.Running {
			runs[s.Attempt] = ids[i]
		}
	}
	written := make([]ptrace.Span, len(lane.Spans))
	for i, s := range lane.Spans {
		sp := out.AppendEmpty()
		o.begin(sp, ids[i], string(s.Phase), s.Start.Time, s.EndOr(o.now))
		sp.SetParentSpanID(o.root.SpanID())
		if run, ok := runs[s.Attempt]; ok && duringRun[s.Track] {
			sp.SetParentSpanID(run)
		}
		spanAttributes(sp, lane, s)
		written[i] = sp
	}
	for _, m := range lane.Marks {
		sp := o.root
		if i := coveredBy(lane, m, o.now); i >= 0 {
			sp = written[i]
		}
		addMark(sp, lane, m)
	}
}

func addMark(sp ptrace.Span, lane *timeline.Lane, m timeline.Mark) {
	e := sp.Events().AppendEmpty()
	e.SetName(m.Kind)
	e.SetTimestamp(pcommon.NewTimestampFromTime(m.Time.Time))
	e.Attributes().PutStr("podlife.lane", lane.ID)
	e.Attributes().PutStr("podlife.track", string(m.Track))
	e.Attributes().PutInt("podlife.count", int64(m.Count))
	putNonEmpty(e.Attributes(), "podlife.message", m.Message)
}

// duringRun are the tracks of what goes on while a container runs.
var duringRun = map[timeline.Track]bool{
	timeline.TrackHooks: true, timeline.TrackStartup: true, timeline.TrackReadiness: true, timeline.TrackLiveness: true, timeline.TrackStop: true,
}

// begin fills what every span has. A span never ends before it begins, as it
// would where the two moments are of different clocks.
func (o *life) begin(sp ptrace.Span, id pcommon.SpanID, name string, from, to time.Time) {
	if to.Before(from) {
		to = from
	}
	sp.SetTraceID(o.trace)
	sp.SetSpanID(id)
	sp.SetName(name)
	sp.SetKind(ptrace.SpanKindInternal)
	sp.SetStartTimestamp(pcommon.NewTimestampFromTime(from))
	sp.SetEndTimestamp(pcommon.NewTimestampFromTime(to))
}

// coveredBy returns the span of the mark's own track that the mark is in, or the
// run that it belongs to, or -1.
func coveredBy(lane *timeline.Lane, m timeline.Mark, now time.Time) int {
	run := -1
	for i, s := range lane.Spans {
		if m.Time.Time.Before(s.Start.Time) || m.Time.Time.After(s.EndOr(now)) {
			continue
		}
		if s.Track == m.Track {
			return i
		}
		if s.Phase == timeline.Running {
			run = i
		}
	}
	return run
}

func spanAttributes(sp ptrace.Span, lane *timeline.Lane, s timeline.Span) {
	attrs := sp.Attributes()
	attrs.PutStr("podlife.lane", lane.ID)
	attrs.PutStr("podlife.track", string(s.Track))
	attrs.PutStr("podlife.outcome", string(s.Outcome))
	attrs.PutBool("podlife.open", s.Open())
	putNonEmpty(attrs, "podlife.reason", s.Reason)
	putNonEmpty(attrs, "podlife.message", s.Message)
	putBounds(attrs, "podlife.start", s.Start)
	putBounds(attrs, "podlife.end", s.End)
	if s.Attempt > 0 && lane.Container != nil {
		attrs.PutInt("k8s.container.restart_count", int64(s.Attempt-1))
	}
	if a := lane.Run(s.Attempt); a != nil && s.Phase == timeline.Running {
		_, id, _ := strings.Cut(a.ContainerID, "://")
		putNonEmpty(attrs, "container.id", id)
	}
	if s.ExitCode != nil {
		attrs.PutInt("process.exit.code", int64(*s.ExitCode))
	}
	switch s.Outcome {
	case timeline.Succeeded:
		sp.Status().SetCode(ptrace.StatusCodeOk)
	case timeline.Failed:
		sp.Status().SetCode(ptrace.StatusCodeError)
		sp.Status().SetMessage(words.Join(": ", words.Join(" ", s.Reason, words.ExitText(s.ExitCode, s.Signal, "")), s.Message))
	}
}

// putBounds says how well a moment is known where it is not known exactly.
func putBounds(attrs pcommon.Map, key string, e timeline.Edge) {
	if e.IsZero() {
		return
	}
	attrs.PutStr(key+".basis", string(e.Basis))
	if e.Uncertainty() > 0 {
		attrs.PutInt(key+".uncertainty_ns", e.Uncertainty().Nanoseconds())
	}
}

func putNonEmpty(attrs pcommon.Map, key, value string) {
	if value != "" {
		attrs.PutStr(key, value)
	}
}
