package timeline

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes text from a pod, an event or an error safe to show: terminal
// sequences are removed whole, as are control characters (ESC and the C1 range
// among them), bidi overrides and everything else that draws nothing; runs of
// white space and other blanks become one space, and no character carries more
// than maxMarks combining ones. It returns s itself when there is nothing to do.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	if strings.IndexByte(s, '\x1b') >= 0 || strings.IndexByte(s, '\xc2') >= 0 {
		s = sequences.ReplaceAllString(s, "")
	}
	var b strings.Builder
	b.Grow(len(s))
	space, marks := true, maxMarks // swallow leading white space, and marks on what stands before s
	for _, r := range s {
		switch {
		case r == utf8.RuneError:
			r = '\ufffd'
		case blank(r):
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		case hidden(r):
			continue
		case unicode.In(r, unicode.Mn, unicode.Me):
			if marks++; marks > maxMarks {
				continue
			}
			b.WriteRune(r)
			continue
		}
		b.WriteRune(r)
		space, marks = false, 0
	}
	return strings.TrimRight(b.String(), " ")
}

// maxMarks is how many combining marks a character may carry: Thai and Vietnamese
// need two, pointed Hebrew three. Dozens reach into the lines above and below.
const maxMarks = 4

// sequences are the terminal's control sequences (ECMA-48): CSI up to its final
// byte, and the string ones (OSC, DCS, SOS, PM, APC) up to BEL or ST. Each begins
// with ESC, or with a C1 control: 0xc2 and one byte more in UTF-8.
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

// blank reports whether r draws an empty cell. The ideographic space is White_Space;
// the empty Braille pattern and the null notehead are not, although they look like it.
func blank(r rune) bool { return unicode.IsSpace(r) || r == '\u2800' || r == '\U0001d159' }

// hidden reports runes that draw nothing themselves but may change what is drawn
// around them: Cc, Cf (bidi controls, zero-width joiners, BOM), Zl, Zp, Co, Cs, and
// what else is Default_Ignorable_Code_Point (DerivedCoreProperties.txt), which is
// Cf, Variation_Selector and Other_Default_Ignorable_Code_Point.
func hidden(r rune) bool {
	if r < utf8.RuneSelf {
		return r < ' ' || r == 0x7f
	}
	return unicode.In(r, unicode.C, unicode.Zl, unicode.Zp, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
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
