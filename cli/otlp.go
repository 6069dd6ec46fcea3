package cli

import (
	"bytes"
	"context"
	"os"

	"github.com/podlife/podlife/cli/collector"
	"github.com/podlife/podlife/report/otlp"
	"github.com/podlife/podlife/timeline"
)

// otlpEndpoint reads the value of --otlp-endpoint.
func otlpEndpoint(value string) (collector.Endpoint, error) {
	e, err := collector.Parse(value)
	if err != nil {
		return e, usagef("--otlp-endpoint %w", err)
	}
	return e, nil
}

// sendOTLP posts the snapshot to a tracing backend.
func (a *App) sendOTLP(ctx context.Context, value string, s timeline.Snapshot) error {
	endpoint, err := otlpEndpoint(value)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := otlp.Write(&body, s); err != nil {
		return err
	}
	headers, err := collector.Headers(os.Getenv("OTEL_EXPORTER_OTLP_HEADERS"))
	if err != nil {
		return usagef("OTEL_EXPORTER_OTLP_HEADERS is %w", err)
	}
	headers.Set("User-Agent", "podlife/"+a.version())
	if err := endpoint.Send(ctx, body.Bytes(), headers); err != nil {
		return err
	}
	traces := "traces"
	if len(s.Lives) == 1 {
		traces = "trace"
	}
	a.note("sent %d %s to %s", len(s.Lives), traces, endpoint)
	return nil
}
