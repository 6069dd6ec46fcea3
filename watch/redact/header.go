package redact

import (
	"encoding/base64"
	"strings"
)

// headers looks at Authorization and Cookie headers, and at credentials that
// only their scheme announces: Bearer …, Basic ….
func (s *scan) headers(h *hits) {
	done := 0
	for _, hit := range h[kindHeader] {
		if hit.from < done {
			continue
		}
		n := len(s.spans)
		switch hit.keyword.text {
		case "authorization":
			s.authorization(hit.to)
		case "cookie":
			s.cookie(hit.to)
		case "bearer":
			s.bearer(hit.from, hit.to)
		case "basic":
			s.basic(hit.to)
		}
		if len(s.spans) > n {
			done = s.spans[len(s.spans)-1].to
		}
	}
}

// headerValue finds where the value of the header that ends at i begins.
func (s *source) headerValue(i int) (int, bool) {
	i += len(quoteAt(s.text, i))
	i = skipBlanks(s.text, i)
	switch n, _ := s.equals(i); {
	case n > 0:
		i = skipBlanks(s.text, i+n)
	case at(s.text, i) == separator && i < len(s.text):
		i++
	case s.namesScheme(i): // proxy_set_header Authorization "Basic …"
	default:
		return 0, false
	}
	if at(s.text, i) == '[' && isAlnum(at(s.text, i+1)) { // as Go prints a header
		return i + 1, true
	}
	return i + len(quoteAt(s.text, i)), true
}

// namesScheme reports whether a quotation begins at i with a scheme and a blank.
func (s *source) namesScheme(i int) bool {
	from := i + len(quoteAt(s.text, i))
	to := run(s.text, from, isName)
	return from > i && at(s.text, to) == ' ' && schemes[s.lower[from:to]]
}

// maxHeader is as long as servers let a header be.
const maxHeader = 8192

// lineOf returns where a header's value at i ends at the latest.
func (s *source) lineOf(i int) int {
	if i >= s.line.from && i < s.line.to {
		return s.line.to
	}
	from := i
	limit := min(len(s.text), i+maxHeader)
	for i < limit && s.text[i] != '\n' && s.text[i] != '\r' && s.text[i] != separator {
		if quoteAt(s.text, i) != "" || strings.HasPrefix(s.text[i:], `\n`) || strings.HasPrefix(s.text[i:], `\r`) {
			break
		}
		i++
	}
	s.line = span{from, i}
	return i
}

var schemes = set(`bearer basic token apikey api-key key digest negotiate ntlm hmac aws4-hmac-sha256 splunk geniekey sso-key bot oauth jwt sharedkey privatekey dpop`)

// listEnd returns where a header's list of name="value" pairs ends that begins
// at i: at the quotation mark before the header's name, which ends at name, or
// at the end of the line.
func (s *source) listEnd(name, i int) int {
	name = nameStart(s.text, name)
	if q := at(s.text, name-1); q == '"' || q == '\'' {
		from := name - 1
		for at(s.text, from-1) == '\\' {
			from--
		}
		return s.closing(i, s.text[from:name])
	}
	end := i
	for end < len(s.text) && end < i+maxHeader && s.text[end] != '\n' && s.text[end] != '\r' && s.text[end] != separator {
		end++
	}
	return end
}

func (s *scan) authorization(i int) {
	name := i
	i, ok := s.headerValue(i)
	if !ok {
		return
	}
	end := s.lineOf(i)
	scheme := run(s.text[:end], i, isName)
	if word := s.lower[i:scheme]; schemes[word] && scheme < end {
		rest := skipBlanks(s.text, scheme)
		if word == "digest" || word == "aws4-hmac-sha256" || word == "hmac" {
			end = s.listEnd(name, rest)
			if strings.IndexByte(s.text[rest:end], '=') >= 0 && !strings.HasPrefix(s.text[rest:], Redacted) {
				s.redact(rest, end)
			}
			return
		}
		i = rest
	}
	to := run(s.text[:end], i, isNoSpace)
	to = i + len(strings.TrimRight(s.text[i:to], "]:,"))
	v := value{i, to, false}
	if text := s.text[i:to]; credential(sure, text) && !isProse(s.text, v, text) && (random(text) || strings.ContainsAny(text, "0123456789._~+/=") || to == end) {
		s.redact(i, to)
	}
}

// cookie takes the whole value of a Cookie or Set-Cookie header.
func (s *scan) cookie(i int) {
	i, ok := s.headerValue(i)
	if !ok {
		return
	}
	end, to := s.lineOf(i), i
	for to < end { // words with an = in them
		word := run(s.text[:end], to, isNoSpace)
		if strings.IndexByte(s.text[to:word], '=') < 0 && to > i && !strings.HasSuffix(s.text[to:word], ";") {
			break
		}
		to = skipBlanks(s.text, word)
		if word == to && word < end {
			break
		}
	}
	to = i + len(strings.TrimRight(s.text[i:to], " \t"))
	if text := s.text[i:to]; strings.IndexByte(text, '=') > 0 || random(text) {
		if !strings.HasPrefix(text, Redacted) {
			s.redact(i, to)
		}
	}
}

// afterScheme returns where the word begins behind a scheme that ends at i, if one may.
func (s *source) afterScheme(i int) (int, bool) {
	if !isSpace(at(s.text, i)) || i >= len(s.text) {
		return i, false
	}
	if i = skipBlanks(s.text, i); at(s.text, i) == separator {
		i++
	}
	return i, true
}

// bearer takes the word after "Bearer" unless it is one of a sentence.
func (s *scan) bearer(from, i int) {
	i, ok := s.afterScheme(i)
	if !ok || isAlnum(at(s.text, from-1)) {
		return
	}
	to := run(s.text, i, func(c byte) bool { return !isSpace(c) && strings.IndexByte("\"'`,;()[]{}<>\\", c) < 0 })
	word := strings.TrimRight(s.text[i:to], ".:")
	digits := strings.ContainsAny(word, "0123456789")
	if name, _, ok := strings.Cut(word, "="); ok && all(name, isLower) && name != "" && !strings.HasSuffix(word, "=") {
		return // realm=…
	}
	if len(word) >= 5 && (digits || len(word) >= 16 && transitions(word)*4 >= len(word)) && !harmless(word) && !strings.HasPrefix(word, "RFC") {
		s.redact(i, i+len(word))
	}
}

// basic takes the word after "Basic" where it is base64 of user:password.
func (s *scan) basic(i int) {
	i, ok := s.afterScheme(i)
	if !ok {
		return
	}
	to := run(s.text, i, func(c byte) bool { return isToken(c) || c == '=' })
	if text, ok := decoded(s.text[i:to]); ok && strings.IndexByte(text, ':') >= 0 {
		s.redact(i, to)
	}
}

// decoded returns the text that s is base64 of, if it is one.
func decoded(s string) (string, bool) {
	s = strings.TrimRight(s, "=")
	if len(s) < 6 || len(s) > 1<<20 {
		return "", false
	}
	encoding := base64.RawStdEncoding
	if strings.ContainsAny(s, "-_") {
		encoding = base64.RawURLEncoding
	}
	b, err := encoding.DecodeString(s)
	if err != nil {
		return "", false
	}
	for _, c := range b {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 0x7f {
			return "", false
		}
	}
	return string(b), true
}
