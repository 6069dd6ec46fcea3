package redact

import (
	"slices"
	"strings"
)

// harmless reports whether a value is no secret whatever its name is: nothing,
// a switch, a duration, a path, a reference, or a placeholder.
func harmless(v string) bool {
	v = strings.TrimSpace(v)
	switch {
	case v == "", strings.HasPrefix(v, Redacted):
		return true
	case len(v) > 256:
		return false
	case states[lowered(v)]:
		return true
	}
	return isReference(v) || isPath(v) || isAmount(v)
}

// states are words that stand where a secret would, and are none.
var states = set(`true false yes no on off null none nil <nil> undefined unset required optional enabled disabled default auto empty n/a
	missing invalid expired present incorrect wrong rejected denied revoked mismatch needed forbidden unauthorized unknown failed error
	redacted hidden masked omitted removed include same-origin omit not bearer basic string str text and or is was file env stdin set
	rbac abac node,rbac node webhook alwaysallow alwaysdeny anonymous oidc saml mtls kerberos prompt always never any all . , ; : - -- ... ? x [ ( { > | >- |- } ] ) \ " ' ""`)

// isReference reports whether v names a secret kept elsewhere, or stands for one.
func isReference(v string) bool {
	switch {
	case strings.HasPrefix(v, "$("), strings.HasPrefix(v, "${{"):
		return true
	case strings.HasPrefix(v, "`"):
		return strings.Count(v, "`") != 2 || strings.HasSuffix(v, "`")
	case strings.HasPrefix(v, "${"):
		return strings.Count(v, "}") <= 1 && !strings.ContainsAny(v, ":-?+=") && strings.IndexByte(v, '}') != len(v)-2
	case strings.HasPrefix(v, "$"):
		return all(v[1:], func(c byte) bool { return isUpper(c) || isDigit(c) || c == '_' }) ||
			all(v[1:], func(c byte) bool { return isLower(c) || c == '_' })
	case strings.HasPrefix(v, "{{"), strings.HasPrefix(v, "%{"), strings.HasPrefix(v, "<") && (strings.HasSuffix(v, ">") || strings.HasPrefix(v, "<set")):
		return true
	case len(v) > 2 && v[0] == '%' && v[len(v)-1] == '%', strings.Trim(v, "*") == "", strings.Trim(lowered(v), "x") == "", strings.Trim(v, ".…") == "":
		return true
	}
	return slices.ContainsFunc(references, func(scheme string) bool { return strings.HasPrefix(v, scheme) })
}

// references begin values that say where a secret is.
var references = []string{"file:", "env:", "fd:", "arn:", "vault:", "ref+", "op://", "awssm:", "gcpsm:", "sm://", "secretRef:", "keyvault:", "azurekeyvault", "projects/", "secret://", "secrets/", "valueFrom", "sha256:"}

// isPath reports whether v is the name of a file: /run/secrets/db, ./key.pem, @file.
func isPath(v string) bool {
	v = strings.TrimPrefix(v, "@")
	rooted := strings.HasPrefix(v, "/") || strings.HasPrefix(v, "./") || strings.HasPrefix(v, "../") || strings.HasPrefix(v, "~/")
	drive := len(v) > 3 && isAlnum(v[0]) && v[1] == ':' && (v[2] == '\\' || v[2] == '/')
	if !rooted && !drive {
		i := strings.LastIndexByte(v, '.')
		return i > 0 && extensions[lowered(v[i+1:])] && all(v, func(c byte) bool { return isName(c) || c == '/' })
	}
	for _, part := range strings.FieldsFunc(v, func(r rune) bool { return r == '/' || r == '\\' }) {
		if random(part) || strings.ContainsAny(part, "+=!&") {
			return false
		}
	}
	return len(v) > 1
}

var extensions = set(`pem key crt cer txt json yaml yml toml ini conf cfg properties jks p12 pfx env secret token pub keytab db sh xml cnf gpg asc`)

