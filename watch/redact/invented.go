package redact

import (
	"slices"
	"strings"
)

// isInvented reports whether a word is one that people take for a password and
// seldom for a name: capitals, small letters and digits, or a mark among them.
// It takes words of the neighbourhood to make it a secret.
func isInvented(v string, c count) bool {
	if len(v) < leastGenerated || len(v) > 64 || c.lower == 0 || c.digit == 0 || c.upper+c.marks == 0 || c.other+c.joints > 0 {
		return false
	}
	v, c = plain(v)
	stem := strings.TrimRight(v, "0123456789")
	return c.digit > 0 && c.upper+c.marks > 0 && !strings.HasSuffix(lowered(stem), "v") && (c.marks == 0 || markedWithin(v))
}

// isNumbered reports whether v is letters and digits and no technical word. Names
// are written so too: it decides only where a password must stand.
func isNumbered(v string, c count) bool {
	if len(v) < leastNumbered || len(v) > 64 || c.digit+c.lower+c.upper < len(v) || c.lower+c.upper < 3 || isAmount(v) || len(v) > 11 && all(v, isHex) {
		return false
	}
	_, c = plain(v)
	return c.digit > 0 && c.lower+c.upper > 2
}

// neighbours are what a command or a sentence says before a secret.
var neighbours = strings.Fields("passw passphrase passcode pwd secret cred login auth superuser connect( crypt hash( changeme create-user user:create adduser useradd")

// bystanders are what says who or where, and not with which secret.
var bystanders = set(`user users username role roles name names database db host hosts from as realm client topic queue type kind class mode profile
	env environment region zone bucket table schema issuer audience scope group groups alias subject provider for method mechanism app service namespace
	secret secrets configmap plugin key keys kid account container pod node image`)

// letters are flags and words that many programs call a password.
var letters = set(`p pw xp ap w pass`)

// refusals are words of sentences that end in what was refused, not in a secret.
var refusals = strings.Fields("fail invalid error denied wrong expired missing not unknown unsupported unexpected reject")

// isBesideSecret reports whether words about a secret stand before the word from
// up to to: in the same command, or in the same sentence where it is quoted, ends
// what a colon announces, or stands behind a user and a colon.
func isBesideSecret(s *source, from, to int) bool {
	head := s.lower[max(0, from-100):from]
	head = head[strings.LastIndexAny(head, "\n;|&")+1:]
	name := nameBefore(s.lower, from)
	command := s.setting == commands && !inSentence(s, from)
	switch paired := at(s.text, from-1) == ':' && isPaired(s.text, from-1); {
	case bystanders[name]:
		return false
	case command && (letters[name] || paired):
		return true
	case command, paired, isQuoted(s.text, from, to):
		return containsAny(head, neighbours)
	case strings.HasSuffix(head, ": ") && endsLine(s.text, to):
		return containsAny(head, neighbours) && !containsAny(head, refusals)
	}
	return follows(s, from)
}

// isPaired reports whether a name, and no path, stands before the colon at i.
func isPaired(text string, i int) bool {
	from := nameStart(text, i)
	return from < i && at(text, from-1) != '/'
}

// inSentence reports whether i is in an element of an argv that is prose: there
// are blanks in it, and no flag like -c stands before it.
func inSentence(s *source, i int) bool {
	floor := max(0, i-200)
	from := strings.LastIndexByte(s.text[floor:i], separator) + 1
	if from == 0 && floor > 0 || strings.IndexByte(s.text[floor+from:s.elementEnd(i)], ' ') < 0 {
		return false
	}
	return floor+from > 0 && !isScript(s, floor+from)
}

// follows reports whether the word at from stands behind the name of a secret with
// nothing but "is" between, or behind a user and a colon where it is said that
// they log in.
func follows(s *source, from int) bool {
	if c := at(s.text, from-1); c == '=' || c == '/' || c == '-' || c == 0 {
		return false
	}
	head := s.lower[max(0, from-100):from]
	head = head[strings.LastIndexAny(head, "\n;|&")+1:]
	if strings.HasSuffix(head, ":") && isPaired(head, len(head)-1) {
		return containsAny(head, neighbours) && nouns[nameBefore(head, len(head))] == public && !bystanders[nameBefore(head, len(head))]
	}
	if end := at(head, len(head)-1); end != ' ' && end != separator && end != '"' && end != '\'' {
		return false
	}
	if !speaksOfSecret(head) {
		return false
	}
	head = strings.TrimRight(head, " :\x1f\"'")
	for _, verb := range []string{" is", " was", " to"} {
		head = strings.TrimSuffix(head, verb)
	}
	return nouns[nameBefore(head, len(head))] == sure
}

func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}
