package otlp_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/collector/pdata/ptrace"

	"github.com/podlife/podlife/report/otlp"
	"github.com/podlife/podlife/report/reporttest"
	"github.com/podlife/podlife/timeline"
)

// openOTLP reads what OTLP writes as a collector would, without patience for
// fields that OTLP does not have.
func openOTLP(t *testing.T, s timeline.Snapshot) ptrace.Traces {
	t.Helper()
	var out bytes.Buffer
	if err := otlp.Write(&out, s); err != nil {
		t.Fatal(err)
	}
	td, err := (&ptrace.JSONUnmarshaler{DisallowUnknownFields: true}).UnmarshalTraces(out.Bytes())
	if err != nil {
		t.Fatalf("%v in %.500s", err, out.String())
	}
	return td
}

type otlpSpan struct {
	ptrace.Span
	resource map[string]any
}

func spansOf(td ptrace.Traces) []otlpSpan {
	var all []otlpSpan
	for _, rs := range td.ResourceSpans().All() {
		for _, ss := range rs.ScopeSpans().All() {
			for _, sp := range ss.Spans().All() {
				all = append(all, otlpSpan{sp, rs.Resource().Attributes().AsRaw()})
			}
		}
	}
	return all
}

func TestOTLPOfEveryRecording(t *testing.T) {
	for _, r := range reporttest.Load(t) {
		for _, share := range []int{1, 2} {
			s := r.Fold(len(r.Obs) * share / 2)
			spans := spansOf(openOTLP(t, s))
			wantSpans, wantMarks, marks := 0, 0, 0
			for _, l := range s.Lives {
				wantSpans++
				for _, lane := range l.Lanes {
					wantSpans, wantMarks = wantSpans+len(lane.Spans), wantMarks+len(lane.Marks)
				}
			}
			ids := map[string]otlpSpan{}
			for _, sp := range spans {
				ids[sp.TraceID().String()+sp.SpanID().String()] = sp
				marks += sp.Events().Len()
			}
			if len(ids) != wantSpans || len(spans) != wantSpans || marks != wantMarks {
				t.Errorf("%s: %d spans with %d IDs and %d events, want %d and %d", r.Name, len(spans), len(ids), marks, wantSpans, wantMarks)
			}
			for _, sp := range spans {
				parent, ok := ids[sp.TraceID().String()+sp.ParentSpanID().String()]
				switch {
				case sp.Name() == "" || sp.StartTimestamp() == 0 || sp.EndTimestamp() < sp.StartTimestamp() || sp.SpanID().IsEmpty():
					t.Errorf("%s: not a span: %s from %d to %d", r.Name, sp.Name(), sp.StartTimestamp(), sp.EndTimestamp())
				case (sp.Name() == "Pod") != sp.ParentSpanID().IsEmpty():
					t.Errorf("%s: %s has the parent %q", r.Name, sp.Name(), sp.ParentSpanID())
				case sp.Name() != "Pod" && (!ok || parent.resource["k8s.pod.uid"] != sp.resource["k8s.pod.uid"]):
					t.Errorf("%s: the parent of %s is not in its trace", r.Name, sp.Name())
				case strings.ReplaceAll(sp.resource["k8s.pod.uid"].(string), "-", "") != sp.TraceID().String():
					t.Errorf("%s: trace %s is not that of pod %s", r.Name, sp.TraceID(), sp.resource["k8s.pod.uid"])
				}
			}
		}
	}
}

