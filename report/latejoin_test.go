package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/reporttest"
	"github.com/podlife/podlife/timeline/model"
)

// TestTextOfALateJoin checks that a late watch without the right to read events
// still gives a page: what the pod's status says of the past, and what can no
// longer be known.
func TestTextOfALateJoin(t *testing.T) {
	for _, r := range reporttest.Load(t) {
		if r.Name != "demo" {
			continue
		}
		m := model.New()
		m.SetMissing([]string{"events: forbidden"})
		for _, o := range r.Obs[100:118] {
			if _, isEvent := o.Object.(*corev1.Event); !isEvent {
				m.Apply(o)
			}
		}
		var text bytes.Buffer
		if err := report.Text(&text, m.Snapshot(r.Obs[117].At), report.Options{}); err != nil {
			t.Fatal(err)
		}
		checkText(t, text.String(), 100)
		golden(t, "late", txtar.File{Name: "late", Data: text.Bytes()})
	}
}

// TestALateJoinDeniesNoReadiness checks that a pod that restarted before the
// watch began may have been ready.
func TestALateJoinDeniesNoReadiness(t *testing.T) {
	for _, r := range reporttest.Load(t) {
		if r.Name != "crashloop" {
			continue
		}
		m := model.New()
		for _, o := range r.Obs[len(r.Obs)-5:] {
			m.Apply(o)
		}
		var text bytes.Buffer
		if err := report.Text(&text, m.Snapshot(r.Obs[len(r.Obs)-1].At), report.Options{}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(text.String(), "readiness before podlife attached is unknown") || strings.Contains(text.String(), "STARTUP  n") {
			t.Error(text.String())
		}
	}
}
