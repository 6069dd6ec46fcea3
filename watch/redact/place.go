package redact

import "strings"

// placing is how a value comes after its name.
type placing uint8

const (
	noValue  placing = iota
	assigned         // name=value
	told             // name: value
	queried          // ?name=value, in a URL
	flagged          // --name value
	beside           // name value
	element          // <name>value</name>
)

// place is where a value begins, and how it came there.
type place struct {
	at   int
	kind placing
	name string // as it is written
}

// after finds where the value of a name begins that stands at from and ends at to.
func (s *source) after(from, to int) place {
	name := s.text[from:to]
	i, quoted := to, false
	if q := quoteAt(s.text, i); q != "" && quoteBefore(s.text, from) {
		i, quoted = i+len(q), true
	}
	if at(s.text, i) == ']' { // config["password"] = …
		i++
	}
	if !quoted && s.opensElement(from) {
		if at(s.text, i) == '>' {
			return place{i + 1, element, name}
		}
		if end := strings.IndexByte(s.text[i:min(len(s.text), i+200)], '>'); isBlank(at(s.text, i)) && end > 0 {
			return place{i + end + 1, element, name}
		}
	}
	if quoted && at(s.text, i) == '>' && s.namesElement(from) {
		return place{i + 1, element, name}
	}
	flag := strings.HasPrefix(name, "-")
	j := skipBlanks(s.text, i)
	if n, colon := s.equals(j); n > 0 {
		kind := assigned
		if colon && !flag && (isSpace(at(s.text, j+n)) || at(s.text, j+n) == 0) {
			kind = told
		}
		if !colon && j == i && strings.IndexByte("?&;", at(s.text, from-1)) >= 0 && isQuery(s.text, from-1) {
			kind = queried
		}
		return place{s.continued(j + n), kind, name}
	}
	if v, kind := apart(s, from, i, quoted); kind != noValue {
		return place{v, kind, name}
	}
	if flag {
		return s.nextWord(i, quoted, name)
	}
	if !quoted && i < len(s.text) && isSpace(s.text[i]) {
		return place{s.verb(s.gap(i, false)), beside, name}
	}
	return place{}
}

// opensElement reports whether the name at i is that of an XML element, whose
// name space may stand before it: <wsse:Password>.
func (s *source) opensElement(i int) bool {
	if at(s.text, i-1) == ':' {
		i = nameStart(s.text, i-1)
	}
	return at(s.text, i-1) == '<'
}

// namesElement reports whether the name at i is what an XML element is called by
// an attribute: <property name="connection.password">.
func (s *source) namesElement(i int) bool {
	head := strings.TrimRight(s.lower[max(0, i-16):i], "\\\"'")
	return strings.HasSuffix(head, " name=") || strings.HasSuffix(head, " key=")
}

// nextWord finds the word after a flag, also in a list of quoted words.
func (s *source) nextWord(i int, quoted bool, name string) place {
	j := s.gap(i, quoted)
	if j == i || at(s.text, j) == '-' && at(s.text, j-1) != separator || j >= len(s.text) {
		return place{}
	}
	if at(s.text, j) == '-' && (at(s.text, j+1) == '-' || j+2 >= len(s.text) || at(s.text, j+2) == separator) {
		return place{} // the next flag
	}
	return place{j, flagged, name}
}

// verb skips the verb of "the password is …".
func (s *source) verb(i int) int {
	for _, verb := range []string{"is ", "was "} {
		if strings.HasPrefix(s.lower[i:], verb) {
			return i + len(verb)
		}
	}
	return i
}

// quoteBefore reports whether a quotation mark stands before i.
func quoteBefore(text string, i int) bool {
	switch at(text, i-1) {
	case '"', '\'', '`', ';':
		return true
	case '2', '7':
		return i >= 3 && (text[i-3:i] == "%22" || text[i-3:i] == "%27" || strings.HasSuffix(text[:i], `\u0022`) || strings.HasSuffix(text[:i], `\u0027`))
	}
	return false
}

func skipBlanks(text string, i int) int { return run(text, i, isBlank) }

// assignments are the signs between a name and its value, the longer ones first.
var assignments = []string{"%3D", "%3A", `\u003d`, ":-", ":=", "=>", "->", "==", "=", ":"}

// equals returns the length of the sign of assignment at i, and whether it is a
// colon alone.
func (s *source) equals(i int) (int, bool) {
	c := at(s.lower, i)
	if c != '=' && c != ':' && c != '%' && c != '\\' && c != '-' {
		return 0, false
	}
	for _, a := range assignments {
		if strings.HasPrefix(s.text[i:], a) {
			if a == ":-" && !isAlnum(at(s.text, i+2)) || a == ":" && at(s.text, i+1) == ':' {
				continue
			}
			return len(a), a == ":" || a == "%3A"
		}
	}
	return 0, false
}

// sibling finds the value of a name that is itself a value:
// {"name":"DB_PASSWORD","value":"…"}, <add key="Password" value="…"/>.
func (s *source) sibling(i int) (int, bool) {
	j := run(s.text[:min(len(s.text), i+24)], i, func(c byte) bool { return strings.IndexByte(" \t\r\n,;\"'\\&quot", c) >= 0 })
	if j == i || !strings.HasPrefix(s.lower[j:], "value") {
		return 0, false
	}
	j += len("value")
	j += len(quoteAt(s.text, j))
	j = skipBlanks(s.text, j)
	n, _ := s.equals(j)
	if n == 0 {
		return 0, false
	}
	return s.continued(j + n), true
}

// nextArgument finds the value of a name that is an argument of a function, and
// the value the next: define('DB_PASSWORD', 'x'), setenv("TOKEN", "x", 1).
func (s *source) nextArgument(from, i int, quoted bool) (int, bool) {
	if !quoted || at(s.text, i) != ',' {
		return 0, false
	}
	for from > 0 && strings.IndexByte("\"'\\ ", s.text[from-1]) >= 0 {
		from--
	}
	i = skipBlanks(s.text, i+1)
	return i, at(s.text, from-1) == '(' && isAlnum(at(s.text, from-2)) && quoteAt(s.text, i) != ""
}

// gap skips what stands between a name and its value: blanks, a line that is
// continued, the end of an argv element and, in a list, quotes and a comma.
func (s *source) gap(i int, list bool) int {
	if list {
		if j := skipBlanks(s.text, i); at(s.text, j) == ',' {
			return s.gap(j+1, false)
		}
	}
	for i < len(s.text) {
		switch c := s.text[i]; {
		case isBlank(c), c == separator:
			i++
		case c == '\\' && at(s.text, i+1) == '\n':
			i += 2
		case c == '\\' && at(s.text, i+1) == '\r' && at(s.text, i+2) == '\n':
			i += 3
		default:
			return i
		}
		if s.text[i-1] == separator {
			return i
		}
	}
	return i
}

// continued skips blanks and the ends of lines that are continued.
func (s *source) continued(i int) int {
	for {
		i = skipBlanks(s.text, i)
		if !strings.HasPrefix(s.text[i:], "\\\n") {
			return i
		}
		i += 2
	}
}

// isQuery reports whether the mark at i follows a URL's path or another parameter.
func isQuery(text string, i int) bool {
	from := i
	for from > 0 && from > i-500 && !isSpace(text[from-1]) && text[from-1] != '"' {
		from--
	}
	return text[i] == '?' || strings.IndexByte(text[from:i], '?') >= 0
}
