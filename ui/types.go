package ui

import (
	"github.com/podlife/podlife/ui/crash"
	"github.com/podlife/podlife/ui/export"
	"github.com/podlife/podlife/ui/logs"
)

// What callers of Run provide and get, named by the panes that use it.
type (
	CrashError = crash.Error
	Exports    = export.Exports
	Format     = export.Format
	LogRequest = logs.Request
	OpenLog    = logs.Open
)
