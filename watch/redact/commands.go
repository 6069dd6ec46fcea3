package redact

import "strings"

// programs looks at the arguments of the programs that are known, and at what
// is written to the standard input of others.
func (s *scan) programs() {
	if strings.IndexByte(s.text, separator) >= 0 {
		list, nested := s.argv()
		s.commandList(list, nested, s.depth)
		return
	}
	list, nested := s.commandsIn(0, len(s.text))
	s.commandList(list, nested, s.depth)
}

func (s *scan) commandList(list []command, nested []span, depth int) {
	for i, c := range list {
		s.command(c.words)
		typedLogin(s, c.words)
		if reader := readerOf(s, list, i); reader != nil && readsSecret(reader) {
			s.written(c.words)
		}
	}
	if depth >= maxDepth {
		return
	}
	for _, n := range nested {
		inner, more := s.commandsIn(n.from, n.to)
		if len(more) == 1 && more[0] == n {
			more = nil
		}
		s.commandList(inner, more, depth+1)
	}
}

// readerOf returns the words of the command that reads what command i of list
// writes, in parentheses too: (echo x; echo x) | smbpasswd -a bob.
func readerOf(s *scan, list []command, i int) []word {
	if i+1 < len(list) && list[i].sign == '|' {
		return list[i+1].words
	}
	for limit := min(len(list), i+4); i+1 < limit && list[i].words[0].text == "echo"; i++ {
		last := list[i].words[len(list[i].words)-1].to
		if list[i].sign == ')' && strings.HasPrefix(strings.TrimLeft(s.text[last:min(len(s.text), last+8)], "\"') "), "|") {
			return list[i+1].words
		}
		if list[i].sign != ';' && list[i].sign != '\n' {
			return nil
		}
	}
	return nil
}

// maxWords is how far apart the words of a command are that belong together.
const maxWords = 64

