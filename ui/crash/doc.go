// Package crash makes a panic of the screen an error, so that the terminal is restored and no
// stack trace is written to it.
package crash
