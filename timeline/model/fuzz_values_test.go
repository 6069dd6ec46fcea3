package model_test

import (
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

func (g *distorter) kind() timeline.ObservationType {
	return [...]timeline.ObservationType{timeline.Added, timeline.Modified, timeline.Deleted, timeline.Bookmark, timeline.Error,
		timeline.Sample, timeline.GapType, ""}[g.byte()%8]
}

func (g *distorter) time() time.Time {
	base := g.obs[g.at].At
	switch b := g.byte(); b % 8 {
	case 0:
		return time.Time{}
	case 1:
		return time.Unix(0, 0)
	case 2:
		return time.Date(2150, 12, 31, 23, 59, 59, 999999999, time.UTC)
	case 3:
		return time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	case 4:
		return base.Truncate(time.Second)
	default:
		return base.Add(time.Duration(int8(g.byte())) * time.Second)
	}
}

func (g *distorter) uid() types.UID {
	if b := g.byte(); b%4 != 0 {
		for _, o := range g.obs[int(b)%len(g.obs):] {
			if p, ok := o.Object.(*corev1.Pod); ok {
				return p.UID
			}
		}
	}
	return types.UID(g.text())
}

func (g *distorter) name(old string) string {
	if g.byte()%2 == 0 {
		return g.text()
	}
	return old[len(old)/2:]
}

func (g *distorter) fieldPath() string {
	return [...]string{"", "spec.containers{app}", "spec.initContainers{}", "spec.containers{", "}{", "spec.ephemeralContainers{x}", "spec.containers{main-container}"}[g.byte()%7]
}

func (g *distorter) reason() string {
	return [...]string{"Started", "Created", "Killing", "BackOff", "Pulling", "Pulled", "Failed", "Unhealthy", "Scheduled", "FailedScheduling",
		"FailedPostStartHook", "FailedPreStopHook", "Evicted", "SandboxChanged", "NodeNotReady", "ResizeCompleted", "Preempted", ""}[g.byte()%18]
}

func (g *distorter) text() string {
	return [...]string{"", "\x1b[31mred\x1b[0m", "a\nb\t\x00c", "\u202eevil\u200b", "\xff\xfe", ".", "...", strings.Repeat("long ", 500),
		"Liveness probe failed: ", "Readiness probe failed: x.", `Successfully pulled image "i" in 99999999h (1ns including waiting). Image size: 99999999999999999999 bytes.`,
		"back-off 40s restarting failed container=x pod=y", "(combined from similar events): (combined from similar events): ", "True", "CrashLoopBackOff", "docker://"}[g.byte()%16]
}
