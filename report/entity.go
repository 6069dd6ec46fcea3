package report

import "strconv"

// entity spells a character as an HTML character reference.
func entity(r rune) string { return "&#" + strconv.Itoa(int(r)) + ";" }
