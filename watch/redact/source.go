package redact

// source is a text that is read: it finds where its words, values, quotations
// and commands end, and takes nothing out of it. What it remembers are the last
// answers, so that a flood of marks costs one search each and not one a mark.
type source struct {
	text, lower string
	setting     setting
	line        span            // the last one that lineOf saw
	word        span            // the last one that wordEnd saw
	unclosed    map[string]span // by quotation mark: where no closing one is
}
