package verdict

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// volumeSuccess are the Events that end a volume's failure. An ordinary mount
// that succeeds emits nothing.
var volumeSuccess = map[string]string{
	"FailedAttachVolume": "SuccessfulAttachVolume", "FailedMapVolume": "SuccessfulMountVolume",
}

// ownership is the Event of a volume whose files are given to the pod's fsGroup.
const ownership = "VolumePermissionChangeInProgress"

// preparation returns the newest trouble, or news, on the pod's lane of its node's
// preparation that no later Event of the same volume has ended; nil if there is none. What
// keeps a volume from being there comes before that it was not there in time.
func (v *laneView) preparation() *timeline.Mark {
	settled := map[string]bool{}
	var timeout *timeline.Mark
	cause := v.lastMark(func(m *timeline.Mark) bool {
		volume := message.VolumeOf(m.Message)
		settled[m.Kind+" "+volume] = true
		if over := volumeSuccess[m.Kind]; over != "" && settled[over+" "+volume] {
			return false
		}
		if message.Unmounted(m.Message) != "" {
			if timeline.IsVolumeError(m.Kind) { // FailedSync repeats FailedMount
				timeout = cmp.Or(timeout, m)
			}
			return false
		}
		return m.Kind == ownership || timeline.IsVolumeError(m.Kind) || isSandboxMark(m.Kind) && (m.Kind != "Failed" || strings.HasPrefix(m.Message, "error making pod data directories"))
	})
	if timeout != nil && (cause == nil || !timeline.IsVolumeError(cause.Kind) && cause.Time.Time.Before(timeout.Time.Time)) {
		return timeout
	}
	return cause
}

// preparing returns the newest failure of the node's preparation, if it is of
// one of the kinds.
func (l *lifeView) preparing(of func(kind string) bool) (fact, bool) {
	f, ok := l.podIn(timeline.Preparing)
	if !ok {
		f, ok = l.preparingAnew()
	}
	if !ok {
		return f, false
	}
	if f.mark = l.pod.preparation(); f.mark == nil || !of(f.mark.Kind) || f.mark.Time.Latest.Before(f.span.Start.Earliest) {
		return f, false
	}
	return f.because(f.mark.Kind, f.mark.Message), true
}

// preparingAnew returns the fact of a pod whose sandbox has gone after its
// start, as when its node has been restarted: every container only waits.
func (l *lifeView) preparingAnew() (fact, bool) {
	var waits *laneView
	for i := range l.lanes {
		v := &l.lanes[i]
		if !v.starts() || v.process == nil {
			continue
		}
		if v.process.Open() && v.process.Phase != timeline.Waiting || doing(v.image, timeline.Pulling) {
			return fact{}, false
		}
		if waits == nil && len(v.Attempts) > 0 && doing(v.process, timeline.Waiting) {
			waits = v
		}
	}
	if waits == nil {
		return fact{}, false
	}
	f := at(l.pod, waits.process)
	if l.pod.podSpan != nil {
		f.block.Phase = l.pod.podSpan.Phase
	}
	return f, true
}

func isVolumeError(l *lifeView) (fact, bool) { return l.preparing(timeline.IsVolumeError) }

func sayVolumeError(l *lifeView, f fact) string {
	msg := f.mark.Message
	if _, rest, ok := strings.Cut(msg, `for volume "`); ok {
		if volume, why, ok := strings.Cut(rest, `"`); ok {
			msg = "volume " + volume + ": " + strings.TrimLeft(why, " :")
		}
	} else if volumes := message.Unmounted(msg); volumes != "" {
		msg = "volumes not attached or mounted in time: " + volumes
	}
	return l.tried(message.Cut(msg, message.MessageWidth), f)
}

func isSandboxError(l *lifeView) (fact, bool) { return l.preparing(isSandboxMark) }

func saySandboxError(l *lifeView, f fact) string {
	what := "pod sandbox: "
	if f.mark.Kind == "Failed" {
		what = ""
	}
	return l.tried(what+message.Shorten(f.mark.Message), f)
}