// command looks at the words of one command. Wrappers (tini --, timeout 5, env)
// need no care: the last program that is known before a flag is the one whose
// flag it is.
func (s *scan) command(words []word) {
	k := knowledge()
	var rules *rulesOf
	start := 0
	for i, w := range words {
		name := strings.TrimLeft(w.text[strings.LastIndexAny(w.text, `/\`)+1:], `"'([`)
		if strings.HasPrefix(name, "$") { // $p=ConvertTo-SecureString …
			name = name[strings.IndexByte(name, '=')+1:]
		}
		if name == "printf" {
			printed(s, words[i+1:min(len(words), i+maxWords)])
		}
		if known, ok := k.programs[strings.TrimSuffix(strings.TrimSuffix(name, ":"), ".exe")]; ok && (rules == nil || known.secret || !rules.secret) {
			rules, start = known, i+1
			if len(known.words) > 0 {
				s.arguments(known.words, words[start:min(len(words), start+maxWords)])
			}
			continue
		}
		if rules == nil && i > 0 && (words[i-1].text == "using" || words[i-1].text == "with") {
			s.typed(w)
		}
		if strings.HasPrefix(w.text, "-") || rules != nil && strings.HasPrefix(w.text, "/") {
			s.flag(rules, words, i, start)
		} else if w.text == "<<<" && i+1 < len(words) && readsSecret(words[max(0, i-maxWords):i]) {
			s.argument(words[i+1])
		} else if strings.HasPrefix(w.text, ">") {
			s.redirected(words[max(0, i-maxWords):min(len(words), i+2)], min(i, maxWords))
		}
	}
}

// flag looks at the flag that is word i.
func (s *scan) flag(rules *rulesOf, words []word, i, start int) {
	w := words[i]
	known := false
	if rules != nil {
		for _, r := range rules.flags {
			rest, ok := strings.CutPrefix(w.text, r.flag)
			if !ok || rest != "" && (r.how == '.' || strings.HasPrefix(r.flag, "--") && rest[0] != '=') {
				continue
			}
			known = true
			if r.how == '!' {
				s.flagOf(r.flag, words, i, start)
				continue
			}
			s.flagValue(r, rest, words, i)
		}
	}
	if !known && s.setting == commands {
		s.guessed(w, words, i)
	}
}

// flagValue takes the secret out of the value of a flag.
func (s *scan) flagValue(r flagRule, rest string, words []word, i int) {
	v := words[i]
	switch {
	case rest != "":
		v.from = v.to - len(strings.TrimPrefix(rest, "="))
		if r.how == 0 && len(r.flag) > 2 && rest[0] != '=' {
			return // -password is not -pass
		}
	case r.how == '*' || i+1 >= len(words):
		return
	default:
		if v = words[i+1]; strings.HasPrefix(v.text, "-") && r.how == 0 && len(v.text) < 3 {
			return
		}
	}
	v = s.unquoted(v)
	switch r.how {
	case 0, '*', '.':
		if !harmless(v.text) || all(v.text, isDigit) && r.how == '*' && len(v.text) > 5 {
			s.redact(v.from, v.to)
		}
	case ':', '%', '/', ',':
		s.userPassword(v, r.how)
	case '^':
		if rest, ok := strings.CutPrefix(v.text, "pass:"); ok && !harmless(rest) {
			s.redact(v.from+len("pass:"), v.to)
		}
	case '=':
		s.pairValue(v, r.flag)
	case '&':
		s.pairList(v)
	}
}

// typed takes the password out of -psecret where a message says that it was used,
// and not with which program.
func (s *scan) typed(w word) {
	v, ok := strings.CutPrefix(s.unquoted(w).text, "-p")
	if ok && len(v) >= 6 && strings.ContainsAny(v, "0123456789") && !all(v, func(c byte) bool { return !isUpper(c) && isName(c) }) && !strings.ContainsAny(v, "=:") {
		s.redact(w.to-len(v), w.to)
	}
}

// unquoted returns w without the quotation marks around it.
func (s *scan) unquoted(w word) word {
	if q := quoteAt(s.text, w.from); q != "" && w.from+len(q) < w.to {
		w.from += len(q)
		if strings.HasSuffix(s.text[w.from:w.to], q) {
			w.to -= len(q)
		}
	}
	w.text = strings.TrimRight(s.text[w.from:w.to], "\"'")
	if !strings.HasSuffix(w.text, Redacted) {
		w.text = strings.TrimRight(w.text, ",]")
	}
	w.to = w.from + len(w.text)
	return w
}

// userPassword takes the password out of user:password; the user where it is a
// token and there is no password.
func (s *scan) userPassword(v word, mark byte) {
	user, password, ok := strings.Cut(v.text, string(mark))
	switch {
	case !ok || strings.HasPrefix(password, "//"):
		if random(v.text) {
			s.redact(v.from, v.to)
		}
	case password == "":
		if len(user) >= 8 && !isResource(user) && !isReference(user) {
			s.redact(v.from, v.from+len(user))
		}
	case !harmless(password) || all(password, isDigit) && !all(user, isDigit):
		s.redact(v.from+len(user)+1, v.to)
	}
}

// pairValue takes the value out of name=value.
func (s *scan) pairValue(v word, flag string) {
	name, text, ok := strings.Cut(v.text, "=")
	if !ok || harmless(text) {
		return
	}
	if strings.Contains(flag, "var") || strings.Contains(flag, "config") {
		if !credential(classify(name), text) && !random(text) {
			return
		}
	}
	s.redact(v.from+len(name)+1, v.to)
}

// pairList takes out of a=b,c=d the values that are secrets.
func (s *scan) pairList(v word) {
	from := v.from
	for part := range strings.SplitSeq(v.text, ",") {
		name, text, ok := strings.Cut(part, "=")
		class := classify(name)
		if ok && class == public && strings.Contains(lowered(name), "auth.") {
			class = named
		}
		if ok && (credential(class, text) || random(text) && !harmless(text)) {
			s.redact(from+len(name)+1, from+len(part))
		}
		from += len(part) + 1
	}
}

// guessed looks at short flags of programs that are not known: -p aB3… and
// -u user:aB3… are what they look like.
func (s *scan) guessed(w word, words []word, i int) {
	if len(w.text) != 2 || i+1 >= len(words) || strings.IndexByte("pPaAwWkustc", w.text[1]) < 0 {
		return
	}
	v := s.unquoted(words[i+1])
	if c := w.text[1]; c == 'u' || c == 'c' || c|0x20 == 'a' && strings.IndexByte(v.text, ':') > 0 {
		user, password, ok := strings.Cut(v.text, ":")
		if c != 'u' && (!all(user, isName) || !contrived(password)) {
			return
		}
		if ok && user != "" && !harmless(password) && !strings.ContainsAny(v.text, "/ ") && !all(password, isDigit) {
			s.redact(v.from+len(user)+1, v.to)
		}
		return
	}
	if (random(v.text) || (contrived(v.text) || isNumbered(v.text, countOf(v.text))) && (w.text[1]|0x20 == 'p' || w.text[1] == 'w') && namesUser(words[max(0, i-maxWords):min(len(words), i+maxWords)])) && !harmless(v.text) && strings.IndexByte(v.text, ':') < 0 && strings.IndexByte(v.text, '{') < 0 {
		s.redact(v.from, v.to)
	}
}
