package redact

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isAlnum(c byte) bool { return isLower(c) || isUpper(c) || isDigit(c) }
func isHex(c byte) bool   { return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F' }
func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// isSpace reports whether c ends a word; separator ends an element of an argv,
// and 0 is what at returns behind a text.
func isSpace(c byte) bool { return isBlank(c) || c == '\n' || c == '\r' || c == separator || c == 0 }

func isNoSpace(c byte) bool { return !isSpace(c) }

// isName reports whether c may stand in the name of a variable, flag or field.
func isName(c byte) bool { return isAlnum(c) || c == '_' || c == '-' || c == '.' }

// isToken reports whether c may stand in base64, of either alphabet.
func isToken(c byte) bool { return isAlnum(c) || c == '+' || c == '/' || c == '_' || c == '-' }

func all(s string, is func(byte) bool) bool {
	return s != "" && run(s, 0, is) == len(s)
}

// run returns where the characters from i on that is accepts end.
func run(s string, i int, is func(byte) bool) int {
	for i < len(s) && is(s[i]) {
		i++
	}
	return i
}

// nameStart returns where the name begins that ends at i.
func nameStart(s string, i int) int {
	for i > 0 && isName(s[i-1]) {
		i--
	}
	return i
}

// lowered returns s with ASCII capitals made small; bytes keep their places.
func lowered(s string) string {
	for i := range len(s) {
		if isUpper(s[i]) {
			b := []byte(s)
			for ; i < len(b); i++ {
				if isUpper(b[i]) {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// at returns the byte of s at i, or 0 outside of it.
func at(s string, i int) byte {
	if i < 0 || i >= len(s) {
		return 0
	}
	return s[i]
}
