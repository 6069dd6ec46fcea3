package model_test

import (
	"slices"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

func findLife(s timeline.Snapshot, uid string) *timeline.Life {
	for i := range s.Lives {
		if s.Lives[i].Pod.UID == uid {
			return &s.Lives[i]
		}
	}
	return nil
}

func spansOf(lane timeline.Lane, track timeline.Track, phase timeline.Phase) []timeline.Span {
	var spans []timeline.Span
	for _, s := range lane.Spans {
		if s.Track == track && s.Phase == phase {
			spans = append(spans, s)
		}
	}
	return spans
}

// podSpecs returns the last version of each pod, by UID.
func podSpecs(r recording) map[string]*corev1.Pod {
	pods := map[string]*corev1.Pod{}
	for _, o := range r.obs {
		if p, ok := o.Object.(*corev1.Pod); ok {
			pods[string(p.UID)] = p
		}
	}
	return pods
}

// podImages returns every "uid container image" there was: a patch may repair
// one.
func podImages(r recording) map[string]bool {
	images := map[string]bool{}
	for _, o := range r.obs {
		if p, ok := o.Object.(*corev1.Pod); ok {
			for _, c := range slices.Concat(p.Spec.InitContainers, p.Spec.Containers) {
				images[string(p.UID)+" "+c.Name+" "+c.Image] = true
			}
			for _, c := range p.Spec.EphemeralContainers {
				images[string(p.UID)+" "+c.Name+" "+c.Image] = true
			}
		}
	}
	return images
}

func containerSpec(pod *corev1.Pod, name string) *corev1.Container {
	if pod == nil {
		return nil
	}
	for _, list := range [][]corev1.Container{pod.Spec.InitContainers, pod.Spec.Containers} {
		for i := range list {
			if list[i].Name == name {
				return &list[i]
			}
		}
	}
	return nil
}
