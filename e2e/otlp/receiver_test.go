// Package otlp sends what podlife exports to the OpenTelemetry Collector's own
// receiver. It is a module of its own: podlife does not depend on a collector.
package otlp

import (
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/receiver/otlpreceiver"
	"go.opentelemetry.io/collector/receiver/receivertest"
)

// listen starts a receiver for OTLP over HTTP.
func listen(t *testing.T) (*consumertest.TracesSink, string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()

	factory := otlpreceiver.NewFactory()
	config := factory.CreateDefaultConfig()
	conf := confmap.NewFromStringMap(map[string]any{"protocols": map[string]any{"http": map[string]any{"endpoint": addr}}})
	if err := conf.Unmarshal(config); err != nil {
		t.Fatal(err)
	}
	sink := new(consumertest.TracesSink)
	r, err := factory.CreateTraces(t.Context(), receivertest.NewNopSettings(component.MustNewType("otlp")), config, sink)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Start(t.Context(), componenttest.NewNopHost()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Shutdown(t.Context()); err != nil {
			t.Log(err)
		}
	})
	return sink, "http://" + addr
}

func TestCollectorReceivesEveryRecording(t *testing.T) {
	podlife := filepath.Join(t.TempDir(), "podlife")
	build := exec.Command("go", "build", "-o", podlife, ".")
	build.Dir = "../.."
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	recordings, err := filepath.Glob("../../testdata/recordings/*.jsonl")
	if err != nil || len(recordings) == 0 {
		t.Fatalf("no recordings: %v", err)
	}
	sink, endpoint := listen(t)
	for _, file := range recordings {
		sink.Reset()
		out, err := exec.Command(podlife, "report", "-f", file, "--otlp-endpoint", endpoint).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", file, err, out)
			continue
		}
		traces := map[string]bool{}
		for _, td := range sink.AllTraces() {
			for _, rs := range td.ResourceSpans().All() {
				for _, ss := range rs.ScopeSpans().All() {
					for _, sp := range ss.Spans().All() {
						traces[sp.TraceID().String()] = true
					}
				}
			}
		}
		if want := fmt.Sprintf("sent %d trace", len(traces)); sink.SpanCount() == 0 || !strings.Contains(string(out), want) {
			t.Errorf("%s: %d spans of %d traces arrived, and podlife says %s", file, sink.SpanCount(), len(traces), out)
		}
	}
}
