// Package visual says how a life is drawn, for the screen and for drawings: what
// a phase, a mark and an event look like, and which moments the time axis
// counts from.
//
// It deals in shapes and roles. Which character, height or colour stands for
// one is the business of whoever draws. It must not know cells or pixels.
package visual
