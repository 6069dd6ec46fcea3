package redact

import "strings"

// value is where the value of a name stands, without quotation marks.
type value struct {
	from, to int
	quoted   bool
}

// value finds the real end of the value at p.
func (s *source) value(p place) value {
	i := p.at
	switch {
	case i >= len(s.text):
		return value{i, i, false}
	case strings.HasPrefix(s.text[i:], Redacted):
		return value{i, i, false}
	case p.kind == element:
		if n := strings.Index(s.text[i:min(len(s.text), i+4096)], "</"); n >= 0 {
			to := i + n
			if cdata := "<![CDATA["; strings.HasPrefix(s.text[i:to], cdata) {
				return value{i + len(cdata), max(i+len(cdata), to-len("]]>")), true}
			}
			return value{i, to, true}
		}
		return value{i, i, false}
	case i > 0 && s.text[i-1] == separator, s.setting == commands && p.kind == assigned && s.isElement(p):
		return value{i, s.elementEnd(i), true}
	}
	if isLiteralPrefix(s.text, i) {
		i++
	}
	if end, ok := tripled(s.text, i); ok {
		return value{i + 3, end, true}
	}
	if q := quoteAt(s.text, i); q != "" {
		from := i + len(q)
		to := s.closing(from, q)
		return value{from, s.spliced(to, q), true}
	}
	if end := s.block(i); end > i {
		return value{i, end, true}
	}
	end := s.wordEnd(i)
	if p.kind == told || p.kind == assigned {
		end = max(s.lineEnd(p, end), partOfList(s, p, end))
	}
	return value{i, end, false}
}

// tripled returns where the text ends that stands in three quotation marks at i,
// as TOML and Python have it.
func tripled(text string, i int) (int, bool) {
	mark := text[i:min(len(text), i+3)]
	if mark != `"""` && mark != "'''" {
		return 0, false
	}
	n := strings.Index(text[i+3:min(len(text), i+4096)], mark)
	return i + 3 + n, n > 0
}

// isLiteralPrefix reports whether the letter at i belongs to the quotation mark
// after it: N'…' and E'…' in SQL, b"…", r"…", f"…" and u"…" in Python.
func isLiteralPrefix(text string, i int) bool {
	next := at(text, i+1)
	return (next == '\'' || next == '"') && strings.IndexByte("NEbrfuBRFU", at(text, i)) >= 0
}

// isElement reports whether the flag at p begins an element of an argv.
func (s *source) isElement(p place) bool {
	from := strings.LastIndex(s.text[:p.at], p.name)
	if from < 0 || at(s.text, from-1) != separator {
		return false
	}
	first, rest, _ := strings.Cut(s.text[p.at:s.elementEnd(p.at)], " ")
	return p.name[0] == '-' || !harmless(first) && strings.IndexByte(rest, '=') < 0 && !isScript(s, from)
}

// isScript reports whether the element of an argv that begins at from is one, as
// a flag like -c says or signs of a shell in it.
func isScript(s *source, from int) bool {
	head := s.text[max(0, from-8):max(0, from-1)]
	head = head[strings.LastIndexByte(head, separator)+1:]
	return strings.HasPrefix(head, "-") || strings.ContainsAny(s.text[from:s.elementEnd(from)], ";|&\n'\"")
}

// spliced follows a shell word on behind a closing quotation mark: 'a'\”b'.
func (s *source) spliced(end int, q string) int {
	for len(q) == 1 {
		i := end + 1
		if strings.HasPrefix(s.text[min(i, len(s.text)):], `\'`) {
			i += 2
		}
		next := at(s.text, i)
		switch {
		case next == '\'' && i > end+1, next == '"' && i > end+1:
			end = s.closing(i+1, string(next))
		case isAlnum(next) && i < len(s.text):
			return s.wordEnd(i)
		default:
			return end
		}
	}
	return end
}

// block returns where a YAML block that begins at i ends (password: |), or i.
func (s *source) block(i int) int {
	if s.text[i] != '|' && s.text[i] != '>' {
		return i
	}
	j := run(s.text, i+1, func(c byte) bool { return strings.IndexByte("+-0123456789 ", c) >= 0 })
	if at(s.text, j) != '\n' {
		return i
	}
	indent, end := -1, j
	for end < len(s.text) && s.text[end] == '\n' {
		from := end + 1
		first := skipBlanks(s.text, from)
		if indent < 0 {
			indent = first - from
		}
		if first-from < indent || indent == 0 {
			break
		}
		for end = first; end < len(s.text) && s.text[end] != '\n' && s.text[end] != separator; {
			end++
		}
	}
	return end
}

// wordEnd returns where a value without quotation marks ends. A mark that may
// stand in a password ends it only where what follows shows that it does.
func (s *source) wordEnd(i int) int {
	if i >= s.word.from && i < s.word.to {
		return s.word.to // names in one long word share its end
	}
	end := s.findWordEnd(i)
	s.word = span{i, end}
	return end
}

