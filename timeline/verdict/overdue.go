package verdict

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

// removalSlack is what the kubelet may take longer than the grace period to have
// an object removed of which no container runs: it unmounts the volumes, takes
// the sandbox down and publishes.
const removalSlack = 15 * time.Second

// teardownTroubles are the Events that say what keeps a pod from being taken
// down, and those of its start whose cause does so too.
var teardownTroubles = []string{
	"FailedKillPod", "FailedUnmount", "FailedUnMount", "FailedUnmountDevice", "FailedDetachVolume", "FailedDetach",
	"FailedPrepareDynamicResources", "FailedUnprepareDynamicResources", "FailedMount", "FailedAttachVolume", "FailedMapVolume",
}

// removalOverdue reports a deletion that is past its deletionTimestamp although
// no container of the pod runs.
func (s *scene) removalOverdue() (fact, bool) {
	due := s.removalDue()
	if due.IsZero() || s.now.Sub(due.Latest) < removalSlack || s.first((*laneView).running) != nil || s.busy() {
		return fact{}, false
	}
	f := at(s.pod, s.pod.podSpan)
	f.since = due.Latest
	if by, why := s.kubeletStop(); by.Kind == timeline.StopRejected {
		return f.because(s.life.Pod.Reason, why), true
	}
	f.mark = s.pod.lastMark(func(m *timeline.Mark) bool { return slices.Contains(teardownTroubles, m.Kind) })
	if f.mark != nil {
		f = f.because(f.mark.Kind, f.mark.Message)
	}
	return f, true
}

// removalDue is the pod's deletionTimestamp; zero where no deletion was asked for.
func (s *scene) removalDue() timeline.Edge {
	requested := s.life.Pod.DeletionRequested
	if requested.IsZero() || !s.life.Pod.Gone.IsZero() {
		return timeline.Edge{}
	}
	return timeline.ReportedEdge(requested.Add(s.life.Pod.GracePeriod))
}

// busy reports a pull or a postStart hook that goes on, which the kubelet does
// not cancel for a deletion.
func (s *scene) busy() bool {
	return s.first(func(v *laneView) bool { return doing(v.image, timeline.Pulling) || doing(v.hook, timeline.PostStart) }) != nil
}

func (s *scene) sayRemovalOverdue(f fact) string {
	overdue := "the deletion is " + s.elapsedSince(s.removalDue()) + " overdue (grace " + length.Setting(s.life.Pod.GracePeriod) + ") though no container runs"
	if f.mark == nil {
		if held := s.life.Pod.Finalizers; len(held) > 0 {
			overdue += "; its finalizers are " + message.Cut(strings.Join(held, ", "), message.MessageWidth)
		}
		return join("; ", s.endedByKubelet(), overdue)
	}
	return overdue + "; last trouble: " + f.mark.Kind + ": " + message.Shorten(f.mark.Message)
}
