//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package recording

import (
	"errors"
	"os"
)

// lock would keep other recorders from f; this system has no flock.
func lock(*os.File) error { return errors.ErrUnsupported }
