package model_test

import (
	"testing"

	"github.com/podlife/podlife/timeline/model"
)

// BenchmarkApply folds one decoded observation of the busiest recording:
// 4 init and 12 main containers with probes. Budget: 10 µs.
func BenchmarkApply(b *testing.B) {
	obs := recordingNamed(b, "many-containers").obs
	b.ReportAllocs()
	m := model.New()
	for i := 0; b.Loop(); i++ {
		if i%len(obs) == 0 {
			m = model.New() // a fold of what is new, not of repetitions
		}
		m.Apply(obs[i%len(obs)])
	}
}

// BenchmarkSnapshot derives the view of the same pod at its end.
func BenchmarkSnapshot(b *testing.B) {
	r := recordingNamed(b, "many-containers")
	m := model.New()
	for _, o := range r.obs {
		m.Apply(o)
	}
	b.ReportAllocs()
	for b.Loop() {
		m.Snapshot(r.end())
	}
}

// BenchmarkApplyAndSnapshot does what a live view does at worst: a new snapshot
// for every update.
func BenchmarkApplyAndSnapshot(b *testing.B) {
	obs := recordingNamed(b, "many-containers").obs
	b.ReportAllocs()
	m := model.New()
	for i := 0; b.Loop(); i++ {
		if i%len(obs) == 0 {
			m = model.New()
		}
		o := obs[i%len(obs)]
		m.Apply(o)
		m.Snapshot(o.At)
	}
}
