package recording

import (
	"bytes"
	"regexp"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
	"sigs.k8s.io/yaml"
)

// workloadDocument is the kind of a controller's object as kubectl prints YAML: of an
// object, or of an item of a List. storedObject is what a manifest lacks.
var (
	workloadDocument = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?m)^(  )?kind: (Deployment|ReplicaSet|StatefulSet|DaemonSet|Job|CronJob) *$`)
	})
	storedObject = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^ +uid: \S`) })
)

// FromYAML returns the JSON of a text that is nothing but YAML of objects of an API
// server, documents or Lists, with a workload among them: one value a document. Texts of pods
// alone are tickets (package ticket), which may be cut and mixed with others.
func FromYAML(text []byte) (values []byte, ok bool) {
	if !workloadDocument().Match(text) || !storedObject().Match(text) {
		return nil, false
	}
	text = bytes.ReplaceAll(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), []byte("\r\n"), newline)
	for doc := range bytes.SplitSeq(append(newline, text...), []byte("\n---")) {
		if len(bytes.TrimSpace(doc)) == 0 {
			continue
		}
		value, err := yaml.YAMLToJSON(doc)
		if err != nil || !isObject(value) {
			return nil, false
		}
		values = append(append(values, value...), '\n')
	}
	return values, len(values) > 0
}

// isObject reports whether a value is an object of Kubernetes, or a List.
func isObject(value jsontext.Value) bool {
	return value.Kind() == '{' && bytes.Contains(value, []byte(`"kind":"`)) && bytes.Contains(value, []byte(`"apiVersion":"`))
}
