package ticket

import (
	"bytes"
	"encoding/binary"
	"html"
	"strings"
	"unicode/utf16"
)

// line is one line of the text without what a ticket wraps around it.
type line struct {
	n     int    // its number in the text, from 1
	text  string // tabs expanded, trailing blanks cut
	fence bool   // a fence or a tag: a block begins or ends here
}

// indent returns how many blanks a line begins with.
func (l line) indent() int { return len(l.text) - len(strings.TrimLeft(l.text, " ")) }

func (l line) blank() bool { return l.text == "" }

// clean undoes what mail, Markdown, HTML, terminals and editors do to a paste.
func clean(text []byte) []line {
	s := decode(text)
	if !strings.Contains(s, "\n") {
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	lines := make([]line, 0, strings.Count(s, "\n")+1)
	for n, raw := range strings.Split(strings.TrimSuffix(s, "\n"), "\n") {
		lines = append(lines, cleanLine(n+1, raw))
	}
	return lines
}

// decode reads UTF-16 as PowerShell's > writes it, and drops a byte order mark.
func decode(b []byte) string {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		order = binary.LittleEndian
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		order = binary.BigEndian
	default:
		return strings.ToValidUTF8(string(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))), "\uFFFD")
	}
	units := make([]uint16, 0, len(b)/2)
	for i := 2; i+1 < len(b); i += 2 {
		units = append(units, order.Uint16(b[i:]))
	}
	return string(utf16.Decode(units))
}

var (
	escapes  = lazily(`(\x1b|\^\[)(\[[0-9;?]*[A-Za-z]|\][^\x07\x1b]*(\x07|\x1b\\))|\^@`)
	entities = lazily(`&(lt|gt|quot|amp|nbsp|apos|#\d+|#x[0-9a-fA-F]+);`)
	tags     = lazily(`(?i)</?(pre|code|details|summary|p|br|div|span|blockquote|tt|font|b|i|li|ul)(\s[^<>]*)?/?>`)
	fences   = lazily("^\\s*(`{3,}|~{3,})[\\w+.-]*\\s*$|^\\s*\\{(code|noformat|quote|panel)(:[^}]*)?\\}\\s*$")
	quotes   = lazily(`^(\s{0,3}>)+ ?`)
	blanks   = strings.NewReplacer("\u00a0", " ", "\u2007", " ", "\u202f", " ", "\u3000", " ", "\u200b", "", "\u200e", "", "\ufeff", "", "\x00", "", "\v", " ", "\f", " ")
)

// maxLine bounds one line: the longest that kubectl prints are messages.
const maxLine = 1 << 16

func cleanLine(n int, s string) line {
	s = s[:min(len(s), maxLine)]
	s = strings.TrimRight(s, "\r")
	if strings.Contains(s, "\x1b") || strings.Contains(s, "^[") || strings.Contains(s, "^@") {
		s = escapes().ReplaceAllString(s, "")
	}
	tagged := false
	if open := strings.IndexByte(s, '<'); open >= 0 && strings.IndexByte(s[open:], '>') > 0 && tags().MatchString(s) {
		s, tagged = tags().ReplaceAllString(s, ""), true
	}
	if and := strings.IndexByte(s, '&'); and >= 0 && strings.IndexByte(s[and:], ';') > 0 && entities().MatchString(s) {
		s = html.UnescapeString(s)
		if tag := strings.TrimSpace(s); tag != "" && tags().ReplaceAllString(tag, "") == "" {
			s, tagged = "", true
		}
	}
	if !isPlain(s) {
		s = blanks.Replace(s)
	}
	if strings.HasPrefix(strings.TrimLeft(s, " "), ">") {
		s = quotes().ReplaceAllString(s, "")
	}
	if first := strings.TrimLeft(s, " \t"); first != "" && strings.IndexByte("`~{", first[0]) >= 0 && fences().MatchString(s) {
		return line{n: n, fence: true}
	}
	s = unstressed(strings.TrimRight(expand(s), " "))
	s, ticked := unticked(s)
	return line{n: n, text: s, fence: s == "" && (tagged || ticked)}
}

// isPlain reports whether s has no blanks but spaces and tabs: most lines have none.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\t' || c >= 0x80 {
			return false
		}
	}
	return true
}

// unticked takes off the back-ticks around a line or at one of its ends.
func unticked(s string) (string, bool) {
	inner := strings.TrimLeft(s, " ")
	if !strings.HasPrefix(inner, "`") && !strings.HasSuffix(inner, "`") {
		return s, false
	}
	indent := s[:len(s)-len(inner)]
	inner = strings.Trim(inner, "`")
	if inner == "" {
		return "", true
	}
	return strings.TrimRight(indent+inner, " "), true
}

// unstressed takes off the marks of Markdown's emphasis around a row: _…_ and **…**,
// which kubectl begins and ends no line with.
func unstressed(s string) string {
	inner := strings.TrimLeft(s, " ")
	for _, mark := range []string{"**", "__", "_"} {
		if text, ok := strings.CutPrefix(inner, mark); ok && len(text) > len(mark) {
			if text, ok = strings.CutSuffix(text, mark); ok {
				return s[:len(s)-len(inner)] + strings.TrimRight(text, " ")
			}
		}
	}
	if m := emphasis().FindStringSubmatch(s); m != nil {
		return m[1] + m[2] + m[3]
	}
	return s
}

// emphasis is a mark that opens before the header of a table, or closes behind the
// age of its last row.
var emphasis = lazily(`^(\s*)(?:_|\*\*)((?:NAME|NAMESPACE|LAST SEEN)\s.*)$|^(.*\s(?:\d+[ydhms])+)(?:_|\*\*)$`)

// expand replaces tabs: in front of the text to the next column of eight,
// between words by two blanks at least, which keeps columns apart.
func expand(s string) string {
	if !strings.Contains(s, "\t") {
		return s
	}
	var b strings.Builder
	leading := true
	col := 0
	for _, r := range s {
		if r != '\t' {
			leading = leading && r == ' '
			b.WriteRune(r)
			col++
			continue
		}
		n := 8 - col%8
		if !leading {
			n = max(n, 2)
		}
		b.WriteString(strings.Repeat(" ", n))
		col += n
	}
	return b.String()
}
