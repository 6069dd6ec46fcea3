// Package report writes a timeline.Snapshot for people and programs that do
// not look at a screen: a page of text, JSON, and one line per change.
//
// It knows how to word and lay out what a Snapshot says, never more precisely
// than the Snapshot knows it. It must not know where Observations come from,
// read a clock, or derive facts of its own: what is true of a pod is
// timeline's business.
package report

// Options say how text is laid out. The zero value is a page of 100 columns.
type Options struct {
	Width int  // columns; 0 means 100, and nothing gets narrower than 60
	ASCII bool // no character beyond ASCII of the report's own
}

func (o Options) width() int {
	if o.Width == 0 {
		return 100
	}
	return max(o.Width, 60)
}
