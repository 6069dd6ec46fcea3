package redact

import "strings"

// word is a word of a command: where it stands, without its quotation marks.
type word struct {
	span
	text string
}

// command is a simple command; sign is the operator behind it.
type command struct {
	words []word
	sign  byte
}

// shellReader cuts a part of a text into commands, as a shell would, but
// leniently: prose has apostrophes in it, and lists have commas.
type shellReader struct {
	s        *source
	i, to    int
	commands []command
	current  []word
	nested   []span // quoted words with blanks in them: scripts, perhaps
}

// commandsIn returns the commands in the bytes from up to to, and the quoted
// parts that may be commands themselves.
func (s *source) commandsIn(from, to int) ([]command, []span) {
	r := &shellReader{s: s, i: from, to: to}
	for r.i < r.to {
		c := s.text[r.i]
		switch {
		case isBlank(c), c == ',' && isSpaceOrQuote(at(s.text, r.i+1)), c == '[' && !strings.HasPrefix(s.text[r.i:], Redacted), c == ']', c == '{' && at(s.text, r.i+1) != '{', c == '}', c == ':', c == separator:
			r.i++
		case c == '\\' && at(s.text, r.i+1) == '\n':
			r.i += 2
		case c == '\n', c == ';', c == '|', c == '&', c == '(', c == ')', c == '`':
			r.end(c)
		default:
			r.word()
		}
	}
	r.end(0)
	return r.commands, r.nested
}

func isSpaceOrQuote(c byte) bool { return isSpace(c) || c == '"' || c == '\'' || c == '\\' }

// end ends a command at an operator.
func (r *shellReader) end(sign byte) {
	if at(r.s.text, r.i+1) == sign && r.i < r.to {
		r.i++
		sign = ';' // && and ||
	}
	r.i++
	if len(r.current) > 0 {
		r.commands = append(r.commands, command{r.current, sign})
		r.current = nil
	}
}

// word reads one word.
func (r *shellReader) word() {
	text := r.s.text
	from := r.i
	if q := quoteAt(text, r.i); q != "" && r.i+len(q) <= r.to {
		inner := r.i + len(q)
		end := min(r.s.closing(inner, q), r.to)
		if next := end + len(q); next >= r.to || !isAlnum(text[next]) && text[next] != '\'' && text[next] != '"' {
			r.add(inner, end)
			r.i = max(next, r.i+1)
			return
		}
	}
	for r.i < r.to && !r.endsWord(from) {
		r.i = min(r.partEnd(from), r.to)
	}
	if r.i == from {
		r.i++
	}
	r.add(from, r.i)
}

// wordEnds are the characters that end a word wherever they stand.
var wordEnds = bytesOf(" \t\n\r\x00;|()`" + string(separator))

// endsWord reports whether the word that began at from ends here.
func (r *shellReader) endsWord(from int) bool {
	text := r.s.text
	c, next := text[r.i], at(text, r.i+1)
	switch {
	case wordEnds[c], c == '&' && (isSpace(next) || next == '&'), c == ',' && isSpaceOrQuote(next):
		return true
	case c == ':' && r.i > from: // between the name and the value of a JSON object
		return (text[r.i-1] == '"' || text[r.i-1] == '\'') && strings.IndexByte(`["{ `, next) >= 0
	}
	return false
}

// partEnd returns where the next part of the word that began at from ends: a
// character, one that is escaped, $(…), or what stands in quotation marks.
func (r *shellReader) partEnd(from int) int {
	text := r.s.text
	c, next := text[r.i], at(text, r.i+1)
	if c == '$' && next == '(' {
		if n := strings.IndexByte(text[r.i:min(r.to, r.i+200)], ')'); n > 0 {
			return r.i + n + 1
		}
	}
	if c == '\\' && (next == ' ' || next == '\\') {
		return r.i + 2
	}
	if q := quoteAt(text, r.i); q != "" && (r.i == from || !isAlnum(text[r.i-1]) || q != "'" || text[from] == '-') {
		return r.s.closing(r.i+len(q), q) + len(q)
	}
	return r.i + 1
}

// add adds the word from up to to, and remembers it if it may be a script.
func (r *shellReader) add(from, to int) {
	text := r.s.text[from:to]
	r.current = append(r.current, word{span{from, to}, text})
	if n := strings.Index(text, "$("); n >= 0 && len(r.nested) < 1000 {
		r.nested = append(r.nested, span{from + n + len("$("), to})
	}
	if (strings.IndexByte(text, ' ') > 0 || strings.Contains(text, `","`)) && len(r.nested) < 1000 {
		r.nested = append(r.nested, span{from, to})
	}
}

// argv returns the elements of an argv as the words of one command.
func (s *source) argv() ([]command, []span) {
	var words []word
	var nested []span
	for from := 0; from <= len(s.text); {
		to := s.elementEnd(from)
		text := s.text[from:to]
		words = append(words, word{span{from, to}, text})
		if strings.ContainsAny(text, " \n\t;|") {
			nested = append(nested, span{from, to})
		}
		from = to + 1
	}
	return []command{{words, 0}}, nested
}