// tried adds how often and for how long a failing step has been retried. An
// attach that cannot succeed is reported once, and the mounts that wait for it
// again and again.
func (l *lifeView) tried(said string, f fact) string {
	from := f.span.Start.Earliest
	how, n := "failed", l.pod.counted(from, f.mark.Kind)
	if waits := l.pod.counted(from, "FailedMount"); n == 1 && f.mark.Kind == "FailedAttachVolume" && waits > 0 {
		how, n = "mounts failed", waits
	}
	return fmt.Sprintf("%s; %s %s in %s", said, how, times(n), l.elapsedSince(f.span.Start))
}

func isPreparing(l *lifeView) (fact, bool) {
	f, ok := l.podIn(timeline.Preparing)
	if !ok || l.volumeImage() != nil || l.cutAbove() { // a pull, and described as one; or over, unseen
		return f, false
	}
	f.block.Reason, f.block.Message = "", "" // what had failed is settled
	if m := l.pod.preparation(); m != nil && m.Kind == ownership {
		f = f.because(m.Kind, m.Message)
	}
	return f, true
}

// sayPreparing distinguishes a node whose kubelet has not taken the pod up from
// one that prepares it: the kubelet's first status brings the condition Ready,
// which not every pasted page shows, and the containers' states.
func sayPreparing(l *lifeView, f fact) string {
	on := ""
	if l.life.Pod.Node != "" {
		on = " on " + l.life.Pod.Node
	}
	said := fmt.Sprintf("preparing volumes, sandbox and network%s %s", on, l.lasting(f.span.Start))
	published := l.condition("Ready") != nil || l.first(func(v *laneView) bool { return v.Container != nil && v.Container.State != "" }) != nil
	if l.life.Pod.Phase == "" { // known from Events alone
		since := " " + l.lasting(f.span.Start)
		if f.span.Start.Uncertainty() > recent {
			since = ""
		}
		return "bound to " + cmp.Or(l.life.Pod.Node, "a node") + since + "; what it does there is not in the input"
	}
	if l.isCond("PodScheduled") && !published && f.span.Duration(l.now) > latency {
		said = fmt.Sprintf("waiting for the kubelet%s to take it up %s", on, l.lasting(f.span.Start))
	}
	return join(": ", said, message.Cut(f.block.Message, message.MessageWidth))
}

// cutAbove reports whether a pod is published as Running and none of its containers
// with a state: a page that was cut above them.
func (l *lifeView) cutAbove() bool {
	return l.life.Pod.Phase == "Running" && (l.life.Pod.IP != "" || l.life.NowUnknown) &&
		l.first(func(v *laneView) bool { return v.Container != nil && v.Container.State != "" }) == nil
}

func sayCutAbove(l *lifeView) string {
	said := "published as Running"
	if l.condition("Ready") != nil && !l.isCond("Ready") {
		said += " and not ready"
	}
	if l.life.Pod.Node != "" {
		said += " on " + l.life.Pod.Node
	}
	return said + "; what its containers do is not in the input"
}

// volumeImage returns the newest Event about the image of a volume that is not
// there yet, or nil. Such Events are on the pod (kuberuntime_manager.go,
// getImageVolumes), as are those merged from several containers' own.
func (l *lifeView) volumeImage() *timeline.Mark {
	m := l.pod.lastMark(func(m *timeline.Mark) bool {
		return m.Kind == "Pulling" || m.Kind == "Pulled" || m.Kind == "BackOff" || m.Kind == "Failed" && strings.HasPrefix(m.Message, "Failed to pull image")
	})
	if m == nil || m.Kind == "Pulled" || doing(l.pod.podSpan, timeline.Ready) || l.over() {
		return nil
	}
	if l.first(func(v *laneView) bool { return v.Container != nil && v.Container.Image == message.Quoted(m.Message) }) != nil {
		return nil
	}
	return m
}

// isSandboxMark reports whether an Event of the pod is about its sandbox or its
// directories, of which the kubelet says only "Failed".
func isSandboxMark(kind string) bool { return kind == "Failed" || timeline.IsSandboxError(kind) }
