// Package collector sends traces to an OpenTelemetry backend over HTTP, and says
// what it answered. It must not know what is in them.
package collector

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// timeout is how long a backend may take, as OpenTelemetry's exporters have it.
const timeout = 10 * time.Second

// Endpoint is where traces are sent to.
type Endpoint struct{ url *url.URL }

// Parse completes an endpoint: without a path, traces go to /v1/traces
// (opentelemetry-specification/specification/protocol/otlp.md, OTLP/HTTP).
func Parse(endpoint string) (Endpoint, error) {
	u, err := url.Parse(endpoint)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return Endpoint{}, fmt.Errorf("%q: not a URL of OTLP over HTTP, such as http://localhost:4318", withoutSecrets(endpoint))
	}
	if strings.Trim(u.Path, "/") == "" {
		u.Path = "/v1/traces"
	}
	return Endpoint{u}, nil
}

// String returns the endpoint as it may be printed.
func (e Endpoint) String() string { return shown(e.url) }

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

// Send posts traces, as OTLP's JSON, and reads the answer. It follows no
// redirect: that would carry the headers, and with them a key, to wherever the
// answer says, and turn the POST into a GET that delivers nothing.
func (e Endpoint) Send(ctx context.Context, traces []byte, headers http.Header) error {
	ctx, stop := context.WithTimeout(ctx, timeout)
	defer stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, e.url.String(), bytes.NewReader(traces))
	if err != nil {
		return fmt.Errorf("cannot send the traces to %s: it is no address", e)
	}
	req.Header = headers
	req.Header.Set("Content-Type", "application/json")
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		return failure(e.String(), err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err != nil {
		return failure(e.String(), err)
	}
	return answer(e.String(), resp, body)
}

// errHeaders does not quote what it is about: its values are secrets.
var errHeaders = errors.New("not a list of name=value, separated by commas")

// Headers reads OpenTelemetry's own variable, mostly a backend's key: name=value,
// separated by commas, values percent-encoded.
func Headers(list string) (http.Header, error) {
	h := http.Header{}
	for pair := range strings.SplitSeq(list, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		name, value, ok := strings.Cut(pair, "=")
		text, err := url.PathUnescape(strings.TrimSpace(value))
		if !ok || err != nil || strings.TrimSpace(name) == "" {
			return nil, errHeaders
		}
		h.Set(strings.TrimSpace(name), text)
	}
	return h, nil
}

// failure says why nothing came back.
func failure(target string, err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("no answer from %s within %s", target, timeout)
	}
	const hint = "Is a collector listening for OTLP over HTTP there? Its usual port is 4318; 4317 is gRPC, which podlife does not speak"
	return fmt.Errorf("cannot send the traces to %s: %w\n%s", target, err, hint)
}

// answer reads a backend's answer: it can refuse all of a request or, with
// 200 OK, a part.
func answer(target string, resp *http.Response, body []byte) error {
	switch code := resp.StatusCode; {
	case code >= 300 && code < 400:
		return fmt.Errorf("%s took no traces: %s%s\nSend to the right address at once: podlife follows no redirect with your data and keys", target, firstLine(resp.Status), elsewhere(resp))
	case code < 200 || code > 299:
		return fmt.Errorf("%s refused the traces: %s%s", target, firstLine(resp.Status), reason(body))
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

func elsewhere(resp *http.Response) string {
	u, err := resp.Location()
	if err != nil {
		return ""
	}
	return ", to " + firstLine(shown(u))
}

// reason returns the message of a google.rpc.Status, or the text of the answer.
func reason(body []byte) string {
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

// firstLine returns the first line of a text from elsewhere, cleaned, at
// a length that a message can bear.
func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	s = timeline.Clean(s)
	if r := []rune(s); len(r) > 200 {
		s = string(r[:199]) + "…"
	}
	return s
}
