package spec

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// sleepOf returns how long a hook lasts that does nothing but sleep: by its
// handler, or by the commonest of all commands, "sleep 5", also in a shell and
// after an echo. It returns 0 for a hook that does something else.
func sleepOf(h *corev1.LifecycleHandler) time.Duration {
	switch {
	case h == nil:
	case h.Sleep != nil:
		return timeline.Seconds(h.Sleep.Seconds)
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
