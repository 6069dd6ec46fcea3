// Package help is the page of the keys and the glyphs.
package help
