package timeline

import (
	"regexp"
	"strings"
)

// pullCauses are what registries and runtimes say, and what it means.
var pullCauses = []struct{ says, means string }{
	{"toomanyrequests", "the registry limits the rate"},
	{"429 Too Many", "the registry limits the rate"},
	{"unauthorized", "access denied (unauthorized)"},
	{"pull access denied", "access denied, or no such repository"},
	{"403 Forbidden", "access denied (403)"},
	{"401 Unauthorized", "access denied (401)"},
	{"no such host", "the registry's host name does not resolve"},
	{"connection refused", "the registry refuses the connection"},
	{"i/o timeout", "the registry does not answer in time"},
	{"deadline exceeded", "the registry does not answer in time"},
	{"x509:", "the registry's certificate is not trusted"},
	{"no match for platform", "no image for this platform"},
	{"no space left", "no space left on the node"},
	{"couldn't parse image", "invalid image name"},
	{"InvalidImageName", "invalid image name"},
	{"pull policy of Never", "not present, and the pull policy is Never"},
	{"not found", "not found"},
	{"manifest unknown", "not found"},
}

// pullCause names why a pull failed in a few words, or ends the message where
// no known cause is in it.
func pullCause(msg string) string {
	for _, c := range pullCauses {
		if strings.Contains(msg, c.says) {
			return c.means
		}
	}
	if strings.HasPrefix(msg, "Back-off pulling image") {
		return ""
	}
	return cut(innermost(msg), messageWidth)
}

// wrappers are what runtimes and the kubelet put around the cause.
var wrappers = []string{
	"unable to start container process: ",
	"error during container init: ",
	"failed to setup network for sandbox",
	" desc = ",
	"Error: ",
}

// innermost is the end of a message in which every layer quotes the one below.
func innermost(msg string) string {
	for _, w := range wrappers {
		if i := strings.LastIndex(msg, w); i >= 0 && i+len(w) < len(msg) {
			msg = msg[i+len(w):]
		}
	}
	return sandboxID.ReplaceAllString(strings.TrimSuffix(msg, ": unknown"), "")
}

// sandboxID is what is left of 'for sandbox "…": ' before the cause.
var sandboxID = regexp.MustCompile(`^ *"[0-9a-f]{64}": `)

// probeOutput is what a probe said, without the event's own words.
func probeOutput(msg string) string {
	for _, p := range []string{"Readiness probe failed: ", "Liveness probe failed: ", "Startup probe failed: "} {
		if rest, ok := strings.CutPrefix(msg, p); ok {
			msg = rest
		}
	}
	msg = strings.TrimPrefix(msg, "HTTP probe failed with statuscode: ")
	if isStatus(msg) {
		return "HTTP " + msg
	}
	// 'Get "http://10.1.2.3:8080/ready": dial tcp 10.1.2.3:8080: connect: connection refused'
	if strings.HasPrefix(msg, "Get \"") {
		if i := strings.Index(msg, "\": "); i > 0 {
			msg = msg[i+3:]
		}
	}
	return msg
}

// hookError is why a postStart hook failed, from the waiting message, the only
// place that says it: 'Exec lifecycle hook ([sh -c /init]) for Container "app" in
// Pod "p_ns(uid)" failed - error: command 'sh -c /init' exited with 7: no db , message: "no db\n"'.
func hookError(msg string) string {
	_, why, ok := strings.Cut(msg, " failed - error: ")
	if !ok {
		return ""
	}
	if i := strings.LastIndex(why, ", message: "); i >= 0 {
		why = why[:i]
	}
	const exited = "' exited with "
	if i := strings.LastIndex(why, exited); i >= 0 {
		code, said, _ := strings.Cut(why[i+len(exited):], ": ")
		return join(": ", "exit "+code, strings.TrimSpace(said))
	}
	if i := strings.LastIndex(why, `": `); i >= 0 { // of what: an address, the ID of an exec
		why = why[i+3:]
	}
	return innermost(why)
}

func isStatus(s string) bool {
	return len(s) == 3 && s[0] >= '1' && s[0] <= '5' && s[1] >= '0' && s[1] <= '9' && s[2] >= '0' && s[2] <= '9'
}
