package redact

import (
	"slices"
	"strings"
)

// separator stands between the elements of an argv that is read as one line.
const separator = '\x1f'

// setting is what a text is, which decides how far an unnamed word is trusted.
type setting uint8

const (
	// prose is messages and logs: IDs of containers and digests are said there.
	prose setting = iota
	// commands are argv and scripts.
	commands
)

// maxDepth bounds how many texts within texts (base64, quoted scripts) are read.
const maxDepth = 3

// source is a text that is read: it finds where its words, values, quotations
// and commands end, and takes nothing out of it. What it remembers are the last
// answers, so that a flood of marks costs one search each and not one a mark.
type source struct {
	text, lower string
	setting     setting
	line        span            // the last one that lineOf saw
	word        span            // the last one that wordEnd saw
	unclosed    map[string]span // by quotation mark: where no closing one is
}

// scan is one reading of one text for secrets; it collects their spans.
type scan struct {
	source
	depth     int
	spans     []span
	sought    bool   // checked is known
	checked   bool   // a program that checks checksums is named
	earlier   int    // where the first [redacted] stands, or -1
	published []span // certificates and public keys
}

// find returns the parts of text that hold secrets, sorted and not touching.
func find(text string, setting setting, depth int) []span {
	if len(text) < 4 {
		return nil
	}
	s := &scan{source: source{text: text, lower: lowered(text), setting: setting}, depth: depth, earlier: strings.Index(text, Redacted)}
	k := knowledge()
	hits := k.keywords.find(s.lower)
	s.names(hits)
	if len(hits[kindURL]) > 0 {
		s.urls()
	}
	if len(hits[kindPEM]) > 0 {
		s.keys()
	}
	s.headers(hits)
	s.sql(hits)
	s.tokens(k, hits)
	s.rules(k, hits)
	for _, h := range hits[kindPgpass] {
		s.pgpass(h.from)
	}
	s.hashes(hits)
	for _, h := range hits[kindWebhook] {
		s.webhook(h)
	}
	if setting == commands || len(hits[kindProgram]) > 0 {
		s.programs()
	}
	s.words()
	generatedWords(s)
	return merged(s.spans)
}

// around returns the bytes from up to to, and all of a [redacted] that only a
// part of is among them.
func (s *scan) around(from, to int) (int, int) {
	if s.earlier < 0 {
		return from, to
	}
	for i := max(from-len(Redacted), 0); i <= from; i++ {
		if strings.HasPrefix(s.text[i:], Redacted) && i+len(Redacted) > from {
			from = i
			break
		}
	}
	for i := max(to-len(Redacted), from); i < to; i++ {
		if strings.HasPrefix(s.text[i:], Redacted) {
			to = max(to, i+len(Redacted))
			break
		}
	}
	return from, to
}

// redact notes that the bytes between from and to hold a secret, but for the ends
// of argv elements among them and for what is redacted already.
func (s *scan) redact(from, to int) {
	for from < to {
		end := from
		for end < to && s.text[end] != separator {
			end++
		}
		if a, b := s.around(from, end); strings.Trim(strings.ReplaceAll(s.text[a:b], Redacted, ""), "[]{}() \t\r\n,;:.\"'`\\") != "" {
			s.spans = append(s.spans, span{a, b})
		}
		from = end + 1
	}
}

// span is a part of a text that holds a secret: bytes from up to, but without, to.
type span struct{ from, to int }

// merged sorts spans and joins those that touch, so that one [redacted] stands
// for each run of bytes that goes.
func merged(spans []span) []span {
	if len(spans) < 2 {
		return spans
	}
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	out := spans[:1]
	for _, s := range spans[1:] {
		if last := &out[len(out)-1]; s.from <= last.to {
			last.to = max(last.to, s.to)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// without returns text with [redacted] for each of the spans, which are merged.
func without(text string, spans []span) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.from])
		b.WriteString(Redacted)
		at = s.to
	}
	b.WriteString(text[at:])
	return b.String()
}
