package cli

import (
	"bytes"
	"context"
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
func otlpURL(endpoint string) (*url.URL, error) {
	u, err := url.Parse(endpoint)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, usagef("--otlp-endpoint %q: not a URL of OTLP over HTTP, such as http://localhost:4318", withoutSecrets(endpoint))
	}
	if strings.Trim(u.Path, "/") == "" {
		u.Path = "/v1/traces"
	}
	return u, nil
}

// shown returns a URL as it may be printed: what stands before the host and
// after the path can be a key.
func shown(u *url.URL) string {
	return timeline.Clean((&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String())
}

// withoutSecrets returns what may be printed of an endpoint that is no URL.
func withoutSecrets(endpoint string) string {
	endpoint, _, _ = strings.Cut(endpoint, "?")
	if i := strings.LastIndexByte(endpoint, '@'); i >= 0 {
		endpoint = "…" + endpoint[i:]
	}
	return endpoint
}

// otlpClient follows no redirect: it would carry the headers, and with them a
// key, to wherever the answer says, and turn the POST into a GET that delivers
// nothing.
func otlpClient() *http.Client {
	return &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
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
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, target.String(), &body)
	if err != nil {
		return usagef("--otlp-endpoint %q: not a URL that can be sent to", shown(target))
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "podlife/"+a.version())
	if err := otlpHeaders(req.Header, os.Getenv("OTEL_EXPORTER_OTLP_HEADERS")); err != nil {
		return err
	}
	if err := postOTLP(req, shown(target)); err != nil {
		return err
	}
	traces := "traces"
	if len(s.Lives) == 1 {
		traces = "trace"
	}
	a.note("sent %d %s to %s", len(s.Lives), traces, shown(target))
	return nil
}

// postOTLP sends the request to target and reads the answer.
func postOTLP(req *http.Request, target string) error {
	resp, err := otlpClient().Do(req)
	if err != nil {
		return otlpFailure(target, err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err != nil {
		return otlpFailure(target, err)
	}
	return otlpAnswer(target, resp, answer)
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
