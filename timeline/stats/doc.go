// Package stats says how long the stages of many lives took: quantiles of
// lengths that are themselves known only within bounds, by revision, node, and
// how the image came, and how two groups of lives compare. It must not know how
// a life is folded, or how numbers are printed.
package stats