func TestOTLPFieldByField(t *testing.T) {
	s := reporttest.Sample()
	s.Lives[0].Pod.UID = "d2d83aab-1111-4222-8333-0123456789ab"
	s.Lives[0].Lanes[1].Attempts[0].ContainerID = "containerd://abc123"
	find := func(name string, restarts int64) otlpSpan {
		for _, sp := range spansOf(openOTLP(t, s)) {
			count, ok := sp.Attributes().Get("k8s.container.restart_count")
			if sp.Name() == name && (restarts < 0 || ok && count.Int() == restarts) {
				return sp
			}
		}
		t.Fatalf("no span %q", name)
		return otlpSpan{}
	}
	root, run, second, hook := find("Pod", -1), find("Running", 0), find("Running", 1), find("PreStop", 1)
	for key, want := range map[string]any{"k8s.pod.name": "web-0", "k8s.namespace.name": "shop", "k8s.pod.uid": s.Lives[0].Pod.UID, "k8s.node.name": "node1",
		"k8s.statefulset.name": "web", "service.name": "app", "service.namespace": "shop", "service.instance.id": "shop.web-0.app",
		"k8s.container.name": "app", "container.image.name": "registry.example.com/shop/checkout"} {
		if run.resource[key] != want {
			t.Errorf("the container's resource has %s = %v, want %v", key, run.resource[key], want)
		}
	}
	if root.resource["k8s.container.name"] != nil || root.resource["service.name"] != "web" || !root.ParentSpanID().IsEmpty() {
		t.Errorf("the pod's resource is %v", root.resource)
	}
	if got := run.TraceID().String(); got != "d2d83aab111142228333"+"0123456789ab" {
		t.Errorf("trace ID is %s", got)
	}
	if !run.StartTimestamp().AsTime().Equal(reporttest.After(9*time.Second)) || !run.EndTimestamp().AsTime().Equal(reporttest.After(40*time.Second)) {
		t.Errorf("the run is from %v to %v", run.StartTimestamp(), run.EndTimestamp())
	}
	if run.Status().Code() != ptrace.StatusCodeError || !strings.Contains(run.Status().Message(), "OOMKilled exit 137") {
		t.Errorf("its status is %v %q", run.Status().Code(), run.Status().Message())
	}
	attrs := run.Attributes().AsRaw()
	for key, want := range map[string]any{"process.exit.code": int64(137), "container.id": "abc123", "podlife.end.basis": "fused", "podlife.end.uncertainty_ns": int64(time.Second), "podlife.open": false} {
		if attrs[key] != want {
			t.Errorf("the run has %s = %v, want %v", key, attrs[key], want)
		}
	}
	if run.Events().Len() != 1 || run.Events().At(0).Name() != "ProbeFailed" || !run.Events().At(0).Timestamp().AsTime().Equal(reporttest.After(20*time.Second)) {
		t.Errorf("the run has %d events", run.Events().Len())
	}
	if hook.ParentSpanID() != second.SpanID() || second.ParentSpanID() != root.SpanID() || !second.EndTimestamp().AsTime().Equal(s.Now) {
		t.Error("the hook is not below its run, or the run not below the pod and open until now")
	}
}

// TestOTLPIsSpelledAsTheSpecificationHasIt checks what a general
// protobuf-to-JSON writer gets wrong in OTLP/JSON: IDs in hexadecimal, 64-bit
// integers as text, enums as numbers.
func TestOTLPIsSpelledAsTheSpecificationHasIt(t *testing.T) {
	var out bytes.Buffer
	if err := otlp.Write(&out, reporttest.Sample()); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		ResourceSpans []struct {
			ScopeSpans []struct {
				Spans []struct {
					TraceID, SpanID, StartTimeUnixNano json.RawMessage
					Kind                               json.RawMessage
				}
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		got  json.RawMessage
		want string
	}{
		{doc.ResourceSpans[0].ScopeSpans[0].Spans[0].TraceID, `^"[0-9a-f]{32}"$`},
		{doc.ResourceSpans[0].ScopeSpans[0].Spans[0].SpanID, `^"[0-9a-f]{16}"$`},
		{doc.ResourceSpans[0].ScopeSpans[0].Spans[0].StartTimeUnixNano, `^"[0-9]{19}"$`},
		{doc.ResourceSpans[0].ScopeSpans[0].Spans[0].Kind, `^1$`},
	} {
		if !regexp.MustCompile(c.want).Match(c.got) {
			t.Errorf("%s is not %s", c.got, c.want)
		}
	}
}

// TestOTLPNamesSpansForGood checks that a later export of the same life keeps
// the names of the spans that it already had.
func TestOTLPNamesSpansForGood(t *testing.T) {
	for _, r := range reporttest.Load(t) {
		if r.Name != "checkout" && r.Name != "crashloop" {
			continue
		}
		before, later := spansOf(openOTLP(t, r.Fold(len(r.Obs)*3/4))), map[string]string{}
		for _, sp := range spansOf(openOTLP(t, r.Fold(len(r.Obs)))) {
			later[sp.SpanID().String()] = sp.Name()
		}
		for _, sp := range before {
			if later[sp.SpanID().String()] != sp.Name() {
				t.Errorf("%s: span %s %s is %q later", r.Name, sp.SpanID(), sp.Name(), later[sp.SpanID().String()])
			}
		}
	}
}

func TestOTLPOfNothingAndOfHostileNames(t *testing.T) {
	if n := len(spansOf(openOTLP(t, timeline.Snapshot{}))); n != 0 {
		t.Errorf("%d spans of nothing", n)
	}
	found := 0
	for _, sp := range spansOf(openOTLP(t, reporttest.HostileLife())) {
		for _, h := range reporttest.Hostile {
			if sp.Name() == "Pulling" && sp.resource["k8s.container.name"] == h {
				found++
			}
		}
	}
	if found != len(reporttest.Hostile) {
		t.Errorf("%d of %d hostile names arrive as they are", found, len(reporttest.Hostile))
	}
}
