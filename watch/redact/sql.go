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
