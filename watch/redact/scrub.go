package redact

import (
	"regexp"
	"strings"
)

// secretWord is in the name of most things that hold a credential.
const secretWord = `(?:passw(?:or)?d|passphrase|\bpass\b|_pass\b|pwd|secret|token|credential|(?:api|access|private|signing|encryption|auth|account|license|master|shared|storage)[-_.]?key|authorization|connection[-_.]?string|dsn)`

// value is what may follow such a name: a quoted text or a word.
const secretValue = `("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'&;,|)}\]]+)`

var namePattern = regexp.MustCompile(`(?i)` + secretWord)

// secretName reports whether something of that name holds a credential.
func secretName(name string) bool { return namePattern.MatchString(name) }

// scrubRule takes one kind of credential out of a text; replacement is a
// regexp template.
type scrubRule struct {
	name        string
	pattern     *regexp.Regexp
	replacement string
}

// scrubRules are applied in this order.
var scrubRules = []scrubRule{
	{"PEM private key", regexp.MustCompile(`(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`), Redacted},
	{"password in a URL", regexp.MustCompile(`([a-zA-Z][\w+.-]*://[^\s/:@"']*):[^\s@"']+@`), "$1:" + Redacted + "@"},
	{"token as the user of a URL", regexp.MustCompile(`([a-zA-Z][\w+.-]*://)[\w-]{20,}@`), "$1" + Redacted + "@"},
	{"authorization header", regexp.MustCompile(`(?i)(authorization["']?\s*[:=]\s*["']?)(?:(?:bearer|basic|token|digest|negotiate)\s+)?[^\s"'\[]+`), "${1}" + Redacted},
	{"bearer or basic credentials", regexp.MustCompile(`(?i)\b(bearer|basic)\s+([A-Za-z0-9._~+/-]{16,}=*)`), "$1 " + Redacted},
	{"short bearer token", regexp.MustCompile(`(?i)\b(bearer)\s+((?-i:[a-z._~+/-]*[A-Z0-9][A-Za-z0-9._~+/-]{3,}=*))`), "$1 " + Redacted},
	{"signature in a URL", regexp.MustCompile(`(?i)([?&](?:sig|signature|x-amz-signature|x-goog-signature)=)[^\s"'&]+`), "${1}" + Redacted},
	{"JSON web token", regexp.MustCompile(`\beyJ[\w-]{5,}\.[\w-]+\.?[\w-]*`), Redacted},
	{"AWS access key", regexp.MustCompile(`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`), Redacted},
	{"vendor token", regexp.MustCompile(`\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{10,}|AIza[\w-]{30,}|sk-[\w-]{20,}|npm_\w{30,}|hv[sb]\.[\w-]{20,}|dop_v1_\w{30,})`), Redacted},
	{"--password value", regexp.MustCompile(`(?i)(^|\s)(--?[\w.-]*` + secretWord + `[\w.-]*)(\s+)` + secretValue), "$1$2$3" + Redacted},
	{"name=value", regexp.MustCompile(`(?i)([\w.-]*` + secretWord + `[\w.-]*["']?=)` + secretValue), "${1}" + Redacted},
	{`"name": "value"`, regexp.MustCompile(`(?i)(["'][\w.-]*` + secretWord + `[\w.-]*["']:\s*)` + secretValue), "${1}" + Redacted},
	{`"name" : "value"`, regexp.MustCompile(`(?i)(["'][\w.-]*` + secretWord + `[\w.-]*["']\s*:\s*)("(?:[^"\\]|\\.)*"|'[^']*')`), "${1}" + Redacted},
	{"password: value", regexp.MustCompile(`(?i)([\w.-]*(?:passw(?:or)?d|passphrase|pwd|api[-_.]?key|access[-_.]?key|private[-_.]?key)[\w.-]*:\s*)` + secretValue), "${1}" + Redacted},
	// "failed to fetch token: pods not found" is prose; a credential has digits or capitals in it.
	{"token: value", regexp.MustCompile(`(?i)([\w.-]*(?:secret|token|credential)[\w.-]*:\s*)((?-i:[a-z_-]*[A-Z0-9+/=][^\s"'&;,|)}\]]{5,}))`), "${1}" + Redacted},
	{"curl -u user:password", regexp.MustCompile(`(^|\s)(-u\s*|--user[\s=])("[^"]*:[^"]*"|'[^']*:[^']*'|[^\s:"']+:[^\s"']+)`), "$1$2" + Redacted},
	{"mysql -ppassword", regexp.MustCompile(`(\b(?:mysql|mysqladmin|mysqldump|mariadb)\b[^\n;|&]*?\s-p)([^\s'"]+)`), "${1}" + Redacted},
	{"sshpass -p password", regexp.MustCompile(`(\bsshpass\s+-p\s*)` + secretValue), "${1}" + Redacted},
	{"redis-cli -a password", regexp.MustCompile(`(\bredis-cli\b[^\n;|&]*?\s-a\s+)` + secretValue), "${1}" + Redacted},
}

// scrub takes what looks like a credential out of a text.
func scrub(s string) string {
	if !hint.MatchString(s) {
		return s
	}
	for _, r := range scrubRules {
		s = r.pattern.ReplaceAllString(s, r.replacement)
	}
	return s
}

// hint is a cheap test that most messages fail: every rule needs one of these.
var hint = regexp.MustCompile(`(?i)` + secretWord + `|-----BEGIN|://[^\s]*@|bearer|basic|eyJ|AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox|AIza|sk-|npm_|hv[sb]\.|dop_v1_|-u|--user|mysql|mariadb|sshpass|redis-cli|sig=|signature=`)

// wordFlags are flags whose next word is a credential whatever it looks like,
// by the program they belong to.
var wordFlags = map[string]string{"sshpass": "-p", "redis-cli": "-a", "curl": "-u", "htpasswd": "-b"}

// scrubWords scrubs a command line that is split into words: a flag's value may
// be the word after it.
func scrubWords(words []string) []string {
	out := make([]string, len(words))
	program := ""
	if len(words) > 0 {
		program = words[0][strings.LastIndexByte(words[0], '/')+1:]
	}
	for i, w := range words {
		switch {
		case i > 0 && strings.HasPrefix(words[i-1], "-") && !strings.ContainsAny(words[i-1], "= ") &&
			secretName(words[i-1]) && !strings.HasPrefix(w, "-"),
			i > 0 && wordFlags[program] != "" && words[i-1] == wordFlags[program]:
			out[i] = Redacted
		case (strings.HasPrefix(program, "mysql") || program == "mariadb") && strings.HasPrefix(w, "-p") && len(w) > 2:
			out[i] = "-p" + Redacted
		default:
			out[i] = scrub(w)
		}
	}
	if words == nil {
		return nil
	}
	return out
}
