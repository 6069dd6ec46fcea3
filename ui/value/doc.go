// Package value says in words what a lane, a run, a probe or an edge is: the one-line answers
// beside the axis, and the lines that several panes share.
package value
