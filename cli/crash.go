package cli

import (
	"fmt"
	"runtime/debug"
)

// crash is a panic turned into an error.
type crash struct {
	value any
	stack []byte
}

func (c *crash) Error() string {
	return fmt.Sprintf("podlife itself failed: %v\n"+
		"Please report it at https://github.com/podlife/podlife/issues\n"+
		"PODLIFE_DEBUG=1 adds where it happened", c.value)
}

// protect runs f and returns its error, or the crash that it ended in.
func protect(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &crash{r, debug.Stack()}
		}
	}()
	return f()
}
