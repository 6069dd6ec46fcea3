package ui

import (
	"context"
	"errors"
)

// Run shows the screen until the person quits, ctx ends or the process is told
// to stop. It restores the terminal in every case.
func Run(ctx context.Context, o Options) error { return errors.New("not yet") }
