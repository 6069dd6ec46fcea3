//go:build unix

package cli

import "golang.org/x/sys/unix"

// underShell reports whether a shell can bring back what ctrl+z stops. The
// kernel does not stop the first program of a terminal and what runs in its
// process group (docker run -it, kubectl exec -it, ssh -t): Bubble Tea would
// wait forever to be continued.
func underShell() bool {
	session, err := unix.Getsid(0)
	return err == nil && session != unix.Getpgrp()
}
