package timeline

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes text from a pod, an event or an error safe to show: terminal
// sequences are removed whole, as are control characters (ESC and the C1 range
// among them), bidi overrides and other invisible format characters; runs of
// white space become one space. It returns s itself when there is nothing to do.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	s = sequences.ReplaceAllString(s, "")
	var b strings.Builder
	b.Grow(len(s))
	space := true // swallow leading white space
	for _, r := range s {
		switch {
		case r == utf8.RuneError:
			r = '\ufffd'
		case unicode.IsSpace(r):
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		case hidden(r):
			continue
		}
		b.WriteRune(r)
		space = false
	}
	return strings.TrimRight(b.String(), " ")
}

// sequences are the terminal's control sequences (ECMA-48): CSI up to its final
// byte, and the string ones (OSC, DCS, SOS, PM, APC) up to BEL or ST.
var sequences = regexp.MustCompile("(?:\x1b\\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\x1b[\\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\x07\x1b\u009c]*(?:\x07|\x1b\\\\|\u009c)")

func isClean(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7f || (c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ')) {
			return false
		}
	}
	return true
}

// hidden reports runes that draw nothing themselves but change what is drawn
// around them: Cc, Cf (bidi controls, zero-width joiners, BOM), Zl, Zp, Co, Cs.
func hidden(r rune) bool {
	if r < utf8.RuneSelf {
		return r < ' ' || r == 0x7f
	}
	return unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) || r == '\u034f' || r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0' ||
		(r >= 0xfe00 && r <= 0xfe0f) || (r >= 0xe0100 && r <= 0xe01ef)
}

// CleanAll applies Clean to a list of names; what has nothing to show is left
// out.
func CleanAll(names []string) []string {
	var out []string
	for _, n := range names {
		if n = Clean(n); n != "" {
			out = append(out, n)
		}
	}
	return out
}
