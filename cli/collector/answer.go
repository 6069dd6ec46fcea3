// Package collector sends traces to an OpenTelemetry backend over HTTP, and says
// what it answered. It must not know what is in them.
package collector

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/podlife/podlife/timeline"
)

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

// elsewhere returns where a redirect leads.
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
