// Package compare is the pane of two pods that the user marked: what differs between
// their lives, stage by stage.
package compare
