package e2e

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// attacks are what a pod may say to take over a terminal or to look like
// something else; %s is where a mark goes that is found again.
var attacks = []string{
	"\x1b]0;%s\x07", "\x1b]2;%s\x1b\\", "\x1b]52;c;%s\x07", "\x1b]8;;http://evil.example\x07%s", // title, clipboard, link
	"\x1b[31m%s", "\x1b[2J%s", "\x1b[1;1H%s", "\x1b[?1049l%s", "\x1b[6n%s", "\x1bc%s", // colour, erase, move, leave, ask, reset
	"\x1bP$q%s\x1b\\", "\x1b_G%s\x1b\\", "\x1bX%s\x1b\\", "\u009b31m%s", "\u009d0;%s\u009c", "\u0090%s\u009c", // DCS, APC, SOS, C1
	"\u202e%s", "\u2066%s", "\u200f%s", "\u061c%s", // right to left
	"\u200b%s", "\ufeff%s", "\u2060%s", // nothing to see
	"\r%s", "\n%s", "\b\b%s", "\a%s", "\x00%s", "\x7f%s", "\v%s", "\f%s", "\u0085%s", "\u2028%s",
}

// TestHostile puts every attack into every text that a pod can fill, and looks
// at every byte that podlife writes about it.
func TestHostile(t *testing.T) {
	pod, events, tried := hostile()
	s := newScript(t, pod, events...)
	file := filepath.Join(t.TempDir(), "hostile.jsonl")
	scr := watch(t, 200, 60, "web", "--kubeconfig", s.kubeconfig(t), "--record", file)
	see(t, scr, 10*time.Second, "web", "restarts")
	for _, key := range []string{"\t", "G", "\r", "j", "j", "i", "\x1b", "j", "j", "\r"} {
		if err := scr.Type(key); err != nil {
			t.Fatal(err)
		}
		time.Sleep(150 * time.Millisecond) // for the screen, not for a result
	}
	raw := scr.Raw()
	scr.Close()
	outputs := map[string]string{"screen": raw}
	for _, format := range completions(t, "report", "-o") {
		outputs["report "+format] = run(t, "report", "-f", file, "-o", format)
	}
	outputs["lines"] = run(t, "replay", file, "--plain")
	through := 0
	for name, out := range outputs {
		if !contains(out, "PWN") && name != "report mermaid" { // which has names of lanes with spans only
			t.Errorf("%s: nothing of what the pod says is shown", name)
		}
		for i, attack := range attacks {
			introducer, _, _ := strings.Cut(attack, "%s")
			if at := strings.Index(out, introducer+"PWN"); at >= 0 && !harmless(introducer, name) {
				through++
				t.Errorf("%s: attack %d comes through: %q", name, i, out[max(0, at-20):min(len(out), at+40)])
			}
		}
	}
	results.add("hostile strings tried / neutralised", fmt.Sprintf("%d in %d outputs / %d", tried, len(outputs), tried*len(outputs)-through))
}

// harmless: outputs of lines have lines.
func harmless(introducer, output string) bool {
	return introducer == "\n" && output != "screen"
}

// hostile is a pod all of whose texts are attacks, and Events of the same kind.
func hostile() (*corev1.Pod, []corev1.Event, int) {
	tried := 0
	say := func(attack int) string {
		tried++
		return fmt.Sprintf(attacks[attack%len(attacks)], fmt.Sprintf("PWN%d", tried))
	}
	pod := scripted()
	pod.Spec.Containers, pod.Status.ContainerStatuses = nil, nil
	for i := range attacks {
		name := say(i)
		pod.Spec.Containers = append(pod.Spec.Containers, corev1.Container{
			Name: name, Image: say(i + 1), Command: []string{say(i + 2)},
			Lifecycle: &corev1.Lifecycle{PostStart: &corev1.LifecycleHandler{Exec: &corev1.ExecAction{Command: []string{say(i)}}}},
		})
		status := corev1.ContainerStatus{Name: name, Image: say(i), RestartCount: 1, ContainerID: say(i)}
		status.State.Waiting = &corev1.ContainerStateWaiting{Reason: say(i), Message: say(i + 3)}
		status.LastTerminationState.Terminated = &corev1.ContainerStateTerminated{
			ExitCode: 1, Reason: say(i + 4), Message: say(i + 5), StartedAt: pod.CreationTimestamp, FinishedAt: pod.CreationTimestamp,
		}
		pod.Status.ContainerStatuses = append(pod.Status.ContainerStatuses, status)
		pod.Status.Conditions = append(pod.Status.Conditions, corev1.PodCondition{
			Type: corev1.PodConditionType(say(i)), Status: corev1.ConditionFalse, Reason: say(i), Message: say(i),
		})
	}
	pod.Spec.NodeName, pod.Status.Reason, pod.Status.Message, pod.Status.PodIP = say(0), say(4), say(5), say(2)
	pod.Finalizers = []string{say(1)}
	var events []corev1.Event
	for i := range attacks {
		e := newEvent("shop", "web", "u1", say(i), say(i), time.Now().Add(time.Duration(i)*time.Millisecond))
		e.ResourceVersion, e.Type, e.Source.Component = fmt.Sprint(100+i), corev1.EventTypeWarning, say(i)
		e.UID = pod.UID + e.UID
		e.InvolvedObject.FieldPath = "spec.containers{" + say(i) + "}"
		events = append(events, *e)
	}
	return pod, events, tried
}
