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

// Who comes late, and may not read events, still gets a page: it says what
// the pod's status tells of the past, and what nobody can tell any more.
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

// A pod that is not ready now, and has restarted before anybody watched, may
// well have been ready.
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
		if !strings.Contains(text.String(), "whether it was ever ready was not seen") || strings.Contains(text.String(), "STARTUP  n") {
			t.Error(text.String())
		}
	}
}
