package redact

import "strings"

// stems are in every name that classify takes for one of a secret.
const stems = `pass pwd pw secret token key cred auth cookie jwt psk otp sig sas hmac salt seed session dsn pat bearer mnemonic community pin cvv cvc`

// names looks at each name that may hold a secret, and at what follows it.
func (s *scan) names(h *hits) {
	done := 0
	for _, hit := range h[kindName] {
		if hit.from < done {
			continue
		}
		from, to := s.nameAround(hit.from, hit.to, done)
		done = to
		if end := s.pair(from, to); end > done {
			done = end
		}
	}
}

// nameAround returns the whole name that has a stem at from up to to.
func (s *scan) nameAround(from, to, floor int) (int, int) {
	for from > floor && isName(s.text[from-1]) {
		from--
	}
	for to < len(s.text) && isName(s.text[to]) {
		to++
	}
	// %22password and \u0022password: the digits belong to the quotation mark.
	if at(s.text, from-1) == '%' && to-from > 2 && isDigit(s.text[from]) {
		from += 2
	} else if at(s.text, from-1) == '\\' && strings.HasPrefix(s.text[from:to], "u00") && to-from > 5 {
		from += 5
	}
	// "\npassword" in a JSON string or a printf: the n belongs to the escape.
	if from > 0 && s.text[from-1] == '\\' && to-from > 1 && strings.IndexByte("nrt", s.text[from]) >= 0 {
		from++
	}
	// A sentence ends in a dot, and 'key.' is one.
	for to > from+1 && (s.text[to-1] == '.' || s.text[to-1] == '-') {
		to--
	}
	return from, to
}

// pair looks at a name and what follows; it returns where to go on.
func (s *scan) pair(from, to int) int {
	class := classify(s.text[from:to])
	if class == public || s.isARN(from) {
		return to
	}
	p := s.after(from, to)
	switch {
	case at(s.text, to) == '(' && class < sure:
		s.call(to + 1)
		return to
	case p.kind == beside && s.text[from:to] == "AUTH":
		s.authenticates(to)
		return to
	case (p.kind == beside || p.kind == noValue) && class >= named:
		s.announced(from, to)
	}
	if p.kind == noValue {
		return to
	}
	v := s.value(p)
	if v.from >= v.to {
		return to
	}
	text := s.text[v.from:v.to]
	if text[0] == '[' && !v.quoted && isAlnum(at(text, 1)) { // map[X-Api-Key:[…]]
		v.from++
		text = text[1:]
	}
	if (p.kind == assigned || p.kind == told) && (text[0] == '{' || text[0] == '[') && !v.quoted {
		return to // a structure, whose own names are looked at
	}
	if !s.believable(class, p, v, text) {
		return to
	}
	s.redact(v.from, v.to)
	return v.to
}

// isARN reports whether the name at i is part of the name of a resource of AWS.
func (s *scan) isARN(i int) bool {
	if at(s.text, i-1) != ':' {
		return false
	}
	from := i
	for from > 0 && i-from < 200 && (isName(s.text[from-1]) || s.text[from-1] == ':') {
		from--
	}
	return strings.HasPrefix(s.text[from:], "arn:")
}

// believable weighs what a name says against how its value came after it.
func (s *scan) believable(class secrecy, p place, v value, text string) bool {
	if class == numeric {
		return p.kind != beside && credential(class, text)
	}
	switch p.kind {
	case queried:
		return !harmless(text)
	case flagged:
		return credential(class, text) && (class == sure || class == named && (random(text) || v.quoted || !isResource(text)) || random(text))
	case beside:
		return class >= named && s.besides(v, text)
	case told:
		if !v.quoted && s.isProse(v, text) {
			return false
		}
	}
	return credential(class, text)
}

// besides reports whether a word after a name, with nothing but blanks between,
// is its value: "login token aB3…".
func (s *scan) besides(v value, text string) bool {
	return (!v.quoted || at(s.text, v.from-1) == separator) && random(text) && !harmless(text) && !strings.HasPrefix(text, "-")
}

// isProse reports whether what follows "password: " is a sentence about it.
func (s *scan) isProse(v value, text string) bool {
	rest := strings.TrimLeft(s.text[v.to:], " \t")
	more := rest != "" && len(rest) < len(s.text[v.to:])
	if strings.HasSuffix(text, ":") && more {
		return true // x509: certificate …
	}
	word := strings.TrimRight(text, ".,;:!?\"')")
	if all(word, isDigit) && len(word) == 3 {
		return true // an HTTP status
	}
	return all(word, func(c byte) bool { return isLower(c) || isUpper(c) || c == '\'' || c == '-' }) && !random(word) &&
		(more && (isAlnum(rest[0]) || strings.IndexByte(`"'(`, rest[0]) >= 0) && !s.isConfig(v) || states[lowered(word)])
}

// isConfig reports whether the line of a value looks like one of a file: a name,
// a value and no more than two words.
func (s *scan) isConfig(v value) bool {
	line := s.text[v.to:min(len(s.text), v.to+100)]
	if i := strings.IndexAny(line, "\n\x1f"); i >= 0 {
		line = line[:i]
		return len(strings.Fields(line)) == 0
	}
	return false
}
