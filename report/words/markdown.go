package words

import (
	"slices"
	"strconv"
	"strings"
)

// Markdown escapes text so that a Markdown renderer shows exactly it: no
// emphasis, link, image, HTML, formula or table cell comes of it, and no link
// of its own accord from a URL or an address.
func Markdown(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\`*_[]<>&|~$^{}", r),
			r == '@',
			r == ':' && strings.HasPrefix(s[i:], "://"),
			r == '.' && strings.HasSuffix(strings.ToLower(s[:i]), "www"):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		if mentions(s, i, r) {
			b.WriteString("<!-- -->")
		}
	}
	return b.String()
}

// mentions reports whether the character at i would notify a user, or link
// to an issue, where Markdown is shown in a forge: these look at text after it
// was unescaped, so that only something between the sign and the name helps.
func mentions(s string, i int, r rune) bool {
	if r != '@' && r != '#' || i+1 >= len(s) {
		return false
	}
	return wordByte(s[i+1]) && (i == 0 || !wordByte(s[i-1]) || r == '#')
}

func wordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
}

// MarkdownCode shows text as code. Forges look for no mention in code. Pipes and
// backquotes end a table cell or a code span whatever stands before them, so
// text with one of them is an HTML element with each sign spelt out.
func MarkdownCode(s string) string {
	if s == "" {
		return ""
	}
	if !strings.ContainsAny(s, "|`\\\n") && strings.TrimSpace(s) == s {
		return "`" + s + "`"
	}
	return "<code>" + entities.Replace(s) + "</code>"
}

var entities = func() *strings.Replacer {
	pairs := []string{"\n", " "}
	for _, sign := range "&<>|`\\*_[]~$^{}@#:!\"'" {
		pairs = append(pairs, string(sign), "&#"+strconv.Itoa(int(sign))+";")
	}
	return strings.NewReplacer(append(pairs, "www.", "www&#46;", "WWW.", "WWW&#46;")...)
}()

// MarkdownTable returns a table without those columns in which no row says
// anything; a heading that ends in a colon is one of numbers. Cells are Markdown
// already. Without rows it returns "".
func MarkdownTable(headings []string, rows [][]string) string {
	var lines []string
	for i, heading := range slices.Backward(headings) {
		if !slices.ContainsFunc(rows, func(r []string) bool { return r[i] != "" }) {
			continue
		}
		rule := "---"
		if bare, number := strings.CutSuffix(heading, ":"); number {
			heading, rule = bare, "---:"
		}
		cells := []string{heading, rule}
		for _, r := range rows {
			cells = append(cells, r[i])
		}
		if lines == nil {
			lines = slices.Repeat([]string{"|"}, len(cells))
		}
		for j, c := range cells {
			lines[j] = "| " + c + " " + lines[j]
		}
	}
	return strings.Join(lines, "\n")
}

// MarkdownBlock returns lines as a block of code: with a fence that is longer
// than any run of backquotes in them.
func MarkdownBlock(lines []string) string {
	fence := "```"
	for _, line := range lines {
		for strings.Contains(line, fence) {
			fence += "`"
		}
	}
	return fence + "text\n" + strings.Join(lines, "\n") + "\n" + fence
}