func (s *source) findWordEnd(i int) int {
	from, encoded := i, strings.HasSuffix(s.text[:i], "%3D") // a query in a query
	if end := s.referenceEnd(i); end > i {
		return end
	}
	for ; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case isSpace(c), (c == '"' || c == '\'' || c == '<' || c == '>') && (i == from || !isAlnum(s.text[i-1]) || !isAlnum(at(s.text, i+1))), c == '`':
			return i
		case c == '\\':
			if s.endsAtBackslash(i) {
				return i
			}
			i++
		case strings.IndexByte(";&,|", c) >= 0:
			if s.endsAtMark(from, i) {
				return i
			}
		case c == '[' && strings.HasPrefix(s.text[i:], Redacted):
			i += len(Redacted) - 1
		case c == ')' || c == ']' || c == '}':
			if s.endsAtBracket(i) {
				return i
			}
		case c == '%':
			if q := quoteAt(s.text, i); q != "" && !isAlnum(at(s.text, i+len(q))) || encoded && strings.HasPrefix(s.text[i:], "%26") {
				return i
			}
		}
	}
	return min(i, len(s.text))
}

// referenceEnd returns the end of $(…), ${…}, {{…}} or <…> at i, or i.
func (s *source) referenceEnd(i int) int {
	rest := s.text[i:min(len(s.text), i+256)]
	for _, pair := range [][2]string{{"$(", ")"}, {"${{", "}}"}, {"${", "}"}, {"{{", "}}"}, {"<", ">"}} {
		if strings.HasPrefix(rest, pair[0]) {
			if n := strings.Index(rest, pair[1]); n >= 0 {
				return i + n + len(pair[1])
			}
			return i
		}
	}
	return i
}

func (s *source) endsAtBackslash(i int) bool {
	switch at(s.text, i+1) {
	case '\n', '\r', separator, 'n', 'r', 't':
		return true
	}
	return quoteAt(s.text, i) != ""
}

// endsAtMark weighs one of ; & , | at i in a value that began at from.
func (s *source) endsAtMark(from, i int) bool {
	c, next := s.text[i], at(s.text, i+1)
	if isSpace(next) || next == c || quoteAt(s.text, i+1) != "" || s.text[from] == '$' || quoteAt(s.text, i) != "" {
		return true
	}
	if c == '&' && strings.HasPrefix(s.text[i:], "&amp;") || c == ',' && (next == '{' || next == '[') {
		return true
	}
	return s.nameFollows(i+1, c)
}

// nameFollows reports whether name= (or, after a comma, name:) stands at i.
func (s *source) nameFollows(i int, mark byte) bool {
	from := i
	for i < len(s.text) && i < from+40 && (isName(s.text[i]) || s.text[i] == ' ' && mark == ';') {
		i++
	}
	c := at(s.text, i)
	return i > from && (c == '=' && (i+1 < len(s.text) && !isSpace(s.text[i+1])) || c == ':' && mark == ',')
}

// endsAtBracket reports whether nothing of a value follows the bracket at i.
func (s *source) endsAtBracket(i int) bool {
	i = run(s.text, i, func(c byte) bool { return strings.IndexByte(")]}.,;:", c) >= 0 })
	return i >= len(s.text) || isSpace(s.text[i]) || quoteAt(s.text, i) != "" || s.text[i] == '<' || s.text[i] == '|' || s.text[i] == '\\'
}

// lineEnd takes the words up to the end of the line to a value, where the line is
// one of an ini or YAML file.
func (s *source) lineEnd(p place, end int) int {
	name := strings.LastIndex(s.text[:p.at], p.name)
	first := name
	for first > 0 && strings.IndexByte(" \t-", s.text[first-1]) >= 0 {
		first--
	}
	if first == 0 || s.text[first-1] != '\n' && !strings.HasSuffix(s.text[:first], `\n`) || p.kind == assigned && !isBlank(at(s.text, name+len(p.name))) && !amongLines(s.text, first, end) {
		return end
	}
	to := run(s.text, end, func(c byte) bool { return strings.IndexByte("\n\x1f#\"'\\", c) < 0 })
	if line := s.text[p.at:to]; len(strings.Fields(line)) > 4 || harmless(s.text[p.at:end]) {
		return end
	}
	return end + len(strings.TrimRight(s.text[end:to], " \t\r"))
}

// amongLines reports whether the line that begins at from, and goes on behind end,
// is one of a file of names and values: the next one is, or the one before.
func amongLines(text string, from, end int) bool {
	next := strings.IndexByte(text[end:min(len(text), end+100)], '\n')
	if next < 0 {
		return false
	}
	before := strings.LastIndexByte(text[max(0, from-100):max(0, from-1)], '\n') + 1
	before += max(0, from-100)
	return isFileLine(text[before:max(before, from-1)]) || isFileLine(text[end+next+1:])
}

// isFileLine reports whether text begins with a line name=value, without blanks
// as a command would have them, or [section].
func isFileLine(text string) bool {
	line, _, _ := strings.Cut(text[:min(len(text), 100)], "\n")
	name, _, ok := strings.Cut(line, "=")
	return ok && name != "" && all(name, isName) && strings.IndexByte(line, ' ') < 0 || len(line) > 2 && line[0] == '[' && line[len(line)-1] == ']'
}

// partOfList returns where the value at p ends in a list a=b;c=d of which it is
// one, with the blanks and quotation marks in it: a connection string.
func partOfList(s *source, p place, end int) int {
	name := strings.LastIndex(s.text[:p.at], p.name)
	if at(s.text, name-1) != ';' {
		return end
	}
	for i := end; i < len(s.text) && i < p.at+64 && s.text[i] != '\n' && s.text[i] != separator; i++ {
		if s.text[i] == '=' {
			break
		}
		if s.text[i] == ';' && s.nameFollows(i+1, ';') {
			return i
		}
	}
	return end
}
