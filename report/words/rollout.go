package words

import "github.com/podlife/podlife/timeline"

// Rollouts returns a line for each workload that is judged: where there is no pod,
// it may say why.
func Rollouts(s *timeline.Snapshot) []string {
	var lines []string
	for _, w := range s.Judged() {
		lines = append(lines, w.String()+": "+w.Rollout.Headline)
	}
	return lines
}
