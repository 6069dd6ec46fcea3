package redact

import "strings"

// keys takes out private keys in PEM, also where line ends are written \n and
// where the lines are elements of an argv. Certificates and public keys stay.
func (s *scan) keys() {
	const begin, dashes = "-----BEGIN", "-----"
	for i := 0; ; {
		n := strings.Index(s.text[i:], begin)
		if n < 0 {
			return
		}
		i += n + len(begin)
		head := strings.Index(s.text[i:min(len(s.text), i+80)], dashes)
		if head < 0 {
			continue
		}
		secret := strings.Contains(strings.ReplaceAll(s.text[i:i+head], string(separator), " "), "PRIVATE KEY")
		i += head + len(dashes)
		end := bodyEnd(s.text, i)
		if secret {
			s.redact(i, end)
		} else {
			s.published = append(s.published, span{i, end})
		}
		i = end
	}
}

// bodyEnd returns where the lines of a key end that begin at i: before -----END,
// or where something stands that no key has.
func bodyEnd(text string, i int) int {
	for ; i < len(text); i++ {
		c := text[i]
		if strings.HasPrefix(text[i:], "-----") {
			return i
		}
		if strings.HasPrefix(text[i:], Redacted) {
			i += len(Redacted) - 1
			continue
		}
		if !isToken(c) && !isSpace(c) && strings.IndexByte(`=\:,.()`, c) < 0 {
			return i
		}
		if c == '\\' && (at(text, i+1) == '"' || at(text, i+1) == '\'') {
			return i
		}
	}
	return len(text)
}
