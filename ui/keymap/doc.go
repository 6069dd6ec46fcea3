// Package keymap holds every key of the screen, its names and its hints: the help, the key line
// and docs/keys.md are made from it. It must not know what a key does.
package keymap
