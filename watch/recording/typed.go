package recording

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
)

// typed reads one object into the type the model knows it by. Its parts may be
// shared with other objects of this decoder. It fills in the kind, which items
// of typed Lists leave out.
func (d *decoder) typed(text []byte, kind metav1.TypeMeta) (any, error) {
	group, version, found := strings.Cut(kind.APIVersion, "/")
	if !found {
		group, version = "", kind.APIVersion
	}
	for _, k := range kinds {
		if k.name.Kind == kind.Kind && k.includes(group, version) {
			o := k.empty()
			err := json.Unmarshal(text, o, d.options)
			o.GetObjectKind().SetGroupVersionKind(kind.GroupVersionKind())
			return o, err
		}
	}
	if kind.Kind == "ProbeSample" && group == "podlife" {
		o := &timeline.ProbeSample{}
		return o, json.Unmarshal(text, o, d.options)
	}
	if o := other(text, group); o != nil {
		return o, nil
	}
	return &Unknown{APIVersion: kind.APIVersion, Kind: kind.Kind, JSON: bytes.Clone(text)}, nil
}
