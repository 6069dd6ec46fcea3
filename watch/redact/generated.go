package redact

import (
	"slices"
	"strings"
)

// generatedWords takes out words of a command that nothing announces as secrets
// but that no one would write: kinds of characters change in them as they do in
// what a generator makes, or marks stand within them as in a password.
func generatedWords(s *scan) {
	for from := 0; from < len(s.text); {
		to, digits, colon := from, 0, -1
		for ; to < len(s.text) && !chunkEnds[s.text[to]]; to++ {
			switch c := s.text[to]; {
			case isDigit(c):
				digits++
			case c == ':' && colon < 0:
				colon = to
			}
		}
		if digits > 0 && to-from >= leastGenerated && (colon < 0 || !strings.HasPrefix(s.text[colon:], "://")) {
			generatedIn(s, from, to, colon)
		}
		from = to + 1
	}
}

// leastGenerated is how long a word is at least that is taken for generated,
// leastNumbered how long one is that only stands where a password must.
const leastGenerated, leastNumbered = 8, 6

// chunkEnds are the characters around what generatedIn looks at, partEnds those
// around its parts.
var (
	chunkEnds = bytesOf(" \t\n\r\x00\"'`<>" + string(separator))
	partEnds  = bytesOf(`=:,;|&(){}[]\`)
)

func bytesOf(list string) (out [256]bool) {
	for i := range len(list) {
		out[list[i]] = true
	}
	return out
}

// generatedIn looks at the parts of what stands between blanks or quotation marks
// and has its first colon at colon.
func generatedIn(s *scan, from, to, colon int) {
	if colon > from && isQuoted(s.text, from, to) && users[nameBefore(s.lower, from)] && contrived(s.text[colon+1:to]) {
		s.redact(colon+1, to)
	}
	for from < to {
		end, digits, letters := from, 0, 0
		for ; end < to && !partEnds[s.text[end]]; end++ {
			switch characters[s.text[end]] {
			case '0':
				digits++
			case 'a', 'A':
				letters++
			case 0: // a path
				digits = -maxToken
			}
		}
		if end-from >= leastNumbered && digits > 0 && letters > 2 && isSecretWord(s, from, end) {
			s.redact(from, end)
		}
		from = end + 1
	}
}

// isQuoted reports whether nothing but quotation marks stands around a word.
func isQuoted(text string, from, to int) bool {
	return at(text, from-1) == '\'' && at(text, to) == '\'' || at(text, from-1) == '"' && at(text, to) == '"'
}

// isSecretWord reports whether the word between from and to is a secret by what it looks
// like, and by what stands before it.
func isSecretWord(s *scan, from, to int) bool {
	text := s.text[from:to]
	c := countOf(text)
	if c.digit == 0 || c.lower+c.upper < 3 || c.other > 0 {
		return false
	}
	return (looksGenerated(text, c) && isTrusted(s, from, to) || isInvented(text, c) && isBesideSecret(&s.source, from, to) || follows(&s.source, from) && isNumbered(text, c)) &&
		!s.isPublic(from) && !publicNames[nameBefore(s.lower, from)] && !slices.ContainsFunc(s.published, func(p span) bool { return p.from <= from && from < p.to })
}

// publicNames end the names of what is generated, and no secret.
var publicNames = set(`id ids uid uuid guid digest sha sha1 sha256 sha512 md5 checksum hash commit rev revision ref tag version etag fingerprint
	trace span request image branch sum name pattern regex regexp format template selector thumbprint integrity kid`)

// users are what the configuration of curl calls who logs in: user = "bob:x".
var users = set(`user login`)

// nameBefore returns the last word of the name that stands before i and the signs
// between a name and its value.
func nameBefore(lower string, i int) string {
	head := strings.TrimRight(lower[max(0, i-48):i], " \t=:\"'\x1f[({0123456789-")
	if weak, ok := strings.CutSuffix(head, " w/"); ok { // an ETag
		head = weak
	}
	if words := parts(head[nameStart(head, len(head)):]); len(words) > 0 {
		return words[len(words)-1]
	}
	return ""
}

// isTrusted reports whether a word that looks generated may be a secret where it
// stands. Logs are full of what generators made: there it must be a value, or
// stand behind words that speak of secrets.
func isTrusted(s *scan, from, to int) bool {
	return s.setting == commands && !inSentence(&s.source, from) || isQuoted(s.text, from, to) || at(s.text, from-1) == '=' || markedWithin(s.text[from:to]) || speaksOfSecret(s.lower[max(0, from-80):from])
}

// technical are words with digits in them that names are made of.
var technical = strings.NewReplacer(pairs(`ipv4 ipv6 oauth2 base64 sha256 sha512 sha384 sha1 md5 g1gc s3 ec2 k8s log4j2 log4j x509 http2 argon2 pbkdf2 utf8 aes128 aes256
	ed25519 rsa2048 v1beta1 v1alpha1 v2beta2 v1 v2 IPv4 IPv6 OAuth2 Base64 SHA256 SHA512 SHA384 Sha256 SHA1 MD5 G1GC S3 EC2 K8s Log4j2 Log4j X509 HTTP2 Http2 Argon2 PBKDF2 UTF8
	AES128 AES256 Ed25519 RSA2048`)...)

// pairs returns each word of list and what is left of it without digits.
func pairs(list string) []string {
	var out []string
	for w := range strings.FieldsSeq(list) {
		out = append(out, w, strings.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				return -1
			}
			return r
		}, w))
	}
	return out
}

// plain returns a word without the digits of technical words in it, and its counts.
func plain(v string) (string, count) {
	v = technical.Replace(v)
	return v, countOf(v)
}

// looksGenerated reports whether a word, which is counted in c, is one that no one
// would write.
func looksGenerated(v string, c count) bool {
	if len(v) < leastGenerated || len(v) > 256 || v[0] == '-' || !c.isGenerated(v) {
		return false
	}
	v, c = plain(v)
	return c.isGenerated(v)
}

func (c count) isGenerated(v string) bool {
	n := len(v)
	switch {
	case c.other > 0 || c.digit == 0 || c.lower+c.upper < 3:
		return false
	case c.marks > 0 && c.lower > 0:
		return markedWithin(v) && (c.upper > 0 || c.changes > 2) && (c.changes > 2 || strings.ContainsAny(v, "!@"))
	case c.lower > 1 && c.upper > 0: // two of three neighbours differ in what is random, one of four in CamelCase
		if n < 8 || (c.changes < 5 || c.changes*100 < n*42) && (c.breaks < 4 || c.breaks*100 < n*32) {
			return false
		}
		_, isText := decoded(v)
		return !isText
	case c.upper > 0 && c.lower == 0:
		return n >= 20 && c.changes*5 >= n && c.joints == 0
	case n < 16, c.joints > 1, all(v, isHex), strings.HasPrefix(v, "0x"):
		return false
	}
	return n >= 24 && c.changes*5 >= n || c.joints == 0 && c.changes*100 >= n*30
}

// count is how many characters of each kind a word has; joints are - _ and dots.
// The kind changes between neighbours that are letters or digits; breaks are the
// changes but for those from the capital that begins a word.
type count struct{ lower, upper, digit, marks, joints, other, changes, breaks int }

// characters are the kinds of them, by byte.
var characters = func() (out [256]byte) {
	for i := range out {
		switch c := byte(i); {
		case isLower(c):
			out[i] = 'a'
		case isUpper(c):
			out[i] = 'A'
		case isDigit(c):
			out[i] = '0'
		case strings.IndexByte("-_.", c) >= 0:
			out[i] = '-'
		case strings.IndexByte("!#$%^&*+~?@", c) >= 0:
			out[i] = '!'
		}
	}
	return out
}()

func countOf(v string) count {
	var c count
	last, before := byte(0), byte(0)
	for i := range len(v) {
		kind := characters[v[i]]
		switch kind {
		case 'a':
			c.lower++
		case 'A':
			c.upper++
		case '0':
			c.digit++
		case '-':
			c.joints++
			kind = 0
		case '!':
			c.marks++
			kind = 0
		default:
			c.other++
		}
		if kind != last && kind != 0 && last != 0 {
			c.changes++
			if kind != 'a' || last != 'A' || before == 'A' {
				c.breaks++
			}
		}
		last, before = kind, last
	}
	return c
}

// markedWithin reports whether a mark stands in v where only a password has it.
func markedWithin(v string) bool {
	for i := 1; i < len(v); i++ {
		next := at(v, i+1)
		if !isAlnum(v[i-1]) || !isAlnum(next) && (next != 0 || v[i] != '!') {
			continue
		}
		switch v[i] {
		case '!', '#', '^':
			return true
		case '$':
			return isDigit(next)
		case '@', '+', '~', '%':
			if isLetter(v[i-1]) && isLetter(next) && strings.IndexByte(v, '.') < 0 && !strings.HasPrefix(v[i:], "@sha") {
				return true
			}
		}
	}
	return false
}

// printed takes out the words that printf writes behind the name of a secret:
// printf 'password=%s\n' x. Its format is the first of words.
func printed(s *scan, words []word) {
	if len(words) < 2 {
		return
	}
	format, n := words[0].text, 1
	for i := 0; i+1 < len(format) && n < len(words); i++ {
		if format[i] != '%' {
			continue
		}
		if i++; format[i] == '%' {
			continue
		}
		name := strings.TrimRight(format[:i-1], " =:\"'\\")
		if name = name[nameStart(name, len(name)):]; name != "" && classify(name) == sure {
			if v := s.unquoted(words[n]); !harmless(v.text) {
				s.redact(v.from, v.to)
			}
		}
		n++
	}
}

// speaksOfSecret reports whether head says what logs in.
func speaksOfSecret(head string) bool {
	return containsAny(head, []string{"pass", "secret", "token", "credential", "key", "login", "user", "auth", "pw"})
}
