// Package jsonscan finds the parts of a JSON text without decoding them.
//
// It checks the grammar as it goes (RFC 8259), allocates nothing and keeps
// nothing, so that a reader can throw away the large parts of an object that
// nobody needs before a real decoder sees them. It knows JSON, not Kubernetes.
package jsonscan

import (
	"errors"
	"fmt"
)

// ErrShort says that the text ended inside a value: what was read so far could
// have become valid JSON.
var ErrShort = errors.New("unexpected end of JSON")

// SyntaxError is a byte that cannot stand where it stands.
type SyntaxError struct {
	Offset int // from the start of the text
	Byte   byte
	Want   string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("unexpected %q, expected %s", e.Byte, e.Want)
}

// maxDepth is encoding/json's own limit; deeper texts would overflow nothing
// here, but its decoder would refuse them anyway.
const maxDepth = 10000

// Space returns the index of the first byte at or after i that is no JSON white space.
func Space(b []byte, i int) int {
	for i < len(b) {
		switch b[i] {
		case ' ', '\t', '\r', '\n':
			i++
		default:
			return i
		}
	}
	return i
}

// Value returns the index after the value that starts at i (no leading white space).
func Value(b []byte, i int) (int, error) { return value(b, i, 0) }

// Whole checks that b is exactly one value, with white space around it allowed.
func Whole(b []byte) error {
	end, err := Value(b, Space(b, 0))
	if err != nil {
		return err
	}
	if end = Space(b, end); end < len(b) {
		return &SyntaxError{end, b[end], "the end of the line"}
	}
	return nil
}

func value(b []byte, i, depth int) (int, error) {
	if i >= len(b) {
		return i, ErrShort
	}
	if depth > maxDepth {
		return i, &SyntaxError{i, b[i], "less nesting"}
	}
	switch c := b[i]; {
	case c == '{':
		return object(b, i, depth)
	case c == '[':
		return array(b, i, depth)
	case c == '"':
		return str(b, i)
	case c == 't':
		return literal(b, i, "true")
	case c == 'f':
		return literal(b, i, "false")
	case c == 'n':
		return literal(b, i, "null")
	case c == '-' || c-'0' < 10:
		return number(b, i)
	default:
		return i, &SyntaxError{i, c, "a value"}
	}
}

func literal(b []byte, i int, want string) (int, error) {
	for k := range len(want) {
		if i+k >= len(b) {
			return len(b), ErrShort
		}
		if b[i+k] != want[k] {
			return i + k, &SyntaxError{i + k, b[i+k], want}
		}
	}
	return i + len(want), nil
}

func number(b []byte, i int) (int, error) {
	if b[i] == '-' {
		i++
	}
	switch {
	case i >= len(b):
		return i, ErrShort
	case b[i] == '0':
		i++
	case b[i]-'1' < 9:
		i = digits(b, i)
	default:
		return i, &SyntaxError{i, b[i], "a digit"}
	}
	if i < len(b) && b[i] == '.' {
		end := digits(b, i+1)
		if end == i+1 {
			return wantDigit(b, end)
		}
		i = end
	}
	if i < len(b) && b[i]|0x20 == 'e' {
		i++
		if i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		end := digits(b, i)
		if end == i {
			return wantDigit(b, end)
		}
		i = end
	}
	return i, nil
}

func digits(b []byte, i int) int {
	for i < len(b) && b[i]-'0' < 10 {
		i++
	}
	return i
}

func wantDigit(b []byte, i int) (int, error) {
	if i >= len(b) {
		return i, ErrShort
	}
	return i, &SyntaxError{i, b[i], "a digit"}
}

// str returns the index after the string that starts with the quote at i.
func str(b []byte, i int) (int, error) {
	for i++; i < len(b); i++ {
		c := b[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		switch {
		case c == '"':
			return i + 1, nil
		case c < 0x20:
			return i, &SyntaxError{i, c, "an escaped control character"}
		}
		n, err := escape(b, i)
		if err != nil {
			return i, err
		}
		i += n - 1
	}
	return i, ErrShort
}

// escape returns the length of the escape sequence that starts at i.
func escape(b []byte, i int) (int, error) {
	if i+1 >= len(b) {
		return 0, ErrShort
	}
	switch b[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2, nil
	case 'u':
		for k := i + 2; k < i+6; k++ {
			if k >= len(b) {
				return 0, ErrShort
			}
			if c := b[k] | 0x20; b[k]-'0' >= 10 && c-'a' >= 6 {
				return 0, &SyntaxError{k, b[k], "a hexadecimal digit"}
			}
		}
		return 6, nil
	}
	return 0, &SyntaxError{i + 1, b[i+1], "an escape character"}
}
