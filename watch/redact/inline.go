package redact

import "strings"

// loginCalls are functions that take a password without a name, and which of
// their arguments it is.
var loginCalls = map[string]int{
	"login": 2, "signin": 2, "sign_in": 2, "authenticate": 2, "simple_bind": 2, "simple_bind_s": 2, "bind": 2, "bind_s": 2, "ldap_bind": 3,
	"set_credentials": 2, "setcredentials": 2, "basicauth": 2, "setbasicauth": 2, "basic_auth": 2,
	"mysqli": 3, "mysqli_connect": 3, "mysql_connect": 3, "pdo": 3, "getconnection": 3, "ftp_login": 3, "imap_open": 3, "oci_connect": 2,
}

// unnamed looks at what follows a name that is not the secret's own: a function, a
// user, a command. It returns where to go on, and whether that is settled.
func unnamed(s *scan, from, to int, class secrecy) (int, bool) {
	if at(s.text, to) == '(' {
		called(s, from, to)
	}
	if name := s.lower[from:to]; name == "login" || strings.HasSuffix(name, "credentials") {
		slashed(s, to)
	}
	if class == public {
		echoed(s, from, to)
	}
	return joint(s, from, to)
}

// called takes the password out of a call of one of loginCalls, whose name
// stands at from and whose arguments begin behind to.
func called(s *scan, from, to int) {
	name := s.lower[from:to]
	n := loginCalls[name[strings.LastIndexByte(name, '.')+1:]]
	if strings.HasSuffix(name, "connect") && strings.Contains(name, "sql") {
		n = 3 // pymysql.connect("host", "user", "password")
	}
	i := to + 1
	for ; n > 1; n-- {
		for i < len(s.text) && isName(s.text[i]) || at(s.text, i) == '$' { // a variable
			i++
		}
		if _, end, ok := s.quotedWord(i); ok {
			i = end
		}
		if at(s.text, i) != ',' {
			return
		}
		i = skipBlanks(s.text, i+1)
		if n == 2 {
			if v, _, ok := s.quotedWord(i); ok && !harmless(v.text) {
				s.redact(v.from, v.to)
			}
		}
	}
}

// userFields are names of a user and a password in one: login=bob:x.
var userFields = set(`login userpass userpwd userpassword userinfo basicauth basic_auth basic-auth proxy_auth proxy-auth proxyauth http_auth http-auth httpauth http.auth`)

// joint takes the password out of user:password behind a name of userFields; it
// returns where to go on, and whether there was one.
func joint(s *scan, from, to int) (int, bool) {
	name := strings.TrimLeft(s.lower[from:to], "-")
	if strings.HasSuffix(name, "-auth") && !userFields[name] {
		name = "auth"
	}
	if !userFields[name] && name != "auth" {
		return to, false
	}
	p := s.after(from, to)
	if p.kind == noValue || p.kind == beside || p.kind == element {
		return to, false
	}
	v := s.value(p)
	user, password, ok := strings.Cut(s.text[v.from:max(v.from, v.to)], ":")
	if !ok || user == "" || !all(user, func(c byte) bool { return isName(c) || c == '@' || c == '\\' }) || all(user, isDigit) || harmless(password) ||
		strings.HasPrefix(password, "//") || strings.ContainsAny(password, " \n") || name == "auth" && !contrived(password) {
		return to, false
	}
	s.redact(v.from+len(user)+1, v.to)
	return v.to, true
}

// substituted takes out what sed writes in the place of a name between from and
// to: s/__DB_PASSWORD__/x/, s|{{TOKEN}}|x|.
func substituted(s *scan, from, to int) {
	const marks = `{}%$@<>[]\_`
	for from > 0 && strings.IndexByte(marks, s.text[from-1]) >= 0 {
		from--
	}
	for to < len(s.text) && strings.IndexByte(marks, s.text[to]) >= 0 {
		to++
	}
	sign := at(s.text, to)
	if strings.IndexByte("/|#,~!^", sign) < 0 || at(s.text, from-1) != sign || at(s.text, from-2) != 's' || isAlnum(at(s.text, from-3)) {
		return
	}
	end := to + 1
	for end < min(len(s.text), to+1024) && s.text[end] != sign && s.text[end] != '\n' && s.text[end] != separator {
		if s.text[end] == '\\' {
			end++
		}
		end++
	}
	if len(parts(s.text[from:to])) < 2 && all(s.text[to+1:min(end, len(s.text))], isLower) {
		return // s/token/value/
	}
	if at(s.text, end) == sign && !harmless(s.text[to+1:end]) {
		s.redact(to+1, end)
	}
}

// echoed takes out what a command prints that is set to print a secret:
// --password-command "echo x", BORG_PASSCOMMAND='printf x'.
func echoed(s *scan, from, to int) {
	name := s.lower[from:to]
	stem := name
	for _, end := range []string{"command", "cmd", "eval", "exec", "program", "script", "file"} {
		stem = strings.TrimSuffix(stem, end)
	}
	if stem == name || classify(stem) < sure {
		return
	}
	p := s.after(from, to)
	if p.kind == noValue {
		return
	}
	v := s.value(p)
	if strings.HasPrefix(s.text[v.from:], "<(") {
		v.from, v.quoted = v.from+len("<("), false // --password-file <(echo x)
	}
	if !v.quoted {
		v.to = s.protocolLine(v.from)
	}
	words, _ := s.commandsIn(v.from, v.to)
	for _, c := range words {
		if first := c.words[0].text; len(c.words) > 1 && (first == "echo" || first == "printf") {
			s.argument(c.words[len(c.words)-1])
		}
	}
}

// compared finds what a script compares a variable with whose name stands at from
// and ends at i: [ "$TOKEN" = "x" ].
func compared(text string, from, i int) (int, bool) {
	if at(text, from-1) == '{' {
		from--
		if at(text, i) == '}' {
			i++
		}
	}
	if at(text, from-1) != '$' {
		return 0, false
	}
	i += len(quoteAt(text, i))
	sign := skipBlanks(text, i)
	to := sign
	for to < len(text) && to < sign+2 && (text[to] == '=' || text[to] == '!') {
		to++
	}
	if sign == i || to == sign || text[to-1] != '=' || !isBlank(at(text, to)) {
		return 0, false
	}
	return skipBlanks(text, to), true
}

// listed takes out the texts of a list or an object that begins at i and whose
// name says that they are secrets: signing_keys = ["x", "y"], tokens { agent = "x" }.
func listed(s *scan, i int, class secrecy) {
	open := at(s.text, i)
	if open != '[' && open != '{' {
		return
	}
	for range 32 {
		i = skipSpaces(s.text, i+1)
		if open == '{' {
			i = fieldValue(s, i)
		}
		v, end, ok := s.quotedWord(i)
		if !ok {
			return
		}
		if open == '[' && credential(class, v.text) || open == '{' && (isUUID(v.text) || looksGenerated(v.text, countOf(v.text))) && !publicNames[nameBefore(s.lower, i)] {
			s.redact(v.from, v.to)
		}
		if i = skipSpaces(s.text, end); at(s.text, i) != ',' {
			return
		}
	}
}

// fieldValue returns where the value of the field of an object begins whose name
// stands at i.
func fieldValue(s *scan, i int) int {
	if _, end, ok := s.quotedWord(i); ok {
		i = end
	} else {
		i = run(s.text, i, isName)
	}
	i = skipBlanks(s.text, i)
	n, _ := s.equals(i)
	return skipSpaces(s.text, i+n)
}
