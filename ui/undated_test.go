package ui

import (
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/page"
)

// TestUndatedRecordingBeginsWithRelativeTimes shows a text without dates: the
// times that the model puts it at are right only relative to each other.
func TestUndatedRecordingBeginsWithRelativeTimes(t *testing.T) {
	at := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: "d", Name: "web", UID: "u"}}
	for relative, want := range map[bool]page.ClockMode{true: page.ClockRelative, false: 0} {
		a := newApp(Options{Location: time.UTC, Paused: true, Recording: recorded([]timeline.Observation{
			{At: at, Type: timeline.Added, Object: &timeline.Reconstructed{Object: pod, Relative: relative}},
		})})
		if a.time.Clock != want {
			t.Errorf("relative %v: the clock's mode is %v, want %v", relative, a.time.Clock, want)
		}
	}
}

// TestListSaysHowLongAtLeast shows a List, of which it is not known when it was
// read, on the screen too.
func TestListSaysHowLongAtLeast(t *testing.T) {
	at := time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)
	pod := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Namespace: "d", Name: "web", UID: "u", CreationTimestamp: metav1.NewTime(at)},
		Spec:       corev1.PodSpec{Containers: []corev1.Container{{Name: "app", Image: "i"}}},
		Status:     corev1.PodStatus{Phase: corev1.PodPending},
	}
	list := []timeline.Observation{{At: at.Add(time.Second), Type: timeline.Added, Object: pod}}
	frame, err := Frame(Options{Recording: recorded(list), NowUnknown: true, Location: time.UTC}, 100, 24, list[0].At, nil)
	if err != nil || !strings.Contains(frame, "waiting for the scheduler since 07:00:00") {
		t.Errorf("%v: the headline claims a length that is not known:\n%s", err, frame)
	}
}
