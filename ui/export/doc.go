// Package export is the menu that writes what is shown to a file.
package export
