// Package words has the text that several of the report's formats share: how a
// time, a length, an exit and a pod are worded, and how text is cut and wrapped
// to columns.
//
// It must not know any format: who writes Markdown, XML or a page escapes what
// he gets from here.
package words
