package redact

import "strings"

// sql looks at statements that set a password: IDENTIFIED BY 'x',
// ALTER ROLE a PASSWORD 'x', PASSWORD('x'), INSERT … VALUES.
func (s *scan) sql(h *hits) {
	for _, hit := range h[kindSQL] {
		i := hit.to
		if hit.keyword.text == "values" {
			s.inserted(i)
			continue
		}
		if hit.keyword.text == "identified" {
			n := strings.Index(s.lower[i:min(len(s.text), i+80)], "by ")
			if n < 0 {
				continue
			}
			i += n + len("by")
			if word := " password "; strings.HasPrefix(s.lower[i:], word) {
				i += len(word) - 1
			}
		}
		if hit.keyword.text == "password" && strings.HasPrefix(s.lower[i:], " for ") {
			i += max(0, strings.IndexByte(s.text[i:min(len(s.text), i+80)], '=')) + 1 // SET PASSWORD FOR a = 'x'
		}
		j := skipBlanks(s.text, i)
		if hit.keyword.text == "password" && at(s.text, j) == '(' {
			j = skipBlanks(s.text, j+1)
		}
		v, _, ok := s.quotedWord(j)
		if !ok || j == i && at(s.text, i-1) != '=' {
			continue
		}
		if !harmless(v.text) && (hit.keyword.text != "password" || at(s.text, v.from-1) == '\'' || random(v.text)) {
			s.redact(v.from, v.to)
		}
	}
}

// maxColumns is how many columns and rows of an INSERT are read.
const maxColumns = 64

// inserted takes out of INSERT INTO t (name, password) VALUES ('bob', 'x') the
// values of the columns that hold secrets. VALUES ends at i.
func (s *scan) inserted(i int) {
	end := strings.LastIndexByte(s.text[:i], ')')
	if end < 0 || strings.TrimSpace(s.lower[end+1:i]) != "values" {
		return
	}
	open := strings.LastIndexByte(s.text[max(0, end-4096):end], '(')
	if open < 0 {
		return
	}
	secret, some := [maxColumns]bool{}, false
	n := 0
	for column := range strings.SplitSeq(s.text[max(0, end-4096)+open+1:end], ",") {
		if n < maxColumns {
			secret[n] = classify(strings.Trim(column, " \t\r\n\"`[]\\")) == sure
			some = some || secret[n]
		}
		n++
	}
	for row := 0; some && row < maxColumns; row++ {
		if i = skipSpaces(s.text, i); at(s.text, i) == ',' {
			i = skipSpaces(s.text, i+1)
		}
		if at(s.text, i) != '(' {
			return
		}
		i = s.row(i+1, secret[:])
	}
}

// row reads the values of a row from i on, and returns where it ends.
func (s *scan) row(i int, secret []bool) int {
	for n := range secret {
		i = skipSpaces(s.text, i)
		v, to, quoted := s.quotedWord(i)
		if quoted && secret[n] && !harmless(v.text) {
			s.redact(v.from, v.to)
		}
		for i = to; i < len(s.text) && s.text[i] != ',' && s.text[i] != ')' && s.text[i] != separator; {
			i++
		}
		if at(s.text, i) != ',' {
			break
		}
		i++
	}
	return min(i+1, len(s.text))
}
