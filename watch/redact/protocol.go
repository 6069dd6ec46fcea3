package redact

import "strings"

// mechanisms are what may stand between AUTH and a secret (RFC 4954), and are
// listed after it where a server says what it knows.
var mechanisms = set(`plain login cram-md5 digest-md5 xoauth xoauth2 oauthbearer ntlm gssapi external scram-sha-1 scram-sha-256 scram-sha-512 anonymous kerberos_v4`)

// authenticates looks at the lines of protocols that send a secret after a word
// in capitals: AUTH of SMTP and Redis. The word ends at i.
func (s *scan) authenticates(i int) {
	end := s.protocolLine(i)
	words := strings.Fields(s.text[i:end])
	if len(words) > 0 && mechanisms[lowered(words[0])] {
		words = words[1:]
	}
	if len(words) == 0 || mechanisms[lowered(words[0])] {
		return
	}
	// A command has a password, or a user and a password; a sentence goes on.
	from := i
	for n, w := range words[:min(2, len(words))] {
		from += strings.Index(s.text[from:end], w)
		last := n == len(words)-1
		_, encoded := decoded(w)
		if v := strings.TrimRight(w, ".,:;)"); random(v) || encoded && len(v) >= 12 && lowered(v) != v && strings.ToUpper(v) != v || s.setting == commands && last && !harmless(v) {
			s.redact(from, from+len(v))
			return
		}
		from += len(w)
	}
}

// protocolLine returns where the line of a protocol that holds i ends, which is
// written into a printf or a quotation as often as not; it is 200 bytes at most.
func (s *source) protocolLine(i int) int {
	limit := min(len(s.text), i+200)
	for i < limit && s.text[i] != '\n' && s.text[i] != '\r' && s.text[i] != separator && strings.IndexByte("\"'`|;<>", s.text[i]) < 0 &&
		!strings.HasPrefix(s.text[i:], `\r`) && !strings.HasPrefix(s.text[i:], `\n`) {
		i++
	}
	return i
}

// isProtocol reports whether a name is a command of a protocol that sends a
// secret: AUTH, and PASS where USER is in the text.
func isProtocol(name, text string) bool {
	return name == "AUTH" || name == "PASS" && strings.Contains(text, "USER ")
}

// announced finds the secret that a sentence about the noun between noun and i
// announces: "use the following password:", alone on the next line that is not
// empty, or "the following password to log in: aB3…" where lines were joined.
func (s *scan) announced(noun, i int) {
	owned(s, i)
	limit := min(len(s.text), i+160)
	colon := strings.Index(s.text[i:limit], ":")
	if colon < 0 || !isSpace(at(s.text, i+colon+1)) || strings.IndexByte(s.text[i:i+colon], '\n') >= 0 {
		return
	}
	from := i + colon + 1
	first := from
	for from < limit && isSpace(s.text[from]) && s.text[from] != separator {
		from++
	}
	to := s.protocolLine(from)
	if strings.IndexByte(s.text[first:from], '\n') < 0 {
		if !strings.HasSuffix(s.lower[:noun], "following ") {
			return
		}
		to = from + max(0, strings.IndexByte(s.text[from:to]+" ", ' '))
	}
	line := strings.TrimRight(s.text[from:to], " \t")
	if random(line) || len(line) >= 16 && all(line, isHex) && strings.ContainsAny(line, "0123456789") {
		s.redact(from, from+len(line))
	}
}

// call takes out the second of two quoted arguments, which begin at i, of what
// is called auth or credential: db.auth("root", "x"), HTTPBasicAuth('bob', 'x').
func (s *scan) call(i int) {
	_, i, ok := s.quotedWord(i)
	if !ok || at(s.text, i) != ',' {
		return
	}
	v, end, ok := s.quotedWord(skipBlanks(s.text, i+1))
	if ok && at(s.text, end) == ')' && !harmless(v.text) {
		s.redact(v.from, v.to)
	}
}