// isAmount reports whether v is a small number, a duration or a size.
func isAmount(v string) bool {
	i := 0
	for i < len(v) && (isDigit(v[i]) || v[i] == '.') {
		i++
	}
	if i == 0 || i > 9 {
		return false
	}
	unit := v[i:]
	return unit == "" && i < 5 || amounts[lowered(unit)] && i < 6 || i < 4 && strings.Trim(unit, "0123456789hms") == ""
}

var amounts = set(`ns us µs ms s m h d w k g ki mi gi kb mb gb kib mib gib % sec min hours days`)

// isResource reports whether v may be the name of a Kubernetes object, or of the
// path of a secret in a store: words and short numbers, in small letters.
func isResource(v string) bool {
	if len(v) > 253 || !all(v, func(c byte) bool { return isLower(c) || isDigit(c) || c == '-' || c == '.' || c == '/' || c == '_' }) {
		return false
	}
	for _, part := range strings.FieldsFunc(v, func(r rune) bool { return strings.ContainsRune("-./_", r) }) {
		if i := strings.IndexFunc(part, func(r rune) bool { return r <= '9' }); i >= 0 && transitions(part) > 1 && len(part) > 4 {
			return false
		}
	}
	return true
}

// random reports whether v looks generated rather than written: kinds of
// characters change often in it. Names, versions, URLs, times and UUIDs do not.
func random(v string) bool {
	n := len(v)
	if n < 8 || n > 1024 || strings.ContainsAny(v, " \t\n<>") || strings.Contains(v, "://") || isUUID(v) || strings.HasPrefix(v, "sha256:") || strings.HasPrefix(v, "0x") {
		return false
	}
	c, equals, changes := countOf(v), strings.Count(v, "="), transitions(v)
	special, other := c.marks+equals, c.joints+c.other-equals
	switch {
	case c.lower+c.upper == 0, other*4 > n, strings.IndexFunc(v, func(r rune) bool { return r >= 0x80 }) >= 0:
		return false
	case other == 0 && c.upper == 0 && special == 0:
		return c.digit > 2 && n >= 16 && changes*5 >= n || all(v, isHex) && n >= 16 && c.digit > 0
	case special > 0 && c.digit > 0 && c.lower > 0 && strings.IndexByte(v, '/') < 0:
		return equals != special || strings.HasSuffix(v, "=") // not name=value
	case c.lower > 0 && c.upper > 0 && c.digit > 0:
		return changes >= 5 && changes*10 >= n*3
	case c.lower > 0 && c.upper > 0:
		return n >= 16 && changes*2 >= n
	case c.upper > 0 && c.digit > 0 && c.lower == 0:
		return n >= 12 && c.digit > 1 && changes*4 >= n && strings.IndexByte(v, '_') < 0
	}
	return false
}

// transitions counts how often the kind of character changes in v.
func transitions(v string) int {
	n, last := 0, byte(0)
	for i := range len(v) {
		kind := byte('!')
		if isAlnum(v[i]) {
			kind = characters[v[i]]
		}
		if i > 0 && kind != last {
			n++
		}
		last = kind
	}
	return n
}

func isUUID(v string) bool {
	if len(v) != 36 {
		return false
	}
	for i := range len(v) {
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (v[i] == '-') || !dash && !isHex(v[i]) {
			return false
		}
	}
	return true
}

// credential reports whether a value under a name of that class is a secret.
func credential(class secrecy, v string) bool {
	switch {
	case class == numeric: // a personal identification number; a port of GPIO, which is called a pin too, has fewer digits
		return len(v) >= 4 && len(v) <= 16 && all(v, isDigit)
	case class == public || harmless(v):
		return false
	case len(v) > 1024:
		return class >= named
	}
	switch class {
	case named:
		return !isResource(v)
	case doubtful:
		if _, after, ok := strings.Cut(v, ":"); ok && (random(after) || isInvented(after, countOf(after))) {
			return true
		}
		return random(v)
	}
	return true
}
