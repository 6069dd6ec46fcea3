package redact

import "strings"

// stems are in every name that classify takes for one of a secret.
const stems = `pass pwd pw secret token key cred auth cookie jwt psk otp sig sas hmac salt seed login bind mysql getconnection userpwd userinfo sign_in signin session dsn pat bearer mnemonic community pin cvv cvc`

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
	to = run(s.text, to, isName)
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
	if s.lower[from:to] == "bearer" || strings.HasSuffix(s.lower[from:to], "oauth") || class >= named {
		s.hosts(to)
	}
	if end, ok := unnamed(s, from, to, class); ok {
		return end
	}
	if class == public || isARN(s.text, from) || strings.HasSuffix(s.lower[:from], "checksum/") {
		return to
	}
	p := s.after(from, to)
	switch {
	case at(s.text, to) == '(':
		s.call(to + 1)
		if class < sure {
			return to
		}
	case p.kind == beside && isProtocol(s.text[from:to], s.text[max(0, from-200):from]):
		s.authenticates(to)
		return to
	case (p.kind == beside || p.kind == noValue) && class >= named:
		s.announced(from, to)
	}
	if p.kind == noValue {
		substituted(s, from, to)
		return to
	}
	if p.kind == beside && at(s.text, p.at) == '{' {
		listed(s, p.at, class)
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
	if n := bracedLength(s.text[v.from:min(len(s.text), v.from+128)]); p.kind == assigned && !v.quoted && n > 0 {
		v.from, v.to = v.from+1, v.from+1+n
		text = s.text[v.from:v.to]
	}
	if (p.kind == assigned || p.kind == told) && strings.IndexByte("{[(", text[0]) >= 0 && !v.quoted && !goesOn(text) {
		listed(s, v.from, class)
		if text[0] == '(' {
			s.call(v.from + 1) // auth=("bob", "x")
		}
		return to // a structure, whose own names are looked at
	}
	if !s.believable(class, p, v, text) {
		return to
	}
	s.redact(v.from, v.to)
	return v.to
}

// isARN reports whether the name at i is part of the name of a resource of AWS.
func isARN(text string, i int) bool {
	if at(text, i-1) != ':' {
		return false
	}
	from := i
	for from > 0 && i-from < 200 && (isName(text[from-1]) || text[from-1] == ':') {
		from--
	}
	return strings.HasPrefix(text[from:], "arn:")
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
		if isPlaceholder(p.name, text) {
			return false
		}
		return credential(class, text) && (class == sure || class == named && (random(text) || v.quoted || !isResource(text)) || random(text))
	case beside:
		return class >= named && ((class == sure || !isResource(text)) && isDirective(s, p, v, text) || besides(s.text, class, v, text) || class == sure && (!isResource(text) || isNumbered(text, countOf(text))) && !harmless(text) && isLogin(s.lower, strings.LastIndex(s.text[:v.from], p.name)))
	case told:
		if !v.quoted && isProse(s.text, v, text) {
			return false
		}
	}
	return credential(class, text)
}

// besides reports whether a word after a name, with nothing but blanks between,
// is its value: "login token aB3…".
func besides(around string, class secrecy, v value, text string) bool {
	return (!v.quoted || at(around, v.from-1) == separator || class == sure && len(text) < 64) && random(text) && !harmless(text) && !strings.HasPrefix(text, "-")
}

// isLogin reports whether a user stands before i, as in a line of netrc:
// login bob password x.
func isLogin(lower string, i int) bool {
	if !isSpaceOrQuote(at(lower, i-1)) {
		return false // vault login -method=userpass bob
	}
	words := strings.FieldsFunc(lower[max(0, i-80):max(0, i)], func(r rune) bool { return r == ' ' || r == '\t' || r == '"' || r == '\'' })
	n := len(words)
	return n > 1 && (words[n-2] == "login" || n > 2 && words[n-2] == "user" && words[n-3] != "for" || n == 2 && words[0] == "user")
}

// isProse reports whether what follows "password: " is a sentence about it.
func isProse(around string, v value, text string) bool {
	rest := strings.TrimLeft(around[v.to:], " \t")
	more := rest != "" && len(rest) < len(around[v.to:])
	if strings.HasSuffix(text, ":") && more {
		return true // x509: certificate …
	}
	word := strings.TrimRight(text, ".,;:!?\"')")
	if all(word, isDigit) && len(word) == 3 {
		return true // an HTTP status
	}
	return all(word, func(c byte) bool { return isLower(c) || isUpper(c) || c == '\'' || c == '-' }) && !random(word) &&
		(more && (isAlnum(rest[0]) || strings.IndexByte(`"'(`, rest[0]) >= 0) && !isConfig(around, v) || states[lowered(word)])
}

// isConfig reports whether the line of a value looks like one of a file: a name,
// a value and no more than two words.
func isConfig(text string, v value) bool {
	line := text[v.to:min(len(text), v.to+100)]
	if i := strings.IndexAny(line, "\n\x1f"); i >= 0 {
		line = line[:i]
		return len(strings.Fields(line)) == 0
	}
	return false
}

// bracedLength returns how long the value in braces is that text begins with, as
// ODBC has it (Pwd={x};), or 0 where it is a structure or a placeholder.
func bracedLength(text string) int {
	end := strings.IndexByte(text, '}')
	if end < 5 || text[0] != '{' || strings.ContainsAny(text[1:end], "{:=,\"' \n") || !strings.ContainsAny(text[1:end], "0123456789") {
		return 0
	}
	return end - 1
}

// goesOn reports whether a value that begins with a bracket is no structure, as
// letters follow the one that closes it: {x}y.
func goesOn(text string) bool {
	end := strings.IndexAny(text[1:], "}])") + 1
	return end > 1 && isAlnum(at(text, end+1)) && all(text[1:end], isAlnum)
}

// isPlaceholder reports whether a help text says what goes there: --token TOKEN.
func isPlaceholder(flag, text string) bool {
	words := strings.TrimRight(text, "].,)")
	return len(words) > 2 && strings.HasSuffix(strings.ToUpper(strings.ReplaceAll(flag, "-", "_")), "_"+words)
}

// hosts takes out the tokens of an object that has one for each host, as
// Composer's auth.json does: "github-oauth": {"github.com": "x"}.
func (s *scan) hosts(i int) {
	i += len(quoteAt(s.text, i))
	i = skipBlanks(s.text, i)
	if n, _ := s.equals(i); n > 0 {
		i = skipSpaces(s.text, i+n)
	}
	if at(s.text, i) != '{' {
		return
	}
	for range 32 {
		name, to, ok := s.quotedWord(skipSpaces(s.text, i+1))
		to = skipSpaces(s.text, to)
		if !ok || strings.IndexByte(name.text, '.') <= 0 || at(s.text, to) != ':' {
			return
		}
		v, end, ok := s.quotedWord(skipSpaces(s.text, to+1))
		if !ok {
			return
		}
		if credential(named, v.text) {
			s.redact(v.from, v.to)
		}
		if i = skipSpaces(s.text, end); at(s.text, i) != ',' {
			return
		}
	}
}

// quotedWord reads what stands in quotation marks at i, and returns where it ends.
func (s *source) quotedWord(i int) (word, int, bool) {
	q := quoteAt(s.text, i)
	if q == "" {
		return word{}, i, false
	}
	from := i + len(q)
	to := s.closing(from, q)
	return word{span{from, to}, s.text[from:to]}, min(to+len(q), len(s.text)), true
}

func skipSpaces(text string, i int) int { return run(text, i, isSpace) }
