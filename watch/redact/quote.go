package redact

import "strings"

// quotes are the ways in which a quotation mark is written that is not plain: for a
// URL, for XML and HTML, and in a JSON string.
var quotes = []string{"%22", "%27", "&quot;", "&#34;", "&#39;", "&apos;", `\u0022`, `\u0027`}

// quoteAt returns the quotation mark at i with the backslashes before it, as
// texts within texts have them; it is empty if there is none.
func quoteAt(s string, i int) string {
	from := i
	for at(s, i) == '\\' && i-from < 16 {
		i++
	}
	switch at(s, i) {
	case '"', '\'', '`':
		return s[from : i+1]
	case '%', '&':
	case 'u':
		if i == from {
			return ""
		}
		i--
	default:
		return ""
	}
	for _, q := range quotes {
		if strings.HasPrefix(s[i:], q) {
			return s[from : i+len(q)]
		}
	}
	return ""
}

// closing returns where the text that the mark q opened before i ends: at the
// next mark with as many backslashes. Without one it is the end of the element.
func (s *source) closing(i int, q string) int {
	if u, ok := s.unclosed[q]; ok && i >= u.from && i < u.to {
		return u.to
	}
	from := i
	mark := strings.TrimLeft(q, `\`)
	depth := len(q) - len(mark)
	for ; i < len(s.text) && s.text[i] != separator; i++ {
		if s.text[i] != mark[0] || !strings.HasPrefix(s.text[i:], mark) {
			continue
		}
		if n := splice(s.text[from:], i-from, mark); n > 0 {
			i += n
			continue
		}
		slashes := i
		for slashes > from && s.text[slashes-1] == '\\' {
			slashes--
		}
		if escaped := i - slashes; escaped > depth || mark == "'" && depth == 0 && at(s.text, i+1) == '\'' && at(s.text, i+2) != 0 && isAlnum(at(s.text, i+2)) {
			if escaped == 0 {
				i++ // SQL's ''
			}
			continue
		}
		return slashes
	}
	if s.unclosed == nil {
		s.unclosed = map[string]span{}
	}
	s.unclosed[q] = span{from, i} // so that a flood of them costs one search
	return i
}

// splice returns how many bytes follow the quotation mark at i that a shell has
// for an apostrophe in single quotes: 'it'"'"'s'.
func splice(text string, i int, mark string) int {
	const apostrophe = `'"'"'`
	switch {
	case mark == "'" && strings.HasPrefix(text[i:], apostrophe):
		return len(apostrophe) - 1
	case mark == `"` && i > 0 && strings.HasPrefix(text[i-1:], apostrophe):
		return len(apostrophe) - 2
	}
	return 0
}

// elementEnd returns where the element of an argv that holds i ends, or the text.
func (s *source) elementEnd(i int) int {
	if n := strings.IndexByte(s.text[i:], separator); n >= 0 {
		return i + n
	}
	return len(s.text)
}
