//go:build !unix

package ui

// onResume: nothing is stopped here.
func onResume(func()) (stop func()) { return func() {} }
