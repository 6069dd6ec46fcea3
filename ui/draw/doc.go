// Package draw paints a screen of cells: a canvas, the glyphs and styles it is
// drawn with, bars over a time axis, and the pieces that every pane shares (titles,
// boxes, gauges, wrapped text).
//
// It knows cells, colours, widths of text, and where on an axis a moment lies. It
// must not know Kubernetes: what a glyph stands for is the panes' business.
package draw
