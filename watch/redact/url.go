package redact

import "strings"

// maxAuthority bounds the part of a URL that is searched for credentials.
const maxAuthority = 2048

// urls looks for credentials in URLs (scheme://user:password@host), and in DSNs
// without a scheme (user:password@tcp(host:3306)/db).
func (s *scan) urls() {
	done := 0
	for i := 0; i < len(s.text); {
		n := strings.IndexAny(s.text[i:], ":@")
		if n < 0 {
			break
		}
		i += n
		switch {
		case strings.HasPrefix(s.text[i:], "://"):
			done = s.url(i + 3)
			i = done
		case s.text[i] == '@':
			s.dsn(done, i)
			i++
			done = i
		default:
			i++
		}
	}
}

// url looks at what follows "://"; it returns where the authority ends.
func (s *scan) url(from int) int {
	end := from
	for end < len(s.text) && end < from+maxAuthority && !isSpace(s.text[end]) && s.text[end] != '"' && s.text[end] != '<' && s.text[end] != '>' &&
		s.text[end] != '`' && (s.text[end] != '\'' || isAlnum(at(s.text, end+1))) && !strings.HasPrefix(s.text[end:], "://") {
		end++
	}
	word := s.text[from:end]
	host := strings.IndexAny(word, "/?#")
	if host < 0 {
		host = len(word)
	}
	user := strings.LastIndexByte(word[:host], '@')
	if user < 0 {
		user = lateAt(word)
	}
	if user < 0 {
		return from + host
	}
	info := word[:user]
	if name, password, ok := strings.Cut(info, ":"); ok {
		switch {
		case strings.HasPrefix(password, Redacted):
		case password == "" || isReference(password):
			s.userToken(from, name, 8)
		default:
			s.redact(from+len(name)+1, from+user)
		}
		if len(name) >= 16 && random(name) {
			s.redact(from, from+len(name))
		}
	} else {
		s.userToken(from, info, 16)
	}
	return from + user + 1
}

// userToken takes out a user that is a token: https://ghp_…@github.com.
func (s *scan) userToken(from int, user string, least int) {
	if len(user) >= least && !isReference(user) && (random(user) || len(user) >= 20 && !isResource(user)) {
		s.redact(from, from+len(user))
	}
}

// lateAt finds the @ behind a password that has a slash in it. What follows a
// colon in a URL is a number otherwise.
func lateAt(word string) int {
	name, rest, ok := strings.Cut(word, ":")
	if !ok || strings.ContainsAny(name, "/?#") || rest == "" || isDigit(rest[0]) && strings.IndexByte(rest, '/') >= 0 && all(rest[:strings.IndexByte(rest, '/')], isDigit) {
		return -1
	}
	if strings.Contains(rest, "@sha256:") || strings.HasPrefix(rest, "[") {
		return -1
	}
	return strings.LastIndexByte(word, '@')
}

// dsn looks for user:password before the @ at i, not before floor.
func (s *scan) dsn(floor, i int) {
	from := i
	for from > floor && from > i-256 && !isSpace(s.text[from-1]) && strings.IndexByte("\"`'=,<>(", s.text[from-1]) < 0 {
		from--
	}
	name, password, ok := strings.Cut(s.text[from:i], ":")
	if !ok || name == "" || password == "" || !all(name, func(c byte) bool { return isName(c) || c == '\\' }) ||
		isDigit(at(s.text, i+1)) && !isHost(s.text[i+1:]) || strings.HasPrefix(s.text[i:], "@sha256:") || strings.HasPrefix(password, Redacted) || isReference(password) || strings.HasPrefix(password, "/") {
		return
	}
	switch rest := s.lower[i+1:]; {
	case strings.HasPrefix(rest, "tcp("), strings.HasPrefix(rest, "unix("), strings.HasPrefix(rest, "udp("):
	case random(password) || isHost(rest) && name != "mailto" && name != "ssh" && name != "git" && name != "acct" && name != "sip":
	default:
		return
	}
	s.redact(from+len(name)+1, i)
}

// isHost reports whether rest begins with host:port or host/database.
func isHost(rest string) bool {
	i := run(rest, 0, isName)
	return i > 0 && (at(rest, i) == ':' && isDigit(at(rest, i+1)) || at(rest, i) == '/' && isAlnum(at(rest, i+1)))
}
