// Package message reads what kubelets, container runtimes, registries and
// schedulers write into the messages of Events and statuses: the cause at the
// end of a chain of quotes, what a probe printed, how long a pull took. It
// knows their wordings, and nothing of lives or lanes.
package message

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// pullCauses are what registries and runtimes say, and what it means.
// final: nothing but another image, or another name for it, helps.
var pullCauses = []struct {
	says, means string
	final       bool
}{
	{"toomanyrequests", "the registry limits the rate", false},
	{"429 Too Many", "the registry limits the rate", false},
	{"unauthorized", "access denied (unauthorized)", false},
	{"pull access denied", "access denied, or no such repository", true},
	{"403 Forbidden", "access denied (403)", false},
	{"401 Unauthorized", "access denied (401)", false},
	{"no such host", "the registry's host name does not resolve", false},
	{"connection refused", "the registry refuses the connection", false},
	{"i/o timeout", "the registry does not answer in time", false},
	{"deadline exceeded", "the registry does not answer in time", false},
	{"x509:", "the registry's certificate is not trusted", false},
	{"no match for platform", "no image for this platform", true},
	{"no space left", "no space left on the node", false},
	{"couldn't parse image", "invalid image name", true},
	{"InvalidImageName", "invalid image name", true},
	{"pull policy of Never", "not present, and the pull policy is Never", true},
	{"not found", "not found", true},
	{"manifest unknown", "not found", true},
}

// PullCause names why a pull failed in a few words, or ends the message where
// no known cause is in it.
func PullCause(msg string) string {
	for _, c := range pullCauses {
		if strings.Contains(msg, c.says) {
			return c.means
		}
	}
	if strings.HasPrefix(msg, "Back-off pulling image") {
		return ""
	}
	if _, cause, ok := strings.Cut(msg, `": `); ok && strings.HasPrefix(msg, "Failed to pull image ") {
		msg = cause
	}
	return Shorten(msg)
}

// ImageMissing reports whether a message says that there is no such image, or
// that the name of one cannot be read: to try again is of no use.
func ImageMissing(msg string) bool {
	for _, c := range pullCauses {
		if strings.Contains(msg, c.says) {
			return c.final
		}
	}
	return false
}

// Syncing reports whether a kubelet says that it has not yet got a ConfigMap or
// a Secret from the API server, which is not to say that there is none.
func Syncing(msg string) bool {
	return strings.Contains(msg, "failed to sync") || strings.Contains(msg, "timed out")
}

// wrappers are what runtimes and the kubelet put around the cause.
var wrappers = []string{
	"unable to start container process: ",
	"error during container init: ",
	"failed to setup network for sandbox",
	" desc = ",
	"Error: ",
}

// Innermost returns the end of a message in which every layer quotes the one
// below.
func Innermost(msg string) string {
	for _, w := range wrappers {
		if i := strings.LastIndex(msg, w); i >= 0 && i+len(w) < len(msg) {
			msg = msg[i+len(w):]
		}
	}
	return sandboxID.ReplaceAllString(strings.TrimSuffix(msg, ": unknown"), "")
}

// InnerWords shortens a message that is a chain of causes to n runes: its last
// links say more than its first.
func InnerWords(msg string, n int) string {
	if utf8.RuneCountInString(msg) <= n {
		return Cut(msg, n)
	}
	links := strings.Split(msg, ": ")
	kept := len(links) - 1
	for kept > 0 && utf8.RuneCountInString(strings.Join(links[kept-1:], ": ")) < n-1 {
		kept--
	}
	if last := utf8.RuneCountInString(links[len(links)-1]); kept == 0 || last > 2*n { // no chain, or what a program printed
		return Cut(msg, n)
	}
	return "…" + Cut(strings.Join(links[kept:], ": "), n-1)
}

// BothEnds shortens a message that is a chain of causes to n runes: its first link says
// who speaks, its last ones why.
func BothEnds(msg string, n int) string {
	first, rest, chain := strings.Cut(msg, ": ")
	room := n - utf8.RuneCountInString(first) - 2
	if !chain || room < n/4 || utf8.RuneCountInString(msg) <= n {
		return Cut(msg, n)
	}
	return first + ": " + InnerWords(rest, room)
}

// sandboxID is what is left of 'for sandbox "…": ' before the cause.
var sandboxID = regexp.MustCompile(`^ *"[0-9a-f]{64}": `)

// Shorten returns what of a foreign message fits a headline: of a chain of
// causes, in which every layer quotes the one below, the innermost links.
func Shorten(msg string) string {
	inner := Innermost(msg)
	if inner != msg {
		return InnerWords(inner, MessageWidth)
	}
	return InnerWords(msg, MessageWidth)
}

// PullSecret says which pull secrets an Event FailedToRetrieveImagePullSecret names, in
// brackets: "no pull secret regcred".
func PullSecret(event string) string {
	_, names, _ := strings.Cut(event, "(")
	names, _, _ = strings.Cut(names, ")")
	return "no pull secret " + Cut(names, MessageWidth/2)
}
