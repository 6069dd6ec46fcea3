// Package redact takes out of objects and texts what must not be shown in
// public.
//
// It knows where Kubernetes objects hold secrets, how credentials are written
// (in flags, headers, URLs, JSON, YAML, ini, XML, SQL, PEM, base64) and what the
// tokens of vendors look like; it must not know files or streams.
//
// A text is read once: an automaton finds the keywords of everything that is
// looked for, each detector looks at the surroundings of its own, and all of
// them note the bytes that go. Time is linear in the length of the text.
package redact

import (
	"slices"
	"strings"
)

// Redacted stands where a secret stood, or may have stood.
const Redacted = "[redacted]"

// maxPasses bounds how often a text is read again after something was found.
const maxPasses = 4

// Text returns text with [redacted] for what looks like a credential in it, and
// how many values that are. It is for prose: messages, logs, descriptions.
func Text(text string) (string, int) { return replaced(text, prose) }

// Command returns an argv with [redacted] for what looks like a credential in
// it, and how many values that are. The elements are read as one line, so that
// a flag's value may be the next element and a key may span several.
//
// It never changes words; without a credential in them it returns them.
func Command(words []string) ([]string, int) {
	for _, w := range words {
		if strings.IndexByte(w, separator) >= 0 { // no argv has it: each by itself
			return each(words)
		}
	}
	line := strings.Join(words, string(separator))
	out, n := replaced(line, commands)
	if n == 0 {
		return words, 0
	}
	return strings.Split(out, string(separator)), n
}

func each(words []string) ([]string, int) {
	out, sum := make([]string, len(words)), 0
	for i, w := range words {
		text, n := replaced(strings.ReplaceAll(w, string(separator), " "), commands)
		if n == 0 {
			text = w
		}
		out[i] = text
		sum += n
	}
	return out, sum
}

// Value returns the value of something called name (an annotation, a variable, a
// volume attribute), redacted where name or value says that it is a secret.
func Value(name, value string) (string, int) {
	if value == "" || value == Redacted {
		return value, 0
	}
	if class := classify(name[strings.LastIndexByte(name, '/')+1:]); class != public && credential(class, value) &&
		!isEnclosed(value, "{", "}") && !isEnclosed(value, "[", "]") && !isChecksum(name) {
		return Redacted, 1
	}
	return Text(value)
}

// isEnclosed reports whether a text may be JSON: what stands in brackets.
func isEnclosed(text, open, end string) bool {
	text = strings.TrimSpace(text)
	return strings.HasPrefix(text, open) && strings.HasSuffix(text, end)
}

// isChecksum reports whether an annotation is one of those that make a pod
// change with its Secrets: checksum/secret.
func isChecksum(name string) bool {
	name = lowered(name)
	return strings.Contains(name, "checksum") || strings.Contains(name, "sha256") ||
		slices.ContainsFunc(parts(name), func(w string) bool { return strings.HasSuffix(w, "hash") })
}

// replaced reads text until nothing more is found in it. Once is enough almost
// always: only a text that is cut short by what is taken out of it can look
// different then.
func replaced(text string, setting setting) (string, int) {
	n := 0
	for range maxPasses {
		spans := find(text, setting, 0)
		if len(spans) == 0 {
			break
		}
		n += len(spans)
		text = without(text, spans)
	}
	return text, n
}
