package timeline

import "time"

// startupPath attributes creation → first Ready to the stages that gated it.
func startupPath(l *Life, now time.Time) Startup { return Startup{} }
