package words

import "strconv"

// Entity spells a character as an HTML character reference.
func Entity(r rune) string { return "&#" + strconv.Itoa(int(r)) + ";" }
