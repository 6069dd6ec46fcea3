package message

// Shorten returns what of a foreign message fits a headline: of a chain of
// causes, in which every layer quotes the one below, the innermost links.
func Shorten(msg string) string {
	inner := Innermost(msg)
	if inner != msg {
		return InnerWords(inner, MessageWidth)
	}
	return InnerWords(msg, MessageWidth)
}
