package timeline

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// sleepOf is how long a hook takes that does nothing but sleep: by its handler,
// or by the commonest of all commands, "sleep 5", also in a shell and after an
// echo. 0: it does something else.
func sleepOf(h *corev1.LifecycleHandler) time.Duration {
	switch {
	case h == nil:
	case h.Sleep != nil:
		return time.Duration(h.Sleep.Seconds) * time.Second
	case h.Exec != nil:
		return sleepOfCommand(h.Exec.Command)
	}
	return 0
}

func sleepOfCommand(argv []string) time.Duration {
	if len(argv) == 3 && argv[1] == "-c" && slices.Contains([]string{"sh", "bash", "ash", "dash"}, path.Base(argv[0])) {
		return sleepOfScript(argv[2])
	}
	if len(argv) == 2 && path.Base(argv[0]) == "sleep" {
		return sleepTime(argv[1])
	}
	return 0
}

// sleepOfScript adds up the sleeps of a script in which there is nothing else
// that takes time, nor anything that is not plain words.
func sleepOfScript(script string) time.Duration {
	script = strings.ReplaceAll(script, "&&", ";")
	if strings.ContainsAny(script, "$`|&<>(){}\\") {
		return 0
	}
	total := time.Duration(0)
	for _, part := range strings.FieldsFunc(script, func(r rune) bool { return r == ';' || r == '\n' }) {
		switch words := strings.Fields(part); {
		case len(words) == 0 || words[0] == "echo":
		case len(words) == 2 && path.Base(words[0]) == "sleep" && sleepTime(words[1]) > 0:
			total += sleepTime(words[1])
		default:
			return 0
		}
	}
	return total
}

// sleepTime reads the argument of sleep: seconds, or "5s", "2m"; 0 for others.
func sleepTime(arg string) time.Duration {
	if _, err := strconv.ParseFloat(arg, 64); err == nil {
		arg += "s"
	}
	d, err := time.ParseDuration(arg)
	if err != nil || d < 0 || d > maxSleep {
		return 0
	}
	return d
}

const maxSleep = 24 * time.Hour

// sleptUntil is the end of a preStop hook that began at t0 and sleeps for d.
func sleptUntil(t0 Edge, d time.Duration) Edge {
	return Edge{Time: t0.Time.Add(d), Earliest: t0.Earliest.Add(d), Latest: t0.Latest.Add(d + time.Second), Basis: Inferred}
}

// sleepsOver is the life in which the preStop hooks that only sleep, and must
// be over by now, are so. No signal says it; SIGTERM follows at once, but for
// sidecars, which wait for the main containers.
func sleepsOver(l Life, now time.Time) Life {
	if l.Termination == nil {
		return l
	}
	copied := false
	for i := range l.Termination.Steps {
		step := l.Termination.Steps[i]
		end := sleptUntil(step.Killing, step.PreStop)
		if step.PreStop == 0 || step.PreStop >= l.Termination.Grace || step.Killing.IsZero() || !step.Exited.IsZero() || step.Unreported || now.Before(end.Latest) {
			continue
		}
		at := slices.IndexFunc(l.Lanes, func(lane Lane) bool { return lane.ID == step.Lane })
		hook := slices.IndexFunc(l.Lanes[at].Spans, func(sp Span) bool { return sp.Phase == PreStop && sp.Open() })
		if hook < 0 {
			continue // it failed
		}
		if !copied { // what was derived is kept for the next snapshot
			t := *l.Termination
			t.Steps = slices.Clone(t.Steps)
			l.Termination, l.Lanes, copied = &t, slices.Clone(l.Lanes), true
		}
		l.Termination.Steps[i].PreStopEnd = end
		lane := &l.Lanes[at]
		lane.Spans = slices.Clone(lane.Spans)
		sp := &lane.Spans[hook]
		sp.End, sp.Outcome = end.notBefore(sp.Start), Succeeded
		if lane.Kind != LaneSidecar {
			l.Termination.Steps[i].SIGTERM = end
			lane.Spans = append(lane.Spans, Span{Track: TrackStop, Phase: Stopping, Attempt: sp.Attempt, Start: end, Outcome: Ongoing, Reason: "SIGTERM"})
			lane.Spans, _ = ordered(lane.Spans, nil)
		}
	}
	return l
}
