package redact

import (
	"strconv"
	"strings"
)

// arguments looks for secrets among arguments without a flag.
func (s *scan) arguments(rules []wordRule, words []word) {
	for _, r := range rules {
		rest, ok := following(r.before, words)
		if !ok {
			continue
		}
		var plain []word
		for i, w := range rest {
			if w.text == r.which && i+1 < len(rest) && strings.HasPrefix(r.which, "-") {
				s.argument(rest[i+1])
			}
			if !strings.HasPrefix(w.text, "-") {
				plain = append(plain, w)
			}
		}
		s.chosen(r.which, plain)
	}
}

// chosen takes out the one of words that which says.
func (s *scan) chosen(which string, words []word) {
	n, err := strconv.Atoi(which)
	switch {
	case which == "share":
		s.shared(words)
	case which == "=":
		for _, w := range words {
			s.pairValue(s.unquoted(w), "")
		}
	case which == "userid":
		s.userid(words)
	case which == "@":
		s.login(words)
	case which == ">":
		for _, w := range words {
			if v := s.unquoted(w); strings.HasPrefix(v.text, ">") {
				s.argument(word{span{v.from + 1, v.to}, s.text[v.from+1 : v.to]})
			}
		}
	case len(words) == 0:
	case which == `\r`:
		s.sent(words[0])
	case which == ":":
		s.userPassword(s.unquoted(words[0]), ':')
	case which == "last":
		s.argument(words[len(words)-1])
	case err == nil && n <= len(words):
		s.argument(words[n-1])
	}
}

// following returns the words after those that must stand before, in their order.
func following(before []string, words []word) ([]word, bool) {
	for _, b := range before {
		found := -1
		for i, w := range words {
			if prefix, ok := strings.CutSuffix(b, "*"); ok && strings.HasPrefix(w.text, prefix) || strings.EqualFold(w.text, b) {
				found = i
				break
			}
		}
		if found < 0 {
			return nil, false
		}
		words = words[found+1:]
	}
	return words, true
}

func (s *scan) argument(w word) {
	v := s.unquoted(w)
	name, text, ok := strings.Cut(v.text, "=")
	switch {
	case ok && name != "" && all(name, isName) && text != "" && (classify(name) != public || bystanders[lowered(name)] || s.setting == prose):
		if !harmless(text) && classify(name) != public {
			s.redact(v.from+len(name)+1, v.to)
		}
	case !harmless(v.text) && len(v.text) > 3:
		if s.setting == commands || random(v.text) || contrived(v.text) {
			s.redact(v.from, v.to)
		}
	}
}

// userid takes the password out of Oracle's user/password@database.
func (s *scan) userid(words []word) {
	for _, w := range words {
		v := s.unquoted(w)
		user, rest, ok := strings.Cut(strings.TrimPrefix(v.text, "userid="), "/")
		if !ok || user == "" || rest == "" || !all(user, isName) || strings.Contains(user, ".") {
			continue
		}
		password, _, _ := strings.Cut(rest, "@")
		from := v.from + len(v.text) - len(rest)
		if !harmless(password) {
			s.redact(from, from+len(password))
		}
		if !strings.Contains(rest, "@") {
			return
		}
	}
}

// flagOf looks at flags after which the secret is the last word: htpasswd -b
// file user password, and at those that hold one in some subcommands only.
func (s *scan) flagOf(flag string, words []word, i, start int) {
	switch {
	case flag == "-b":
		if last := words[len(words)-1]; len(words)-start >= 3 {
			s.argument(last)
		}
	case i+1 < len(words):
		if v := s.unquoted(words[i+1]); random(v.text) || start > 0 && words[start-1].text == "ldappasswd" {
			s.redact(v.from, v.to)
		}
	}
}

// stdin are words of programs that read a secret from their standard input.
var stdin = set(`--password-stdin --with-token --token-stdin --stdin chpasswd -passin --passphrase-fd --pass-stdin --api-key-stdin --secret-stdin`)

