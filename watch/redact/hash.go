package redact

import "strings"

// hashSchemes begin what a directory, a mail server, a shadow file or PostgreSQL
// stores of a password: the scheme, and its hash or the password itself.
var hashSchemes = strings.Fields(`{plain} {clear} {cleartext} {plain-md5} {noop} {bcrypt} {ssha} {ssha256} {ssha512} {sha} {sha256} {sha512} {smd5} {md5} {crypt} {blf-crypt}
	{sha512-crypt} {sha256-crypt} {argon2} {argon2i} {argon2id} {pbkdf2} {scrypt} {cram-md5} $2a$ $2b$ $2x$ $2y$ $1$ $5$ $6$ $y$ $7$ $apr1$ $argon2i$ $argon2id$ $scrypt$ $pbkdf2 scram-sha-256$ pbkdf2_sha256$`)

// leastHash is how long the hash behind a scheme with dollar signs is at least:
// "$1" and "$5" stand in shell scripts too.
const leastHash = 20

// hashes takes out what follows such a scheme, up to the colon of a passwd file.
func (s *scan) hashes(h *hits) {
	for _, hit := range h[kindHash] {
		to := run(s.text, hit.to, func(c byte) bool { return !isSpace(c) && strings.IndexByte("\"'`:;<>|\\", c) < 0 })
		text := strings.TrimRight(s.text[hit.to:to], ",.)]}")
		from := hit.to
		if hit.keyword.text[0] != '{' {
			from = hit.from
			if len(text) < leastHash || !strings.ContainsAny(text, "0123456789") || strings.IndexByte(text, '(') >= 0 {
				continue
			}
		}
		if !harmless(text) && (hit.keyword.text[0] != '{' || at(s.text, hit.from-1) != '$') {
			s.redact(from, hit.to+len(text))
		}
	}
}

// isRoleHash reports whether text is the hash of a password as PostgreSQL and
// PgBouncer store it: md5 and, with nothing between, 32 digits.
func isRoleHash(text string) bool {
	digits, ok := strings.CutPrefix(text, "md5")
	return ok && len(digits) == 32 && all(digits, isHex)
}

// pgpass takes the password out of the line of .pgpass around i:
// host:port:database:user:password.
func (s *scan) pgpass(i int) {
	from, to := i, i
	for from > 0 && i-from < 256 && !isSpace(s.text[from-1]) && quoteAt(s.text, from-1) == "" {
		from--
	}
	for to < len(s.text) && to-i < 256 && !isSpace(s.text[to]) && quoteAt(s.text, to) == "" {
		to++
	}
	fields := strings.SplitN(s.text[from:to], ":", 5)
	if len(fields) < 5 || fields[1] != "*" && !all(fields[1], isDigit) || !all(fields[3], isName) && fields[3] != "*" || all(fields[2], isDigit) {
		return
	}
	if v := fields[4]; len(v) > 3 && !isResource(v) && !harmless(v) && strings.IndexByte(v, '/') < 0 {
		s.redact(to-len(v), to)
	}
}
