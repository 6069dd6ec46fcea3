package redact

import "strings"

// words looks at each long word by itself: JSON web tokens, base64 of a text
// that holds secrets, tokens of kubeadm, and what only looks generated.
func (s *scan) words() {
	next := 0
	for i := 0; i < len(s.text); i++ {
		if !isAlnum(s.text[i]) {
			continue
		}
		if n := len(s.published); next < n && i >= s.published[next].from {
			i = max(i, s.published[next].to)
			next++
			continue
		}
		from := i
		for i < len(s.text) && isToken(s.text[i]) {
			i++
		}
		i = padded(s.text, from, i)
		switch {
		case at(s.text, i) == '.':
			i = s.dotted(from, i)
		case i-from >= 16:
			s.long(from, i)
		}
	}
}

// padded returns where the padding of base64 ends that may follow a word; an = before
// a value is none.
func padded(text string, from, i int) int {
	end := i
	for end < len(text) && text[end] == '=' && i-from >= 16 {
		end++
	}
	if isToken(at(text, end)) {
		return i
	}
	return end
}

// dotted looks at words with dots in them: a.b.c
func (s *scan) dotted(from, i int) int {
	text := s.text[from:]
	if strings.HasPrefix(text, "eyJ") || strings.HasPrefix(text, "ey") && i-from > 20 {
		end, dots := i, 0
		for end < len(s.text) && (isWordDash(s.text[end]) || s.text[end] == '.' && dots < 4) {
			if s.text[end] == '.' {
				dots++
			}
			end++
		}
		if i-from >= 8 && end-i > 6 && s.text[end-1] != '.' {
			s.redact(from, end)
			return end
		}
	}
	if i-from == 6 && s.isBootstrap(from, i) {
		s.redact(from, i+17)
		return i + 17
	}
	if i-from >= 24 {
		s.long(from, i)
	}
	return i
}

// isBootstrap reports whether a token of kubeadm stands at from:
// six characters, a dot, sixteen characters.
func (s *scan) isBootstrap(from, dot int) bool {
	end := dot + 17
	if end > len(s.text) || isName(at(s.text, end)) || isName(at(s.text, from-1)) || at(s.text, from-1) == '/' {
		return false
	}
	for i := from; i < end; i++ {
		if c := s.text[i]; i != dot && !isLower(c) && !isDigit(c) {
			return false
		}
	}
	digits := strings.ContainsAny(s.text[from:dot], "0123456789")
	return strings.ContainsAny(s.text[dot:end], "0123456789") && transitions(s.text[dot+1:end]) >= 3 &&
		(digits || strings.Contains(s.lower[max(0, from-40):from], "token") || strings.Contains(s.lower[max(0, from-40):from], "bootstrap"))
}

// long looks at one word of at least 16 characters.
func (s *scan) long(from, to int) {
	text := s.text[from:to]
	if s.depth < maxDepth && s.encodes(text) {
		s.redact(from, to)
		return
	}
	if s.setting == prose && strings.IndexByte(text, '/') >= 0 || s.isPublic(from) {
		return
	}
	if isRoleHash(text) && quoteAt(s.text, to) != "" {
		s.redact(from, to)
		return
	}
	if len(text) > 35 && all(text[:32], isHex) && strings.HasPrefix(text[32:], "-us") && all(text[35:], isDigit) {
		s.redact(from, to) // Mailchimp's
		return
	}
	if all(text, isHex) {
		if n := len(text); s.setting == commands && (n == 32 || n > 40 && n%8 == 0 || n == 40 && containsAny(s.lower[max(0, from-60):from], neighbours)) && random(text) {
			s.redact(from, to)
		}
		return
	}
	least := 32
	if s.setting == commands {
		least = 24
		if before := at(s.text, from-1); before == '=' || before == separator { // all of a value
			least = 20
		}
	}
	if len(text) >= least && isMixed(text) {
		if _, isText := decoded(text); !isText {
			s.redact(from, to)
		}
	}
}

// encodes reports whether text is base64 of one that holds a secret.
func (s *scan) encodes(text string) bool {
	inner, ok := decoded(text)
	if !ok || len(inner) < 12 {
		return false
	}
	return len(find(inner, s.setting, s.depth+1)) > 0
}

// isMixed reports whether small letters, capitals and digits follow each other
// as they do in random base64, where two of three neighbours differ in kind, and
// not as in CamelCase, where one of four does.
func isMixed(text string) bool {
	c := countOf(text)
	return c.lower > 2 && c.upper > 2 && c.digit > 1 && transitions(text)*100 >= len(text)*42 && strings.Count(text, "-")*8 < len(text) && strings.Count(text, "/")*8 < len(text)
}

// publicWords stand before checksums, IDs and public keys.
var publicWords = strings.Fields(`sha256 sha512 sha384 sha1 sha md5 digest checksum hash commit rev revision sandbox container containerd task
	ssh-rsa ssh-ed25519 ssh-dss ecdsa etag trace traceid trace_id span request_id request-id requestid id uid uuid fingerprint layer image snapshot cgroup ref tag version sum
	ca-cert-hash thumbprint integrity`)

// isPublic reports whether the word before the one at from says that it is none.
func (s *scan) isPublic(from int) bool {
	head := strings.TrimRight(s.lower[max(0, from-48):from], " \t=:\"'\x1f/@-~_")
	if strings.HasSuffix(head, "aaaa") {
		return true
	}
	for _, w := range publicWords {
		if rest, ok := strings.CutSuffix(head, w); ok && !isAlnum(at(rest, len(rest)-1)) {
			return true
		}
	}
	if differs(s.lower[max(0, from-200):from], head) {
		return true
	}
	n := at(s.text, from-1)
	return n == '@' || n == '/' && s.setting == prose || s.isChecked()
}

// differs reports whether head ends in a word that stands before one of two
// checksums that differ.
func differs(lower, head string) bool {
	switch head[strings.LastIndexAny(head, " (:,\x1f")+1:] {
	case "want", "wanted", "got", "expected", "actual", "found", "computed", "have":
		return containsAny(lower, []string{"checksum", "digest", "hash", "md5", "sha"})
	}
	return false
}

// isChecked reports whether a program that checks checksums is named.
func (s *scan) isChecked() bool {
	if !s.sought {
		s.sought = true
		s.checked = containsAny(s.lower, []string{"sha256sum", "md5sum", "shasum"})
	}
	return s.checked
}