// askers are programs that read a password from their standard input, or else
// from the terminal.
var askers = set(`su cryptsetup kinit smbpasswd passwd vncpasswd openconnect openvpn`)

func readsSecret(words []word) bool {
	if len(words) > 0 && askers[words[0].text[strings.LastIndexByte(words[0].text, '/')+1:]] {
		return true
	}
	for i, w := range words {
		if stdin[w.text] || w.text == "-S" && i > 0 && words[i-1].text == "sudo" || strings.HasSuffix(w.text, "-stdin") || strings.HasSuffix(w.text, "password_stdin") {
			return true
		}
	}
	return false
}

// written takes out what echo or printf write.
func (s *scan) written(words []word) {
	for i, w := range words {
		if w.text != "echo" && w.text != "printf" && w.text != "print" && w.text != "yes" {
			continue
		}
		for _, v := range words[i+1:] {
			if v = s.unquoted(v); strings.HasPrefix(v.text, ">") {
				break
			}
			if !strings.HasPrefix(v.text, "-") && !strings.HasPrefix(v.text, "%") && !harmless(v.text) {
				if user, password, ok := strings.Cut(v.text, ":"); ok && !harmless(password) {
					v.from += len(user) + 1
				}
				s.redact(v.from, v.to)
			}
		}
		return
	}
}

// redirected looks at what is written to a file whose name says that it is a
// secret: echo aB3… > /run/token.
func (s *scan) redirected(words []word, i int) {
	path := strings.TrimLeft(words[i].text, ">")
	if path == "" {
		if i+1 >= len(words) {
			return
		}
		path = words[i+1].text
	}
	name := path[strings.LastIndexByte(path, '/')+1:]
	switch {
	case strings.HasSuffix(name, ".pgpass"), strings.HasSuffix(name, "netrc"), strings.HasSuffix(name, "token"), name == "userlist.txt", classify(name) == sure:
	default:
		return
	}
	for j, w := range words[:i] {
		if w.text == "echo" || w.text == "printf" {
			for _, v := range words[j+1 : i] {
				s.lastField(s.unquoted(v))
			}
			return
		}
	}
}

// lastField takes the secret out of a line for a file of secrets: the last field.
func (s *scan) lastField(v word) {
	if strings.HasPrefix(v.text, "-") || strings.HasPrefix(v.text, "%") || harmless(v.text) {
		return
	}
	v.from += strings.LastIndexByte(v.text, ':') + 1
	s.redact(v.from, v.to)
}

// shared takes out the password beside a share of Windows: net use Z: \\nas\x pw,
// smbclient //nas/x pw.
func (s *scan) shared(words []word) {
	found := false
	for i, w := range words {
		v := s.unquoted(w)
		switch {
		case i > 0 && strings.HasPrefix(words[i-1].text, "//"):
			if all(s.text[words[i-1].to:w.from], func(c byte) bool { return isSpaceOrQuote(c) || c == separator }) {
				s.argument(w)
			}
			return
		case strings.HasPrefix(v.text, `\\`):
			found = true
		case found && !strings.HasPrefix(v.text, "/") && v.text != "*":
			s.argument(w)
			return
		}
	}
}

// login takes the password out of [domain/]user:password@host.
func (s *scan) login(words []word) {
	for _, w := range words {
		v := s.unquoted(w)
		end := strings.LastIndexByte(v.text, '@')
		colon := strings.IndexByte(v.text, ':')
		if colon > 0 && end > colon && !harmless(v.text[colon+1:end]) {
			s.redact(v.from+colon+1, v.from+end)
			return
		}
	}
}

// sent takes out what expect sends where a password was asked for before.
func (s *scan) sent(w word) {
	v := s.unquoted(w)
	asked := s.lower[max(0, v.from-200):v.from]
	if text := strings.TrimRight(strings.TrimRight(v.text, `rn\`), `\`); len(text) < len(v.text) && !strings.Contains(text, " ") && !harmless(text) &&
		(strings.Contains(asked, "assword") || strings.Contains(asked, "assphrase")) {
		s.redact(v.from, v.from+len(text))
	}
}
