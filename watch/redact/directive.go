package redact

import "strings"

// directives are names of files in which a blank stands between a name and its
// value; they are words of no sentence.
var directives = set(`requirepass masterauth masterpass rootpw bindpw auth_pass auth-pass sasl_passwd tls-key-file-pass`)

// setters are directives of proxies that set a header: its name and its value follow.
var setters = set(`proxy_set_header set-header add-header add_header more_set_headers fastcgi_param uwsgi_param requestheader set setenv header`)

// isDirective reports whether a value beside the name that it follows is one of
// a line of a file: bindpw x, proxy_set_header X-Api-Key x;
func isDirective(s *scan, p place, v value, text string) bool {
	from := strings.LastIndex(s.text[:v.from], p.name)
	if from < 0 || harmless(text) || strings.Contains(text, "://") && !strings.Contains(text, "@") || strings.HasPrefix(text, "-") || !endsLine(s.text, v.to) {
		return false
	}
	name := lowered(p.name)
	if !directives[name] && (len(parts(name)) < 2 || all(strings.TrimRight(text, ".,;"), isLetter)) {
		return false
	}
	head := strings.TrimRight(s.lower[max(0, from-48):from], " \t")
	if head == "" {
		return true
	}
	if q := head[len(head)-1]; strings.IndexByte("\n\x1f\"'", q) >= 0 || strings.HasSuffix(head, `\n`) {
		return s.setting == commands || !isResource(text)
	}
	return len(head) < from-max(0, from-48) && setters[head[strings.LastIndexAny(head, " \t\n\x1f{;\"'")+1:]]
}

func isLetter(c byte) bool { return isLower(c) || isUpper(c) }

// endsLine reports whether nothing follows on the line of the value that ends at i.
func endsLine(text string, i int) bool {
	if quoteAt(text, i) != "" {
		return true
	}
	i = skipBlanks(text, i)
	c := at(text, i)
	return i >= len(text) || isSpace(c) || c == ';' || strings.HasPrefix(text[i:], `\n`)
}

// apart finds the value of a name that ends at i where more than a sign of
// assignment stands between the two.
func apart(s *source, from, i int, quoted bool) (int, placing) {
	text := s.text
	if v, ok := s.nextArgument(from, i, quoted); ok {
		return v, assigned
	}
	if v, ok := s.sibling(i); ok {
		return v, assigned
	}
	if text[from] == '-' {
		return 0, noValue
	}
	if v, ok := compared(text, from, i); ok {
		return v, assigned
	}
	if quoted {
		return 0, noValue
	}
	if v, ok := tupled(text, from, i); ok {
		return v, assigned
	}
	if v, ok := numbered(text, i); ok {
		return v, told
	}
	return 0, noValue
}

// numbered finds the value of a name that has a number: Unseal Key 1: x, Token #2: x.
func numbered(text string, i int) (int, bool) {
	from := skipBlanks(text, i)
	if at(text, from) == '#' {
		from++
	}
	to := run(text, from, isDigit)
	if to == from || to > from+2 || at(text, to) != ':' || !isBlank(at(text, to+1)) {
		return 0, false
	}
	return skipBlanks(text, to+1), true
}

// tupled finds the value of a name that begins a tuple of Erlang:
// {sql_password, "x"}, {default_pass, <<"x">>}.
func tupled(text string, from, i int) (int, bool) {
	if at(text, from-1) != '{' || at(text, i) != ',' {
		return 0, false
	}
	i = skipBlanks(text, i+1)
	if strings.HasPrefix(text[i:], "<<") {
		i += len("<<")
	}
	return i, quoteAt(text, i) != ""
}

// typedLogin takes the password out of a line for ftp: user bob x.
func typedLogin(s *scan, words []word) {
	if len(words) == 3 && words[0].text == "user" && s.setting == commands && strings.Contains(s.lower[max(0, words[0].from-400):words[0].from], "ftp") {
		s.argument(words[2])
	}
}
