package spec

import (
	"reflect"
	"strings"
	"testing"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// TestEveryFieldIsShown checks that the pane shows all that a manifest has. The images of
// volumes are said with their volumes.
func TestEveryFieldIsShown(t *testing.T) {
	of, pod := new(timeline.Manifest), new(timeline.PodManifest)
	lane := timeline.Lane{Kind: timeline.LaneContainer, Container: &timeline.Container{Manifest: of}}
	pg := &page.Page{W: 100, G: draw.Unicode(), Life: &timeline.Life{Pod: timeline.Pod{Manifest: pod}}}
	var b builder
	fields := append(fill(reflect.ValueOf(of).Elem()), fill(reflect.ValueOf(pod).Elem())...)
	containerSpec(pg, &b, &lane)
	podSpec(pg, &b)
	shown := ""
	for _, l := range b.lines {
		shown += l.Text + "\n"
	}
	for _, field := range fields {
		if field != "timeline.PodManifest.VolumeImages" && !strings.Contains(shown, field) {
			t.Errorf("%s is not shown", field)
		}
	}
}

// fill gives each text in a struct a name of its own, and returns the names.
func fill(v reflect.Value) (names []string) {
	for i := range v.NumField() {
		name := v.Type().String() + "." + v.Type().Field(i).Name
		switch f := v.Field(i); f.Kind() {
		case reflect.String:
			f.SetString(name)
			names = append(names, name)
		case reflect.Slice:
			f.Set(reflect.MakeSlice(f.Type(), 1, 1))
			if one := f.Index(0); one.Kind() == reflect.Struct {
				names = append(names, fill(one)...)
			} else {
				one.SetString(name)
				names = append(names, name)
			}
		}
	}
	return names
}
