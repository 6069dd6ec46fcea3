package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/podlife/podlife/report/otlp"
	"github.com/podlife/podlife/timeline"
)

// otlpTimeout is how long a backend may take, as OpenTelemetry's exporters have it.
const otlpTimeout = 10 * time.Second

// otlpURL completes an endpoint: without a path, traces go to /v1/traces
// (opentelemetry-specification/specification/protocol/otlp.md, OTLP/HTTP).
func otlpURL(endpoint string) (string, error) {
	u, err := url.Parse(endpoint)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", usagef("--otlp-endpoint %q: not a URL of OTLP over HTTP, such as http://localhost:4318", endpoint)
	}
	if strings.Trim(u.Path, "/") == "" {
		u.Path = "/v1/traces"
	}
	return u.String(), nil
}

// sendOTLP posts the snapshot to a tracing backend.
func (a *App) sendOTLP(ctx context.Context, endpoint string, s timeline.Snapshot) error {
	target, err := otlpURL(endpoint)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := otlp.Write(&body, s); err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(ctx, otlpTimeout)
	defer stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, target, &body)
	if err != nil {
		return usagef("--otlp-endpoint %q: %w", endpoint, err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "podlife/"+a.version())
	if err := otlpHeaders(req.Header, os.Getenv("OTEL_EXPORTER_OTLP_HEADERS")); err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return otlpFailure(target, err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err != nil {
		return otlpFailure(target, err)
	}
	if err := otlpAnswer(target, resp, answer); err != nil {
		return err
	}
	traces := "traces"
	if len(s.Lives) == 1 {
		traces = "trace"
	}
	a.note("sent %d %s to %s", len(s.Lives), traces, target)
	return nil
}

// otlpHeaders adds the headers of OpenTelemetry's own variable, mostly a
// backend's key: name=value, separated by commas, values percent-encoded.
func otlpHeaders(h http.Header, list string) error {
	for pair := range strings.SplitSeq(list, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		name, value, ok := strings.Cut(pair, "=")
		text, err := url.PathUnescape(strings.TrimSpace(value))
		if !ok || err != nil || strings.TrimSpace(name) == "" {
			return usagef("OTEL_EXPORTER_OTLP_HEADERS is not a list of name=value, separated by commas") // its values are secrets
		}
		h.Set(strings.TrimSpace(name), text)
	}
	return nil
}

// otlpFailure says why nothing came back.
func otlpFailure(target string, err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("no answer from %s within %s", target, otlpTimeout)
	}
	const hint = "Is a collector listening for OTLP over HTTP there? Its usual port is 4318; 4317 is gRPC, which podlife does not speak"
	return fmt.Errorf("cannot send the traces to %s: %w\n%s", target, err, hint)
}

// otlpAnswer reads a backend's answer: it can refuse all of a request or, with
// 200 OK, a part.
func otlpAnswer(target string, resp *http.Response, body []byte) error {
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return fmt.Errorf("%s refused the traces: %s%s", target, resp.Status, otlpReason(body))
	}
	var ok struct {
		PartialSuccess struct {
			RejectedSpans json.Number
			ErrorMessage  string
		}
	}
	if json.Unmarshal(body, &ok) == nil {
		if n := ok.PartialSuccess.RejectedSpans.String(); n != "" && n != "0" {
			return fmt.Errorf("%s rejected %s spans: %s", target, n, firstLine(ok.PartialSuccess.ErrorMessage))
		}
	}
	return nil
}

// otlpReason is the message of a google.rpc.Status, or the text of the answer.
func otlpReason(body []byte) string {
	var status struct{ Message string }
	text := string(body)
	if json.Unmarshal(body, &status) == nil {
		text = status.Message
	}
	if text = firstLine(text); text == "" {
		return ""
	}
	return ": " + text
}

// firstLine is the first line of a text that somebody else wrote, cleaned, at
// a length that a message can bear.
func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	s = timeline.Clean(s)
	if r := []rune(s); len(r) > 200 {
		s = string(r[:199]) + "…"
	}
	return s
}
