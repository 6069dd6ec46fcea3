//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package recording

import (
	"errors"
	"os"
	"syscall"
)

// lock keeps every other recorder from f until f is closed, or returns errLocked
// where another has it. The lock is advisory: reading goes on.
func lock(f *os.File) error {
	conn, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var locked error
	err = conn.Control(func(fd uintptr) {
		locked = syscall.Flock(int(fd), syscall.LOCK_EX|syscall.LOCK_NB)
	})
	if errors.Is(locked, syscall.EWOULDBLOCK) {
		return errLocked
	}
	return errors.Join(err, locked)
}
