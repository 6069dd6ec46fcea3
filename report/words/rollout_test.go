package words

import (
	"slices"
	"testing"

	"github.com/podlife/podlife/timeline"
)

func TestRollouts(t *testing.T) {
	s := timeline.Snapshot{Workloads: []timeline.Workload{
		{Kind: "Deployment", Name: "web", Rollout: timeline.Rollout{State: timeline.RolloutStalled, Headline: "exceeded quota"}},
		{Kind: "ReplicaSet", Name: "web-1"},
	}}
	if got := Rollouts(&s); !slices.Equal(got, []string{"deployment/web: exceeded quota"}) {
		t.Errorf("%q", got)
	}
}
