package timeline

import "time"

// judge answers "what is it doing, and what is it waiting for" for a life
// whose lanes, conditions, deadlines and termination are already filled in.
func judge(l *Life, now time.Time) Verdict { return Verdict{} }
